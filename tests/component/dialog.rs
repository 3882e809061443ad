//! The dialog is modal, closes by its owner only, and gives the focus back.

use console::reactive::{RwSignal, memo};
use console::ui::dialog::dialog;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Event, EventInit, HtmlDialogElement, HtmlElement};

use crate::page::{focused, mount, settle};

#[wasm_bindgen_test]
async fn it_takes_the_focus_and_gives_it_back() {
    let open = RwSignal::new(false);
    let page = mount(move || {
        let content = || view! { <button id="inside">"Inside"</button> }.into_any();
        view! {
            <button id="opener">"Open"</button>
            {dialog(memo(move || open.get()), "Title", move || open.set(false), content)}
        }
        .into_any()
    });
    page.find("#opener").dyn_into::<HtmlElement>().unwrap().focus().unwrap();
    assert!(page.try_find("#inside").is_none(), "content is made when it opens");

    open.set(true);
    settle().await;
    let element: HtmlDialogElement = page.find("dialog").dyn_into().unwrap();
    assert!(element.open() && element.matches(":modal").unwrap());
    assert!(page.try_find("#inside").is_some());

    open.set(false);
    settle().await;
    assert!(!element.open());
    assert!(page.try_find("#inside").is_none(), "content is dropped when it closes");
    assert_eq!(focused(), "opener");
}

#[wasm_bindgen_test]
async fn escape_asks_the_owner() {
    let open = RwSignal::new(true);
    let asked = RwSignal::new(0);
    let page = mount(move || {
        dialog(memo(move || open.get()), "Title", move || asked.update(|asked| *asked += 1), || ().into_any())
    });
    settle().await;
    let init = EventInit::new();
    init.set_cancelable(true);
    let escape = Event::new_with_event_init_dict("cancel", &init).unwrap();
    let went_on = page.find("dialog").dispatch_event(&escape).unwrap();
    assert!(!went_on, "the browser must not close it by itself");
    assert_eq!(asked.get_untracked(), 1);
    assert!(page.find("dialog").dyn_into::<HtmlDialogElement>().unwrap().open());
}
