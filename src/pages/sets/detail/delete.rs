//! Deleting the set: a run of it that goes on is told of.

use std::sync::Arc;

use contract::{TestSetId, UpdateTestSet};
use domain::kind::Kind;
use leptos::prelude::*;

use super::Set;
use crate::data::runs::Known;
use crate::data::set_writing;
use crate::data::workspace::Workspace;
use crate::parts::delete::Deletion;
use crate::reactive::{RwSignal, live_if, memo};
use crate::text::test_set as text;
use crate::ui::notice::{Tone, notice};

pub(super) fn deletion(workspace: Workspace, set: Set, _asking: RwSignal<bool>) -> Deletion {
    Deletion {
        kind: Kind::TestSet,
        id: memo(move || set.with(|set| set.id.as_str().to_owned())),
        name: memo(move || set.with(|set| text::called(set))),
        touches: Arc::new(move || going_on(workspace, set)),
        // The document knows no reason to refuse (CONTRACT 3.2).
        is_free: memo(|| true),
        in_use: text::REFUSED,
        look_again: Callback::new(|()| {}),
        delete: |workspace, id| {
            Box::pin(async move {
                let id = TestSetId::from_response(&id);
                let deleted = set_writing::delete(workspace.api, &id).await?;
                workspace.wrote_set(&id, UpdateTestSet::default());
                Ok(deleted)
            })
        },
    }
}

/// What becomes of a run that goes on is not documented (CONTRACT 3.2).
fn going_on(workspace: Workspace, set: Set) -> AnyView {
    live_if(move || {
        let id = set.with(|set| set.last_triggered_run_id.clone())?;
        let is_over = workspace.runs.get(&id).with(|known| match known {
            Known::Found(run) => run.is_completed,
            Known::Waiting | Known::Missing => true,
        });
        (!is_over).then(|| notice(Tone::Warning, view! { <p>{text::RUN_GOES_ON}</p> }.into_any()))
    })
    .into_any()
}
