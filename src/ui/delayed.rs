//! Indicators of waiting that appear only when the wait is felt.

use std::time::Duration;

use leptos::prelude::*;

use crate::reactive::{RwSignal, effect};

/// Waits shorter than this show nothing: a flicker would be all there is to see.
const FELT: Duration = Duration::from_millis(250);

/// True once `busy` has been true for a quarter of a second; false at once when it ends.
#[must_use]
pub fn delayed(busy: impl Fn() -> bool + 'static) -> RwSignal<bool> {
    let shown = RwSignal::new(false);
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(Some(timer)) = timer.try_update_value(Option::take) {
            timer.clear();
        }
    };
    effect(move || {
        stop();
        if busy() {
            let show = move || {
                shown.try_set(true);
            };
            timer.set_value(set_timeout_with_handle(show, FELT).ok());
        } else if shown.get_untracked() {
            shown.set(false);
        }
    });
    on_cleanup(stop);
    shown
}
