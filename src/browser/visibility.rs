//! Whether anybody looks.

use leptos::prelude::{document, on_cleanup};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

use super::listener::Listener;

/// Whether the tab is visible.
#[must_use]
pub fn is_visible() -> bool {
    !document().hidden()
}

/// Calls `act` whenever the tab becomes visible, until the current owner is cleaned up.
pub fn on_return(mut act: impl FnMut() + 'static) {
    let listener = Closure::<dyn FnMut()>::new(move || {
        if is_visible() {
            act();
        }
    });
    let _ =
        document().add_event_listener_with_callback("visibilitychange", listener.as_ref().unchecked_ref());
    let listener = send_wrapper::SendWrapper::new(listener);
    on_cleanup(move || {
        let listener = listener.take();
        let _ = document()
            .remove_event_listener_with_callback("visibilitychange", listener.as_ref().unchecked_ref());
    });
}

/// Calls `act` whenever the page may have been away: it is seen or focused again, comes back from the browser's
/// cache of pages, or another tab changed the lasting store. Until the current owner is cleaned up.
pub fn on_wake(act: impl Fn() + Clone + 'static) {
    let hear = || {
        let act = act.clone();
        move |_: web_sys::Event| act()
    };
    let seen = {
        let act = act.clone();
        move |_: web_sys::Event| {
            if is_visible() {
                act();
            }
        }
    };
    let listeners = [
        Listener::document("visibilitychange", seen),
        Listener::window("pageshow", hear()),
        Listener::window("focus", hear()),
        Listener::window("storage", hear()),
    ];
    let listeners = send_wrapper::SendWrapper::new(listeners);
    on_cleanup(move || drop(listeners));
}
