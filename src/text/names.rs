//! What is shown for an id without a name.

/// What kinds of things have names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A service.
    Service,
    /// A persona.
    Persona,
    /// A scenario.
    Scenario,
    /// A metric.
    Metric,
    /// A user.
    User,
}

impl Kind {
    /// The word for one.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Service => "service",
            Self::Persona => "persona",
            Self::Scenario => "scenario",
            Self::Metric => "metric",
            Self::User => "user",
        }
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
    format!("No {}", kind.word())
}

/// Why an id has no name: nothing was found.
#[must_use]
pub fn missing(kind: Kind, id: &str, permission: &str) -> String {
    let kind = kind.word();
    format!("This {kind} ({id}) does not exist any more, or you may not see it (permission {permission}).")
}

/// Why an id has no name: the look-up failed.
#[must_use]
pub fn failed(kind: Kind, id: &str, why: &str) -> String {
    format!("The name of this {} ({id}) could not be read. {why}", kind.word())
}

/// A name for somebody or something that has an empty one.
#[must_use]
pub fn nameless(kind: Kind, id: &str) -> String {
    format!("Unnamed {} {}", kind.word(), short_code(id))
}

/// A user's name: first and last, else the address, else a short code.
#[must_use]
pub fn user(first: &str, last: &str, email: &str, id: &str) -> String {
    let name = format!("{} {}", first.trim(), last.trim());
    let candidates = [name.trim(), email.trim()];
    let found = candidates.into_iter().find(|text| !text.is_empty());
    found.map_or_else(|| nameless(Kind::User, id), str::to_owned)
}
