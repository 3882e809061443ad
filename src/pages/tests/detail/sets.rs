//! Which test sets use the test.

use std::sync::Arc;

use contract::UnitTest;
use leptos::prelude::*;

use crate::data::query::use_query;
use crate::data::unit_test;
use crate::data::workspace::Workspace;
use crate::parts::section::LoadedSection;
use crate::text::unit_test as text;
use crate::ui::icon::Icon;

#[component]
pub(super) fn Sets(workspace: Workspace, test: Memo<Arc<UnitTest>>) -> impl IntoView {
    let id = Memo::new(move |_| test.with(|test| test.id.clone()));
    let sets = use_query(move || Some(id.get()), move |id| unit_test::sets(workspace.api, id));
    view! {
        <LoadedSection
            title=text::SETS
            icon=Icon::Sets
            query=sets
            head=|| ()
            body=move |sets| {
                if sets.is_empty() {
                    return view! { <p class="hint">{text::NO_SETS}</p> }.into_any();
                }
                let items = sets.iter().map(|set| {
                    let count = set.unit_test_runs.iter().find(|member| member.unit_test_id == id.get_untracked());
                    view! {
                        <li>
                            <span class="name" dir="auto">{set.name.clone()}</span>
                            <span class="sub">{count.map(|member| text::times(member.run_count))}</span>
                        </li>
                    }
                });
                view! { <ul class="plain">{items.collect_view()}</ul> }.into_any()
            }
        />
    }
}
