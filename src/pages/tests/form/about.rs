//! What the test is: its name and description.

use domain::form::{Field, TestForm};
use leptos::prelude::*;

use super::editing::Editing;
use crate::parts::form::{Entry, Target, Text, text};
use crate::parts::section::section;
use crate::reactive::{live, words};
use crate::text::form as words_of;
use crate::ui::icon::Icon;

pub(super) fn about(editing: Editing) -> AnyView {
    let is_new =
        crate::reactive::memo(move || editing.frame.target.with(|t| matches!(t, Target::New { .. })));
    let name = live(move || if is_new.get() { new_name(editing) } else { fixed_name(editing) });
    let description = text(
        editing.written,
        Text {
            field: Field::Description,
            label: words_of::DESCRIPTION,
            hint: words_of::DESCRIPTION_HINT,
            read: |form, _| form.description.clone(),
            write: |form, _, value| form.description = value,
            key: 0,
            entry: Entry::Lines,
        },
    );
    section(words_of::ABOUT, Icon::Tests, view! { {name}{description} }.into_any())
}

fn new_name(editing: Editing) -> AnyView {
    let name: Text<TestForm> = Text {
        field: Field::Name,
        label: words_of::NAME,
        hint: editing.frame.words().name_hint,
        read: |form, _| form.name.clone(),
        write: |form, _, value| form.name = value,
        key: 0,
        entry: Entry::Line,
    };
    text(editing.written, name)
}

fn fixed_name(editing: Editing) -> AnyView {
    let name = editing.read(|form| form.name.clone());
    view! {
        <div class="field">
            <span class="label">{words_of::NAME}</span>
            <p class="fixed" dir="auto" lang="">{words(move || name.get())}</p>
            <p class="hint">{words_of::NAME_FIXED}</p>
        </div>
    }
    .into_any()
}
