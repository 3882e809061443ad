//! A handler of an event, removed when dropped.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, EventTarget};

/// A handler that is called until it is dropped.
pub struct Listener {
    target: EventTarget,
    kind: &'static str,
    handler: Closure<dyn FnMut(Event)>,
}

impl Listener {
    /// Listens at the window, before anybody whom the event is meant for.
    #[must_use]
    pub fn window(kind: &'static str, handle: impl FnMut(Event) + 'static) -> Option<Self> {
        Self::start(web_sys::window()?.into(), kind, Box::new(handle))
    }

    /// Listens at the document, before anybody whom the event is meant for.
    #[must_use]
    pub fn document(kind: &'static str, handle: impl FnMut(Event) + 'static) -> Option<Self> {
        Self::start(web_sys::window()?.document()?.into(), kind, Box::new(handle))
    }

    /// Listens at something else.
    #[must_use]
    pub fn at(target: &EventTarget, kind: &'static str, handle: impl FnMut(Event) + 'static) -> Option<Self> {
        Self::start(target.clone(), kind, Box::new(handle))
    }

    fn start(target: EventTarget, kind: &'static str, handle: Box<dyn FnMut(Event)>) -> Option<Self> {
        let handler = Closure::wrap(handle);
        let function = handler.as_ref().unchecked_ref();
        target.add_event_listener_with_callback_and_bool(kind, function, true).ok()?;
        Some(Self { target, kind, handler })
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let function = self.handler.as_ref().unchecked_ref();
        let _ = self.target.remove_event_listener_with_callback_and_bool(self.kind, function, true);
    }
}
