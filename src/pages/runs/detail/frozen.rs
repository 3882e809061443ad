//! What was run: the versions that were frozen at the start. Their names are looked up when somebody wants
//! to know.

use contract::{UnitTestRunSpec, VersionInfo};
use domain::kind::Kind;
use leptos::ev::Event;
use leptos::prelude::*;
use web_sys::Element;

use super::Shown;
use crate::data::workspace::Workspace;
use crate::parts::name::{label, name};
use crate::parts::section::described;
use crate::reactive::{RwSignal, live_if, memo, on};
use crate::text::run::page;
use crate::text::{names, unit_test};

pub(super) fn frozen(shown: &Shown, place: usize) -> AnyView {
    let Shown { workspace, run, .. } = *shown;
    let spec = memo(move || run.with(|run| run.unit_test_run_specs.get(place).cloned()).unwrap_or_default());
    let opened = RwSignal::new(false);
    let toggle = on(move |event: Event| {
        if event_target::<Element>(&event).has_attribute("open") {
            opened.set(true);
        }
    });
    let content = live_if(move || opened.get().then(|| spec.with(|spec| versions(workspace, spec))));
    view! {
        <details class="frozen" on:toggle=toggle>
            <summary>{page::FROZEN}</summary>
            {content}
        </details>
    }
    .into_any()
}

fn versions(workspace: Workspace, spec: &UnitTestRunSpec) -> AnyView {
    let mut pairs = vec![
        described(page::PERSONA, named(workspace, Kind::Persona, spec.persona.clone())),
        described(page::SCENARIO, named(workspace, Kind::Scenario, spec.scenario.clone())),
        described(page::AGENT, coded(spec.agent.as_ref())),
        described(page::CONTEXT_GRAPH, coded(spec.context_graph.as_ref())),
        described(
            page::LONGEST,
            view! { <span>{unit_test::interactions(spec.max_interactions)}</span> }.into_any(),
        ),
    ];
    if !spec.metrics_to_evaluate.is_empty() {
        pairs.push(described(page::METRICS, metrics(workspace, spec)));
    }
    if !spec.llm_model_preferences.is_empty() {
        let models = spec.llm_model_preferences.iter();
        let models = models.map(|(task, model)| [task, ": ", &model.llm_name].concat());
        let models = models.collect::<Vec<_>>().join(", ");
        pairs.push(described(page::MODELS, view! { <span>{models}</span> }.into_any()));
    }
    view! { <p class="hint">{page::FROZEN_WORDS}</p><dl class="pairs">{pairs}</dl> }.into_any()
}

fn metrics(workspace: Workspace, spec: &UnitTestRunSpec) -> AnyView {
    let metrics = spec.metrics_to_evaluate.iter().map(|frozen| {
        let id = frozen.metric_id.clone();
        view! { <li>{name(move || label(workspace, Kind::Metric, id.as_str()))}</li> }.into_any()
    });
    view! { <ul class="plain">{metrics.collect::<Vec<_>>()}</ul> }.into_any()
}

fn named(workspace: Workspace, kind: Kind, of: Option<VersionInfo>) -> AnyView {
    match of {
        Some(VersionInfo { id, version }) => view! {
            {name(move || label(workspace, kind, &id))}
            " "
            <span class="sub">{page::version(version)}</span>
        }
        .into_any(),
        None => view! { <span class="hint">{page::HIDDEN}</span> }.into_any(),
    }
}

/// What has no name that could be looked up.
fn coded(of: Option<&VersionInfo>) -> AnyView {
    match of {
        Some(VersionInfo { id, version }) => view! {
            <span title=id.clone()>{names::short_code(id)}</span>
            " "
            <span class="sub">{page::version(*version)}</span>
        }
        .into_any(),
        None => view! { <span class="hint">{unit_test::NOT_SAID}</span> }.into_any(),
    }
}
