//! The page of one run: how it stands and how far it is, live, and what came of each test.
//!
//! The run is followed by memos for each thing that is shown, so that an answer of the poller touches only
//! what changed. Reasons, comparison with other runs and history stand between progress and results once
//! they are there.

mod actions;
mod artifacts;
mod cancel;
mod cells;
mod ending;
mod frozen;
mod notify;
mod pace;
mod progress;
mod results;
mod row;

use std::sync::Arc;

use contract::{Run, TestSetRunId};
use domain::kind::Kind;
use domain::run::{Outcome, TestResult};
use domain::run_table::early;
use leptos::prelude::*;

use crate::data::runs::{Attention, Known};
use crate::data::workspace::Workspace;
use crate::parts::gate::signed_in;
use crate::parts::moment::moment;
use crate::parts::name::{label, name};
use crate::parts::page::{fixed_heading, heading_with_tab};
use crate::parts::refresh::refresh_control;
use crate::parts::run_outcome::run_outcome;
use crate::parts::stale::stale_notice;
use crate::reactive::{Memo, live, live_if, memo};
use crate::routes::{Address, use_address};
use crate::task::Task;
use crate::text::run as text;
use crate::text::{common, names, run::page as words};
use crate::ui::delayed::delayed;
use crate::ui::icon::{Icon, drawing};
use crate::ui::skeleton::skeleton;

/// The run that the page shows. What is shown of it is derived once. Cheap to copy.
#[derive(Clone, Copy)]
struct Shown {
    workspace: Workspace,
    run: Memo<Arc<Run>>,
    id: Memo<TestSetRunId>,
    outcome: Memo<Outcome>,
    is_over: Memo<bool>,
    tests: Memo<Vec<TestResult>>,
    /// What the set is called.
    set: Memo<String>,
}

/// A run, for somebody signed in.
pub fn run_page() -> AnyView {
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
            Address::Run { id, .. } => TestSetRunId::parse(id),
            _ => None,
        })
    });
    workspace.runs.watch(memo(move || id.get().into_iter().collect()), Attention::Page);
    let known = memo(move || id.get().map(|id| workspace.runs.get(&id).get()));
    let state = memo(move || {
        known.with(|known| match known {
            None => State::Malformed,
            // Lists may not know yet of a run that was started this moment.
            Some(Known::Missing) if workspace.expected.get() == id.get() => State::Waiting,
            Some(Known::Missing) => State::Missing,
            Some(Known::Waiting) => State::Waiting,
            Some(Known::Found(_)) => State::There,
        })
    });
    // Another run is another page, though it has the same address but for the id.
    let there = memo(move || (id.get(), state.get()));
    let task = StoredValue::new_local(None::<Task>);
    let refresh = move || {
        workspace.refresh();
        let ids = id.get_untracked().into_iter().collect();
        task.set_value(Some(Task::start(workspace.runs.read_now(ids))));
    };
    let applies = move || id.with(Option::is_some);
    let kept = move || (state.get() == State::There).then_some(text::STALE);
    let list = Address::Runs { organization: workspace.organization() }.path();
    view! {
        <p class="way-back"><a href=list>{drawing(Icon::Back)}{text::BACK}</a></p>
        {stale_notice(workspace, applies, kept, Callback::new(move |()| refresh()))}
        {live(move || match there.get().1 {
            State::Malformed => missing(words::MALFORMED),
            State::Missing => missing(words::MISSING_WORDS),
            State::Waiting => waiting(workspace),
            State::There => whole(&shown(workspace, known), refresh),
        })}
    }
    .into_any()
}

