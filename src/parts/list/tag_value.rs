//! What the value of a chosen tag must be. The API names keys only, so a value is typed.

use contract::{TagFilter, TagMatch};
use leptos::ev::{Event, SubmitEvent};
use leptos::prelude::*;

use super::view::Chosen;
use crate::browser::{letters, press, typing};
use crate::reactive::{RwSignal, attribute_if, live_if, memo, on, shown};
use crate::text::list as text;
use crate::ui::keyed::{Part, keyed};
use crate::ui::select::select;

/// A choice of value for each chosen tag. Several filters of one key, from a link, are chips only but
/// for the first.
pub(super) fn tag_values(chosen: Chosen) -> AnyView {
    let keys = memo(move || {
        let mut keys: Vec<String> = Vec::new();
        chosen.view.with(|view| {
            for tag in view.filters.tags() {
                if !keys.iter().any(|key| key == tag.key()) {
                    keys.push(tag.key().to_owned());
                }
            }
        });
        keys
    });
    let value = move |key: String| Part::new(key.clone(), move || tag_value(key, chosen));
    keyed(move || keys.get().into_iter().map(value).collect())
}

fn tag_value(tag: String, chosen: Chosen) -> AnyView {
    let label = text::value_of(&tag);
    let typed_label = text::typed_value_of(&tag);
    let tag = StoredValue::new(tag);
    let current = memo(move || {
        chosen.view.with(|view| {
            let tags = view.filters.tags();
            let filter = tags.iter().find(|filter| tag.with_value(|tag| filter.key() == tag));
            filter.map(|filter| match filter.matching() {
                TagMatch::Any => ("any", String::new()),
                TagMatch::NoValue => ("none", String::new()),
                TagMatch::Value(value) => ("typed", value.clone()),
            })
        })
    });
    let (kind, value) = current.get_untracked().unwrap_or(("any", String::new()));
    let typing = RwSignal::new(kind == "typed");
    let typed = RwSignal::new(value);
    let wrong = RwSignal::new(false);
    let filter = move |matching: TagMatch| tag.try_with_value(|tag| TagFilter::new(tag, matching)).flatten();
    let written = move || {
        let value = typed.try_with_untracked(|typed| letters::composed(&domain::letters::clean(typed)));
        TagMatch::Value(value.unwrap_or_default())
    };
    let set = move |matching: TagMatch| {
        let Some(filter) = filter(matching) else {
            // By then another value may be there, or none be wanted.
            return press::once_let_go(move || {
                let is_wanted = typing.try_get_untracked() == Some(true);
                wrong.try_set(is_wanted && filter(written()).is_none());
            });
        };
        wrong.set(false);
        chosen.change(|view| view.filters.replace_tag(&filter));
    };
    let set_typed = move || set(written());
    let choose = move |kind: String| {
        typing.set(kind == "typed");
        wrong.set(false);
        match kind.as_str() {
            "any" => set(TagMatch::Any),
            "none" => set(TagMatch::NoValue),
            _ => {}
        }
    };
    let options = [("any", text::ANY_VALUE), ("none", text::NO_VALUE), ("typed", text::THIS_VALUE)];
    let options = options.map(|(value, label)| (value.to_owned(), label.to_owned())).into();
    let kind = memo(move || match current.get() {
        _ if typing.get() => "typed".to_owned(),
        Some((kind, _)) => kind.to_owned(),
        None => String::new(),
    });
    let field =
        live_if(move || typing.get().then(|| value_field(typed_label.clone(), typed, wrong, set_typed)));
    view! {
        <div class="tag-value">
            <label>
                <span dir="auto">{label}</span>
                {select(None, options, kind, choose)}
            </label>
            {field}
        </div>
    }
    .into_any()
}

fn value_field(
    label: String,
    typed: RwSignal<String>,
    wrong: RwSignal<bool>,
    set: impl Fn() + Copy + 'static,
) -> AnyView {
    let submit = on(move |event: SubmitEvent| {
        event.prevent_default();
        set();
    });
    let error = live_if(move || {
        wrong
            .get()
            .then(|| view! { <p class="field-error" role="alert">{text::UNSAYABLE_VALUE}</p> }.into_any())
    });
    view! {
        <form on:submit=submit>
            <input
                type="text"
                aria-label=label
                aria-invalid=attribute_if("true", move || wrong.get())
                prop:value=shown(move || typed.get())
                on:input=on(move |event: Event| typed.set(typing::typed(&event)))
                on:change=on(move |_: Event| set())
            />
        </form>
        {error}
    }
    .into_any()
}
