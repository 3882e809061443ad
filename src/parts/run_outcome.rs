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
    let requested = memo(move || id.with(|id| workspace.cancels.has(id)));
    let words = memo(move || match outcome.get() {
        _ if !requested.get() => None,
        outcome if !outcome.is_over() => Some(text::CANCEL_REQUESTED),
        outcome if outcome.is_early() => Some(text::CANCELLED_HERE),
        // It was over before the request did anything.
        _ => None,
    });
    let requested =
        live_if(move || words.get().map(|words| status(move || (Meaning::Odd, words.to_owned()))));
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
        Outcome::AlreadyFailing | Outcome::Failed | Outcome::FailedAndErrored | Outcome::EndedEarlyFailed => {
            Meaning::Bad
        }
        Outcome::AlreadyErrored
        | Outcome::Errored
        | Outcome::EndedEarly
        | Outcome::EndedEarlyErrored
        | Outcome::NotJudged
        | Outcome::Unclear => Meaning::Odd,
        Outcome::Hidden => Meaning::Nothing,
        Outcome::Passed => Meaning::Good,
    }
}
