//! Who talks and what happens: the persona and the scenario.

use std::sync::Arc;

use domain::creation::Thing;
use domain::form::Field;
use domain::kind::Kind;
use leptos::prelude::*;

use super::editing::Editing;
use crate::data::names::Item;
use crate::parts::creation::creation;
use crate::parts::form::dom_id;
use crate::parts::picker::{Pick, picker};
use crate::parts::section::section;
use crate::reactive::memo;
use crate::text::form as words;
use crate::ui::icon::Icon;

pub(super) fn people(editing: Editing) -> AnyView {
    let persona = choice(editing, Field::Persona, words::PERSONA, Kind::Persona);
    let scenario = choice(editing, Field::Scenario, words::SCENARIO, Kind::Scenario);
    view! {
        {section(words::WHO, Icon::Person, persona)}
        {section(words::WHAT, Icon::Scenario, scenario)}
    }
    .into_any()
}

fn choice(editing: Editing, field: Field, label: &'static str, kind: Kind) -> AnyView {
    let pick = Pick { id: dom_id(field), label, hint: None, kind, first: memo(String::new), preview: true };
    let is_persona = kind == Kind::Persona;
    let choose = Callback::new(move |(id, _): (String, Arc<Item>)| {
        editing.change(field, |form| {
            if is_persona {
                form.persona_id = id;
            } else {
                form.scenario_id = id;
            }
        });
    });
    let chosen =
        editing.read(move |form| if is_persona { form.persona_id.clone() } else { form.scenario_id.clone() });
    let thing = if is_persona { Thing::Persona } else { Thing::Scenario };
    let (create, dialog) = creation(editing.workspace, thing, dom_id(field), choose);
    let picker = picker(editing.workspace, pick, chosen, choose, editing.frame.error(field), Some(create));
    view! { <div on:focusout=editing.frame.leave(field)>{picker}</div>{dialog} }.into_any()
}
