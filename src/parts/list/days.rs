//! Between which days: two date fields of the browser.

use domain::day::Day;
use domain::listing::Facet;
use leptos::ev::Event;
use leptos::prelude::*;

use super::view::Chosen;
use crate::reactive::{attribute, live_if, memo, on, words};
use crate::text::list as text;

/// The first and the last day on which something may have started.
pub(super) fn days(chosen: Chosen) -> AnyView {
    let is_backwards = memo(move || chosen.view.with(|view| view.filters.is_backwards()));
    let said = live_if(move || {
        let words = || view! { <p class="field-error" id="days-backwards">{text::BACKWARDS}</p> }.into_any();
        is_backwards.get().then(words)
    });
    let field = |facet: Facet| {
        let day = memo(move || chosen.view.with(|view| view.filters.day(facet)));
        let change = on(move |event: Event| {
            let typed = event_target_value(&event);
            // A year that is being typed (0002) is no day yet.
            let day = Day::parse(&typed).map(|day| day.to_string());
            if day.is_some() || typed.is_empty() {
                chosen.change(|view| view.set(facet, day.as_deref()));
            }
        });
        view! {
            <label class="day">
                <span>{text::facet(facet)}</span>
                <input
                    type="date"
                    min=Day::FIRST.to_string()
                    max=Day::LAST.to_string()
                    aria-describedby=attribute(move || is_backwards.get().then(|| "days-backwards".to_owned()))
                    prop:value=words(move || day.get().map(|day| day.to_string()).unwrap_or_default())
                    on:change=change
                />
            </label>
        }
        .into_any()
    };
    view! {
        <fieldset class="facet days">
            <legend>{text::STARTED}</legend>
            {field(Facet::From)}
            {field(Facet::To)}
            {said}
        </fieldset>
    }
    .into_any()
}
