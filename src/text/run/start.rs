//! Starting a run.

use super::number;

/// The button, and the dialog's title.
pub const START: &str = "Start run";
/// Runs the same set once more.
pub const AGAIN: &str = "Run again";
/// Under way.
pub const BUSY: &str = "Starting…";
/// Leaves it.
pub const NO: &str = "Do not start";
/// The picker.
pub const SET: &str = "Test set";
/// The size is being read.
pub const CHECKING: &str = "Reading the test set…";
/// The set is gone.
pub const GONE: &str = "This test set does not exist any more, or you may not see it (permission \
                        Simulation:GetSimulationUnitTestSet).";
/// The set is deleted.
pub const DELETED: &str = "This test set is deleted: it cannot be run any more.";
/// Nothing is in it that can be seen.
pub const EMPTY: &str = "This set shows no tests, so how many conversations it simulates is not known.";
/// Done.
pub const DONE: &str = "The run was started.";
/// Done, as was found out.
pub const DONE_AFTER_ALL: &str = "The answer was lost on the way, but the run was started.";
/// 409.
pub const UNFINISHED: &str = "You already have an unfinished run of this set. Wait for it to end, or \
                              cancel it, then start again.";
/// Before links to runs.
pub const YOURS: &str = "Your unfinished runs of this set:";
/// Before links to runs, where it is not known who is signed in.
pub const ANYBODYS: &str = "Unfinished runs of this set; one of them is yours:";
/// None were found.
pub const NONE_FOUND: &str = "No unfinished run of this set is shown to you. It may have ended this \
                              moment: try again.";
/// After a lost answer.
pub const MAYBE: &str = "Unfinished runs of this set, one of which may be yours:";
/// After a lost answer, where none goes on.
pub const MAYBE_OVER: &str = "No run of this set goes on, but there is a new one: it may be yours, and over.";
/// Leads to the runs of the set.
pub const OPEN_SET: &str = "Open the test set";

/// How much is simulated.
#[must_use]
pub fn size(tests: usize, conversations: u64) -> String {
    let tests = match tests {
        1 => "1 unit test".to_owned(),
        tests => [&number(tests as u64), " unit tests"].concat(),
    };
    match conversations {
        1 => format!("This simulates 1 conversation, of {tests}."),
        count => format!("This simulates {} conversations, of {tests}.", number(count)),
    }
}

/// One conversation proves little.
#[must_use]
pub fn once(count: usize) -> String {
    match count {
        1 => "1 test runs only once: a single conversation proves little.".to_owned(),
        count => {
            let count = number(count as u64);
            [&count, " tests run only once: a single conversation proves little."].concat()
        }
    }
}

/// Nothing is chosen yet.
pub const CHOOSE_FIRST: &str = "Choose a test set first.";
/// The set could not be read.
pub const UNREAD: &str = "The test set could not be read, so it is not known what would run.";

/// A link to a run.
#[must_use]
pub fn link(when: &str) -> String {
    format!("The run of {when}")
}
