//! What stands in a field. A browser's texts are UTF-16, and some input methods hand a character beyond the
//! basic plane over in two halves, an event each: half a character is waited for, and never written back as
//! something else.

use domain::letters;
use js_sys::{JsString, Reflect};
use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlInputElement};

/// The text of the field that an event is about, as far as its characters are whole.
#[must_use]
pub fn typed(event: &Event) -> String {
    event.target().map(|field| text(&field)).unwrap_or_default()
}

/// Has a field show a text, unless it does, or does but for half a character that is being typed.
pub fn show(field: &Element, shown: &str) {
    if text(field) != shown {
        let _ = Reflect::set(field, &"value".into(), &shown.into());
    }
}

fn text(field: &JsValue) -> String {
    let value = Reflect::get(field, &"value".into()).ok().and_then(|value| value.dyn_into::<JsString>().ok());
    let Some(value) = value else { return String::new() };
    let text = String::from(&value);
    // The browser's own replacement is for half a character, too.
    if !text.contains(char::REPLACEMENT_CHARACTER) {
        return text;
    }
    letters::whole(&value.iter().collect::<Vec<u16>>())
}

/// The one-line field that an event is about.
#[must_use]
pub fn field(event: &Event) -> Option<HtmlInputElement> {
    event.target()?.dyn_into().ok()
}

/// The one-line field of this id.
#[must_use]
pub fn field_of(id: &str) -> Option<HtmlInputElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// Whether a field holds something that is no value, such as half a date. The browser calls its value empty.
#[must_use]
pub fn is_incomplete(field: Option<&HtmlInputElement>) -> bool {
    field.is_some_and(|field| field.validity().bad_input())
}
