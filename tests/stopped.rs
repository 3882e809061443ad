//! A panic ends in a card that offers to reload, with the page's own `boot.js` and `index.html`.
//!
//! A file of its own, and so a wasm instance of its own: after a panic an instance is good for
//! nothing, not even for other tests.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may stop loudly")]

#[allow(dead_code, reason = "shared with the other component tests")]
#[path = "component/page.rs"]
mod page;

use console::stopped;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{DomParser, HtmlElement, SupportedType};

use crate::page::{focused, until};

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

/// Puts the card of the real `index.html` into the document and starts the real `boot.js`.
async fn boot() -> HtmlElement {
    let parser = DomParser::new().unwrap();
    let index = parser.parse_from_string(include_str!("../index.html"), SupportedType::TextHtml).unwrap();
    let card = document().adopt_node(&index.get_element_by_id("stopped").unwrap()).unwrap();
    document().body().unwrap().append_child(&card).unwrap();
    // Without the app's own files boot.js would say that they are missing: it gets an empty module.
    let empty = "data:text/javascript,export default () => {}; window.booted = true;";
    let script = document().create_element("script").unwrap();
    script.set_attribute("type", "module").unwrap();
    script.set_attribute("data-js", empty).unwrap();
    script.set_attribute("data-wasm", "data:,").unwrap();
    script.set_text_content(Some(include_str!("../boot.js")));
    document().body().unwrap().append_child(&script).unwrap();
    until("boot.js has run", || js_sys::Reflect::has(&window(), &"booted".into()).unwrap()).await;
    card.dyn_into().unwrap()
}

#[wasm_bindgen_test]
async fn a_panic_shows_the_card() {
    let card = boot().await;
    assert!(card.hidden());

    stopped::install();
    let broken = Closure::<dyn FnMut()>::new(|| panic!("a defect with a <b>name</b>"));
    let outcome = broken.as_ref().unchecked_ref::<js_sys::Function>().call0(&window());

    assert!(outcome.is_err(), "the panic ended the call");
    assert!(!card.hidden());
    assert_eq!(focused(), "stopped-reload");
    let details = card.query_selector("#stopped-details").unwrap().unwrap();
    assert!(details.text_content().unwrap().contains("a defect with a <b>name</b>"));
    assert!(details.query_selector("b").unwrap().is_none(), "details are text, never markup");
    card.remove();
}
