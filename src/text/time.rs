//! Times in words.

use domain::age::Age;

/// How long ago something was; `date` is for what was too long ago.
#[must_use]
pub fn age(age: Age, date: String) -> String {
    match age {
        Age::JustNow => "just now".to_owned(),
        Age::Minutes(minutes) => format!("{minutes} min ago"),
        Age::Hours(hours) => format!("{hours} h ago"),
        Age::Days(1) => "yesterday".to_owned(),
        Age::Days(days) => format!("{days} d ago"),
        Age::Date => date,
    }
}

/// A time that is not said.
pub const UNKNOWN: &str = "unknown";

/// When data was read.
#[must_use]
pub fn updated(time: &str) -> String {
    format!("Updated {time}")
}
