//! Buttons that are of no use for a reason.

use std::cell::Cell;
use std::rc::Rc;

use console::parts::barred::Barred;
use console::reactive::{RwSignal, memo};
use console::state::announcer::provide_announcer;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use crate::page::{focused, mount, settle};

#[wasm_bindgen_test]
async fn it_stays_in_reach_and_says_why_when_it_is_pressed() {
    let why = RwSignal::new(Some("It needs a permission.".to_owned()));
    let (said, done) = (RwSignal::new(String::new()), Rc::new(Cell::new(0)));
    let count = done.clone();
    let page = mount(move || {
        let announcer = provide_announcer();
        Effect::new(move |_| said.set(announcer.text.get()));
        let barred = Barred::new("why", memo(move || why.get()));
        let click = barred.click(move || count.set(count.get() + 1));
        view! {
            <button
                id="act"
                aria-disabled=barred.disabled(|| false)
                aria-describedby=barred.described()
                on:click=click
            >
                "Act"
            </button>
            {barred.reason()}
        }
        .into_any()
    });
    let button: HtmlElement = page.find("#act").dyn_into().unwrap();
    assert_eq!(button.get_attribute("aria-disabled").as_deref(), Some("true"));
    assert!(!button.matches(":disabled").unwrap());
    button.focus().unwrap();
    assert_eq!(focused(), "act");
    let reason: HtmlElement = page.find("#why").dyn_into().unwrap();
    assert_eq!(button.get_attribute("aria-describedby").as_deref(), Some("why"));
    assert!(reason.offset_height() > 0, "the reason is a text that can be seen");
    button.click();
    settle().await;
    assert_eq!((done.get(), said.get_untracked().as_str()), (0, "It needs a permission."));

    why.set(None);
    settle().await;
    assert!(page.try_find("#why").is_none());
    assert_eq!(button.get_attribute("aria-disabled"), None);
    button.click();
    assert_eq!(done.get(), 1);
}
