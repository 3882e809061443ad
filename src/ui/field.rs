//! A labelled text field with a hint and an error.

use leptos::ev::Event;
use leptos::prelude::*;

use crate::browser::{document, typing};
use crate::reactive::{Memo, RwSignal, attribute, attribute_if, live_if, on, shown};

/// What kind of text a field takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Entry {
    /// Plain text.
    #[default]
    Text,
    /// A secret: not shown, and not offered to a password manager, which would keep it. A field of the type
    /// `password` is offered to every one, whatever its attributes say.
    Secret,
}

/// What a text field is.
pub struct TextField {
    /// Its id in the document, unique on the page.
    pub id: &'static str,
    /// Its label.
    pub label: &'static str,
    /// A sentence of help; may be empty.
    pub hint: &'static str,
    /// The kind of text.
    pub entry: Entry,
}

/// A text field that holds `value`; `error` says what is wrong with it.
pub fn text_field(field: TextField, value: RwSignal<String>, error: Memo<Option<String>>) -> AnyView {
    let TextField { id, label, hint, entry } = field;
    let described = attribute(move || {
        let error = error.with(Option::is_some).then(|| format!("{id}-error"));
        let hint = (!hint.is_empty()).then(|| format!("{id}-hint"));
        let both: Vec<String> = [error, hint].into_iter().flatten().collect();
        (!both.is_empty()).then(|| both.join(" "))
    });
    let is_secret = entry == Entry::Secret;
    let kind = if is_secret && !document::hides_text() { "password" } else { "text" };
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <input
                id=id
                type=kind
                class:secret=is_secret
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                data-1p-ignore="true"
                data-bwignore="true"
                data-lpignore="true"
                data-form-type="other"
                aria-invalid=attribute_if("true", move || error.with(Option::is_some))
                aria-describedby=described
                prop:value=shown(move || value.get())
                on:input=on(move |event: Event| value.set(typing::typed(&event)))
            />
            {(!hint.is_empty()).then(|| view! { <p class="hint" id=format!("{id}-hint")>{hint}</p> })}
            {live_if(move || {
                let error = error.get()?;
                Some(view! { <p class="field-error" id=format!("{id}-error")>{error}</p> }.into_any())
            })}
        </div>
    }
    .into_any()
}
