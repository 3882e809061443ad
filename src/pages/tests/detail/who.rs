//! Who talks: the persona with its latest version.

use contract::PersonaVersion;
use domain::kind::Kind;
use leptos::prelude::*;

use super::Test;
use crate::data::names::Item;
use crate::data::query::{Query, use_query};
use crate::data::unit_test;
use crate::data::workspace::Workspace;
use crate::parts::name::{deleted_mark, label, name};
use crate::parts::section::{loaded_section, pair};
use crate::reactive::{live_if, memo};
use crate::text::unit_test as text;
use crate::ui::icon::Icon;

pub(super) fn who(workspace: Workspace, test: Test) -> AnyView {
    let id = memo(move || test.with(|test| test.persona_id.as_str().to_owned()));
    let version: Query<Option<PersonaVersion>> =
        use_query(move || Some(id.get()), move |id| unit_test::persona(workspace.api, id));
    let role = live_if(move || {
        let known = workspace.names.get(Kind::Persona, &id.get());
        let role = known.with(|known| match known.found() {
            Some(Item::Persona(persona)) => persona.role.trim().to_owned(),
            _ => String::new(),
        });
        (!role.is_empty())
            .then(|| view! { <span class="sub" dir="auto">{text::role(&role)}</span> }.into_any())
    });
    let head = view! {
        <p class="subject">
            {name(move || label(workspace, Kind::Persona, &id.get()))}
            {deleted_mark(workspace, Kind::Persona, move || id.get())}
            {role}
        </p>
    };
    loaded_section(text::WHO, Icon::Person, version, Some(head.into_any()), |version| match version {
        None => view! { <p class="hint">{text::NO_VERSION}</p> }.into_any(),
        Some(version) => view! {
            <p class="block" dir="auto" lang="">{version.background.clone()}</p>
            <dl class="pairs">
                {pair(text::LANGUAGE, version.preferred_language.as_deref().map(text::language))}
                {pair(text::TIME_ZONE, version.timezone.clone())}
            </dl>
            <p class="hint">{text::latest(version.version)}</p>
        }
        .into_any(),
    })
}
