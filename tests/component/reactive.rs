//! What did not change is not touched: live pieces of the page compare before they write.

use std::cell::Cell;
use std::rc::Rc;

use console::reactive::{RwSignal, attribute, live, live_if, memo, words};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{MutationObserver, MutationObserverInit, Node};

use crate::page::{mount, settle};

/// Counts the changes below a node.
fn watch(node: &Node) -> Rc<Cell<u32>> {
    let count = Rc::new(Cell::new(0));
    let counter = count.clone();
    let heard = Closure::<dyn FnMut(js_sys::Array)>::new(move |records: js_sys::Array| {
        counter.set(counter.get() + records.length());
    });
    let observer = MutationObserver::new(heard.as_ref().unchecked_ref()).unwrap();
    heard.forget();
    let init = MutationObserverInit::new();
    init.set_subtree(true);
    init.set_child_list(true);
    init.set_character_data(true);
    init.set_attributes(true);
    observer.observe_with_options(node, &init).unwrap();
    std::mem::forget(observer);
    count
}

#[wasm_bindgen_test]
async fn an_update_with_nothing_new_changes_nothing() {
    let data = RwSignal::new(("name".to_owned(), Some("title".to_owned())));
    let page = mount(move || {
        let text = words(move || data.get().0);
        let piece = live(move || view! { <b>{data.get().0}</b> }.into_any());
        let there = live_if(move || data.get().1.map(|title| view! { <i>{title}</i> }.into_any()));
        view! { <p title=attribute(move || data.get().1)>{text}{piece}{there}</p> }.into_any()
    });
    settle().await;
    let changes = watch(&page.root);
    data.set(("name".to_owned(), Some("title".to_owned())));
    settle().await;
    assert_eq!(changes.get(), 0);

    data.set(("other".to_owned(), None));
    settle().await;
    assert!(changes.get() >= 4, "a text, a piece, an attribute and something gone");
    assert_eq!(page.find("p").text_content().as_deref(), Some("otherother"));
    assert_eq!(page.find("p").get_attribute("title"), None);
}

#[wasm_bindgen_test]
async fn a_memo_tells_only_changes() {
    let source = RwSignal::new(1);
    let told = Rc::new(Cell::new(0));
    let counter = told.clone();
    let _page = mount(move || {
        let even = memo(move || source.get() % 2 == 0);
        Effect::new(move |_| {
            let _ = even.get();
            counter.set(counter.get() + 1);
        });
        ().into_any()
    });
    settle().await;
    source.set(3);
    settle().await;
    assert_eq!(told.get(), 1);
    source.set(4);
    settle().await;
    assert_eq!(told.get(), 2);
}
