//! Between which days: two date fields of the browser.

use domain::day::Day;
use domain::listing::Facet;
use leptos::ev::Event;
use leptos::prelude::*;

use super::view::Chosen;
use crate::browser::{press, typing};
use crate::reactive::{RwSignal, attribute, attribute_if, effect, live_if, memo, on, words};
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
        let incomplete = RwSignal::new(false);
        let change = on(move |event: Event| {
            let field = typing::field(&event);
            if typing::is_incomplete(field.as_ref()) {
                // By then it may be complete.
                return press::once_let_go(move || {
                    incomplete.try_set(typing::is_incomplete(field.as_ref()));
                });
            }
            incomplete.set(false);
            let typed = event_target_value(&event);
            // A year that is being typed (0002) is no day yet.
            let day = Day::parse(&typed).map(|day| day.to_string());
            if day.is_some() || typed.is_empty() {
                chosen.change(|view| view.set(facet, day.as_deref()));
            }
        });
        let error_id = format!("day-{}-incomplete", facet.key());
        let described = {
            let id = error_id.clone();
            attribute(move || match (incomplete.get(), is_backwards.get()) {
                (true, _) => Some(id.clone()),
                (false, true) => Some("days-backwards".to_owned()),
                (false, false) => None,
            })
        };
        // Another choice of the day, such as none, takes the place of half of one.
        effect(move || {
            let _ = day.get();
            incomplete.set(false);
        });
        let said = live_if(move || {
            let id = error_id.clone();
            let words = view! { <p class="field-error" id=id>{text::INCOMPLETE_DAY}</p> };
            incomplete.get().then(|| words.into_any())
        });
        view! {
            <label class="day">
                <span>{text::facet(facet)}</span>
                <input
                    type="date"
                    min=Day::FIRST.to_string()
                    max=Day::LAST.to_string()
                    aria-invalid=attribute_if("true", move || incomplete.get())
                    aria-describedby=described
                    prop:value=words(move || day.get().map(|day| day.to_string()).unwrap_or_default())
                    on:change=change
                />
            </label>
            {said}
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
