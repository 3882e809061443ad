//! The browser's time zones, and moments in the person's own.

use domain::day::Day;
use domain::instant::Instant;
use js_sys::{Array, Date, Function, Reflect};
use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlInputElement;

/// The names of time zones that the browser offers; none where it cannot tell.
#[must_use]
pub fn names() -> Vec<String> {
    let names = intl("supportedValuesOf")
        .and_then(|list| list.call1(&JsValue::UNDEFINED, &"timeZone".into()).ok())
        .and_then(|names| names.dyn_into::<Array>().ok());
    names.into_iter().flatten().filter_map(|name| name.as_string()).collect()
}

/// Whether the browser knows a time zone by this name. Older names are not in [`names`], offsets
/// such as +01:00 are no names.
#[must_use]
pub fn knows(name: &str) -> bool {
    let options = js_sys::Object::new();
    let _ = Reflect::set(&options, &"timeZone".into(), &name.into());
    let arguments = Array::of2(&"en".into(), &options);
    name.starts_with(|first: char| first.is_ascii_uppercase())
        && intl("DateTimeFormat").is_some_and(|format| Reflect::construct(&format, &arguments).is_ok())
}

fn intl(name: &str) -> Option<Function> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    Reflect::get(&intl, &name.into()).ok()?.dyn_into().ok()
}

/// When a day begins where the person is. Where the clock leaps over midnight, it begins after the leap.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "milliseconds of a date fit")]
pub fn start(day: Day) -> Option<Instant> {
    let time = Date::new(&format!("{day}T00:00:00").into()).get_time();
    (!time.is_nan()).then_some(Instant(time as i64))
}

/// The moment of a local date and time (`2026-11-22T10:30`), in RFC 3339 and UTC.
#[must_use]
pub fn utc(local: &str) -> Option<String> {
    let date = Date::new(&local.into());
    if date.get_time().is_nan() {
        return None;
    }
    let text = String::from(date.to_iso_string());
    // Years beyond 9999 are longer, and no RFC 3339.
    (text.len() == "2026-11-22T10:30:00.000Z".len()).then_some(text)
}

/// Whether a field of this id holds something that is no value, such as half a date. The browser
/// calls its value empty.
#[must_use]
pub fn is_half_typed(id: &str) -> bool {
    let field = document().get_element_by_id(id).and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
    field.is_some_and(|field| !field.check_validity())
}
