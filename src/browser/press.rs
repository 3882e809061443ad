//! Presses of the pointer that are under way.

use leptos::prelude::document;

use super::clock;

/// How often a press is looked for, in milliseconds.
const PRESS: i64 = 100;

/// Does something once no control is being pressed any more. What is said of a field that was left waits for
/// this: the words would move the button from under the pointer that took the focus away, and the click
/// would be lost.
pub fn once_let_go(then: impl FnOnce() + 'static) {
    let mut then = Some(then);
    wait(Box::new(move || {
        if let Some(then) = then.take() {
            then();
        }
    }));
}

fn wait(mut then: Box<dyn FnMut()>) {
    wasm_bindgen_futures::spawn_local(async move {
        clock::sleep(PRESS).await;
        while is_pressed() {
            clock::sleep(PRESS).await;
        }
        then();
    });
}

fn is_pressed() -> bool {
    let pressed = ":is(a, button, input, label, select, summary):active";
    document().query_selector(pressed).is_ok_and(|pressed| pressed.is_some())
}
