//! A small label that can be removed.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::icon::{Icon, drawing};
use crate::reactive::{Memo, attribute, on, words};

/// A chosen value as a button that takes it back. `label` is what is chosen, such as "Service:
/// Intake"; `name` is what the button is called for those who hear it.
pub fn removable_chip(
    label: Memo<String>,
    name: impl Fn(&str) -> String + Send + 'static,
    remove: impl Fn() + 'static,
) -> AnyView {
    view! {
        <button
            type="button"
            class="chip"
            data-removable="true"
            aria-label=attribute(move || Some(name(&label.get())))
            on:click=on(move |_: MouseEvent| remove())
        >
            <span dir="auto">{words(move || label.get())}</span>
            {drawing(Icon::Cross)}
        </button>
    }
    .into_any()
}
