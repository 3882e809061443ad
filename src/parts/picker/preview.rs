//! What a service, persona, scenario or metric is like, in short.

use contract::{MetricVersion, PersonaVersion, ScenarioVersion};
use domain::kind::Kind;
use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::title;
use crate::api::ApiError;
use crate::data::latest_versions::KnownVersion;
use crate::data::names::Item;
use crate::data::workspace::Workspace;
use crate::parts::name::{label, name};
use crate::parts::section::{described, pair};
use crate::reactive::{Memo, attribute, live, live_if, memo, on, words};
use crate::text::{common, picker as text, unit_test};
use crate::ui::delayed::delayed;

/// A preview of what has the id; nothing for an empty one.
pub(super) fn preview(workspace: Workspace, kind: Kind, id: Memo<String>) -> AnyView {
    let is_there = memo(move || id.with(|id| !id.is_empty() && is_found(workspace, kind, id)));
    live_if(move || is_there.get().then(|| card(workspace, kind, id))).into_any()
}

/// Of what has no name, the field itself says why.
fn is_found(workspace: Workspace, kind: Kind, id: &str) -> bool {
    workspace.names.get(kind, id).with(|known| known.found().is_some())
}

fn card(workspace: Workspace, kind: Kind, id: Memo<String>) -> AnyView {
    let heading = memo(move || id.with(|id| title(workspace, kind, id)));
    let content = live(move || {
        let id = id.get();
        let known = workspace.names.get(kind, &id);
        let facts = known.with(|known| known.found().map(|item| facts(workspace, item)));
        let version = match kind {
            Kind::Persona => version(workspace.persona_versions.get(&id), workspace, kind, id, persona),
            Kind::Scenario => version(workspace.scenario_versions.get(&id), workspace, kind, id, scenario),
            Kind::Metric => version(workspace.metric_versions.get(&id), workspace, kind, id, metric),
            Kind::Service | Kind::User | Kind::UnitTest | Kind::TestSet => ().into_any(),
        };
        view! { {version}{facts} }.into_any()
    });
    view! {
        <div class="preview" role="group" aria-label=attribute(move || Some(text::about(&heading.get())))>
            <p class="subject" dir="auto" lang="">{words(move || heading.get())}</p>
            {content}
        </div>
    }
    .into_any()
}

/// What the thing itself says.
fn facts(workspace: Workspace, item: &Item) -> AnyView {
    match item {
        Item::Persona(persona) => pairs(vec![pair(text::ROLE, Some(persona.role.clone()))]),
        Item::Metric(metric) => {
            let services: Vec<AnyView> = metric
                .applied_to_services
                .iter()
                .map(|id| {
                    let id = id.as_str().to_owned();
                    let shown = name(move || label(workspace, Kind::Service, &id));
                    view! { <span class="preview-item">{shown}</span> }.into_any()
                })
                .collect();
            let none = services.is_empty().then_some(text::NO_SERVICE);
            pairs(vec![described(text::APPLIES_TO, view! { {services}{none} }.into_any())])
        }
        Item::Service(service) => {
            let inactive = service.is_active == Some(false);
            let words = match service.description.trim() {
                "" => unit_test::NO_DESCRIPTION,
                words => words,
            };
            view! {
                {inactive.then(|| view! { <p><span class="chip" data-tone="warning">{text::INACTIVE}</span></p> })}
                <p class="block" dir="auto" lang="">{words.to_owned()}</p>
            }
            .into_any()
        }
        Item::TestSet(set) => {
            let words = set.description.as_deref().unwrap_or_default().trim().to_owned();
            view! { <p class="block" dir="auto" lang="">{words}</p> }.into_any()
        }
        Item::Scenario(_) | Item::User(_) | Item::UnitTest(_) | Item::Run(_) => ().into_any(),
    }
}

/// What its latest version says, once it is read.
fn version<V: Send + Sync + 'static>(
    known: ArcReadSignal<KnownVersion<V>>,
    workspace: Workspace,
    kind: Kind,
    id: String,
    draw: fn(&V) -> AnyView,
) -> AnyView {
    match known.get() {
        KnownVersion::Waiting => waiting(),
        KnownVersion::Found(version) => draw(&version),
        KnownVersion::Missing => view! { <p class="hint">{text::NO_CONTENT}</p> }.into_any(),
        KnownVersion::Failed(error) => failed(workspace, kind, id, &error),
    }
}

fn waiting() -> AnyView {
    let felt = delayed(|| true);
    live_if(move || felt.get().then(|| view! { <p class="hint">{common::LOADING}</p> }.into_any())).into_any()
}

fn failed(workspace: Workspace, kind: Kind, id: String, error: &ApiError) -> AnyView {
    let again = on(move |_: MouseEvent| match kind {
        Kind::Persona => workspace.persona_versions.again(&id),
        Kind::Scenario => workspace.scenario_versions.again(&id),
        Kind::Metric => workspace.metric_versions.again(&id),
        Kind::Service | Kind::User | Kind::UnitTest | Kind::TestSet => {}
    });
    view! {
        <p class="hint">{text::failed(kind, error)}</p>
        <button type="button" class="button" data-kind="link" on:click=again>{common::TRY_AGAIN}</button>
    }
    .into_any()
}

fn persona(version: &PersonaVersion) -> AnyView {
    let language = version.preferred_language.as_deref().map(unit_test::language);
    view! {
        {block(unit_test::BACKGROUND, &version.background)}
        {pairs(vec![pair(unit_test::LANGUAGE, language)])}
    }
    .into_any()
}

fn scenario(version: &ScenarioVersion) -> AnyView {
    view! {
        {block(unit_test::OBJECTIVE, &version.objective)}
        {block(unit_test::INSTRUCTIONS, &version.instructions)}
        {pairs(vec![pair(unit_test::FIRST, Some(unit_test::first(&version.initial_message_type)))])}
    }
    .into_any()
}

fn metric(version: &MetricVersion) -> AnyView {
    view! {
        {block(text::JUDGES, &version.description)}
        {pairs(vec![pair(text::RESULT, text::results_of(&version.metric_value))])}
    }
    .into_any()
}

/// A text of some length under its label.
fn block(label: &'static str, words: &str) -> AnyView {
    let words = match words.trim() {
        "" => unit_test::NOT_SAID,
        said => said,
    };
    view! {
        <div>
            <p class="sub">{label}</p>
            <p class="block" dir="auto" lang="">{words.to_owned()}</p>
        </div>
    }
    .into_any()
}

fn pairs(pairs: Vec<AnyView>) -> AnyView {
    view! { <dl class="pairs">{pairs}</dl> }.into_any()
}
