//! A labelled text field with a hint and an error.

use leptos::ev::Event;
use leptos::prelude::*;

/// What kind of text a field takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Entry {
    /// Plain text.
    #[default]
    Text,
    /// A secret: not shown, not kept by the browser.
    Secret,
}

/// A text field.
#[component]
pub fn TextField(
    /// Its id in the document, unique on the page.
    id: &'static str,
    /// Its label.
    label: &'static str,
    /// What it holds.
    value: RwSignal<String>,
    /// A sentence of help.
    #[prop(optional)]
    hint: Option<&'static str>,
    /// What is wrong with it.
    #[prop(into)]
    error: Signal<Option<String>>,
    /// The kind of text.
    #[prop(optional)]
    entry: Entry,
) -> impl IntoView {
    let hint_id = format!("{id}-hint");
    let error_id = format!("{id}-error");
    let described = {
        let (hint_id, error_id) = (hint_id.clone(), error_id.clone());
        move || match (hint.is_some(), error.get().is_some()) {
            (true, true) => Some(format!("{error_id} {hint_id}")),
            (true, false) => Some(hint_id.clone()),
            (false, true) => Some(error_id.clone()),
            (false, false) => None,
        }
    };
    let invalid = move || error.with(Option::is_some).then_some("true");
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <input
                id=id
                type=if entry == Entry::Secret { "password" } else { "text" }
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                aria-invalid=invalid
                aria-describedby=described
                prop:value=value
                on:input=move |event: Event| value.set(event_target_value(&event))
            />
            {hint.map(|hint| view! { <p class="hint" id=hint_id.clone()>{hint}</p> })}
            {move || error.get().map(|error| view! { <p class="field-error" id=error_id.clone()>{error}</p> })}
        </div>
    }
}
