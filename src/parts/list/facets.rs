//! The region of facets. On small screens it opens on demand.

use domain::listing::{Facet, Filters, NO, View, YES};
use leptos::ev::{Event, MouseEvent};
use leptos::prelude::*;
use web_sys::HtmlInputElement;

use super::days::days;
use super::facet::{Choice, facet_group};
use super::tag_value::tag_values;
use super::view::Chosen;
use crate::api::Failure;
use crate::data::list::List;
use crate::data::list::choices::{MOST_NAMED, NAMED_UNASKED, id, kind};
use crate::data::workspace::Workspace;
use crate::parts::name::{Label, label};
use crate::reactive::{RwSignal, attribute, attribute_if, flag, live_if, memo, on, words};
use crate::text::{common, list as text, names};
use crate::ui::icon::{Icon, drawing};

/// All facets.
pub(super) fn facets(workspace: Workspace, list: List, chosen: Chosen) -> AnyView {
    let open = RwSignal::new(false);
    let label = words(move || {
        let count = chosen.view.with(|view| view.filters.len() + usize::from(view.deleted));
        text::filters_button(count)
    });
    let facets = chosen.listing.facets().iter();
    let groups: Vec<AnyView> = facets
        .filter(|facet| **facet != Facet::To)
        .map(|facet| if facet.is_day() { days(chosen) } else { group(workspace, list, chosen, *facet) })
        .collect();
    // Beside a page, things are looked for to be used.
    let deleted = (chosen.is_page && chosen.listing.is_searchable()).then(|| deleted_switch(chosen));
    view! {
        <button
            type="button"
            class="button facets-button"
            aria-expanded=attribute(move || Some(open.get().to_string()))
            aria-controls="facets"
            on:click=on(move |_: MouseEvent| open.update(|open| *open = !*open))
        >
            {drawing(Icon::Filters)}
            {label}
        </button>
        <section
            id="facets"
            class="facets"
            aria-label=text::FILTERS
            data-open=attribute_if("true", move || open.get())
        >
            {groups}
            {deleted}
            {failed(list)}
        </section>
    }
    .into_any()
}

fn deleted_switch(chosen: Chosen) -> AnyView {
    view! {
        <label class="switch">
            <input
                type="checkbox"
                prop:checked=flag(move || chosen.view.with(|view| view.deleted))
                on:change=on(move |event: Event| {
                    if !chosen.change(|view| view.deleted = !view.deleted) {
                        let held = chosen.view.with_untracked(|view| view.deleted);
                        event_target::<HtmlInputElement>(&event).set_checked(held);
                    }
                })
            />
            <span>{text::words(chosen.listing).show_deleted}</span>
        </label>
    }
    .into_any()
}

fn group(workspace: Workspace, list: List, chosen: Chosen, facet: Facet) -> AnyView {
    let choices = list.choices;
    // Thousands of choices are not named before somebody wants to see them.
    let named = RwSignal::new(NAMED_UNASKED);
    let nothing = memo(move || nothing(list, chosen));
    let offer = memo(move || {
        let named = named.get();
        let selected = chosen.view.with(|view| selected(facet, &view.filters));
        let offered = if facet.is_answer() {
            [YES, NO].map(str::to_owned).to_vec()
        } else {
            choices.with(|choices| choices.of(facet).to_vec())
        };
        let choice = |(place, value): (usize, String)| {
            let chosen = selected.contains(&value);
            let is_named = chosen || place < named;
            Choice {
                label: choice_label(workspace, facet, &value, is_named),
                chosen,
                possible: facet.is_sayable(&value),
                value,
            }
        };
        offered.into_iter().enumerate().map(choice).collect::<Vec<_>>()
    });
    let toggle = move |value: String| chosen.change(|view| toggle(view, facet, &value));
    let name_all = move || {
        if named.get_untracked() < MOST_NAMED {
            named.set(MOST_NAMED);
        }
    };
    let group = facet_group(text::facet(facet), offer, nothing, toggle, name_all);
    match facet {
        Facet::Tag => view! { {group}{tag_values(chosen)} }.into_any(),
        _ => group,
    }
}

/// Why there is nothing to choose: nothing can be said before the choices were read.
fn nothing(list: List, chosen: Chosen) -> &'static str {
    let deleted = chosen.view.with(|view| view.deleted);
    let (is_known, own) = list.choices.with(|choices| (choices.are_known(deleted), choices.error.clone()));
    if is_known {
        return text::NO_CHOICES;
    }
    let error = own.or_else(|| list.phase.with(|phase| phase.error().cloned()));
    match error.map(|error| error.failure) {
        None => text::CHOICES_AWAITED,
        Some(Failure::Forbidden) => text::CHOICES_HIDDEN,
        Some(_) => text::CHOICES_UNREAD,
    }
}

/// The chosen values; of tags the keys.
fn selected(facet: Facet, filters: &Filters) -> Vec<String> {
    match facet {
        Facet::Tag => filters.tags().iter().map(|tag| tag.key().to_owned()).collect(),
        _ => filters.values(facet).map(str::to_owned).collect(),
    }
}

/// Chooses a value or takes it back; a tag is chosen with any value.
fn toggle(view: &mut View, facet: Facet, value: &str) {
    if facet == Facet::Tag {
        view.filters.toggle_tag(value);
    } else {
        let _ = view.choose(facet, value);
    }
}

fn choice_label(workspace: Workspace, facet: Facet, value: &str, is_named: bool) -> Label {
    let mut label = match kind(facet) {
        Some(kind) if is_named => label(workspace, kind, id(facet, value)),
        Some(_) => Label { text: names::short_code(id(facet, value)), ..Label::default() },
        None if facet.is_answer() => Label { text: text::choice(facet, value), ..Label::default() },
        None => Label { text: value.to_owned(), ..Label::default() },
    };
    if !facet.is_sayable(value) {
        let reason = if facet == Facet::Tag { text::UNSAYABLE_KEY } else { text::UNSAYABLE_ID };
        label = Label { reason: Some(reason.to_owned()), waiting: false, ..label };
    }
    label
}

/// The choices could not be read; the rest of the page works without them.
fn failed(list: List) -> AnyView {
    let choices = list.choices;
    let is_first =
        move || list.shown.with(Option::is_none) && list.phase.with(|phase| phase.error().is_some());
    let has_failed = memo(move || choices.with(|choices| choices.error.is_some()) || is_first());
    let said = live_if(move || {
        has_failed.get().then(|| {
            let again = on(move |_: MouseEvent| list.refresh());
            view! {
                <p class="hint">{text::CHOICES_FAILED}</p>
                <button type="button" class="button" on:click=again>{common::TRY_AGAIN}</button>
            }
            .into_any()
        })
    });
    view! { <div class="choices-failed" role="status">{said}</div> }.into_any()
}
