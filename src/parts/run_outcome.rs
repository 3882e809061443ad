//! How a run stands, as a word with an icon; and whether somebody here asked to cancel it.

use contract::TestSetRunId;
use domain::run::Outcome;
use leptos::prelude::*;

use crate::data::workspace::Workspace;
use crate::reactive::{Memo, live_if, memo};
use crate::text::run as text;
use crate::ui::status::{Meaning, status};

/// How a run stands.
pub fn run_outcome(workspace: Workspace, id: Memo<TestSetRunId>, outcome: Memo<Outcome>) -> AnyView {
    let cancelled = memo(move || !outcome.get().is_over() && id.with(|id| workspace.cancels.has(id)));
    let requested = live_if(move || {
        cancelled.get().then(|| status(|| (Meaning::Odd, text::CANCEL_REQUESTED.to_owned())))
    });
    view! { <span class="outcome">{outcome_alone(outcome)}{requested}</span> }.into_any()
}

/// How a run stands, without what is known only here.
pub fn outcome_alone(outcome: Memo<Outcome>) -> AnyView {
    status(move || {
        let outcome = outcome.get();
        (meaning(outcome), text::outcome(outcome).to_owned())
    })
}

fn meaning(outcome: Outcome) -> Meaning {
    match outcome {
        Outcome::InProgress => Meaning::Busy,
        Outcome::AlreadyFailing | Outcome::Failed | Outcome::FailedAndErrored => Meaning::Bad,
        Outcome::AlreadyErrored | Outcome::Errored | Outcome::Incomplete => Meaning::Odd,
        Outcome::Passed => Meaning::Good,
    }
}
