//! How old the run is, how long the run before took, and whether it stands still.

use domain::instant::Instant;
use leptos::prelude::*;

use super::Shown;
use crate::browser::clock;
use crate::data::query::{Query, use_query};
use crate::data::run::{took, took_before};
use crate::reactive::{RwSignal, effect, live_if, memo, words};
use crate::state::clock::use_minute;
use crate::text::run as text;
use crate::text::run::page;
use crate::ui::notice::{Tone, notice};

/// A run that brought nothing new for so long is pointed out, in milliseconds.
const STILL: i64 = 10 * 60_000;

pub(super) fn pace(shown: &Shown) -> AnyView {
    let Shown { workspace, run, id, is_over, .. } = *shown;
    let now = use_minute();
    let key = move || {
        let over = if is_over.get() { "over" } else { "going" };
        Some(id.with(|id| [id.as_str(), " ", over].concat()))
    };
    // Where it cannot be read, nothing is said of it.
    let known: Query<Option<i64>> = use_query(key, move |_| {
        let run = run.get_untracked();
        async move {
            let api = workspace.api;
            if run.is_completed { took(api, &run).await } else { took_before(api, &run).await }
        }
    });
    let started = memo(move || run.with(|run| run.created_at.as_ref().and_then(Instant::read)));
    let said = words(move || {
        let time = known.value().and_then(|time| *time).map(text::duration);
        if is_over.get() {
            return time.map(|time| page::took(&time)).unwrap_or_default();
        }
        let age = started.get().map(|started| text::duration(now.get().since(started).max(0)));
        age.map(|age| page::running_for(&age, time.as_deref())).unwrap_or_default()
    });
    view! { <p class="hint">{said}</p>{stands_still(shown)} }.into_any()
}

/// Points out that nothing changed since the page was opened, or since the last change, for long.
fn stands_still(shown: &Shown) -> AnyView {
    let Shown { run, is_over, .. } = *shown;
    let now = use_minute();
    let moved = RwSignal::new(clock::steady());
    effect(move || {
        run.with(|_| ());
        moved.set(clock::steady());
    });
    let still = memo(move || {
        now.track();
        let still = clock::steady().since(moved.get());
        (!is_over.get() && still >= STILL).then(|| text::duration(still))
    });
    live_if(move || {
        let words = page::is_still(&still.get()?);
        Some(notice(Tone::Warning, view! { <p>{words}</p> }.into_any()))
    })
    .into_any()
}
