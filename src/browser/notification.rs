//! Notifications of the browser. Without a secure context, or on some phones, there are none.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// What the person answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    /// Yes.
    Granted,
    /// No, now or before.
    Refused,
}

fn constructor() -> Option<Function> {
    Reflect::get(&js_sys::global(), &"Notification".into()).ok()?.dyn_into().ok()
}

/// Whether the browser has notifications.
#[must_use]
pub fn is_possible() -> bool {
    constructor().is_some()
}

/// Asks the person, unless they have answered before. Only on a click: browsers refuse otherwise.
pub async fn ask() -> Permission {
    let granted = answer().await.and_then(|answer| answer.as_string()).as_deref() == Some("granted");
    if granted { Permission::Granted } else { Permission::Refused }
}

async fn answer() -> Option<JsValue> {
    let constructor = constructor()?;
    let request: Function = Reflect::get(&constructor, &"requestPermission".into()).ok()?.dyn_into().ok()?;
    let promise: Promise = request.call0(&constructor).ok()?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()
}

/// Shows a notification. Where it cannot be shown, nothing happens.
pub fn show(title: &str, body: &str) {
    let options = Object::new();
    let _ = Reflect::set(&options, &"body".into(), &body.into());
    if let Some(constructor) = constructor() {
        let _ = Reflect::construct(&constructor, &Array::of2(&title.into(), &options));
    }
}
