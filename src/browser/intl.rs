//! Dates, numbers and names in the browser's language, by `Intl`. Formatters are made once: making
//! one costs more than a hundred uses. All of them keep to one time zone (`zones`).
//!
//! Words and order are the language's own; the calendar and the digits are one for the whole page. The
//! browser's date fields, counts in sentences and ids know the Gregorian calendar and 0 to 9 only.

use domain::day::Day;
use domain::instant::Instant;
use domain::number::Notation;
use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

thread_local! {
    static TIME: Function = date_format(&[("timeStyle", "medium")]);
    static SHORT_TIME: Function = date_format(&[("timeStyle", "short")]);
    static DAY: Function = date_format(&[("day", "numeric"), ("month", "short")]);
    static DATE: Function = date_format(&[("day", "numeric"), ("month", "short"), ("year", "numeric")]);
    static YEAR: Function = date_format(&[("year", "numeric")]);
    static FULL: Function = date_format(&[("dateStyle", "full"), ("timeStyle", "long")]);
    static NUMBER: Function = number_format();
    static LANGUAGES: Option<(JsValue, Function)> = language_names();
}

fn options(pairs: &[(&str, &str)]) -> Object {
    let object = Object::new();
    for (key, value) in pairs {
        let _ = Reflect::set(&object, &(*key).into(), &(*value).into());
    }
    object
}

/// The digits of the page.
const DIGITS: (&str, &str) = ("numberingSystem", "latn");

fn date_format(pairs: &[(&str, &str)]) -> Function {
    let options = options(&[pairs, &[("calendar", "gregory"), DIGITS]].concat());
    if let Some(zone) = super::zones::own() {
        let _ = Reflect::set(&options, &"timeZone".into(), &zone.into());
    }
    Intl::DateTimeFormat::new(&Array::new(), &options).format()
}

fn number_format() -> Function {
    let options = options(&[DIGITS]);
    let _ = Reflect::set(&options, &"maximumFractionDigits".into(), &20.into());
    Intl::NumberFormat::new(&Array::new(), &options).format()
}

/// `Intl.DisplayNames` has no binding in `js-sys`.
fn language_names() -> Option<(JsValue, Function)> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let constructor: Function = Reflect::get(&intl, &"DisplayNames".into()).ok()?.dyn_into().ok()?;
    // The words around a name are English, so it is.
    let arguments = Array::of2(&"en".into(), &options(&[("type", "language"), ("fallback", "none")]));
    let names = Reflect::construct(&constructor, &arguments).ok()?;
    let function = Reflect::get(&names, &"of".into()).ok()?.dyn_into().ok()?;
    Some((names, function))
}

#[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 are exact in a double")]
fn call_date(format: &'static std::thread::LocalKey<Function>, moment: Instant) -> String {
    let date = Date::new(&JsValue::from_f64(moment.0 as f64));
    // A moment beyond what `Date` holds would throw.
    if date.get_time().is_nan() {
        return String::new();
    }
    format
        .with(|format| format.call1(&JsValue::UNDEFINED, &date))
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_default()
}

/// The time of day with seconds: 10:42:07.
#[must_use]
pub fn time(moment: Instant) -> String {
    call_date(&TIME, moment)
}

/// The day: 12 Nov, with the year unless it is this one.
#[must_use]
pub fn day(moment: Instant, now: Instant) -> String {
    if call_date(&YEAR, moment) == call_date(&YEAR, now) {
        call_date(&DAY, moment)
    } else {
        call_date(&DATE, moment)
    }
}

/// A day of the calendar with its year: 12 Nov 2026.
#[must_use]
pub fn calendar_day(day: Day) -> String {
    super::zones::start(day).map_or_else(|| day.to_string(), |start| call_date(&DATE, start))
}

/// When something was: the time of day if it was today, else with the day before it.
#[must_use]
pub fn moment(moment: Instant, now: Instant) -> String {
    let time = call_date(&SHORT_TIME, moment);
    let day = day(moment, now);
    if day == self::day(now, now) { time } else { format!("{day}, {time}") }
}

/// The full date and time with its zone.
#[must_use]
pub fn full(moment: Instant) -> String {
    call_date(&FULL, moment)
}

/// A number.
#[must_use]
pub fn number(number: f64) -> String {
    NUMBER
        .with(|format| format.call1(&JsValue::UNDEFINED, &number.into()))
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_default()
}

/// How the browser's language writes numbers.
#[must_use]
pub fn notation() -> Notation {
    Notation::learn(&number(Notation::SAMPLE))
}

/// The English name of a language, by its ISO 639 code.
#[must_use]
pub fn language(code: &str) -> Option<String> {
    LANGUAGES.with(|names| {
        let (names, of) = names.as_ref()?;
        of.call1(names, &code.into()).ok()?.as_string()
    })
}
