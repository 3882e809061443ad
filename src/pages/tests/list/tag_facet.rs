//! The facet of tags: keys, and for a chosen key what its value must be. The API names keys only, so
//! a value is typed.

use contract::{TagFilter, TagMatch};
use leptos::prelude::*;

use super::facet::{Choice, Facet};
use super::view::Chosen;
use crate::data::workspace::Workspace;
use crate::parts::name::Label;
use crate::text::catalogue as text;

/// Tags.
#[component]
pub(super) fn TagFacet(workspace: Workspace, chosen: Chosen) -> impl IntoView {
    let choices = workspace.catalogue.choices;
    let keys = Memo::new(move |_| choices.with(|choices| choices.tags.clone()));
    let filters = Memo::new(move |_| chosen.view.with(|view| view.filters.tags.clone()));
    let list = Memo::new(move |_| {
        let choice = |(index, key): (usize, String)| {
            let sayable = TagFilter::new(&key, TagMatch::Any).is_some();
            let reason = (!sayable).then(|| text::UNSAYABLE_KEY.to_owned());
            let chosen = filters.with(|filters| filters.iter().any(|filter| filter.key() == key));
            Choice { index, label: Label { text: key, reason, waiting: false }, chosen }
        };
        keys.get().into_iter().enumerate().map(choice).collect::<Vec<_>>()
    });
    let toggle = move |index: usize| {
        let Some(key) = keys.with_untracked(|keys| keys.get(index).cloned()) else { return };
        chosen.change(|view| {
            let tags = &mut view.filters.tags;
            let before = tags.len();
            tags.retain(|filter| filter.key() != key);
            if tags.len() == before {
                tags.extend(TagFilter::new(&key, TagMatch::Any));
            }
        });
    };
    // The first filter of each chosen key; others, from a link, stay as chips.
    let chosen_keys = Memo::new(move |_| {
        let mut keys: Vec<String> = Vec::new();
        filters.with(|filters| {
            for filter in filters {
                if !keys.iter().any(|key| key == filter.key()) {
                    keys.push(filter.key().to_owned());
                }
            }
        });
        keys
    });
    view! {
        <Facet title=text::TAG choices=list on_toggle=toggle on_expand=|| {} />
        <For
            each=move || chosen_keys.get()
            key=Clone::clone
            children=move |key| view! { <TagValue tag=key filters chosen /> }
        />
    }
}

/// What the value of a chosen tag must be.
#[component]
fn TagValue(tag: String, filters: Memo<Vec<TagFilter>>, chosen: Chosen) -> impl IntoView {
    let tag = StoredValue::new(tag);
    let current = Memo::new(move |_| {
        filters.with(|filters| {
            filters
                .iter()
                .find(|filter| tag.with_value(|tag| filter.key() == tag))
                .map(|f| f.matching().clone())
        })
    });
    let typing = RwSignal::new(matches!(current.get_untracked(), Some(TagMatch::Value(_))));
    let typed = RwSignal::new(match current.get_untracked() {
        Some(TagMatch::Value(value)) => value,
        _ => String::new(),
    });
    let wrong = RwSignal::new(false);
    let set = move |matching: TagMatch| {
        let filter = tag.with_value(|tag| TagFilter::new(tag, matching));
        wrong.set(filter.is_none());
        let Some(filter) = filter else { return };
        chosen.change(|view| {
            let tags = &mut view.filters.tags;
            match tags.iter().position(|other| other.key() == filter.key()) {
                Some(place) => {
                    if let Some(slot) = tags.get_mut(place) {
                        *slot = filter;
                    }
                }
                None => tags.push(filter),
            }
        });
    };
    let set_typed = move || set(TagMatch::Value(typed.get_untracked().trim().to_owned()));
    let label = tag.with_value(|tag| text::value_of(tag));
    let typed_label = tag.with_value(|tag| text::typed_value_of(tag));
    let is = move |kind: fn(&Option<TagMatch>) -> bool| move || !typing.get() && current.with(kind);
    view! {
        <div class="tag-value">
            <label>
                <span dir="auto">{label}</span>
                <select on:change=move |event| {
                    let kind = event_target_value(&event);
                    typing.set(kind == "typed");
                    wrong.set(false);
                    match kind.as_str() {
                        "any" => set(TagMatch::Any),
                        "none" => set(TagMatch::NoValue),
                        _ => {}
                    }
                }>
                    <option value="any" selected=is(|m| matches!(m, Some(TagMatch::Any)))>{text::ANY_VALUE}</option>
                    <option value="none" selected=is(|m| matches!(m, Some(TagMatch::NoValue)))>{text::NO_VALUE}</option>
                    <option value="typed" selected=typing>{text::THIS_VALUE}</option>
                </select>
            </label>
            {move || typing.get().then(|| view! {
                <form on:submit=move |event| {
                    event.prevent_default();
                    set_typed();
                }>
                    <input
                        type="text"
                        aria-label=typed_label.clone()
                        aria-invalid=move || wrong.get().then_some("true")
                        prop:value=typed
                        on:input=move |event| typed.set(event_target_value(&event))
                        on:change=move |_| set_typed()
                    />
                </form>
                {move || wrong.get().then(|| view! { <p class="field-error">{text::UNSAYABLE_VALUE}</p> })}
            })}
        </div>
    }
}
