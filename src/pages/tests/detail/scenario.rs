//! What happens: the scenario with its latest version.

use std::sync::Arc;

use contract::UnitTest;
use leptos::prelude::*;

use crate::data::query::use_query;
use crate::data::unit_test;
use crate::data::workspace::Workspace;
use crate::parts::name::{self, Name};
use crate::parts::section::{LoadedSection, Pair};
use crate::text::unit_test as text;
use crate::ui::icon::Icon;

#[component]
pub(super) fn WhatHappens(workspace: Workspace, test: Memo<Arc<UnitTest>>) -> impl IntoView {
    let id = Memo::new(move |_| test.with(|test| test.scenario_id.clone()));
    let version = use_query(move || Some(id.get()), move |id| unit_test::scenario(workspace.api, id));
    view! {
        <LoadedSection
            title=text::WHAT
            icon=Icon::Scenario
            query=version
            head=move || view! {
                <p class="subject"><Name label=Signal::derive(move || name::scenario(workspace, &id.get())) /></p>
            }
            body=|version| match version {
                None => view! { <p class="hint">{text::NO_VERSION}</p> }.into_any(),
                Some(version) => view! {
                    <h3>{text::OBJECTIVE}</h3>
                    <p class="block" dir="auto">{version.objective.clone()}</p>
                    <h3>{text::INSTRUCTIONS}</h3>
                    <p class="block" dir="auto">{version.instructions.clone()}</p>
                    <dl class="pairs">
                        <Pair label=text::FIRST value=Some(text::first(&version.initial_message_type)) />
                    </dl>
                    <p class="hint">{text::latest(version.version)}</p>
                }.into_any(),
            }
        />
    }
}
