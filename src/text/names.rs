//! What is shown for an id without a name.

use domain::kind::Kind;

/// The word for one thing of a kind.
#[must_use]
pub fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Service => "service",
        Kind::Persona => "persona",
        Kind::Scenario => "scenario",
        Kind::Metric => "metric",
        Kind::User => "user",
        Kind::UnitTest => "unit test",
        Kind::TestSet => "test set",
    }
}

/// An id, short enough to read and long enough to tell apart.
#[must_use]
pub fn short_code(id: &str) -> String {
    let end: Vec<char> = id.chars().rev().take(6).collect();
    if id.chars().count() <= 8 {
        id.to_owned()
    } else {
        format!("…{}", end.into_iter().rev().collect::<String>())
    }
}

/// Something without an id at all.
#[must_use]
pub fn none(kind: Kind) -> String {
    format!("No {}", word(kind))
}

/// Why an id has no name: nothing was found.
#[must_use]
pub fn missing(kind: Kind, id: &str, permission: &str) -> String {
    let kind = word(kind);
    format!("This {kind} ({id}) does not exist any more, or you may not see it (permission {permission}).")
}

/// Why an id has no name: the look-up failed.
#[must_use]
pub fn failed(kind: Kind, id: &str, why: &str) -> String {
    format!("The name of this {} ({id}) could not be read. {why}", word(kind))
}

/// A name for somebody or something that has an empty one.
#[must_use]
pub fn nameless(kind: Kind, id: &str) -> String {
    format!("Unnamed {} {}", word(kind), short_code(id))
}

/// A user's name: first and last, else the address, else a short code.
#[must_use]
pub fn user(first: &str, last: &str, email: &str, id: &str) -> String {
    let name = format!("{} {}", first.trim(), last.trim());
    let candidates = [name.trim(), email.trim()];
    let found = candidates.into_iter().find(|text| !text.is_empty());
    found.map_or_else(|| nameless(Kind::User, id), str::to_owned)
}
