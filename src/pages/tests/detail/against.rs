//! Against what: service, version set, how long at most.

use contract::Service;
use domain::kind::Kind;
use leptos::prelude::*;

use super::Test;
use crate::data::names::Item;
use crate::data::workspace::Workspace;
use crate::parts::name::{label, name};
use crate::parts::section::{pair, section};
use crate::reactive::{live, memo};
use crate::text::names::short_code;
use crate::text::unit_test as text;
use crate::ui::icon::Icon;

pub(super) fn against(workspace: Workspace, test: Test) -> AnyView {
    let id = memo(move || test.with(|test| test.service_id.as_str().to_owned()));
    let facts = live(move || {
        let known = workspace.names.get(Kind::Service, &id.get());
        test.with(|test| {
            known.with(|known| match known.found() {
                Some(Item::Service(service)) => facts(Some(service), test),
                _ => facts(None, test),
            })
        })
    });
    let content = view! {
        <p class="subject">{name(move || label(workspace, Kind::Service, &id.get()))}</p>
        {facts}
    };
    section(text::AGAINST, Icon::Service, content.into_any())
}

fn facts(service: Option<&Service>, test: &contract::UnitTest) -> AnyView {
    let name = &test.service_version_set_name;
    let inactive = service.is_some_and(|service| service.is_active == Some(false));
    let gone = service.is_some_and(|service| !service.version_sets.contains_key(name));
    let pinned = service.and_then(|service| Some((service, service.version_sets.get(name)?.as_ref()?)));
    let versions = pinned.map(|(service, set)| {
        // Of what the service does not name, a version says nothing.
        let pin = |label, id: &str, version| {
            let pinned = || Some(format!("{}, {}", short_code(id), text::version(version)));
            (!id.trim().is_empty()).then(|| pair(label, pinned()))
        };
        let graph = &service.service_hierarchical_state_machine_id;
        let graph_version = set.service_hierarchical_state_machine_version_number;
        [
            pin(text::AGENT, &service.agent_id, set.agent_version_number),
            pin(text::CONTEXT_GRAPH, graph, graph_version),
        ]
        .into_iter()
        .flatten()
        .collect::<Vec<AnyView>>()
    });
    view! {
        {inactive.then(|| view! { <p><span class="chip" data-tone="warning">{text::INACTIVE}</span></p> })}
        <dl class="pairs">
            {pair(text::VERSION_SET, Some(name.clone()))}
            {versions.unwrap_or_default()}
            {pair(text::LONGEST, Some(text::interactions(test.max_interactions)))}
        </dl>
        {gone.then(|| view! { <p class="field-error">{text::NO_VERSION_SET}</p> })}
    }
    .into_any()
}