fn shown(workspace: Workspace, known: Memo<Option<Known>>) -> Shown {
    let run: Memo<Arc<Run>> = memo(move || {
        known.with(|known| match known {
            Some(Known::Found(run)) => run.clone(),
            _ => Arc::default(),
        })
    });
    let outcome = memo(move || run.with(|run| Outcome::of(run)));
    let set_id = memo(move || run.with(|run| run.simulation_unit_test_set_id.clone()));
    Shown {
        workspace,
        run,
        id: memo(move || run.with(|run| run.id.clone())),
        outcome,
        is_over: memo(move || outcome.get().is_over()),
        tests: memo(move || run.with(|run| domain::run::tests(run))),
        set: memo(move || set_id.with(|id| label(workspace, Kind::TestSet, id.as_str()).text)),
    }
}

fn whole(shown: &Shown, refresh: impl Fn() + Copy + 'static) -> AnyView {
    let Shown { workspace, run, id, outcome, set, .. } = *shown;
    let freshness = workspace.runs.freshness;
    let at = move || freshness.with(|freshness| freshness.at);
    let tab = memo(move || [text::outcome(outcome.get()), " · ", &set.get()].concat());
    ending::tell(shown);
    let note = note(shown);
    let creator = memo(move || run.with(|run| run.creator.user_id.clone()));
    let who = name(move || creator.with(|user| label(workspace, Kind::User, user)));
    let started = memo(move || run.with(|run| run.created_at.clone()));
    view! {
        <div class="page-head">{heading_with_tab(set, tab)}{refresh_control(at, refresh)}</div>
        <div class="run-line">
            {run_outcome(workspace, id, outcome)}
            <span>{words::STARTED}" "{moment(move || started.get())}" "{words::BY}" "{who}</span>
            {set_link(shown)}
        </div>
        {note}
        {actions::actions(shown)}
        {progress::progress(shown)}
        {results::results(shown)}
    }
    .into_any()
}

/// What the outcome means, where its word alone does not say.
fn note(shown: &Shown) -> AnyView {
    let Shown { workspace, run, id, outcome, tests, .. } = *shown;
    let note = memo(move || match outcome.get() {
        outcome if outcome.is_early() => {
            let progress = run.with(|run| domain::run::progress(run));
            let is_cancelled_here = id.with(|id| workspace.cancels.has(id));
            Some(tests.with(|tests| text::ended_early(outcome, &progress, &early(tests), is_cancelled_here)))
        }
        outcome => text::outcome_note(outcome).map(str::to_owned),
    });
    live_if(move || Some(view! { <p class="hint run-note">{note.get()?}</p> }.into_any())).into_any()
}

/// The way to the set, unless it is none that can be asked for.
fn set_link(shown: &Shown) -> AnyView {
    let Shown { workspace, run, .. } = *shown;
    let set = memo(move || run.with(|run| run.simulation_unit_test_set_id.clone()));
    live_if(move || {
        let set = Some(set.get()).filter(|set| !set.as_str().is_empty())?;
        let address = Address::set(&workspace.organization(), &set).path();
        Some(view! { <a href=address>{drawing(Icon::Sets)}{words::SET}</a> }.into_any())
    })
    .into_any()
}

fn missing(why: &'static str) -> AnyView {
    view! { <div class="empty">{fixed_heading(words::MISSING)}<p>{why}</p></div> }.into_any()
}

fn waiting(workspace: Workspace) -> AnyView {
    let freshness = workspace.runs.freshness;
    let felt = delayed(move || freshness.with(|freshness| freshness.error.is_none()));
    let outline = live_if(move || {
        felt.get().then(|| view! { <div class="card">{skeleton(4, common::LOADING)}</div> }.into_any())
    });
    view! { {fixed_heading(text::RUN)}{outline} }.into_any()
}

/// The unit tests that a run holds, by place, with what they are called.
fn test_name(shown: &Shown, place: usize) -> String {
    let id = shown.tests.with(|tests| tests.get(place).map(|test| test.unit_test_id.clone()));
    match id {
        Some(id) if !id.as_str().is_empty() => label(shown.workspace, Kind::UnitTest, id.as_str()).text,
        _ => names::none(Kind::UnitTest),
    }
}
