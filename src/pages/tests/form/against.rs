//! Against what: the service, its version set, and how long at most.

use std::sync::Arc;

use domain::form::{Field, TestForm};
use domain::kind::Kind;
use leptos::ev::Event;
use leptos::prelude::*;

use super::editing::Editing;
use crate::data::names::Item;
use crate::parts::form::dom_id;
use crate::parts::form::{Entry, Text, described_by, messages, text};
use crate::parts::picker::{Pick, picker};
use crate::parts::section::section;
use crate::reactive::{Memo, attribute_if, live, memo, on};
use crate::text::form as words;
use crate::ui::icon::Icon;

pub(super) fn against(editing: Editing) -> AnyView {
    let pick = Pick {
        id: dom_id(Field::Service),
        label: words::SERVICE,
        hint: None,
        kind: Kind::Service,
        first: memo(String::new),
        preview: true,
    };
    let choose = Callback::new(move |(id, item): (String, Arc<Item>)| {
        let sets: Vec<String> = match &*item {
            Item::Service(service) => service.version_sets.keys().cloned().collect(),
            _ => Vec::new(),
        };
        editing.change(Field::Service, |form| form.choose_service(&id, &sets));
    });
    let chosen = editing.read(|form| form.service_id.clone());
    let service = picker(editing.workspace, pick, chosen, choose, editing.frame.error(Field::Service), None);
    let interactions: Text<TestForm> = Text {
        field: Field::MaxInteractions,
        label: words::LONGEST,
        hint: words::LONGEST_HINT,
        read: |form, _| form.max_interactions.clone(),
        write: |form, _, value| form.max_interactions = value,
        key: 0,
        entry: Entry::Number,
    };
    let content = view! {
        <div on:focusout=editing.frame.leave(Field::Service)>{service}</div>
        {version_set(editing)}
        <div class="short">{text(editing.written, interactions)}</div>
    };
    section(words::AGAINST, Icon::Service, content.into_any())
}

/// The version sets of the chosen service; the stored one stays on offer where it is gone.
fn version_set(editing: Editing) -> AnyView {
    let field = Field::VersionSet;
    let chosen = editing.read(|form| form.version_set.clone());
    let has_service = editing.read(|form| !form.service_id.is_empty());
    let options = memo(move || {
        let mut sets = editing.facts.with(|facts| facts.version_sets.clone()).unwrap_or_default();
        let chosen = chosen.get();
        if !chosen.is_empty() && !sets.contains(&chosen) {
            sets.push(chosen);
        }
        sets
    });
    let error = editing.frame.error(field);
    let choose = on(move |event: Event| {
        let set = event_target_value(&event);
        editing.change(field, move |form| form.version_set = set);
    });
    let drawn = live(move || {
        let first = if has_service.get() { words::CHOOSE } else { words::SERVICE_FIRST };
        let options = options.get().into_iter().map(|set| option(set.clone(), set, chosen));
        let options: Vec<AnyView> = options.collect();
        view! { {option(String::new(), first.to_owned(), chosen)}{options} }.into_any()
    });
    view! {
        <div class="field short" on:focusout=editing.frame.leave(field)>
            <label for=dom_id(field)>{words::VERSION_SET}</label>
            <select
                id=dom_id(field)
                aria-invalid=attribute_if("true", move || error.with(Option::is_some))
                aria-describedby=described_by(editing.frame, field, true)
                on:change=choose
            >
                {drawn}
            </select>
            <p class="hint" id=format!("{}-hint", dom_id(field))>{words::VERSION_SET_HINT}</p>
            {messages(editing.frame, field)}
        </div>
    }
    .into_any()
}

fn option(value: String, label: String, chosen: Memo<String>) -> AnyView {
    let this = value.clone();
    let selected = crate::reactive::flag(move || chosen.with(|chosen| *chosen == this));
    view! { <option value=value prop:selected=selected>{label}</option> }.into_any()
}
