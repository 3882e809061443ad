//! The end after a panic: the instance is unusable, so the page says so and offers to reload. The
//! card itself is in `index.html` and needs nothing of the app.

use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit};

/// The event that `boot.js` listens for; its detail is the text for the engineer.
pub const EVENT: &str = "console-stopped";

/// Shows the card, and logs, when the app panics.
pub fn install() {
    std::panic::set_hook(Box::new(|info| {
        let text = info.to_string();
        web_sys::console::error_1(&JsValue::from_str(&text));
        announce(&text);
    }));
}

/// Tells the page that the app has stopped.
pub fn announce(details: &str) {
    let init = CustomEventInit::new();
    init.set_detail(&JsValue::from_str(details));
    if let (Some(window), Ok(event)) =
        (web_sys::window(), CustomEvent::new_with_event_init_dict(EVENT, &init))
    {
        let _ = window.dispatch_event(&event);
    }
}
