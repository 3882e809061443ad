//! The page of one unit test, which reads as prose: who, what happens, against what, and what must
//! hold.

mod about;
mod against;
mod criteria;
mod delete;
mod scenario;
mod sets;
mod who;

use std::sync::Arc;

use contract::{UnitTest, UnitTestId};
use leptos::prelude::*;

use crate::data::load::Load;
use crate::data::query::{Query, use_query};
use crate::data::unit_test;
use crate::data::workspace::Workspace;
use crate::parts::actions::actions;
use crate::parts::failure::failure_notice;
use crate::parts::gate::signed_in;
use crate::parts::page::{fixed_heading, name_heading};
use crate::parts::refresh::refresh_control;
use crate::parts::section::ReadAgain;
use crate::reactive::{Memo, RwSignal, live, live_if, memo, words};
use crate::routes::{Address, use_address};
use crate::text::unit_test as text;
use crate::text::{catalogue, common, errors};
use crate::ui::delayed::delayed;
use crate::ui::icon::{Icon, drawing};
use crate::ui::notice::{Tone, notice};
use crate::ui::skeleton::skeleton;

/// The test that a page shows.
type Test = Memo<Arc<UnitTest>>;

/// A unit test, for somebody signed in.
pub fn test_page() -> AnyView {
    signed_in(page)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Malformed,
    Missing,
    Waiting,
    There,
}

fn page(workspace: Workspace) -> AnyView {
    let address = use_address();
    let id = memo(move || {
        address.with(|address| match address {
            Address::Test { id, .. } => UnitTestId::parse(id).map(|id| id.as_str().to_owned()),
            _ => None,
        })
    });
    let test = use_query(move || id.get(), move |id| unit_test::find_written(workspace, id));
    let list = Address::Tests { organization: workspace.organization() }.path();
    let kind = memo(move || match (id.with(Option::is_none), test.value().map(|test| test.is_some())) {
        (true, _) => Kind::Malformed,
        (false, Some(true)) => Kind::There,
        (false, Some(false)) => Kind::Missing,
        (false, None) => Kind::Waiting,
    });
    view! {
        <p class="way-back"><a href=list>{drawing(Icon::Back)}{text::BACK}</a></p>
        {problem(test)}
        {live(move || match kind.get() {
            Kind::Malformed => missing(text::missing::MALFORMED),
            Kind::Missing => missing(text::missing::WORDS),
            Kind::Waiting => waiting(test),
            Kind::There => whole(workspace, test),
        })}
    }
    .into_any()
}

/// The whole test. Its sections follow the parts that they show.
fn whole(workspace: Workspace, query: Query<Option<UnitTest>>) -> AnyView {
    let test: Test = memo(move || {
        let there = query.value().and_then(|test| (*test).clone());
        Arc::new(there.unwrap_or_default())
    });
    let name = memo(move || test.with(|test| catalogue::called(test)));
    let description = words(move || {
        test.with(|test| match test.description.trim() {
            "" => text::NO_DESCRIPTION.to_owned(),
            words => words.to_owned(),
        })
    });
    let is_live = memo(move || test.with(|test| !test.is_deleted));
    let deleted = live_if(move || {
        let words = || view! { <p>{text::IS_DELETED}</p> }.into_any();
        (!is_live.get()).then(|| notice(Tone::Warning, words()))
    });
    let at = move || query.load.with(|load| load.known().map(|(_, at)| at));
    let asked = RwSignal::new(0);
    provide_context(ReadAgain(asked));
    let refresh = move || {
        workspace.refresh();
        query.refresh();
        asked.update(|asked| *asked += 1);
    };
    view! {
        <div class="page-head">{name_heading(name)}{refresh_control(at, refresh)}</div>
        {deleted}
        {actions(workspace, is_live, ().into_any(), |asking| delete::deletion(workspace, test, asking))}
        <p class="lead" dir="auto" lang="">{description}</p>
        <div class="prose">
            <div class="story">
                {who::who(workspace, test)}
                {scenario::what_happens(workspace, test)}
                {against::against(workspace, test)}
                {criteria::passes_when(workspace, test)}
            </div>
            <aside class="aside" aria-label=text::ABOUT>
                {sets::sets(workspace, test)}
                {about::about(workspace, test)}
            </aside>
        </div>
    }
    .into_any()
}

/// Why the latest attempt failed; an earlier answer stays.
fn problem(test: Query<Option<UnitTest>>) -> AnyView {
    let retry = Callback::new(move |()| test.refresh());
    let said = live_if(move || {
        let error = test.error()?;
        let kept = test.load.with_untracked(|load| load.known().is_some()).then_some(errors::KEPT);
        Some(failure_notice(&error, kept, retry))
    });
    said.into_any()
}

fn missing(words: &'static str) -> AnyView {
    view! { <div class="empty">{fixed_heading(text::missing::TITLE)}<p>{words}</p></div> }.into_any()
}

fn waiting(test: Query<Option<UnitTest>>) -> AnyView {
    let felt = delayed(move || test.load.with(|load| matches!(load, Load::Loading)));
    let outline = live_if(move || {
        felt.get().then(|| view! { <div class="card">{skeleton(4, common::LOADING)}</div> }.into_any())
    });
    view! { {fixed_heading(common::UNIT_TEST)}{outline} }.into_any()
}
