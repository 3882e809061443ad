//! Fields of the form: a label, a control that follows what is typed, a hint, what is wrong and what
//! is odd.

use domain::form::{Field, TestForm};
use leptos::ev::Event;
use leptos::prelude::*;

use super::editing::{Editing, dom_id};
use crate::reactive::{Memo, attribute, attribute_if, live_if, on, words};

/// A text of the form.
pub(super) struct Text {
    /// Which part it is.
    pub(super) field: Field,
    /// Its label.
    pub(super) label: &'static str,
    /// A sentence of help; may be empty.
    pub(super) hint: &'static str,
    /// Reads it.
    pub(super) read: fn(&TestForm, u32) -> String,
    /// Writes it.
    pub(super) write: fn(&mut TestForm, u32, String),
    /// The row that it belongs to, or 0.
    pub(super) key: u32,
    /// How it is typed.
    pub(super) entry: Entry,
}

/// How a text is typed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Entry {
    /// One line.
    Line,
    /// A few lines.
    Lines,
    /// A number.
    Number,
}

/// A text field.
pub(super) fn text(editing: Editing, text: Text) -> AnyView {
    let Text { field, label, hint, read, write, key, entry } = text;
    let value = editing.read(move |form| read(form, key));
    let typed = on(move |event: Event| {
        let value = event_target_value(&event);
        editing.change(field, move |form| write(form, key, value));
    });
    let id = dom_id(field);
    let error = editing.error(field);
    let described = described_by(editing, field, !hint.is_empty());
    let invalid = attribute_if("true", move || error.with(Option::is_some));
    let control = match entry {
        Entry::Lines => view! {
            <textarea
                id=id.clone()
                rows="3"
                aria-invalid=invalid
                aria-describedby=described
                prop:value=words(move || value.get())
                on:input=typed
            ></textarea>
        }
        .into_any(),
        Entry::Line | Entry::Number => view! {
            <input
                id=id.clone()
                type="text"
                inputmode=(entry == Entry::Number).then_some("decimal")
                autocomplete="off"
                aria-invalid=invalid
                aria-describedby=described
                prop:value=words(move || value.get())
                on:input=typed
            />
        }
        .into_any(),
    };
    view! {
        <div class="field" on:focusout=editing.leave(field)>
            <label for=id>{label}</label>
            {control}
            {(!hint.is_empty()).then(|| view! { <p class="hint" id=part_id(field, "hint")>{hint}</p> })}
            {messages(editing, field)}
        </div>
    }
    .into_any()
}

fn part_id(field: Field, part: &str) -> String {
    [&dom_id(field), "-", part].concat()
}

/// The ids of what is said of a part.
pub(super) fn described_by(editing: Editing, field: Field, has_hint: bool) -> crate::reactive::Attribute {
    let (error, note) = (editing.error(field), editing.note(field));
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
pub(super) fn messages(editing: Editing, field: Field) -> AnyView {
    let line = |said: Memo<Option<String>>, class: &'static str, part: &'static str| {
        live_if(move || {
            let said = said.get()?;
            Some(view! { <p class=class id=part_id(field, part)>{said}</p> }.into_any())
        })
    };
    view! {
        {line(editing.error(field), "field-error", "error")}
        {line(editing.note(field), "field-note", "note")}
    }
    .into_any()
}
