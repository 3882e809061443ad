//! The region of facets. On small screens it opens on demand.

use contract::{TagFilter, TagMatch};
use domain::listing::{Facet, Filters, NO, View, YES};
use leptos::ev::{Event, MouseEvent};
use leptos::prelude::*;

use super::days::days;
use super::facet::{Choice, facet_group};
use super::tag_value::tag_values;
use super::view::Chosen;
use crate::data::list::List;
use crate::data::list::choices::{id, kind, want};
use crate::data::workspace::Workspace;
use crate::parts::name::{Label, label};
use crate::reactive::{RwSignal, attribute, attribute_if, flag, live_if, memo, on, words};
use crate::text::{common, list as text};
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
                on:change=on(move |_: Event| chosen.change(|view| view.deleted = !view.deleted))
            />
            <span>{text::words(chosen.listing).show_deleted}</span>
        </label>
    }
    .into_any()
}

fn group(workspace: Workspace, list: List, chosen: Chosen, facet: Facet) -> AnyView {
    let choices = list.choices;
    let offer = memo(move || {
        let selected = chosen.view.with(|view| selected(facet, &view.filters));
        let offered = if facet.is_answer() {
            [YES, NO].map(str::to_owned).to_vec()
        } else {
            choices.with(|choices| choices.of(facet).to_vec())
        };
        let choice = |value: String| Choice {
            label: choice_label(workspace, facet, &value),
            chosen: selected.contains(&value),
            possible: facet != Facet::Tag || TagFilter::new(&value, TagMatch::Any).is_some(),
            value,
        };
        offered.into_iter().map(choice).collect::<Vec<_>>()
    });
    let toggle = move |value: String| chosen.change(|view| toggle(view, facet, &value));
    let name_all = move || {
        choices.with_untracked(|choices| want(workspace.names, facet, choices.of(facet).iter()));
    };
    let group = facet_group(text::facet(facet), offer, toggle, name_all);
    match facet {
        Facet::Tag => view! { {group}{tag_values(chosen)} }.into_any(),
        _ => group,
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

fn choice_label(workspace: Workspace, facet: Facet, value: &str) -> Label {
    match kind(facet) {
        Some(kind) => label(workspace, kind, id(facet, value)),
        None if facet.is_answer() => Label { text: text::choice(facet, value), ..Label::default() },
        None => {
            let sayable = TagFilter::new(value, TagMatch::Any).is_some();
            let reason = (!sayable).then(|| text::UNSAYABLE_KEY.to_owned());
            Label { text: value.to_owned(), reason, waiting: false }
        }
    }
}

/// The choices could not be read; the rest of the page works without them.
fn failed(list: List) -> AnyView {
    let choices = list.choices;
    let said = live_if(move || {
        choices.with(|choices| choices.error.is_some()).then(|| {
            let again = on(move |_: MouseEvent| list.refresh());
            view! {
                <div role="status">
                    <p class="hint">{text::CHOICES_FAILED}</p>
                    <button type="button" class="button" on:click=again>{common::TRY_AGAIN}</button>
                </div>
            }
            .into_any()
        })
    });
    said.into_any()
}
