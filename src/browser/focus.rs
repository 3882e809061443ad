//! Where the focus is, and moving it.

use leptos::prelude::{document, request_animation_frame};
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement};

/// Moves the focus to the first element that matches, once the page has been drawn.
pub fn later(selector: &'static str) {
    request_animation_frame(move || {
        now(selector);
    });
}

/// Moves the focus to the element of an id, once the page has been drawn.
pub fn later_to(id: String) {
    request_animation_frame(move || {
        to(&id);
    });
}

/// Moves the focus to the element of an id; says whether there was one. A closed `<details>` around it
/// is opened.
pub fn to(id: &str) -> bool {
    let element = document().get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok());
    if let Some(Ok(Some(closed))) = element.as_ref().map(|element| element.closest("details:not([open])")) {
        let _ = closed.set_attribute("open", "");
    }
    element.is_some_and(|element| element.focus().is_ok())
}

/// [`later`] without scrolling there: the place where a page was left is kept.
pub fn later_in_place(selector: &'static str) {
    request_animation_frame(move || {
        if let Some(element) = find(selector) {
            in_place(&element);
        }
    });
}

fn in_place(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.focus_with_options(&options);
}

/// Moves the focus to the first element that matches; says whether there was one.
pub fn now(selector: &str) -> bool {
    find(selector).is_some_and(|element| element.focus().is_ok())
}

fn find(selector: &str) -> Option<HtmlElement> {
    document().query_selector(selector).ok()??.dyn_into().ok()
}

/// Keeps the focus within a group of controls when the one that had it is gone, once the page has been
/// drawn.
pub fn stay_within(group: Element) {
    stay_at(group, "input:not([disabled]), button".to_owned());
}

/// Moves the focus to the first element that matches within a group when the one that had it is gone,
/// once that element has been drawn.
pub fn stay_at(group: Element, selector: String) {
    stay_when_drawn(group, selector, MOST_FRAMES);
}

/// How many frames it takes at most until what comes is drawn: long tables measure first.
const MOST_FRAMES: u8 = 10;

fn stay_when_drawn(group: Element, selector: String, frames: u8) {
    request_animation_frame(move || {
        let lost = document().active_element().is_none_or(|focused| focused.tag_name() == "BODY");
        let first = group.query_selector(&selector).ok().flatten();
        match first.map(JsCast::dyn_into) {
            Some(Ok(first)) if lost => in_place(&first),
            None if lost && frames > 1 => stay_when_drawn(group, selector, frames - 1),
            _ => {}
        }
    });
}

/// Whether the focus is within the first element that matches.
#[must_use]
pub fn is_within(selector: &str) -> bool {
    find(selector).is_some_and(|element| within(&element).is_some())
}

/// The focused element, if it is within `container`.
#[must_use]
pub fn within(container: &Element) -> Option<Element> {
    document().active_element().filter(|focused| container.contains(Some(focused)))
}
