//! What happens: the scenario with its latest version.

use contract::ScenarioVersion;
use domain::kind::Kind;
use leptos::prelude::*;

use super::Test;
use crate::data::query::{Query, use_query};
use crate::data::unit_test;
use crate::data::workspace::Workspace;
use crate::parts::name::{deleted_mark, label, name};
use crate::parts::section::{loaded_section, pair};
use crate::reactive::memo;
use crate::text::unit_test as text;
use crate::ui::icon::Icon;

pub(super) fn what_happens(workspace: Workspace, test: Test) -> AnyView {
    let id = memo(move || test.with(|test| test.scenario_id.as_str().to_owned()));
    let version: Query<Option<ScenarioVersion>> =
        use_query(move || Some(id.get()), move |id| unit_test::scenario(workspace.api, id));
    let head = view! {
        <p class="subject">
            {name(move || label(workspace, Kind::Scenario, &id.get()))}
            {deleted_mark(workspace, Kind::Scenario, move || id.get())}
        </p>
    };
    loaded_section(text::WHAT, Icon::Scenario, version, Some(head.into_any()), |version| match version {
        None => view! { <p class="hint">{text::NO_VERSION}</p> }.into_any(),
        Some(version) => view! {
            <h3>{text::OBJECTIVE}</h3>
            <p class="block" dir="auto" lang="">{version.objective.clone()}</p>
            <h3>{text::INSTRUCTIONS}</h3>
            <p class="block" dir="auto" lang="">{version.instructions.clone()}</p>
            <dl class="pairs">{pair(text::FIRST, Some(text::first(&version.initial_message_type)))}</dl>
            <p class="hint">{text::latest(version.version)}</p>
        }
        .into_any(),
    })
}
