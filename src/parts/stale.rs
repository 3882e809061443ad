//! Says that runs on screen could not be read again: what is shown is that of an earlier time.

use leptos::prelude::*;

use super::failure::failure_notice;
use crate::data::workspace::Workspace;
use crate::reactive::{live_if, memo};

/// The notice, while the last attempt failed and `applies`; `kept` says what is shown nevertheless.
pub fn stale_notice(
    workspace: Workspace,
    applies: impl Fn() -> bool + Send + Sync + 'static,
    kept: impl Fn() -> Option<&'static str> + Send + Sync + 'static,
    retry: Callback<()>,
) -> AnyView {
    let freshness = workspace.runs.freshness;
    let error = memo(move || freshness.with(|freshness| freshness.error.clone()));
    let (applies, kept) = (memo(applies), memo(kept));
    live_if(move || {
        let error = error.get().filter(|_| applies.get())?;
        Some(failure_notice(&error, kept.get(), retry))
    })
    .into_any()
}
