//! Where the focus is, and moving it.

use leptos::prelude::{document, request_animation_frame};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Moves the focus to the first element that matches, once the page has been drawn.
pub fn later(selector: &'static str) {
    request_animation_frame(move || {
        now(selector);
    });
}

/// Moves the focus to the first element that matches; says whether there was one.
pub fn now(selector: &str) -> bool {
    let Ok(Some(element)) = document().query_selector(selector) else { return false };
    let Ok(element) = element.dyn_into::<HtmlElement>() else { return false };
    element.focus().is_ok()
}

/// The focused element, if it is within `container`.
#[must_use]
pub fn within(container: &Element) -> Option<Element> {
    document().active_element().filter(|focused| container.contains(Some(focused)))
}
