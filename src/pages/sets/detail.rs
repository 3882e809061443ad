//! The page of one test set: its unit tests with how often each runs, what a run simulates, and its last
//! runs.

mod about;
mod delete;
mod members;
mod runs;

use std::sync::Arc;

use contract::{TestSet, TestSetId};
use leptos::prelude::*;

use crate::data::load::Load;
use crate::data::query::{Query, use_query};
use crate::data::test_set;
use crate::data::workspace::Workspace;
use crate::parts::actions::actions;
use crate::parts::failure::failure_notice;
use crate::parts::gate::signed_in;
use crate::parts::page::{fixed_heading, name_heading};
use crate::parts::refresh::refresh_control;
use crate::parts::section::ReadAgain;
use crate::parts::start_run::Starter;
use crate::reactive::{Memo, RwSignal, live, live_if, memo, words};
use crate::routes::{Address, use_address};
use crate::text::form::words as words_of;
use crate::text::run::start;
use crate::text::{common, errors, test_set as text};
use crate::ui::delayed::delayed;
use crate::ui::icon::{Icon, drawing};
use crate::ui::notice::{Tone, notice};
use crate::ui::skeleton::skeleton;

/// The set that a page shows.
type Set = Memo<Arc<TestSet>>;

/// A test set, for somebody signed in.
pub fn set_page() -> AnyView {
    signed_in(page)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Malformed,
    Missing,
    Waiting,
    There,
}

fn page(workspace: Workspace) -> AnyView {
    let address = use_address();
    let id = memo(move || {
        address.with(|address| match address {
            Address::Set { id, .. } => TestSetId::parse(id).map(|id| id.as_str().to_owned()),
            _ => None,
        })
    });
    let set = use_query(move || id.get(), move |id| test_set::find_written(workspace, id));
    let list = Address::Sets { organization: workspace.organization() }.path();
    let state = memo(move || match (id.with(Option::is_none), set.value().map(|set| set.is_some())) {
        (true, _) => State::Malformed,
        (false, Some(true)) => State::There,
        (false, Some(false)) => State::Missing,
        (false, None) => State::Waiting,
    });
    let words = words_of(domain::kind::Kind::TestSet);
    view! {
        <p class="way-back"><a href=list>{drawing(Icon::Back)}{words.back}</a></p>
        {problem(set)}
        {live(move || match state.get() {
            State::Malformed => missing(words.missing.0, words.malformed),
            State::Missing => missing(words.missing.0, words.missing.1),
            State::Waiting => waiting(set),
            State::There => whole(workspace, set),
        })}
    }
    .into_any()
}

/// The whole set. Its sections follow the parts that they show.
fn whole(workspace: Workspace, query: Query<Option<TestSet>>) -> AnyView {
    let set: Set = memo(move || {
        let there = query.value().and_then(|set| (*set).clone());
        Arc::new(there.unwrap_or_default())
    });
    let name = memo(move || set.with(|set| text::called(set)));
    let description = words(move || {
        set.with(|set| match set.description.as_deref().unwrap_or_default().trim() {
            "" => text::NO_DESCRIPTION.to_owned(),
            words => words.to_owned(),
        })
    });
    let is_live = memo(move || set.with(|set| !set.is_deleted));
    let deleted = live_if(move || {
        let words = || view! { <p>{text::IS_DELETED}</p> }.into_any();
        (!is_live.get()).then(|| notice(Tone::Warning, words()))
    });
    let (starter, dialog) = Starter::new(workspace);
    let id = move || Some(set.with_untracked(|set| set.id.clone()));
    let start = live_if(move || is_live.get().then(|| starter.button(start::START, Some("primary"), id)));
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
        {actions(workspace, is_live, start.into_any(), |asking| delete::deletion(workspace, set, asking))}
        {dialog}
        <p class="lead" dir="auto" lang="">{description}</p>
        <div class="prose">
            <div class="story">{members::members(workspace, set)}</div>
            <aside class="aside" aria-label=text::ABOUT>
                {runs::runs(workspace, set)}
                {about::about(workspace, set)}
            </aside>
        </div>
    }
    .into_any()
}

/// Why the latest attempt failed; an earlier answer stays.
fn problem(set: Query<Option<TestSet>>) -> AnyView {
    let retry = Callback::new(move |()| set.refresh());
    let said = live_if(move || {
        let error = set.error()?;
        let kept = set.load.with_untracked(|load| load.known().is_some()).then_some(errors::KEPT);
        Some(failure_notice(&error, kept, retry))
    });
    said.into_any()
}

fn missing(title: &'static str, words: &'static str) -> AnyView {
    view! { <div class="empty">{fixed_heading(title)}<p>{words}</p></div> }.into_any()
}

fn waiting(set: Query<Option<TestSet>>) -> AnyView {
    let felt = delayed(move || set.load.with(|load| matches!(load, Load::Loading)));
    let outline = live_if(move || {
        felt.get().then(|| view! { <div class="card">{skeleton(4, common::LOADING)}</div> }.into_any())
    });
    view! { {fixed_heading(text::ONE)}{outline} }.into_any()
}
