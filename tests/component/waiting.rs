//! Waits that are not felt show nothing.

use console::browser::clock;
use console::reactive::RwSignal;
use console::ui::delayed::delayed;
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{mount, settle, until};

#[wasm_bindgen_test]
async fn only_long_waits_are_shown() {
    let busy = RwSignal::new(false);
    let shown = RwSignal::new(RwSignal::new(false));
    let _page = mount(move || {
        shown.set(delayed(move || busy.get()));
        ().into_any()
    });
    let is_shown = move || shown.get_untracked().get_untracked();

    busy.set(true);
    settle().await;
    busy.set(false);
    clock::sleep(300).await;
    assert!(!is_shown(), "a short wait");

    busy.set(true);
    until("a long wait is shown", is_shown).await;
    busy.set(false);
    settle().await;
    assert!(!is_shown(), "gone as soon as it is over");
}
