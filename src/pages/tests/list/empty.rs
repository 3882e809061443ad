//! A list without rows: why, and what to do.

use leptos::prelude::*;

use super::view::Chosen;
use crate::browser::focus;
use crate::text::catalogue::{self, empty};

/// Why there is nothing.
#[component]
pub(super) fn Empty(chosen: Chosen) -> impl IntoView {
    let narrowed = chosen.view.with_untracked(domain::catalogue::CatalogueView::is_narrowed);
    let deleted = chosen.view.with_untracked(|view| view.deleted);
    let (title, words) = match (narrowed, deleted) {
        (true, _) => (empty::NARROWED_TITLE, empty::NARROWED_WORDS),
        (false, true) => (empty::DELETED_TITLE, empty::DELETED_WORDS),
        (false, false) => (empty::TITLE, empty::WORDS),
    };
    view! {
        <div class="empty">
            <h2>{title}</h2>
            <p>{words}</p>
            {narrowed.then(|| view! {
                <button
                    type="button"
                    class="button"
                    on:click=move |_| {
                        chosen.change(|view| *view = view.cleared());
                        focus::later("#main h1");
                    }
                >
                    {catalogue::CLEAR}
                </button>
            })}
        </div>
    }
}
