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
use crate::text::test_set as text;

/// The last run. Does not ask for it: who shows sets has their last runs watched together.
pub fn last_run(workspace: Workspace, id: Memo<Option<TestSetRunId>>) -> AnyView {
    live(move || match id.get() {
        None => view! { <span class="hint">{text::NO_RUN}</span> }.into_any(),
        Some(id) => run(workspace, &id),
    })
    .into_any()
}

fn run(workspace: Workspace, id: &TestSetRunId) -> AnyView {
    let known = workspace.runs.get(id);
    let address = Address::run(&workspace.organization(), id).path();
    live(move || match known.get() {
        Known::Waiting => view! { <span class="hint">{text::RUN_AWAITED}</span> }.into_any(),
        Known::Missing => {
            view! { <span class="hint" title=text::RUN_MISSING_WHY>{text::RUN_MISSING}</span> }.into_any()
        }
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
