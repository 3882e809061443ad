//! Words of the list and the page of test sets.

use contract::TestSet;
use domain::form::SetPart;
use domain::set_size::SetSize;

use super::form::of_row;
use super::run::start;
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

/// One set, before its name is known.
pub const ONE: &str = "Test set";
/// Sections.
pub const MEMBERS: &str = "Unit tests in this set";
/// See above.
pub const LAST_RUNS: &str = "Last runs";
/// See above.
pub const ABOUT: &str = "About this set";
/// Columns of the members.
pub const MEMBER_COLUMNS: [&str; 3] = ["Unit test", "Service", "Conversations a run"];
/// Absent values.
pub const NO_DESCRIPTION: &str = "No description";
/// See above.
pub const NO_MEMBERS: &str =
    "The API names no unit test of this set. Those that you may not see may be left out.";
/// See above.
pub const NO_RUNS: &str = "This set has not run yet. Runs that you may not see are left out.";
/// Leads to the list of runs.
pub const ALL_RUNS: &str = "All runs of this set";
/// Deleted.
pub const IS_DELETED: &str = "This test set is deleted. It stays readable, but it cannot run again.";
/// A run goes on.
pub const RUN_GOES_ON: &str = "A run of this set is still going on. What becomes of it when the set is deleted is not documented: \
                               wait for its end or cancel it first.";
/// The server refused to delete it, for a reason that it does not name.
pub const REFUSED: &str =
    "It cannot be deleted: the API says that it is in use. Wait until its runs are over, then try again.";
/// A count of 1.
pub const ONLY_ONCE: &str = "only once";

/// What a run of a set simulates.
#[must_use]
pub fn size(size: SetSize) -> String {
    let tests = match size.tests {
        1 => "1 unit test".to_owned(),
        tests => [&number(tests as u64), " unit tests"].concat(),
    };
    let conversations = match (size.unknown, size.conversations) {
        (0, 1) => "1 conversation".to_owned(),
        _ => [&conversations_of(size), " conversations"].concat(),
    };
    [&tests, ", ", &conversations, " a run"].concat()
}

/// What to think of counts of 1.
#[must_use]
pub fn advice(size: SetSize) -> Option<String> {
    let which = match size.once {
        0 => return None,
        once if once == size.tests && once > 1 => "Each test runs only once.".to_owned(),
        1 => "1 test runs only once.".to_owned(),
        once => [&number(once as u64), " tests run only once."].concat(),
    };
    Some([&which, " One conversation proves little: a few tell a real failure from chance."].concat())
}

/// How often a member runs.
#[must_use]
pub fn count(count: i64) -> String {
    match u64::try_from(count) {
        Ok(count) if count > 0 => number(count),
        _ => "unknown".to_owned(),
    }
}

/// The form.
pub const DESCRIPTION_HINT: &str = "What this set is for, for whoever reads its results. May stay empty.";
/// Opens the dialog in which unit tests are found.
pub const ADD_MEMBERS: &str = "Add unit tests";
/// See above.
pub const MEMBERS_HINT: &str = "A test that is added runs 5 times: enough to tell a real failure from chance. Change the number as you like.";
/// What is ticked in the dialog is in the set.
pub const ADD_HINT: &str = "Tick the tests that belong to the set.";
/// Leaves the dialog.
pub const ADDED: &str = "Done";
/// Columns of the tests that are found.
pub const FOUND_COLUMNS: [&str; 4] = ["Unit test", "Service", "Persona and scenario", "Tags"];
/// How often a member runs.
pub const COUNT: &str = "Conversations a run";
/// Beside the number.
pub const COUNT_UNIT: &str = "a run";
/// Has all members run so often.
pub const ALL_COUNTS: &str = "Set all counts to";
/// Does it.
pub const SET_COUNTS: &str = "Set all";

/// All counts were set.
#[must_use]
pub fn all_set(count: &str, members: usize) -> String {
    let members = number(members as u64);
    [&members, " counts are now ", count.trim(), "."].concat()
}

/// What is in the set so far.
#[must_use]
pub fn so_far(so_far: SetSize) -> String {
    if so_far.tests == 0 {
        "Nothing is ticked yet".to_owned()
    } else {
        ["In the set: ", &size(so_far)].concat()
    }
}

/// A member as a line of text.
#[must_use]
pub fn member_line(name: &str, count: &str) -> String {
    [name, " × ", if count.is_empty() { "?" } else { count }].concat()
}

/// A part that others changed.
#[must_use]
pub fn part(part: SetPart) -> &'static str {
    match part {
        SetPart::Name => "Name",
        SetPart::Description => "Description",
        SetPart::Members => "Unit tests and how often they run",
        SetPart::Tags => "Tags",
    }
}

/// The button that starts a run of a set, for those who hear it.
#[must_use]
pub fn start_of(set: &TestSet) -> String {
    of_row(start::START, &called(set))
}
