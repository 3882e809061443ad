//! Saving: when it is tried, and what an answer means for the form. What is sent is the form's own.

use std::future::Future;
use std::pin::Pin;

use contract::FieldProblem;
use leptos::prelude::*;

use super::{Frame, bar, summary};
use crate::api::ApiError;
use crate::browser::focus;
use crate::routes::{Address, use_go};
use crate::state::announcer::use_announcer;
use crate::state::drafts::Forget;
use crate::state::leaving::Leaving;
use crate::task::Task;

/// What became of the latest attempt to save.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// There was none, or it is over and done with.
    None,
    /// It is under way.
    Busy,
    /// It failed, as the API said.
    Failed(ApiError),
    /// The API did not accept some of it; what it said of no part of the form.
    Invalid(ApiError, Vec<FieldProblem>),
    /// The answer was lost, and what was sent is not there.
    Lost(ApiError),
    /// The answer was lost, and whether what was sent is there could not be read.
    Unsure(ApiError),
    /// The name is taken, by that of this id.
    Taken(String),
    /// The API says that the name is taken, and it was not found by what.
    TakenUnseen,
    /// The API refused the references, and the culprits are marked.
    Culprits,
    /// The API refused, and nothing is wrong as far as can be seen.
    NoCulprit(ApiError),
    /// What is stored could not be read before it was changed.
    NotCompared(ApiError),
    /// What is stored is gone.
    Gone,
    /// A part of the form cannot be sent as it is.
    Unsendable,
}

/// How an attempt to save ended.
pub enum Attempt {
    /// It is saved: the id, and what to say.
    Done(String, &'static str),
    /// It is not.
    Not(Outcome),
}

/// Saves what is typed, once.
pub type Saving = Box<dyn Fn() -> Pin<Box<dyn Future<Output = Attempt>>>>;

/// Saves when it is called. It is made where the page is drawn and called from anywhere on it.
pub(super) fn action(frame: Frame, leaving: Leaving) -> impl Fn() + Clone + 'static {
    let go = use_go();
    let announcer = use_announcer();
    // Whoever left meanwhile is told, and stays where they are.
    let finished = move |id: &str, words: &str, forget: Forget| {
        forget();
        leaving.allow();
        announcer.tell(words);
        if frame.outcome.try_get_untracked().is_some() {
            go(&Address::of(frame.kind, &frame.workspace.organization(), id));
        }
    };
    move || {
        if frame.outcome.try_get_untracked().is_none_or(|outcome| outcome == Outcome::Busy) {
            return;
        }
        if untrack(|| frame.denied()).is_some() {
            focus::to(bar::OUTCOME);
            return;
        }
        frame.is_engaged.set(true);
        frame.said.set(Vec::new());
        if frame.press() {
            frame.outcome.set(Outcome::None);
            focus::later_to(summary::ID.to_owned());
            return;
        }
        frame.outcome.set(Outcome::Busy);
        let Some(Some(attempt)) = frame.save.try_with_value(|save| save.as_ref().map(|save| save())) else {
            return;
        };
        let (finished, forget) = (finished.clone(), frame.drafts.forgetting());
        Task::start(async move {
            match attempt.await {
                Attempt::Done(id, words) => finished(&id, words, forget),
                Attempt::Not(outcome) => {
                    let is_said = frame.said.try_with_untracked(|said| !said.is_empty());
                    frame.outcome.try_set(outcome);
                    let id = if is_said == Some(true) { summary::ID } else { bar::OUTCOME };
                    focus::later_to(id.to_owned());
                }
            }
        })
        .detach();
    }
}
