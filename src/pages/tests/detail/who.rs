//! Who talks: the persona with its latest version.

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
pub(super) fn Who(workspace: Workspace, test: Memo<Arc<UnitTest>>) -> impl IntoView {
    let id = Memo::new(move |_| test.with(|test| test.persona_id.clone()));
    let version = use_query(move || Some(id.get()), move |id| unit_test::persona(workspace.api, id));
    let role = Memo::new(move |_| {
        let known = workspace.names.personas.get(&id.get());
        known.with(|known| known.found().map(|persona| persona.role.trim().to_owned()))
    });
    view! {
        <LoadedSection
            title=text::WHO
            icon=Icon::Person
            query=version
            head=move || view! {
                <p class="subject">
                    <Name label=Signal::derive(move || name::persona(workspace, &id.get())) />
                    {move || role.get().filter(|role| !role.is_empty()).map(|role| view! {
                        <span class="sub" dir="auto">{text::role(&role)}</span>
                    })}
                </p>
            }
            body=|version| match version {
                None => view! { <p class="hint">{text::NO_VERSION}</p> }.into_any(),
                Some(version) => view! {
                    <p class="block" dir="auto">{version.background.clone()}</p>
                    <dl class="pairs">
                        <Pair label=text::LANGUAGE value=version.preferred_language.clone() />
                        <Pair label=text::TIME_ZONE value=version.timezone.clone() />
                    </dl>
                    <p class="hint">{text::latest(version.version)}</p>
                }.into_any(),
            }
        />
    }
}
