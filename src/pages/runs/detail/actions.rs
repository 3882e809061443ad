//! What can be done with the run: cancel it, run the set again, download what it left.

use leptos::prelude::*;

use super::Shown;
use super::artifacts::artifacts;
use super::cancel::cancel;
use super::notify::notify;
use crate::parts::start_run::Starter;
use crate::reactive::live_if;
use crate::text::run::start as text;

pub(super) fn actions(shown: &Shown) -> AnyView {
    let shown = *shown;
    let Shown { workspace, run, is_over, .. } = shown;
    let (starter, dialog) = Starter::new(workspace);
    let set = move || {
        let id = run.with_untracked(|run| run.simulation_unit_test_set_id.clone());
        Some(id).filter(|id| !id.as_str().is_empty())
    };
    let again = live_if(move || is_over.get().then(|| starter.button(text::AGAIN, None, set)));
    view! {
        <div class="actions run-actions">
            {artifacts(&shown)}
            {cancel(&shown)}
            {again}
            {notify(&shown)}
        </div>
        {dialog}
    }
    .into_any()
}
