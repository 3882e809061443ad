//! A choice of one among a few fixed options, by the browser's own element.

use leptos::ev::Event;
use leptos::prelude::*;

use crate::reactive::{Memo, flag, on};

/// Options with their values, the chosen value, and what choosing does. The label is around it.
pub fn select(
    id: Option<&'static str>,
    options: Vec<(String, String)>,
    chosen: Memo<String>,
    choose: impl Fn(String) + 'static,
) -> AnyView {
    let options = options.into_iter().map(|(value, label)| {
        let this = value.clone();
        // Not `prop:value` on the select: it is set before late options exist.
        view! { <option value=value prop:selected=flag(move || chosen.with(|chosen| *chosen == this))>{label}</option> }
            .into_any()
    });
    view! {
        <select id=id on:change=on(move |event: Event| choose(event_target_value(&event)))>
            {options.collect::<Vec<_>>()}
        </select>
    }
    .into_any()
}
