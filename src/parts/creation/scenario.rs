//! The fields of a new scenario.

use contract::InitialMessageType;
use domain::creation::Part;
use leptos::ev::Event;
use leptos::prelude::*;

use super::creator::Creator;
use super::field::{Entry, field, message};
use crate::reactive::{flag, on};
use crate::text::{creation as text, unit_test};

pub(super) fn fields(creator: Creator) -> AnyView {
    view! {
        {field(creator, Part::Name, Entry::Line)}
        {field(creator, Part::Objective, Entry::Lines)}
        {field(creator, Part::Instructions, Entry::Lines)}
        <fieldset>
            <legend>{text::label(Part::First)}</legend>
            {choice(creator, InitialMessageType::Persona, true)}
            {choice(creator, InitialMessageType::Agent, false)}
            {choice(creator, InitialMessageType::ExternalEvent, false)}
            {message(creator, Part::First)}
        </fieldset>
        {field(creator, Part::StartsAt, Entry::Moment)}
    }
    .into_any()
}

/// One who may speak first. The first choice stands for the part where it gets the focus.
fn choice(creator: Creator, first: InitialMessageType, leads: bool) -> AnyView {
    let this = first.clone();
    let checked = flag(move || creator.draft.with(|draft| draft.first == this));
    let label = unit_test::first(&first);
    let choose = on(move |_: Event| {
        creator.write(Part::First, String::new());
        creator.draft.update(|draft| draft.first = first.clone());
    });
    view! {
        <label class="choice">
            <input
                type="radio"
                name="new-scenario-first"
                id=leads.then(|| creator.dom_id(Part::First))
                prop:checked=checked
                on:change=choose
            />
            {label}
        </label>
    }
    .into_any()
}
