//! Which test sets use the test.

use contract::TestSet;
use leptos::prelude::*;

use super::Test;
use crate::data::paging::Part;
use crate::data::query::{Query, use_query};
use crate::data::unit_test;
use crate::data::workspace::Workspace;
use crate::parts::failure::failure_notice;
use crate::parts::section::loaded_section;
use crate::reactive::memo;
use crate::routes::Address;
use crate::text::test_set::called;
use crate::text::unit_test as text;
use crate::ui::icon::Icon;

pub(super) fn sets(workspace: Workspace, test: Test) -> AnyView {
    let id = memo(move || test.with(|test| test.id.as_str().to_owned()));
    let sets: Query<Part<TestSet>> =
        use_query(move || Some(id.get()), move |id| unit_test::sets(workspace.api, id));
    let retry = Callback::new(move |()| sets.refresh());
    loaded_section(text::SETS, Icon::Sets, sets, None, move |Part { items: sets, rest }| {
        let rest = rest.as_ref().map(|error| failure_notice(error, None, retry));
        if sets.is_empty() && rest.is_none() {
            return view! { <p class="hint">{text::NO_SETS}</p> }.into_any();
        }
        let items: Vec<AnyView> = sets.iter().map(|set| item(workspace, set, &id.get_untracked())).collect();
        view! { <ul class="plain">{items}</ul>{rest} }.into_any()
    })
}

fn item(workspace: Workspace, set: &TestSet, test: &str) -> AnyView {
    let address = Address::set(&workspace.organization(), &set.id).path();
    let member = set.unit_test_runs.iter().find(|member| member.unit_test_id.as_str() == test);
    let times = member.map(|member| text::times(member.run_count)).unwrap_or_default();
    view! {
        <li>
            <a class="name" href=address dir="auto" lang="">{called(set)}</a>
            <span class="sub">{times}</span>
        </li>
    }
    .into_any()
}
