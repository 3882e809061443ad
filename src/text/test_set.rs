//! Words of the list and the page of test sets.

use contract::TestSet;
use domain::run::Outcome;
use domain::set_size::SetSize;

use crate::browser::intl;

/// Columns.
pub const COLUMNS: [&str; 7] = ["Name", "Tests", "Conversations", "Last run", "Tags", "Creator", "Updated"];
/// The cells of a row on small screens, where the columns have no heads.
pub const CELLS: [&str; 6] = ["Tests", "Conversations", "Last run", "Tags", "Creator", "Updated"];
/// A set without a name.
pub const NAMELESS: &str = "Unnamed test set";
/// A set that never ran.
pub const NO_RUN: &str = "Not run yet";
/// Its run is being read.
pub const RUN_AWAITED: &str = "…";
/// Its run is missing or hidden.
pub const RUN_MISSING: &str = "Not shown";
/// See above.
pub const RUN_MISSING_WHY: &str = "This run does not exist any more, or you may not see it (permission \
                                   Simulation:GetSimulationUnitTestSetRun).";

/// What a set is called.
#[must_use]
pub fn called(set: &TestSet) -> String {
    match set.name.trim() {
        "" => NAMELESS.to_owned(),
        name => name.to_owned(),
    }
}

/// A number of things, as the person's language writes it.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "beyond 2^53 nobody counts")]
pub fn number(count: u64) -> String {
    intl::number(count as f64)
}

/// How many conversations a run of a set simulates.
#[must_use]
pub fn conversations_of(size: SetSize) -> String {
    match (size.unknown, size.tests) {
        (0, _) => number(size.conversations),
        (unknown, tests) if unknown == tests => "unknown".to_owned(),
        _ => ["at least ", &number(size.conversations)].concat(),
    }
}

/// What is odd about the counts of a set, in a few words; may be empty.
#[must_use]
pub fn odd_counts(size: SetSize) -> String {
    match size.once {
        0 => String::new(),
        once if once == size.tests => "each test once".to_owned(),
        1 => "1 test only once".to_owned(),
        once => [&number(once as u64), " tests only once"].concat(),
    }
}

/// How a run stands.
#[must_use]
pub fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::InProgress => "In progress",
        Outcome::AlreadyFailing => "In progress, failing",
        Outcome::AlreadyErrored => "In progress, errors",
        Outcome::Passed => "Passed",
        Outcome::Failed => "Failed",
        Outcome::Errored => "Errored",
        Outcome::FailedAndErrored => "Failed, errors",
    }
}
