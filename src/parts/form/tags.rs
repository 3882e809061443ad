//! Tags: a name with a value or without, row by row.

use std::sync::Arc;

use domain::form::{Field, Removed, Row, Rows, TagForm};
use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::Frame;
use super::field::{Entry, Typed, dom_id, messages, typed};
use super::undo::{Removal, undo};
use crate::browser::focus;
use crate::parts::section::section;
use crate::reactive::{Memo, attribute, memo, on};
use crate::text::{form as words, unit_test};
use crate::ui::icon::{Icon, drawing};
use crate::ui::keyed::{Part, keyed};

/// Changes the tags of a form, on behalf of a part of it.
type Change = Arc<dyn Fn(Field, &mut dyn FnMut(&mut Rows<TagForm>)) + Send + Sync>;

/// The tags of a form, whatever form it is.
#[derive(Clone)]
pub struct TagRows {
    /// The tags.
    pub rows: Memo<Rows<TagForm>>,
    /// Changes them.
    pub change: Change,
}

/// The section of a form's tags.
pub fn tags(frame: Frame, tags: TagRows) -> AnyView {
    let rows = tags.rows;
    let keys = memo(move || rows.with(Rows::keys));
    let change = tags.change.clone();
    let drawn = keyed(move || {
        let part = |key: u32| {
            let tags = tags.clone();
            Part::new(key.to_string(), move || row(frame, &tags, key))
        };
        keys.get().into_iter().map(part).collect()
    });
    let add = on(move |_: MouseEvent| {
        let mut key = 0;
        change(Field::Tags, &mut |tags| key = tags.add());
        focus::later_to(dom_id(Field::TagName(key)));
    });
    let content = view! {
        <p class="hint" id=format!("{}-hint", dom_id(Field::Tags))>{words::TAGS_HINT}</p>
        <ul class="tag-rows">{drawn}</ul>
        {undo(frame, Field::Tags)}
        {messages(frame, Field::Tags)}
        <div class="actions">
            <button type="button" class="button" id=dom_id(Field::Tags) on:click=add>
                {drawing(Icon::Plus)}
                {words::ADD_TAG}
            </button>
        </div>
    };
    section(words::TAGS, Icon::Tag, content.into_any())
}

fn text(
    frame: Frame,
    tags: &TagRows,
    key: u32,
    (field, label): (Field, &'static str),
    read: fn(&TagForm) -> String,
    write: fn(&mut TagForm, String),
) -> AnyView {
    let rows = tags.rows;
    let value = memo(move || rows.with(|rows| rows.get(key).map(read).unwrap_or_default()));
    let change = tags.change.clone();
    let write = Callback::new(move |value: String| {
        change(field, &mut |tags| {
            if let Some(tag) = tags.get_mut(key) {
                write(tag, value.clone());
            }
        });
    });
    typed(frame, Typed { field, label, hint: "", entry: Entry::Line, value, write })
}

fn row(frame: Frame, tags: &TagRows, key: u32) -> AnyView {
    let rows = tags.rows;
    let name = text(
        frame,
        tags,
        key,
        (Field::TagName(key), words::TAG_NAME),
        |tag| tag.name.clone(),
        TagForm::set_name,
    );
    let value = text(
        frame,
        tags,
        key,
        (Field::TagValue(key), words::TAG_VALUE),
        |tag| tag.value.clone().unwrap_or_default(),
        TagForm::set_value,
    );
    let called = memo(move || {
        rows.with(|rows| {
            let position = rows.position(key).map_or(0, |position| position + 1);
            words::tag_called(&rows.get(key).map(|tag| tag.name.clone()).unwrap_or_default(), position)
        })
    });
    let change = tags.change.clone();
    let remove = on(move |_: MouseEvent| {
        let mut taken = None;
        let mut next = Field::Tags;
        change(Field::TagName(key), &mut |tags| {
            taken = tags.remove(key);
            let at = taken.as_ref().map_or(0, |taken| taken.at);
            let near = tags.at(at).or_else(|| tags.at(at.checked_sub(1)?));
            next = near.map_or(Field::Tags, |near| Field::TagName(near.key()));
        });
        // A blank row is not worth a way back.
        if let Some(taken) = taken.filter(|taken| !taken.row.is_blank()) {
            frame.removed.update(|all| all.push(removal(taken, change.clone())));
        }
        focus::later_to(dom_id(next));
    });
    view! {
        <li class="tag-row">
            {name}
            {value}
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

fn removal(taken: Removed<TagForm>, change: Change) -> Removal {
    let name = words::tag_called(&taken.row.name, taken.at + 1);
    let put_back = Arc::new(move || {
        let mut key = 0;
        change(Field::Tags, &mut |tags| key = tags.put_back(taken.clone()));
        Field::TagName(key)
    });
    Removal { group: Field::Tags, name, put_back }
}

/// Tags in words, a line each.
#[must_use]
pub fn tag_lines(tags: &Rows<TagForm>) -> Vec<String> {
    let written = tags.iter().filter(|tag| !tag.is_blank());
    let lines: Vec<String> = written
        .map(|tag| match &tag.value {
            Some(value) => format!("{}: {value}", tag.name),
            None => tag.name.clone(),
        })
        .collect();
    if lines.is_empty() { vec![unit_test::NO_TAGS.to_owned()] } else { lines }
}
