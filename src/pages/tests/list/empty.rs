//! A list without rows: why, and what to do.

use domain::catalogue::CatalogueView;
use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::view::Chosen;
use crate::browser::focus;
use crate::reactive::on;
use crate::text::catalogue::{self, empty};

/// Why there is nothing in the view that was answered.
pub(super) fn nothing(view: &CatalogueView, chosen: Chosen) -> AnyView {
    let narrowed = view.is_narrowed();
    let (title, words) = match (narrowed, view.deleted) {
        (true, _) => (empty::NARROWED_TITLE, empty::NARROWED_WORDS),
        (false, true) => (empty::DELETED_TITLE, empty::DELETED_WORDS),
        (false, false) => (empty::TITLE, empty::WORDS),
    };
    let clear = on(move |_: MouseEvent| {
        chosen.change(|view| *view = view.cleared());
        focus::later("#main h1");
    });
    view! {
        <div class="empty">
            <h2>{title}</h2>
            <p>{words}</p>
            {narrowed.then(|| view! {
                <button type="button" class="button" on:click=clear>{catalogue::CLEAR}</button>
            })}
        </div>
    }
    .into_any()
}
