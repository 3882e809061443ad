//! The region of facets. On small screens it opens on demand.

use contract::{TagFilter, TagMatch};
use domain::catalogue::Facet;
use leptos::ev::{Event, MouseEvent};
use leptos::prelude::*;

use super::facet::{Choice, facet_group};
use super::tag_value::tag_values;
use super::view::Chosen;
use crate::data::catalogue::choices::{id, kind, want};
use crate::data::workspace::Workspace;
use crate::parts::name::{Label, label};
use crate::reactive::{RwSignal, attribute, attribute_if, flag, live_if, memo, on, words};
use crate::text::catalogue as text;
use crate::text::common;
use crate::ui::icon::{Icon, drawing};

/// All facets.
pub(super) fn facets(workspace: Workspace, chosen: Chosen) -> AnyView {
    let open = RwSignal::new(false);
    let label = words(move || {
        let count = chosen.view.with(|view| {
            Facet::ALL.map(|facet| view.filters.values(facet).len()).iter().sum::<usize>()
                + usize::from(view.deleted)
        });
        text::filters_button(count)
    });
    let groups: Vec<AnyView> = Facet::ALL.into_iter().map(|facet| group(workspace, chosen, facet)).collect();
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
            <label class="switch">
                <input
                    type="checkbox"
                    prop:checked=flag(move || chosen.view.with(|view| view.deleted))
                    on:change=on(move |_: Event| chosen.change(|view| view.deleted = !view.deleted))
                />
                <span>{text::SHOW_DELETED}</span>
            </label>
            {failed(workspace)}
        </section>
    }
    .into_any()
}

fn group(workspace: Workspace, chosen: Chosen, facet: Facet) -> AnyView {
    let choices = workspace.catalogue.choices;
    let list = memo(move || {
        let selected = chosen.view.with(|view| selected(facet, &view.filters));
        let offered = choices.with(|choices| choices.of(facet).to_vec());
        let choice = |value: String| Choice {
            label: choice_label(workspace, facet, &value),
            chosen: selected.contains(&value),
            possible: facet != Facet::Tag || TagFilter::new(&value, TagMatch::Any).is_some(),
            value,
        };
        offered.into_iter().map(choice).collect::<Vec<_>>()
    });
    let toggle = move |value: String| chosen.change(|view| toggle(&mut view.filters, facet, &value));
    let name_all = move || {
        choices.with_untracked(|choices| want(workspace.names, facet, choices.of(facet).iter()));
    };
    let group = facet_group(text::facet(facet), list, toggle, name_all);
    match facet {
        Facet::Tag => view! { {group}{tag_values(chosen)} }.into_any(),
        _ => group,
    }
}

/// The chosen values; of tags the keys.
fn selected(facet: Facet, filters: &domain::catalogue::Filters) -> Vec<String> {
    match facet {
        Facet::Tag => filters.tags.iter().map(|tag| tag.key().to_owned()).collect(),
        _ => filters.values(facet),
    }
}

/// Chooses a value or takes it back; a tag is chosen with any value.
fn toggle(filters: &mut domain::catalogue::Filters, facet: Facet, value: &str) {
    if facet != Facet::Tag {
        let _ = filters.toggle(facet, value);
        return;
    }
    let before = filters.tags.len();
    filters.tags.retain(|tag| tag.key() != value);
    if filters.tags.len() == before {
        filters.tags.extend(TagFilter::new(value, TagMatch::Any));
    }
}

fn choice_label(workspace: Workspace, facet: Facet, value: &str) -> Label {
    match kind(facet) {
        Some(kind) => label(workspace, kind, id(facet, value)),
        None => {
            let sayable = TagFilter::new(value, TagMatch::Any).is_some();
            let reason = (!sayable).then(|| text::UNSAYABLE_KEY.to_owned());
            Label { text: value.to_owned(), reason, waiting: false }
        }
    }
}

/// The choices could not be read; the rest of the page works without them.
fn failed(workspace: Workspace) -> AnyView {
    let choices = workspace.catalogue.choices;
    let said = live_if(move || {
        choices.with(|choices| choices.error.is_some()).then(|| {
            let again = on(move |_: MouseEvent| workspace.catalogue.refresh());
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
