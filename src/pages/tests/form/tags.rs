//! Tags: a name with a value or without, row by row.

use domain::form::{Field, Row, TagForm, TestForm};
use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::editing::{Editing, dom_id};
use super::field::{Entry, Text, messages, text};
use super::undo::{Taken, undo};
use crate::browser::focus;
use crate::parts::section::section;
use crate::reactive::{attribute, memo, on};
use crate::text::form as words;
use crate::ui::icon::{Icon, drawing};
use crate::ui::keyed::{Part, keyed};

pub(super) fn tags(editing: Editing) -> AnyView {
    let keys = memo(move || editing.form.with(|form| form.tags.keys()));
    let rows = keyed(move || {
        keys.get().into_iter().map(|key| Part::new(key.to_string(), move || row(editing, key))).collect()
    });
    let add = on(move |_: MouseEvent| {
        let mut key = 0;
        editing.change(Field::Tags, |form| key = form.tags.add());
        focus::later_to(dom_id(Field::TagName(key)));
    });
    let content = view! {
        <p class="hint" id=format!("{}-hint", dom_id(Field::Tags))>{words::TAGS_HINT}</p>
        <ul class="tag-rows">{rows}</ul>
        {undo(editing, true)}
        {messages(editing, Field::Tags)}
        <div class="actions">
            <button type="button" class="button" id=dom_id(Field::Tags) on:click=add>
                {drawing(Icon::Plus)}
                {words::ADD_TAG}
            </button>
        </div>
    };
    section(words::TAGS, Icon::Tag, content.into_any())
}

fn tag(form: &TestForm, key: u32) -> Option<&TagForm> {
    form.tags.get(key)
}

fn row(editing: Editing, key: u32) -> AnyView {
    let name = Text {
        field: Field::TagName(key),
        label: words::TAG_NAME,
        hint: "",
        read: |form, key| tag(form, key).map(|tag| tag.name.clone()).unwrap_or_default(),
        write: |form, key, value| {
            if let Some(tag) = form.tags.get_mut(key) {
                tag.set_name(value);
            }
        },
        key,
        entry: Entry::Line,
    };
    let value = Text {
        field: Field::TagValue(key),
        label: words::TAG_VALUE,
        hint: "",
        read: |form, key| tag(form, key).and_then(|tag| tag.value.clone()).unwrap_or_default(),
        write: |form, key, value| {
            if let Some(tag) = form.tags.get_mut(key) {
                tag.set_value(value);
            }
        },
        key,
        entry: Entry::Line,
    };
    let called = editing.read(move |form| {
        let position = form.tags.position(key).map_or(0, |position| position + 1);
        words::tag_called(&tag(form, key).map(|tag| tag.name.clone()).unwrap_or_default(), position)
    });
    let remove = on(move |_: MouseEvent| {
        let mut taken = None;
        let mut next = Field::Tags;
        editing.change(Field::TagName(key), |form| {
            taken = form.tags.remove(key);
            let at = taken.as_ref().map_or(0, |taken| taken.at);
            let near = form.tags.at(at).or_else(|| form.tags.at(at.checked_sub(1)?));
            next = near.map_or(Field::Tags, |near| Field::TagName(near.key()));
        });
        // A blank row is not worth a way back.
        if let Some(taken) = taken.filter(|taken| !taken.row.is_blank()) {
            editing.taken.update(|all| all.push(Taken::Tag(taken)));
        }
        focus::later_to(dom_id(next));
    });
    view! {
        <li class="tag-row">
            {text(editing, name)}
            {text(editing, value)}
            <button
                type="button"
                class="button"
                data-kind="icon"
                title=words::REMOVE
                aria-label=attribute(move || Some(words::of_row(words::REMOVE, &called.get())))
                on:click=remove
            >
                {drawing(Icon::Cross)}
            </button>
        </li>
    }
    .into_any()
}
