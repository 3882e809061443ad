//! A unit test of the set, and how often it runs.

use domain::form::{Field, MemberForm, Row, SetForm};
use domain::kind::Kind;
use leptos::ev::{Event, MouseEvent};
use leptos::prelude::*;

use super::editing::Editing;
use crate::browser::{focus, typing};
use crate::data::names::Item;
use crate::parts::form::{described_by, dom_id, messages};
use crate::parts::name::{label, name};
use crate::reactive::{attribute, attribute_if, live_if, memo, on, shown};
use crate::state::announcer::use_announcer;
use crate::text::{form as words_of, test_set as text};
use crate::ui::icon::{Icon, drawing};

fn of(form: &SetForm, key: u32) -> Option<&MemberForm> {
    form.members.get(key)
}

pub(super) fn member(editing: Editing, key: u32) -> AnyView {
    let workspace = editing.workspace;
    let announcer = use_announcer();
    let id = editing.read(move |form| of(form, key).map(|one| one.unit_test_id.clone()).unwrap_or_default());
    let called = memo(move || id.with(|id| editing.called(id)));
    let service = live_if(move || {
        let known = id.with(|id| workspace.names.get(Kind::UnitTest, id));
        let service = known.with(|known| match known.found() {
            Some(Item::UnitTest(test)) => Some(test.service_id.as_str().to_owned()),
            _ => None,
        })?;
        let service = name(move || label(workspace, Kind::Service, &service));
        Some(view! { <span class="sub">{service}</span> }.into_any())
    });
    let remove = on(move |_: MouseEvent| {
        let was_called = called.get_untracked();
        let Some(at) = editing.remove(key) else { return };
        announcer.say(words_of::removed(&was_called));
        let next = editing.form.with_untracked(|form| {
            let near = form.members.at(at).or_else(|| form.members.at(at.checked_sub(1)?));
            near.map_or(Field::Members, |near| Field::RunCount(near.key()))
        });
        focus::later_to(dom_id(next));
    });
    view! {
        <li class="member-row" id=dom_id(Field::Member(key)) tabindex="-1">
            <div class="member">
                <span class="name">{name(move || id.with(|id| label(workspace, Kind::UnitTest, id)))}</span>
                {service}
                {messages(editing.frame, Field::Member(key))}
            </div>
            {count(editing, key, called)}
            <button
                type="button"
                class="button"
                data-kind="icon"
                title=words_of::REMOVE
                aria-label=attribute(move || Some(words_of::of_row(words_of::REMOVE, &called.get())))
                on:click=remove
            >
                {drawing(Icon::Cross)}
            </button>
        </li>
    }
    .into_any()
}

fn count(editing: Editing, key: u32, called: crate::reactive::Memo<String>) -> AnyView {
    let (frame, field) = (editing.frame, Field::RunCount(key));
    let value = editing.read(move |form| of(form, key).map(|one| one.count.clone()).unwrap_or_default());
    let typed = on(move |event: Event| {
        let value = typing::typed(&event);
        editing.change(field, |form| {
            if let Some(member) = form.members.get_mut(key) {
                member.count = value;
            }
        });
    });
    let error = frame.error(field);
    view! {
        <div class="field count" on:focusout=frame.leave(field)>
            <div class="count-line">
                <input
                    id=dom_id(field)
                    type="text"
                    inputmode="numeric"
                    autocomplete="off"
                    aria-label=attribute(move || Some(words_of::of_row(text::COUNT, &called.get())))
                    aria-invalid=attribute_if("true", move || error.with(Option::is_some))
                    aria-describedby=described_by(frame, field, false)
                    prop:value=shown(move || value.get())
                    on:input=typed
                />
                <span class="unit" aria-hidden="true">{text::COUNT_UNIT}</span>
            </div>
            {messages(frame, field)}
        </div>
    }
    .into_any()
}
