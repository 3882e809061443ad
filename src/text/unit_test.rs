//! Words of the page of one unit test.

use contract::InitialMessageType;

use crate::browser::intl;

/// The way back.
pub const BACK: &str = "All unit tests";
/// Sections.
pub const WHO: &str = "Who";
/// See above.
pub const WHAT: &str = "What happens";
/// See above.
pub const AGAINST: &str = "Against what";
/// See above.
pub const PASSES: &str = "Passes when";
/// See above.
pub const SETS: &str = "Used in test sets";
/// See above.
pub const ABOUT: &str = "About this test";
/// Fields.
pub const BACKGROUND: &str = "Background";
/// See above.
pub const OBJECTIVE: &str = "Objective";
/// See above.
pub const INSTRUCTIONS: &str = "Instructions";
/// See above.
pub const LANGUAGE: &str = "Language";
/// See above.
pub const TIME_ZONE: &str = "Time zone";
/// See above.
pub const FIRST: &str = "Speaks first";
/// See above.
pub const VERSION_SET: &str = "Version set";
/// See above.
pub const CONTEXT_GRAPH: &str = "Context graph";
/// See above.
pub const AGENT: &str = "Agent";
/// See above.
pub const LONGEST: &str = "At most";
/// See above.
pub const TAGS: &str = "Tags";
/// See above.
pub const CREATED: &str = "Created";
/// See above.
pub const UPDATED: &str = "Updated";
/// See above.
pub const CREATOR: &str = "Creator";
/// See above.
pub const UPDATED_BY: &str = "Last changed by";
/// Absent values.
pub const NO_TAGS: &str = "No tags";
/// See above.
pub const NO_DESCRIPTION: &str = "No description";
/// See above.
pub const NOT_SAID: &str = "not said";
/// No sets.
pub const NO_SETS: &str = "No test set uses this test. Sets that you may not see are left out.";
/// No version of a persona or scenario.
pub const NO_VERSION: &str = "Its content is not there, or you may not see it.";
/// Deleted.
pub const IS_DELETED: &str = "This unit test is deleted. It stays readable, but no new run can use it.";
/// The service has no such version set.
pub const NO_VERSION_SET: &str = "The service has no version set of this name any more.";
/// An inactive service.
pub const INACTIVE: &str = "not in use";
/// All criteria must hold.
pub const ALL_MUST_HOLD: &str = "Every criterion must hold in every conversation.";

/// The role of a persona.
#[must_use]
pub fn role(role: &str) -> String {
    format!("as {role}")
}

/// The largest number of interactions.
#[must_use]
pub fn interactions(count: i64) -> String {
    match count {
        ..=0 => NOT_SAID.to_owned(),
        1 => "1 interaction, then it fails".to_owned(),
        count => format!("{count} interactions, then it fails"),
    }
}

/// A version's number.
#[must_use]
pub fn version(version: Option<i64>) -> String {
    version.map_or_else(|| "latest version".to_owned(), |version| format!("version {version}"))
}

/// Which version of a persona or scenario is shown.
#[must_use]
pub fn latest(version: i64) -> String {
    format!("Latest version ({version}); a run uses the latest version of its time.")
}

/// Who speaks first.
#[must_use]
pub fn first(kind: &InitialMessageType) -> String {
    match kind {
        InitialMessageType::Persona => "the persona".to_owned(),
        InitialMessageType::Agent => "the agent".to_owned(),
        InitialMessageType::ExternalEvent => {
            "nobody: an event from outside starts the conversation".to_owned()
        }
        InitialMessageType::Other(other) if other.is_empty() => NOT_SAID.to_owned(),
        InitialMessageType::Other(other) => {
            format!("“{other}”, which this version of the console does not know")
        }
    }
}

/// Before the metric of a criterion.
pub const JUDGED_BY: &str = "Judged by the metric";

/// A language by its name, as far as the browser knows the code.
#[must_use]
pub fn language(code: &str) -> String {
    intl::language(code).unwrap_or_else(|| code.to_owned())
}

/// How often a set runs the test.
#[must_use]
pub fn times(count: i64) -> String {
    match count {
        ..=0 => String::new(),
        1 => "1 conversation a run".to_owned(),
        count => format!("{count} conversations a run"),
    }
}

/// Missing: heading and words.
pub mod missing {
    /// The heading.
    pub const TITLE: &str = "This unit test is not there";
    /// See above.
    pub const WORDS: &str = "It does not exist in this organization, or you may not see it \
        (permission Simulation:GetSimulationUnitTest). The API does not tell which.";
    /// An address that cannot be right.
    pub const MALFORMED: &str = "The address is cut or mistyped: a unit test’s id has 24 letters and digits.";
}
