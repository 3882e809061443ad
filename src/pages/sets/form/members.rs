//! The unit tests of the set: row by row, with what a run simulates in all.

use domain::form::{Field, Rows};
use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::add::add_dialog;
use super::counts::all_counts;
use super::editing::Editing;
use super::member::member;
use crate::parts::form::{dom_id, messages, undo};
use crate::parts::section::section;
use crate::reactive::{RwSignal, live_if, memo, on, words};
use crate::text::test_set as text;
use crate::ui::icon::{Icon, drawing};
use crate::ui::keyed::{Part, keyed};

/// The section, and the dialog in which unit tests are found, whose place is not within the form.
pub(super) fn members(editing: Editing) -> (AnyView, AnyView) {
    let adding = RwSignal::new(false);
    let keys = editing.read(|form| Rows::keys(&form.members));
    let rows = keyed(move || {
        let part = |key: u32| Part::new(key.to_string(), move || member(editing, key));
        keys.get().into_iter().map(part).collect()
    });
    let notation = editing.notation;
    let size = editing.read(move |form| form.size(notation));
    let there = memo(move || !keys.with(Vec::is_empty));
    let add = on(move |_: MouseEvent| adding.set(true));
    let total = live_if(move || {
        let total = view! { <p class="subject">{words(move || text::size(size.get()))}</p> };
        there.get().then(|| total.into_any())
    });
    let counts = live_if(move || there.get().then(|| all_counts(editing)));
    let content = view! {
        {total}
        {counts}
        <ul class="member-rows">{rows}</ul>
        {undo(editing.frame, Field::Members)}
        {messages(editing.frame, Field::Members)}
        <div class="actions">
            <button type="button" class="button" id=dom_id(Field::Members) aria-haspopup="dialog" on:click=add>
                {drawing(Icon::Plus)}
                {text::ADD_MEMBERS}
            </button>
        </div>
        <p class="hint">{text::MEMBERS_HINT}</p>
    };
    (section(text::MEMBERS, Icon::Tests, content.into_any()), add_dialog(editing, adding))
}
