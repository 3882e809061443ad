//! The chosen values, each of which can be taken back.

use domain::catalogue::{CatalogueView, toggle};
use leptos::prelude::*;

use super::view::Chosen;
use crate::data::workspace::Workspace;
use crate::parts::name;
use crate::text::catalogue as text;
use crate::ui::chip::RemovableChip;

/// One chosen value: its facet, what it is called, and how to take it back.
struct Chip {
    facet: &'static str,
    label: Box<dyn Fn() -> String + Send + Sync>,
    remove: Box<dyn Fn(&mut CatalogueView) + Send + Sync>,
}

impl Chip {
    fn new(
        facet: &'static str,
        label: impl Fn() -> String + Send + Sync + 'static,
        remove: impl Fn(&mut CatalogueView) + Send + Sync + 'static,
    ) -> Self {
        Self { facet, label: Box::new(label), remove: Box::new(remove) }
    }
}

/// All chosen values.
#[component]
pub(super) fn Chips(workspace: Workspace, chosen: Chosen) -> impl IntoView {
    let filters = Memo::new(move |_| chosen.view.with(|view| view.filters.clone()));
    move || {
        let chips = filters.with(|filters| chips(workspace, filters));
        (!chips.is_empty()).then(|| {
            view! {
                <div class="chips" role="group" aria-label=text::ACTIVE>
                    {chips.into_iter().map(|chip| shown(chip, chosen)).collect_view()}
                    <button
                        type="button"
                        class="button"
                        data-kind="link"
                        on:click=move |_| {
                            chosen.change(|view| view.filters = domain::catalogue::Filters::default());
                            crate::browser::focus::later("#main h1");
                        }
                    >
                        {text::CLEAR}
                    </button>
                </div>
            }
        })
    }
}

fn shown(chip: Chip, chosen: Chosen) -> impl IntoView {
    let label = Memo::new(move |_| format!("{}: {}", chip.facet, (chip.label)()));
    let spoken = Signal::derive(move || text::remove(&label.get()));
    let remove = chip.remove;
    view! {
        <RemovableChip
            label
            name=spoken
            on_remove=move || {
                chosen.change(|view| remove(view));
                // The chip that held the focus is gone: its neighbours are next.
                crate::browser::focus::later(".chips .chip, #main h1");
            }
        />
    }
}

fn chips(workspace: Workspace, filters: &domain::catalogue::Filters) -> Vec<Chip> {
    let mut chips = Vec::new();
    for id in filters.services.clone() {
        let named = id.clone();
        chips.push(Chip::new(
            text::SERVICE,
            move || name::service(workspace, &named).text,
            move |view| {
                toggle(&mut view.filters.services, id.clone());
            },
        ));
    }
    for id in filters.personas.clone() {
        let named = id.clone();
        chips.push(Chip::new(
            text::PERSONA,
            move || name::persona(workspace, &named).text,
            move |view| {
                toggle(&mut view.filters.personas, id.clone());
            },
        ));
    }
    for id in filters.scenarios.clone() {
        let named = id.clone();
        chips.push(Chip::new(
            text::SCENARIO,
            move || name::scenario(workspace, &named).text,
            move |view| {
                toggle(&mut view.filters.scenarios, id.clone());
            },
        ));
    }
    for id in filters.metrics.clone() {
        let named = id.clone();
        chips.push(Chip::new(
            text::METRIC,
            move || name::metric(workspace, &named).text,
            move |view| {
                toggle(&mut view.filters.metrics, id.clone());
            },
        ));
    }
    for tag in filters.tags.clone() {
        let label = text::tag_filter(&tag);
        chips.push(Chip::new(
            text::TAG,
            move || label.clone(),
            move |view| {
                toggle(&mut view.filters.tags, tag.clone());
            },
        ));
    }
    for user in filters.creators.clone() {
        let named = user.clone();
        chips.push(Chip::new(
            text::CREATOR,
            move || name::user(workspace, &named).text,
            move |view| {
                toggle(&mut view.filters.creators, user.clone());
            },
        ));
    }
    chips
}
