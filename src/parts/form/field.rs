//! Fields of a form: a label, a control that follows what is typed, a hint, what is wrong and what is odd.

use contract::json::ToJson;
use domain::form::Field;
use leptos::ev::Event;
use leptos::prelude::*;

use super::{Frame, Written};
use crate::browser::typing;
use crate::reactive::{Attribute, Memo, attribute, attribute_if, live_if, on, shown};

/// A text of a form.
pub struct Text<F> {
    /// Which part it is.
    pub field: Field,
    /// Its label.
    pub label: &'static str,
    /// A sentence of help; may be empty.
    pub hint: &'static str,
    /// Reads it.
    pub read: fn(&F, u32) -> String,
    /// Writes it.
    pub write: fn(&mut F, u32, String),
    /// The row that it belongs to, or 0.
    pub key: u32,
    /// How it is typed.
    pub entry: Entry,
}

/// How a text is typed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// One line.
    Line,
    /// A few lines.
    Lines,
    /// A whole number that is not below zero.
    Number,
}

/// A text field.
pub fn text<F>(written: Written<F>, text: Text<F>) -> AnyView
where
    F: Clone + ToJson + PartialEq + Send + Sync + 'static,
{
    let Text { field, label, hint, read, write, key, entry } = text;
    let value = written.read(move |form| read(form, key));
    let write =
        Callback::new(move |value: String| written.change(field, move |form| write(form, key, value)));
    typed(written.frame, Typed { field, label, hint, entry, value, write })
}

/// A text of a form whose type is not known.
pub(super) struct Typed {
    pub(super) field: Field,
    pub(super) label: &'static str,
    pub(super) hint: &'static str,
    pub(super) entry: Entry,
    pub(super) value: Memo<String>,
    pub(super) write: Callback<String>,
}

/// [`text`] for a form whose type is not known.
pub(super) fn typed(frame: Frame, text: Typed) -> AnyView {
    let Typed { field, label, hint, entry, value, write } = text;
    let typed = on(move |event: Event| {
        write.try_run(typing::typed(&event));
    });
    let id = dom_id(field);
    let error = frame.error(field);
    let described = described_by(frame, field, !hint.is_empty());
    let invalid = attribute_if("true", move || error.with(Option::is_some));
    let control = match entry {
        Entry::Lines => view! {
            <textarea
                id=id.clone()
                rows="3"
                aria-invalid=invalid
                aria-describedby=described
                prop:value=shown(move || value.get())
                on:input=typed
            ></textarea>
        }
        .into_any(),
        Entry::Line | Entry::Number => view! {
            <input
                id=id.clone()
                type="text"
                inputmode=(entry == Entry::Number).then_some("numeric")
                autocomplete="off"
                aria-invalid=invalid
                aria-describedby=described
                prop:value=shown(move || value.get())
                on:input=typed
            />
        }
        .into_any(),
    };
    view! {
        <div class="field" on:focusout=frame.leave(field)>
            <label for=id>{label}</label>
            {control}
            {(!hint.is_empty()).then(|| view! { <p class="hint" id=part_id(field, "hint")>{hint}</p> })}
            {messages(frame, field)}
        </div>
    }
    .into_any()
}

fn part_id(field: Field, part: &str) -> String {
    [&dom_id(field), "-", part].concat()
}

/// The ids of what is said of a part.
#[must_use]
pub fn described_by(frame: Frame, field: Field, has_hint: bool) -> Attribute {
    let (error, note) = (frame.error(field), frame.note(field));
    attribute(move || {
        let there = [
            error.with(Option::is_some).then_some("error"),
            note.with(Option::is_some).then_some("note"),
            has_hint.then_some("hint"),
        ];
        let ids: Vec<String> = there.into_iter().flatten().map(|part| part_id(field, part)).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    })
}

/// What is wrong with a part, and what is odd about it.
pub fn messages(frame: Frame, field: Field) -> AnyView {
    let line = |said: Memo<Option<String>>, class: &'static str, part: &'static str| {
        live_if(move || {
            let said = said.get()?;
            Some(view! { <p class=class id=part_id(field, part)>{said}</p> }.into_any())
        })
    };
    view! {
        {line(frame.error(field), "field-error", "error")}
        {line(frame.note(field), "field-note", "note")}
    }
    .into_any()
}

/// The id of a part's control in the document.
#[must_use]
pub fn dom_id(field: Field) -> String {
    match field {
        Field::Name => "form-name".to_owned(),
        Field::Description => "form-description".to_owned(),
        Field::Service => "test-service".to_owned(),
        Field::VersionSet => "test-version-set".to_owned(),
        Field::Persona => "test-persona".to_owned(),
        Field::Scenario => "test-scenario".to_owned(),
        Field::MaxInteractions => "test-interactions".to_owned(),
        Field::Criteria => "add-criterion".to_owned(),
        Field::Metric(key) => format!("criterion-{key}-metric"),
        Field::CriterionName(key) => format!("criterion-{key}-name"),
        Field::Expected(key) => format!("criterion-{key}-expected"),
        Field::Members => "add-members".to_owned(),
        Field::Member(key) => format!("member-{key}"),
        Field::RunCount(key) => format!("member-{key}-count"),
        Field::Tags => "add-tag".to_owned(),
        Field::TagName(key) => format!("tag-{key}-name"),
        Field::TagValue(key) => format!("tag-{key}-value"),
    }
}
