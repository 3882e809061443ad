//! Having all members run so often.

use leptos::ev::{Event, KeyboardEvent, MouseEvent};
use leptos::prelude::*;

use domain::form::Field;

use super::editing::Editing;
use crate::browser::{keys, typing};
use crate::reactive::{RwSignal, on, shown};
use crate::state::announcer::use_announcer;
use crate::text::test_set as text;

/// The id of the field.
const ID: &str = "all-counts";

pub(super) fn all_counts(editing: Editing) -> AnyView {
    let announcer = use_announcer();
    let count = RwSignal::new(String::new());
    let set = move || {
        let count = count.get_untracked();
        if count.trim().is_empty() {
            return;
        }
        editing.change(Field::Members, |form| form.set_all_counts(&count));
        let keys = editing.form.with_untracked(|form| form.members.keys());
        for key in &keys {
            editing.frame.unsay(Field::RunCount(*key));
        }
        announcer.say(text::all_set(&count, keys.len()));
    };
    // Enter would save the form.
    let enter = on(move |event: KeyboardEvent| {
        if event.key() == "Enter" && !keys::is_composing(&event) {
            event.prevent_default();
            set();
        }
    });
    view! {
        <div class="all-counts">
            <label for=ID>{text::ALL_COUNTS}</label>
            <input
                id=ID
                type="text"
                inputmode="numeric"
                autocomplete="off"
                prop:value=shown(move || count.get())
                on:input=on(move |event: Event| count.set(typing::typed(&event)))
                on:keydown=enter
            />
            <button type="button" class="button" on:click=on(move |_: MouseEvent| set())>
                {text::SET_COUNTS}
            </button>
        </div>
    }
    .into_any()
}
