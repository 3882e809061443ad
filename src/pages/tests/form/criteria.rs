//! What must hold: the list of criteria, with adding, and moving by the pointer.

use domain::form::Field;
use leptos::ev::{MouseEvent, PointerEvent};
use leptos::html;
use leptos::prelude::*;

use super::criterion::criterion;
use super::editing::Editing;
use crate::browser::{focus, rows};
use crate::parts::form::dom_id;
use crate::parts::form::messages;
use crate::parts::form::undo;
use crate::parts::section::section;
use crate::reactive::{RwSignal, memo, on};
use crate::text::{form as words, unit_test};
use crate::ui::icon::{Icon, drawing};
use crate::ui::keyed::{Part, keyed};

pub(super) fn criteria(editing: Editing) -> AnyView {
    let list = NodeRef::<html::Ul>::new();
    let dragged = RwSignal::new(None::<u32>);
    let keys = memo(move || editing.form.with(|form| form.criteria.keys()));
    let rows = keyed(move || {
        let keys = keys.get().into_iter();
        keys.map(|key| Part::new(key.to_string(), move || criterion(editing, key, dragged, list))).collect()
    });
    let add = on(move |_: MouseEvent| {
        let mut key = 0;
        editing.change(Field::Criteria, |form| key = form.criteria.add());
        focus::later_to(dom_id(Field::Metric(key)));
    });
    // The list hears of the pointer: the row that is dragged may be drawn anew on its way.
    let drag = on(move |event: PointerEvent| {
        let (Some(key), Some(list)) = (dragged.get_untracked(), list.get_untracked()) else { return };
        rows::scroll_at_edge(f64::from(event.client_y()));
        let place = rows::place_at(&list, f64::from(event.client_y()), &key.to_string());
        let is_there = editing.form.with_untracked(|form| form.criteria.position(key) == Some(place));
        if !is_there {
            editing.change(Field::Criteria, |form| {
                form.criteria.move_to(key, place);
            });
        }
    });
    let drop = move || on(move |_: PointerEvent| dragged.set(None));
    let content = view! {
        <p class="hint">{unit_test::ALL_MUST_HOLD}</p>
        <ul
            class="criterion-rows"
            node_ref=list
            on:pointermove=drag
            on:pointerup=drop()
            on:pointercancel=drop()
        >
            {rows}
        </ul>
        {undo(editing.frame, Field::Criteria)}
        {messages(editing.frame, Field::Criteria)}
        <div class="actions">
            <button type="button" class="button" id=dom_id(Field::Criteria) on:click=add>
                {drawing(Icon::Plus)}
                {words::ADD_CRITERION}
            </button>
        </div>
        <p class="hint">{words::NO_METRIC}</p>
    };
    section(words::PASSES, Icon::Passes, content.into_any())
}
