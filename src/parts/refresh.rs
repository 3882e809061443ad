//! When data was read, and reading it again.

use domain::instant::Instant;
use leptos::prelude::*;

use crate::browser::intl;
use crate::text::{common, time};
use crate::ui::icon::{Drawing, Icon};

/// The time of the last reading with a button to read again.
#[component]
pub fn RefreshControl(
    /// When the data was read.
    #[prop(into)]
    at: Signal<Option<Instant>>,
    /// Reads again.
    on_refresh: impl Fn() + 'static,
) -> impl IntoView {
    view! {
        <div class="refresh">
            <span class="clock">{move || at.get().map(|at| time::updated(&intl::time(at)))}</span>
            <button type="button" class="button" data-kind="quiet" on:click=move |_| on_refresh()>
                <Drawing icon=Icon::Refresh />
                {common::REFRESH}
            </button>
        </div>
    }
}
