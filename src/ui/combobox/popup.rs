//! The list under the field. It is in the document only while the field has the focus.

use leptos::ev::{MouseEvent, PointerEvent};
use leptos::prelude::*;

use super::control::Control;
use super::{Choice, Group, Row, status};
use crate::reactive::{Memo, attribute, attribute_if, flag, live, live_if, memo, on};
use crate::text::common;
use crate::text::picker as text;
use crate::ui::delayed::delayed;
use crate::ui::icon::{Icon, drawing};

/// The id of a combobox's list in the document.
pub(super) fn list_id(id: &str) -> String {
    format!("{id}-list")
}

/// The id of a row.
pub(super) fn row_id(id: &str, place: usize) -> String {
    format!("{id}-row-{place}")
}

type Place = Memo<Option<usize>>;

/// The popup. Its status line is there before it says something: only then is it heard.
pub(super) fn popup(control: Control, label: &'static str, is_open: Memo<bool>, place: Place) -> AnyView {
    live_if(move || control.has_focus.get().then(|| content(control, label, is_open, place))).into_any()
}

fn content(control: Control, label: &'static str, is_open: Memo<bool>, place: Place) -> AnyView {
    let id = control.id.try_get_value().unwrap_or_default();
    let rows = memo(move || {
        let rows = || control.offer.with(|offer| (offer.groups.clone(), offer.more));
        if is_open.get() { rows() } else { (Vec::new(), None) }
    });
    let is_empty = move || rows.with(|(groups, more)| groups.is_empty() && more.is_none());
    let waits = delayed(move || is_open.get() && control.offer.with(|offer| offer.busy));
    let said = live_if(move || is_open.get().then(|| status(control, waits, common::LOADING)));
    let list = {
        let id = id.clone();
        live(move || rows.with(|(groups, more)| list(control, &id, groups, *more, place)))
    };
    view! {
        <div
            class="combobox-popup"
            prop:hidden=flag(move || !is_open.get())
            data-above=attribute_if("true", move || control.is_above.get())
            on:mousedown=on(|event: MouseEvent| event.prevent_default())
        >
            <div
                id=list_id(&id)
                class="combobox-list"
                role="listbox"
                aria-label=label
                aria-busy=attribute_if("true", move || is_open.get() && control.offer.with(|offer| offer.busy))
                prop:hidden=flag(is_empty)
            >
                {list}
            </div>
            <p class="combobox-status" role="status" dir="auto">{said}</p>
        </div>
    }
    .into_any()
}

fn list(control: Control, id: &str, groups: &[Group], more: Option<&'static str>, place: Place) -> AnyView {
    let mut next = 0;
    let mut parts: Vec<AnyView> = Vec::with_capacity(groups.len() + 1);
    for (number, group) in groups.iter().enumerate() {
        let options: Vec<AnyView> = group
            .choices
            .iter()
            .map(|choice| {
                next += 1;
                choice_row(control, id, choice, next - 1, place)
            })
            .collect();
        parts.push(match group.heading {
            None => options.into_any(),
            Some(heading) => {
                let heading_id = format!("{id}-group-{number}");
                let named_by = heading_id.clone();
                view! {
                    <div role="group" aria-labelledby=named_by>
                        <div class="combobox-heading" role="presentation" id=heading_id>{heading}</div>
                        {options}
                    </div>
                }
                .into_any()
            }
        });
    }
    parts.extend(more.map(|more| {
        let words = view! { <span class="combobox-more">{more}</span> };
        row(control, id, Row::More, next, place, words.into_any())
    }));
    parts.into_any()
}

fn choice_row(control: Control, id: &str, choice: &Choice, at: usize, place: Place) -> AnyView {
    let is_chosen = control.chosen.with_untracked(|chosen| chosen.id == choice.id);
    let mark = is_chosen.then(|| view! { {drawing(Icon::Passes)}<span class="unseen">{text::CHOSEN}</span> });
    let detail = (!choice.detail.is_empty())
        .then(|| view! { <span class="sub" dir="auto">{choice.detail.clone()}</span> });
    let words = view! {
        <span class="combobox-words">
            <span class="combobox-name" dir="auto" lang="">{choice.name.clone()}</span>
            {detail}
        </span>
        {mark}
    };
    row(control, id, Row::Choice(choice.id.clone()), at, place, words.into_any())
}

fn row(control: Control, id: &str, row: Row, at: usize, place: Place, words: AnyView) -> AnyView {
    let pointed = row.clone();
    // A list that scrolls under a pointer at rest is not pointed at.
    let point = on(move |event: PointerEvent| {
        let moves = event.movement_x() != 0 || event.movement_y() != 0;
        if moves && control.highlighted.with_untracked(|row| row.as_ref() != Some(&pointed)) {
            control.highlighted.set(Some(pointed.clone()));
        }
    });
    view! {
        <div
            id=row_id(id, at)
            class="combobox-row"
            role="option"
            aria-selected=attribute(move || Some((place.get() == Some(at)).to_string()))
            on:click=on(move |_: MouseEvent| control.take(row.clone()))
            on:pointermove=point
        >
            {words}
        </div>
    }
    .into_any()
}
