//! The browser's time zones, and moments in the person's own.
//!
//! The console keeps to the zone in which it was opened, for all times that it shows and all days that it filters by,
//! also where the machine's zone changes meanwhile: one page never mixes two.

use domain::day::Day;
use domain::instant::Instant;
use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

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

thread_local! {
    /// The zone in which the console was opened; none where the browser cannot tell.
    static OWN: Option<Zone> = current().and_then(|name| Zone::named(&name));
}

/// The zone that all times are shown in; none where the browser cannot tell: then its own is taken.
#[must_use]
pub fn own() -> Option<String> {
    OWN.with(|own| own.as_ref().map(|own| own.name.clone()))
}

/// Whether the machine is in another zone by now than when the console was opened.
#[must_use]
pub fn has_changed() -> bool {
    own().zip(current()).is_some_and(|(own, current)| own != current)
}

/// The machine's zone.
fn current() -> Option<String> {
    let options = Intl::DateTimeFormat::new(&Array::new(), &Object::new()).resolved_options();
    let name = Reflect::get(&options, &"timeZone".into()).ok()?.as_string()?;
    knows(&name).then_some(name)
}

/// A time zone and its clocks.
pub struct Zone {
    name: String,
    /// Writes a moment in it as numbers: month, day, year, hour, minute, second.
    numbers: Function,
}

impl Zone {
    /// The zone of this name, where the browser knows it.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let options = Object::new();
        let parts = ["year", "month", "day", "hour", "minute", "second"].map(|part| (part, "numeric"));
        let fixed =
            [("hourCycle", "h23"), ("calendar", "gregory"), ("numberingSystem", "latn"), ("timeZone", name)];
        for (name, value) in parts.into_iter().chain(fixed) {
            Reflect::set(&options, &name.into(), &value.into()).ok()?;
        }
        if !knows(name) {
            return None;
        }
        let numbers = Intl::DateTimeFormat::new(&Array::of1(&"en-US".into()), &options).format();
        Some(Self { name: name.to_owned(), numbers })
    }

    /// How far the zone's clocks are ahead of UTC at a moment, in milliseconds.
    #[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 are exact in a double")]
    fn offset(&self, moment: Instant) -> Option<i64> {
        let date = Date::new(&JsValue::from_f64(moment.0 as f64));
        if date.get_time().is_nan() {
            return None;
        }
        let text = self.numbers.call1(&JsValue::UNDEFINED, &date).ok()?.as_string()?;
        let mut numbers =
            text.split(|character: char| !character.is_ascii_digit()).filter(|part| !part.is_empty());
        let mut next = || numbers.next().and_then(|number| number.parse::<u32>().ok());
        let (month, day, year, hour, minute, second) = (next()?, next()?, next()?, next()?, next()?, next()?);
        let local = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z");
        Some(Instant::parse_rfc3339(&local)?.since(moment.plus(-moment.0.rem_euclid(1000))))
    }

    /// The moment at which the zone's clocks show a local time (`2026-11-22T10:30:00`). Of two, the first; where the
    /// clocks leap over it, the moment of the leap or as long after it.
    #[must_use]
    pub fn moment_of(&self, local: &str) -> Option<Instant> {
        const DAY: i64 = 24 * 60 * 60_000;
        let shown = Instant::parse_rfc3339(local)?;
        let before = shown.plus(-self.offset(shown.plus(-DAY))?);
        let after = shown.plus(-self.offset(shown.plus(DAY))?);
        let candidates = if after < before { [after, before] } else { [before, after] };
        let exact = candidates.into_iter().find(|moment| self.offset(*moment) == Some(shown.since(*moment)));
        Some(exact.unwrap_or(before))
    }
}

/// A local time, read by the machine's own zone: the way where the browser does not tell its zone.
#[expect(clippy::cast_possible_truncation, reason = "milliseconds of a date fit")]
fn by_machine(local: &str) -> Option<Instant> {
    let time = Date::new(&local.into()).get_time();
    (!time.is_nan()).then_some(Instant(time as i64))
}

/// The moment of a local time where the person is.
fn moment_of(local: &str) -> Option<Instant> {
    Instant::parse_rfc3339(local)?;
    OWN.with(|own| own.as_ref()?.moment_of(local)).or_else(|| by_machine(local))
}

/// When a day begins where the person is. Where the clock leaps over midnight, it begins after the leap.
#[must_use]
pub fn start(day: Day) -> Option<Instant> {
    moment_of(&format!("{day}T00:00:00"))
}

/// The moment of a local date and time (`2026-11-22T10:30`), in RFC 3339 and UTC.
#[must_use]
pub fn utc(local: &str) -> Option<String> {
    let whole =
        if local.len() == "2026-11-22T10:30".len() { [local, ":00"].concat() } else { local.to_owned() };
    moment_of(&whole)?.to_rfc3339()
}
