//! The last run of a test set, in a line: how it stands, and when it started.

use contract::TestSetRunId;
use domain::run::Outcome;
use leptos::prelude::*;

use super::moment::moment;
use super::run_outcome::outcome_alone;
use crate::data::runs::Known;
use crate::data::workspace::Workspace;
use crate::reactive::{Memo, live, memo};
use crate::routes::Address;
use crate::text::errors::Words;
use crate::text::{errors, test_set as text};

/// The last run. Does not ask for it: who shows sets has their last runs watched together.
pub fn last_run(workspace: Workspace, id: Memo<Option<TestSetRunId>>) -> AnyView {
    live(move || match id.get() {
        None => view! { <span class="hint">{text::NO_RUN}</span> }.into_any(),
        // Such an id cannot be asked for.
        Some(id) if !id.is_well_formed() => missing(),
        Some(id) => run(workspace, &id),
    })
    .into_any()
}

fn run(workspace: Workspace, id: &TestSetRunId) -> AnyView {
    let known = workspace.runs.get(id);
    let address = Address::run(&workspace.organization(), id).path();
    live(move || match known.get() {
        Known::Waiting => awaited(workspace),
        Known::Missing => missing(),
        Known::Found(run) => {
            let at = run.created_at.clone();
            let outcome = Outcome::of(&run);
            view! {
                <a href=address.clone()>{outcome_alone(memo(move || outcome))}</a>
                <span class="sub">{moment(move || at.clone())}</span>
            }
            .into_any()
        }
    })
    .into_any()
}

fn missing() -> AnyView {
    unreadable(text::RUN_MISSING, text::RUN_MISSING_WHY.to_owned())
}

/// Not read yet, or not readable.
fn awaited(workspace: Workspace) -> AnyView {
    let error = workspace.runs.freshness.with(|freshness| freshness.error.clone());
    let Some(error) = error else {
        return view! { <span class="hint">{text::RUN_AWAITED}</span> }.into_any();
    };
    let Words { what, next } = errors::words(&error);
    unreadable(text::RUN_UNREAD, [&what, " ", &next].concat())
}

/// The reason is told to those who point at it and to those who listen.
fn unreadable(words: &'static str, reason: String) -> AnyView {
    view! {
        <span class="name-of" data-state="code" title=reason.clone()>
            {words}
            <span class="unseen">{[" (", &reason, ")"].concat()}</span>
        </span>
    }
    .into_any()
}
