//! A list without rows: why, and what to do.

use domain::listing::View;
use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::view::Chosen;
use crate::browser::focus;
use crate::reactive::on;
use crate::text::list as text;

/// Why there is nothing in the view that was answered.
pub(super) fn nothing(view: &View, chosen: Chosen) -> AnyView {
    let narrowed = view.is_narrowed();
    let words = text::words(view.listing);
    let (title, words) = match (narrowed, view.deleted) {
        (true, _) => words.narrowed,
        (false, true) => words.deleted,
        (false, false) => words.empty,
    };
    let clear = on(move |_: MouseEvent| {
        chosen.clear();
        focus::later(chosen.home);
    });
    view! {
        <div class="empty">
            <h2>{title}</h2>
            <p>{words}</p>
            {narrowed.then(|| view! {
                <button type="button" class="button" on:click=clear>{text::CLEAR}</button>
            })}
        </div>
    }
    .into_any()
}
