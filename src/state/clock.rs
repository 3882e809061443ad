//! The minute, for ages that stay true while a page is open: by the server's clock where it is known, because what
//! has an age got its date there.

use std::time::Duration;

use domain::instant::Instant;
use leptos::prelude::*;

use crate::browser::{clock, visibility};
use crate::reactive::RwSignal;

#[derive(Clone, Copy)]
struct Minute(RwSignal<Instant>);

/// Starts the clock: it ticks once a minute while somebody looks, and at once when they return.
pub fn provide_clock() {
    let now = RwSignal::new(clock::best_now());
    let tick = move || {
        if visibility::is_visible() {
            now.set(clock::best_now());
        }
    };
    if let Ok(handle) = set_interval_with_handle(tick, Duration::from_secs(60)) {
        on_cleanup(move || handle.clear());
    }
    // By then the first answers told what time the server has.
    if let Ok(handle) = set_timeout_with_handle(tick, Duration::from_secs(3)) {
        on_cleanup(move || handle.clear());
    }
    visibility::on_return(tick);
    provide_context(Minute(now));
}

/// The current time, at most a minute old.
#[must_use]
pub fn use_minute() -> RwSignal<Instant> {
    use_context::<Minute>().map_or_else(|| RwSignal::new(clock::best_now()), |Minute(now)| now)
}
