//! Keys that mean the page, whatever has the focus, and those that mean nothing to it.

use leptos::prelude::{document, on_cleanup};
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

use super::listener::Listener;

/// Whether a key belongs to an input method that composes a letter. Safari ends the composition before it
/// tells of the key that ended it, and marks that key by its code alone.
#[must_use]
pub fn is_composing(key: &KeyboardEvent) -> bool {
    key.is_composing() || key.key_code() == OF_INPUT_METHOD
}

/// The code of all keys that an input method takes.
const OF_INPUT_METHOD: u32 = 229;

/// Calls `find` when the browser's own search is opened by its keys, until the current owner is cleaned up.
pub fn on_find(mut find: impl FnMut() + 'static) {
    let listener = Listener::window("keydown", move |event| {
        if event.dyn_ref::<KeyboardEvent>().is_some_and(means_find) {
            find();
        }
    });
    let listener = SendWrapper::new(listener);
    on_cleanup(move || drop(listener));
}

fn means_find(key: &KeyboardEvent) -> bool {
    let letter = key.key();
    let is_f = letter.eq_ignore_ascii_case("f") || (!letter.is_ascii() && key.code() == "KeyF");
    let is_held = key.ctrl_key() || key.meta_key();
    letter == "F3" || is_f && is_held && !key.alt_key() && !key.shift_key()
}

/// Calls `save` on Ctrl+S and Cmd+S in place of the browser's own saving, until the current owner is
/// cleaned up. While a dialog is open nothing happens: what is behind it is not what is meant.
pub fn on_save(mut save: impl FnMut() + 'static) {
    let listener = Listener::window("keydown", move |event| {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
        if means_save(key) {
            key.prevent_default();
            // Held down, it saves once.
            if !key.repeat() && !is_dialog_open() {
                save();
            }
        }
    });
    let listener = SendWrapper::new(listener);
    on_cleanup(move || drop(listener));
}

fn is_dialog_open() -> bool {
    document().query_selector("dialog[open]").is_ok_and(|dialog| dialog.is_some())
}

fn means_save(key: &KeyboardEvent) -> bool {
    let letter = key.key();
    // A keyboard without Latin letters has another letter on the same key.
    let is_s = letter.eq_ignore_ascii_case("s") || (!letter.is_ascii() && key.code() == "KeyS");
    is_s && !is_composing(key) && (key.ctrl_key() || key.meta_key()) && !key.alt_key() && !key.shift_key()
}
