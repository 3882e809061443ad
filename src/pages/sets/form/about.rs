//! What the set is: its name and description.

use domain::form::{Field, SetForm};
use leptos::prelude::*;

use super::editing::Editing;
use crate::parts::form::{Entry, Text, text};
use crate::parts::section::section;
use crate::text::{form as words, test_set};
use crate::ui::icon::Icon;

pub(super) fn about(editing: Editing) -> AnyView {
    let name: Text<SetForm> = Text {
        field: Field::Name,
        label: words::NAME,
        hint: editing.frame.words().name_hint,
        read: |form, _| form.name.clone(),
        write: |form, _, value| form.name = value,
        key: 0,
        entry: Entry::Line,
    };
    let description: Text<SetForm> = Text {
        field: Field::Description,
        label: words::DESCRIPTION,
        hint: test_set::DESCRIPTION_HINT,
        read: |form, _| form.description.clone(),
        write: |form, _, value| form.description = value,
        key: 0,
        entry: Entry::Lines,
    };
    let content = view! { {text(editing.written, name)}{text(editing.written, description)} };
    section(words::ABOUT, Icon::Sets, content.into_any())
}
