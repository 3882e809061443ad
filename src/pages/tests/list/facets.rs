//! The region of facets. On small screens it opens on demand.

use domain::catalogue::{Filters, toggle};
use leptos::prelude::*;

use super::facet::{Choice, Facet};
use super::tag_facet::TagFacet;
use super::view::Chosen;
use crate::data::catalogue::choices::Choices;
use crate::data::workspace::Workspace;
use crate::parts::name;
use crate::text::catalogue as text;
use crate::text::common;
use crate::ui::icon::{Drawing, Icon};

/// All facets.
#[component]
pub(super) fn Facets(workspace: Workspace, chosen: Chosen) -> impl IntoView {
    let open = RwSignal::new(false);
    let count = Memo::new(move |_| chosen.view.with(|view| view.filters.len() + usize::from(view.deleted)));
    let deleted = Memo::new(move |_| chosen.view.with(|view| view.deleted));
    view! {
        <button
            type="button"
            class="button facets-button"
            aria-expanded=move || open.get().to_string()
            aria-controls="facets"
            on:click=move |_| open.update(|open| *open = !*open)
        >
            <Drawing icon=Icon::Filters />
            {move || text::filters_button(count.get())}
        </button>
        <section id="facets" class="facets" aria-label=text::FILTERS data-open=move || open.get().then_some("")>
            {facet(workspace, chosen, text::SERVICE, |choices| &choices.services, |filters| &mut filters.services,
                |filters| &filters.services, name::service, |names, ids| names.services.want(ids))}
            {facet(workspace, chosen, text::PERSONA, |choices| &choices.personas, |filters| &mut filters.personas,
                |filters| &filters.personas, name::persona, |names, ids| names.personas.want(ids))}
            {facet(workspace, chosen, text::SCENARIO, |choices| &choices.scenarios, |filters| &mut filters.scenarios,
                |filters| &filters.scenarios, name::scenario, |names, ids| names.scenarios.want(ids))}
            {facet(workspace, chosen, text::METRIC, |choices| &choices.metrics, |filters| &mut filters.metrics,
                |filters| &filters.metrics, name::metric, |names, ids| names.metrics.want(ids))}
            <TagFacet workspace chosen />
            {facet(workspace, chosen, text::CREATOR, |choices| &choices.creators, |filters| &mut filters.creators,
                |filters| &filters.creators, name::user,
                |names, users| names.users.want(users.iter().map(|user| &user.user_id)))}
            <label class="switch">
                <input
                    type="checkbox"
                    prop:checked=deleted
                    on:change=move |_| chosen.change(|view| view.deleted = !view.deleted)
                />
                <span>{text::SHOW_DELETED}</span>
            </label>
            <ChoicesFailed workspace />
        </section>
    }
}

/// A facet over values that are looked up.
#[expect(clippy::too_many_arguments, reason = "one place for six facets that differ only in these")]
fn facet<T>(
    workspace: Workspace,
    chosen: Chosen,
    title: &'static str,
    offered: fn(&Choices) -> &Vec<T>,
    change: fn(&mut Filters) -> &mut Vec<T>,
    read: fn(&Filters) -> &Vec<T>,
    label: fn(Workspace, &T) -> name::Label,
    want: fn(crate::data::names::Names, &[T]),
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let choices = workspace.catalogue.choices;
    let offered = Memo::new(move |_| choices.with(|choices| offered(choices).clone()));
    let selected = Memo::new(move |_| chosen.view.with(|view| read(&view.filters).clone()));
    let list = Memo::new(move |_| {
        let labelled = offered.get().into_iter().enumerate().map(|(index, value)| Choice {
            index,
            label: label(workspace, &value),
            chosen: selected.with(|selected| selected.contains(&value)),
        });
        labelled.collect::<Vec<_>>()
    });
    view! {
        <Facet
            title
            choices=list
            on_toggle=move |index| {
                if let Some(value) = offered.with_untracked(|offered| offered.get(index).cloned()) {
                    chosen.change(|view| toggle(change(&mut view.filters), value));
                }
            }
            on_expand=move || offered.with_untracked(|offered| want(workspace.names, offered))
        />
    }
}

/// The choices could not be read; the rest of the page works without them.
#[component]
fn ChoicesFailed(workspace: Workspace) -> impl IntoView {
    let choices = workspace.catalogue.choices;
    let failed = Memo::new(move |_| choices.with(|choices| choices.error.is_some()));
    move || {
        failed.get().then(|| {
            view! {
                <p class="hint" role="status">{text::CHOICES_FAILED}</p>
                <button type="button" class="button" on:click=move |_| workspace.catalogue.refresh()>
                    {common::TRY_AGAIN}
                </button>
            }
        })
    }
}
