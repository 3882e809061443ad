//! Notices when the host serves a newer build than the one that runs. Never reloads by itself.

use std::time::Duration;

use contract::json;
use leptos::prelude::*;

use crate::api::site;
use crate::browser::{build, clock, visibility};
use crate::reactive::RwSignal;
use crate::task::Task;

/// How often the host is asked at most, in milliseconds: on return to the tab, and hourly.
const AT_MOST_EVERY: i64 = 5 * 60_000;
const HOURLY: Duration = Duration::from_secs(60 * 60);

#[derive(Clone, Copy)]
struct Available(RwSignal<bool>);

/// Starts to look for newer builds.
pub fn provide_updates() {
    let available = RwSignal::new(false);
    let asked = StoredValue::new(clock::now());
    provide_context(Available(available));
    let Some(running) = build::running() else { return };
    let look = move || {
        let too_soon = clock::now().is_within(AT_MOST_EVERY, asked.get_value());
        if too_soon || available.get_untracked() || !visibility::is_visible() {
            return;
        }
        asked.set_value(clock::now());
        let running = running.clone();
        Task::start(async move {
            let Ok(text) = site::text(build::FILE).await else { return };
            let newest =
                json::parse(&text).ok().and_then(|newest| json::required::<String>(&newest, "build"));
            if newest.is_some_and(|newest| build::file_name(&newest) != running) {
                available.try_set(true);
            }
        })
        .detach();
    };
    visibility::on_return(look.clone());
    if let Ok(handle) = set_interval_with_handle(look, HOURLY) {
        on_cleanup(move || handle.clear());
    }
}

/// Whether a newer build is there.
#[must_use]
pub fn use_update_available() -> RwSignal<bool> {
    use_context::<Available>().map_or_else(|| RwSignal::new(false), |Available(available)| available)
}
