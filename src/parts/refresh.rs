//! When data was read, and reading it again.

use domain::instant::Instant;
use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::gate::CurrentWorkspace;
use crate::browser::intl;
use crate::reactive::{on, words};
use crate::text::{common, time};
use crate::ui::icon::{Icon, drawing};

/// The time of the last reading with a button to read again. Whoever presses it learns anew what they may
/// do, too.
pub fn refresh_control(
    at: impl Fn() -> Option<Instant> + Send + 'static,
    refresh: impl Fn() + 'static,
) -> AnyView {
    let current = use_context::<CurrentWorkspace>();
    let refresh = move || {
        if let Some(Some(Some(workspace))) = current.map(|current| current.0.try_get_untracked()) {
            workspace.forget_denials();
        }
        refresh();
    };
    let clock = words(move || at().map(|at| time::updated(&intl::time(at))).unwrap_or_default());
    view! {
        <div class="refresh">
            <span class="clock">{clock}</span>
            <button
                type="button"
                class="button"
                data-kind="quiet"
                on:click=on(move |_: MouseEvent| refresh())
            >
                {drawing(Icon::Refresh)}
                {common::REFRESH}
            </button>
        </div>
    }
    .into_any()
}
