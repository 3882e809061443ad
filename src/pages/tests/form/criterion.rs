//! One criterion: its metric, what is expected, its name, and what can be done with the row.

use std::sync::Arc;

use domain::form::{CriterionForm, Field, Row, TestForm};
use domain::kind::Kind;
use leptos::ev::{MouseEvent, PointerEvent};
use leptos::html;
use leptos::prelude::*;

use super::editing::Editing;
use super::expected::expected;
use crate::parts::form::{Entry, Text, text};
use crate::parts::form::{Removal, dom_id};

use crate::browser::{focus, rows};
use crate::data::names::Item;
use crate::parts::picker::{Pick, picker};
use crate::reactive::{Attribute, RwSignal, attribute, attribute_if, on, words};
use crate::state::announcer::use_announcer;
use crate::text::form as words_of;
use crate::ui::icon::{Icon, drawing};

/// A criterion of the form.
pub(super) fn of(form: &TestForm, key: u32) -> Option<&CriterionForm> {
    form.criteria.get(key)
}

/// The row of a criterion. `dragged` is the key of the row that the pointer holds.
pub(super) fn criterion(
    editing: Editing,
    key: u32,
    dragged: RwSignal<Option<u32>>,
    list: NodeRef<html::Ul>,
) -> AnyView {
    let number = editing.read(move |form| form.criteria.position(key).map_or(0, |position| position + 1));
    let name: Text<TestForm> = Text {
        field: Field::CriterionName(key),
        label: words_of::CRITERION_NAME,
        hint: words_of::CRITERION_NAME_HINT,
        read: |form, key| of(form, key).map(|one| one.name.clone()).unwrap_or_default(),
        write: |form, key, value| {
            if let Some(one) = form.criteria.get_mut(key) {
                one.is_named = !value.trim().is_empty();
                one.name = value;
            }
        },
        key,
        entry: Entry::Line,
    };
    let hold = on(move |event: PointerEvent| {
        if let Some(list) = list.get_untracked() {
            event.prevent_default();
            rows::capture(&list, event.pointer_id());
            dragged.set(Some(key));
        }
    });
    let heading = format!("criterion-{key}");
    view! {
        <li
            class="criterion-row"
            data-key=key.to_string()
            aria-labelledby=heading.clone()
            data-dragged=attribute_if("true", move || dragged.get() == Some(key))
        >
            <div class="criterion-head">
                <span class="handle" aria-hidden="true" title=words_of::DRAG on:pointerdown=hold>
                    {drawing(Icon::Handle)}
                </span>
                <h3 id=heading.clone()>{words(move || words_of::criterion_number(number.get()))}</h3>
                {actions(editing, key)}
            </div>
            <div class="criterion-body">
                {metric(editing, key)}
                {expected(editing, key)}
                {text(editing.written, name)}
            </div>
        </li>
    }
    .into_any()
}

fn metric(editing: Editing, key: u32) -> AnyView {
    let field = Field::Metric(key);
    let pick = Pick {
        id: dom_id(field),
        label: words_of::METRIC,
        hint: None,
        kind: Kind::Metric,
        first: editing.read(|form| form.service_id.clone()),
        preview: true,
    };
    let choose = Callback::new(move |(id, item): (String, Arc<Item>)| {
        let Item::Metric(metric) = &*item else { return };
        editing.change(field, |form| {
            if let Some(one) = form.criteria.get_mut(key) {
                one.choose_metric(&id, &metric.name, &metric.metric_value_type);
            }
        });
    });
    let chosen = editing.read(move |form| of(form, key).map(|one| one.metric_id.clone()).unwrap_or_default());
    let picker = picker(editing.workspace, pick, chosen, choose, editing.frame.error(field), None);
    view! { <div class="metric-part" on:focusout=editing.frame.leave(field)>{picker}</div> }.into_any()
}

/// What can be done with a row.
fn actions(editing: Editing, key: u32) -> AnyView {
    let announcer = use_announcer();
    let place = editing.read(move |form| {
        let position = form.criteria.position(key).unwrap_or_default();
        (position, form.criteria.len())
    });
    let shift = move |down: bool| {
        let (position, count) = place.get_untracked();
        let to = if down { position + 1 } else { position.saturating_sub(1) };
        if to == position || to >= count {
            return announcer.say(if down { words_of::IS_LAST } else { words_of::IS_FIRST });
        }
        editing.change(Field::Criteria, |form| {
            form.criteria.move_to(key, to);
        });
        announcer.say(words_of::moved_to(to + 1, count));
        // At the end of its way a button can go no further: the other one takes the focus.
        let is_last_step = if down { to + 1 == count } else { to == 0 };
        let next = if down == is_last_step { "up" } else { "down" };
        focus::later_to(format!("criterion-{key}-{next}"));
    };
    let copy = move || {
        let mut copy = None;
        editing.change(Field::Criteria, |form| copy = form.criteria.duplicate(key));
        if let Some(copy) = copy {
            focus::later_to(dom_id(Field::Metric(copy)));
        }
    };
    let remove = move || {
        let mut taken = None;
        let mut next = Field::Criteria;
        editing.change(Field::Metric(key), |form| {
            taken = form.criteria.remove(key);
            let at = taken.as_ref().map_or(0, |taken| taken.at);
            let near = form.criteria.at(at).or_else(|| form.criteria.at(at.checked_sub(1)?));
            next = near.map_or(Field::Criteria, |near| Field::Metric(near.key()));
        });
        if let Some(taken) = taken {
            let name = match taken.row.name.trim() {
                "" => words_of::criterion_number(taken.at + 1),
                name => name.to_owned(),
            };
            announcer.say(words_of::removed(&name));
            let put_back = Arc::new(move || {
                let mut key = 0;
                editing.change(Field::Criteria, |form| key = form.criteria.put_back(taken.clone()));
                Field::Metric(key)
            });
            let removal = Removal { group: Field::Criteria, name, put_back };
            editing.frame.removed.update(|all| all.push(removal));
        }
        focus::later_to(dom_id(next));
    };
    let first = attribute_if("true", move || place.get().0 == 0);
    let last = attribute_if("true", move || place.get().0 + 1 >= place.get().1);
    view! {
        <div class="row-actions">
            {action(editing, key, "up", words_of::UP, Icon::Up, Some(first), move || shift(false))}
            {action(editing, key, "down", words_of::DOWN, Icon::Down, Some(last), move || shift(true))}
            {action(editing, key, "copy", words_of::COPY, Icon::Copy, None, copy)}
            {action(editing, key, "remove", words_of::REMOVE, Icon::Deleted, None, remove)}
        </div>
    }
    .into_any()
}

fn action(
    editing: Editing,
    key: u32,
    part: &'static str,
    label: &'static str,
    icon: Icon,
    disabled: Option<Attribute>,
    act: impl Fn() + 'static,
) -> AnyView {
    let name = editing.read(move |form| {
        let number = form.criteria.position(key).map_or(0, |position| position + 1);
        let name = of(form, key).map(|one| one.name.trim().to_owned()).unwrap_or_default();
        if name.is_empty() { words_of::criterion_number(number) } else { name }
    });
    view! {
        <button
            type="button"
            class="button"
            data-kind="icon"
            id=format!("criterion-{key}-{part}")
            title=label
            aria-label=attribute(move || Some(words_of::of_row(label, &name.get())))
            aria-disabled=disabled
            on:click=on(move |_: MouseEvent| act())
        >
            {drawing(icon)}
        </button>
    }
    .into_any()
}
