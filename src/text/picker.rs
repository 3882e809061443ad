//! Words of the pickers of services, personas, scenarios and metrics.

use contract::{MetricValue, MetricValueType};
use domain::kind::Kind;

use super::errors;
use super::names::word;
use crate::api::ApiError;
use crate::browser::intl;

/// Marks the choice that is made, for those who listen.
pub const CHOSEN: &str = "chosen";
/// Choices made before.
pub const RECENT: &str = "Recently chosen";
/// Metrics that are applied to the service of the test.
pub const APPLIED: &str = "Applied to this service";
/// The rest.
pub const OTHERS: &str = "Others";
/// Shows more of a list.
pub const MORE: &str = "Show more";
/// Something that is not deleted stands in the list but is not used.
pub const INACTIVE: &str = "not in use";

/// The field was left with a text that names no choice.
#[must_use]
pub fn no_such(label: &str, typed: &str) -> String {
    format!("No {} is called “{}”. Choose one from the list.", label.to_ascii_lowercase(), typed.trim())
}

/// The field was left with a text that names no choice of those that were read so far.
#[must_use]
pub fn not_among(typed: &str) -> String {
    format!(
        "“{}” is not in the part of the list that was read. Open the list to read the rest.",
        typed.trim()
    )
}

/// The field was left with a text that names several choices.
#[must_use]
pub fn several(typed: &str) -> String {
    format!("Several are called “{}”. Choose one of them from the list.", typed.trim())
}

/// The field was left with a text, and the choices could not be read.
#[must_use]
pub fn not_looked_up(typed: &str) -> String {
    format!("“{}” could not be looked up. Open the list to try again.", typed.trim())
}

/// The field was left with a text while the choices are awaited.
#[must_use]
pub fn looked_up(typed: &str) -> String {
    format!("Looking for “{}”…", typed.trim())
}

/// What is chosen stays chosen beside a text that chose nothing.
#[must_use]
pub fn still_chosen(name: &str) -> String {
    if name.is_empty() { String::new() } else { format!(" “{name}” is still chosen.") }
}

/// What stands in the empty field.
#[must_use]
pub fn placeholder(kind: Kind) -> &'static str {
    match kind {
        Kind::Service => "Choose a service",
        Kind::Persona => "Choose a persona",
        Kind::Scenario => "Choose a scenario",
        Kind::Metric => "Choose a metric",
        Kind::User => "Choose a user",
        Kind::UnitTest => "Choose a unit test",
        Kind::TestSet => "Choose a test set",
    }
}

/// How many tests a set holds.
#[must_use]
pub fn members(count: usize) -> String {
    match count {
        1 => "1 unit test".to_owned(),
        count => format!("{count} unit tests"),
    }
}

/// How many are offered.
#[must_use]
pub fn offered(count: usize, more: bool) -> String {
    match (count, more) {
        (count, true) => format!("{count} shown, there are more"),
        (1, false) => "1 found".to_owned(),
        (count, false) => format!("{count} found"),
    }
}

/// How many are offered of a list that could not be read to its end.
#[must_use]
pub fn offered_in_part(count: usize) -> String {
    format!("{count} shown; the rest of the list could not be read")
}
/// Reads the list from its beginning.
pub const READ_AGAIN: &str = "Read the list again";

fn words(kind: Kind) -> &'static str {
    match kind {
        Kind::Service => "services",
        Kind::Persona => "personas",
        Kind::Scenario => "scenarios",
        Kind::Metric => "metrics",
        Kind::User => "users",
        Kind::UnitTest => "unit tests",
        Kind::TestSet => "test sets",
    }
}

/// Nothing fits what was typed.
#[must_use]
pub fn nothing_fits(kind: Kind, text: &str) -> String {
    format!("No {} fits “{text}”. Try another word.", word(kind))
}

/// There is nothing at all.
#[must_use]
pub fn nothing(kind: Kind) -> String {
    let permission = kind.operation().permission().unwrap_or_default();
    let kind = words(kind);
    format!(
        "There are no {kind} yet, or you may not see them: the API leaves out what you may not see \
         (permission {permission})."
    )
}

/// What is chosen was deleted.
#[must_use]
pub fn deleted(kind: Kind) -> String {
    format!("This {} is deleted. Choose another one.", word(kind))
}

/// The results of a metric in a word or two.
#[must_use]
pub fn results(kind: &MetricValueType) -> String {
    match kind {
        MetricValueType::Boolean => "yes or no".to_owned(),
        MetricValueType::Numerical => "a number".to_owned(),
        MetricValueType::Categorical => "one of several categories".to_owned(),
        MetricValueType::Other(other) if other.is_empty() => String::new(),
        MetricValueType::Other(other) => other.clone(),
    }
}

/// Which results a metric can have.
#[must_use]
pub fn results_of(value: &MetricValue) -> Option<String> {
    match value {
        MetricValue::Boolean => Some("yes or no".to_owned()),
        MetricValue::Numerical { lower_bound, upper_bound } => {
            Some(format!("a number from {} to {}", intl::number(*lower_bound), intl::number(*upper_bound)))
        }
        MetricValue::Categorical { categories } => Some(format!("one of {}", categories.join(", "))),
        MetricValue::Unknown => None,
    }
}

/// What a preview is of.
#[must_use]
pub fn about(name: &str) -> String {
    format!("About {name}")
}

/// Labels of a preview.
pub const ROLE: &str = "Role";
/// See above.
pub const JUDGES: &str = "Judges";
/// See above.
pub const RESULT: &str = "Result";
/// See above.
pub const APPLIES_TO: &str = "Applied to";
/// See above.
pub const NO_SERVICE: &str = "no service in particular";
/// The content of a persona, scenario or metric could not be read.
#[must_use]
pub fn failed(kind: Kind, error: &ApiError) -> String {
    let why = errors::refused(error);
    let what = why.unwrap_or_else(|| ["What this ", word(kind), " is like could not be read."].concat());
    [&what, " It can be chosen all the same."].concat()
}
/// It is not there, or not shown.
pub const NO_CONTENT: &str =
    "Its content is not there, or you may not see it. It can be chosen all the same.";
