//! Words of runs: the list, the page of one, starting, cancelling, artifacts.

pub mod start;

use domain::countdown::Left;
use domain::run::{Outcome, Progress, TestState};
use domain::run_table::{Cell, CellState, Early};

use super::test_set::number;

/// One run, before its set's name is known.
pub const RUN: &str = "Run";
/// The way back.
pub const BACK: &str = "All runs";
/// The columns of the list.
pub const COLUMNS: [&str; 5] = ["Test set", "Outcome", "Progress", "Creator", "Started"];
/// The cells of a row on small screens, where the columns have no heads.
pub const CELLS: [&str; 4] = ["Outcome", "Progress", "Creator", "Started"];

/// Somebody here asked to cancel it.
pub const CANCEL_REQUESTED: &str = "Cancel requested";
/// Somebody here asked to cancel it, and it ended early.
pub const CANCELLED_HERE: &str = "Cancelled here";

/// How a run stands.
#[must_use]
pub fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::InProgress => "In progress",
        Outcome::AlreadyFailing => "In progress, already failing",
        Outcome::AlreadyErrored => "In progress, with errors",
        Outcome::Passed => "Passed",
        Outcome::Failed => "Failed",
        Outcome::Errored => "Errored",
        Outcome::FailedAndErrored => "Failed, with errors",
        Outcome::EndedEarly => "Ended early",
        Outcome::EndedEarlyFailed => "Ended early, with failures",
        Outcome::EndedEarlyErrored => "Ended early, with errors",
        Outcome::NotJudged => "Not judged",
        Outcome::Hidden => "Finished, results not visible to you",
        Outcome::Unclear => "Finished, result unclear",
    }
}

/// What an outcome that is not plain means.
#[must_use]
pub fn outcome_note(outcome: Outcome) -> Option<&'static str> {
    match outcome {
        Outcome::Errored | Outcome::FailedAndErrored => {
            Some("Some conversations could not be run. That says nothing about the service that was tested.")
        }
        Outcome::NotJudged => Some(
            "The run is over and nothing failed, but some conversations have no judgement that can be read. So it \
             does not count as passed.",
        ),
        Outcome::Hidden => Some(
            "The run is over. You can't see all of its results, so the console can't say whether it passed.",
        ),
        Outcome::Unclear => Some(
            "The run is over and nothing failed, but its results are incomplete or contradict each other. So it does \
             not count as passed.",
        ),
        Outcome::InProgress
        | Outcome::AlreadyFailing
        | Outcome::AlreadyErrored
        | Outcome::Passed
        | Outcome::Failed
        | Outcome::EndedEarly
        | Outcome::EndedEarlyFailed
        | Outcome::EndedEarlyErrored => None,
    }
}

/// What is known of a run that ended early: by whom, how far it came, and what failed until then.
#[must_use]
pub fn ended_early(outcome: Outcome, progress: &Progress, counts: &Early, is_cancelled_here: bool) -> String {
    let who = match outcome {
        _ if is_cancelled_here => "You cancelled this run in this browser.",
        Outcome::EndedEarlyErrored => {
            "This run ended before all its conversations took place. An error may have stopped it, or somebody \
             cancelled it: the API doesn't tell."
        }
        _ => {
            "This run ended before all its conversations took place. Somebody may have cancelled it: the API doesn't \
             tell."
        }
    };
    let far = format!("It came as far as {}.", conversations(progress));
    let tests = |count: usize| match count {
        1 => "1 test".to_owned(),
        count => format!("{} tests", number(count as u64)),
    };
    let failed = match counts {
        Early { ran: 0, .. } => "No test had begun.".to_owned(),
        Early { ran, failed: 0, could_not_run: 0 } => {
            format!("{} had begun, and nothing failed until then.", tests(*ran))
        }
        Early { ran, failed, could_not_run } => {
            let mut bad = Vec::new();
            if *failed > 0 {
                bad.push(format!("{} failed", number(*failed as u64)));
            }
            if *could_not_run > 0 {
                bad.push(format!("{} could not run", number(*could_not_run as u64)));
            }
            format!("{} had begun; {}.", tests(*ran), bad.join(", "))
        }
    };
    [who, " ", &far, " ", &failed].concat()
}

/// The conversations that are done.
#[must_use]
pub fn conversations(progress: &Progress) -> String {
    let done = number(progress.conversations_done as u64);
    match progress {
        Progress { tests, tests_hidden, .. } if tests == tests_hidden => String::new(),
        Progress { is_size_known: false, .. } => [&done, " conversations, total unknown"].concat(),
        Progress { conversations: 1, .. } => [&done, " of 1 conversation"].concat(),
        Progress { conversations, .. } => {
            [&done, " of ", &number(*conversations as u64), " conversations"].concat()
        }
    }
}

/// The tests that are finished.
#[must_use]
pub fn tests_finished(progress: &Progress) -> String {
    let Progress { tests, tests_hidden, tests_done, .. } = *progress;
    let all = if tests == 1 { "1 test".to_owned() } else { [&number(tests as u64), " tests"].concat() };
    match tests_hidden {
        _ if tests == 0 => "Tests not visible to you".to_owned(),
        0 => [&number(tests_done as u64), " of ", &all, " finished"].concat(),
        hidden if hidden == tests => [&all, ", results not visible to you"].concat(),
        hidden => {
            let (done, hidden) = (number(tests_done as u64), number(hidden as u64));
            [&done, " of ", &all, " finished, ", &hidden, " not visible to you"].concat()
        }
    }
}

/// What is shown is that of an earlier time.
pub const STALE: &str = "What you see is how it stood at the time above. The console goes on trying.";

/// The page of one run.
pub mod page {
    use super::number;

    /// Names the bar and its words.
    pub const PROGRESS: &str = "Progress";
    /// Names the table.
    pub const RESULTS: &str = "Results";
    /// The first column.
    pub const TEST: &str = "Unit test";
    /// The only other column, where criteria differ too much for columns.
    pub const CRITERIA: &str = "Success criteria";
    /// A test without this criterion.
    pub const NOT_A_CRITERION: &str = "not a criterion";
    /// Before who started it.
    pub const BY: &str = "by";
    /// Before when it was started.
    pub const STARTED: &str = "Started";
    /// The link to the set.
    pub const SET: &str = "Test set";
    /// Below the table.
    pub const TELLS: &str = "Several conversations tell a broken test from a lucky one; they do not measure \
                             small differences. The conversations themselves are in the artifacts.";
    /// What was frozen.
    pub const FROZEN: &str = "What was run";
    /// Fields of what was frozen.
    pub const PERSONA: &str = "Persona";
    /// See above.
    pub const SCENARIO: &str = "Scenario";
    /// See above.
    pub const AGENT: &str = "Agent";
    /// See above.
    pub const CONTEXT_GRAPH: &str = "Context graph";
    /// See above.
    pub const LONGEST: &str = "At most";
    /// See above.
    pub const MODELS: &str = "Language models";
    /// See above.
    pub const METRICS: &str = "Metrics";
    /// What may not be seen.
    pub const HIDDEN: &str = "not shown to you (permission Simulation:GetSimulationUnitTest)";
    /// The criteria that are shown are not today's.
    pub const FROZEN_WORDS: &str = "As it was when the run started; it may have been changed since.";

    /// No tests, because they may not be seen.
    pub const NO_TESTS: &str = "Tests and results are not shown";
    /// See above.
    pub const NO_TESTS_WORDS: &str = "The API leaves out the tests and results of runs for people without the permission \
         Simulation:GetSimulationUnitTestSet. Ask an administrator of your organization for it.";
    /// The criteria may not be seen.
    pub const NO_CRITERIA: &str = "Success criteria and their results are not shown: the API leaves them out for people without the \
         permission Simulation:GetSimulationUnitTest. Ask an administrator of your organization for it.";
    /// A test whose criteria may not be seen.
    pub const CRITERIA_HIDDEN: &str = "not shown";

    /// A version of something.
    #[must_use]
    pub fn version(version: Option<i64>) -> String {
        version.map_or_else(String::new, |version| format!("version {version}"))
    }

    /// Which conversations could not be run, before why.
    #[must_use]
    pub fn could_not_run(numbers: &[usize], all: usize) -> String {
        let list = numbers.iter().map(usize::to_string).collect::<Vec<_>>().join(", ");
        match numbers {
            _ if numbers.len() >= all && all > 1 => "No conversation could be run:".to_owned(),
            [_] if all == 1 => "The conversation could not be run:".to_owned(),
            [_] => format!("Conversation {list} could not be run:"),
            _ => format!("Conversations {list} could not be run:"),
        }
    }

    /// An error without a text.
    pub const NO_REASON: &str = "no reason given";

    /// What is still running: some names, and how many more.
    #[must_use]
    pub fn still_running(names: &[String], more: usize) -> String {
        let names = names.join(", ");
        match more {
            0 => format!("Still running: {names}"),
            more => format!("Still running: {names} and {} more", number(more as u64)),
        }
    }

    /// How long it has been running, and how long the run before took.
    #[must_use]
    pub fn running_for(age: &str, before: Option<&str>) -> String {
        match before {
            Some(before) => format!("Running for {age}; the run before took about {before}"),
            None => format!("Running for {age}"),
        }
    }

    /// How long it took.
    #[must_use]
    pub fn took(time: &str) -> String {
        format!("Took about {time}")
    }

    /// Nothing came for long.
    #[must_use]
    pub fn is_still(time: &str) -> String {
        format!(
            "Nothing has changed here for {time}. The run may be stuck: you can cancel it and run the set again."
        )
    }

    /// Missing: heading.
    pub const MISSING: &str = "This run is not there";
    /// See above.
    pub const MISSING_WORDS: &str = "It does not exist in this organization, or you may not see it \
        (permission Simulation:GetSimulationUnitTestSetRun). The API does not tell which.";
    /// An address that cannot be right.
    pub const MALFORMED: &str = "The address is cut or mistyped: a run’s id has 24 letters and digits.";
}

/// How a test of a run stands.
#[must_use]
pub fn test_state(state: TestState) -> &'static str {
    match state {
        TestState::Failed => "Did not pass",
        TestState::CouldNotRun => "Could not run",
        TestState::NoResult => "No result",
        TestState::EndedEarly => "Ended early",
        TestState::NotJudged => "Not judged",
        TestState::Unclear => "Result unclear",
        TestState::Hidden => "Results not visible to you",
        TestState::Running => "Running",
        TestState::Waiting => "Waiting",
        TestState::Passed => "Passed",
    }
}

/// So many tests are in a state.
#[must_use]
pub fn in_state(state: TestState, count: usize) -> String {
    let what = match state {
        TestState::Failed => "did not pass",
        TestState::CouldNotRun => "could not run",
        TestState::NoResult => "without result",
        TestState::EndedEarly => "ended early",
        TestState::NotJudged => "not judged",
        TestState::Unclear => "unclear",
        TestState::Hidden => "not visible to you",
        TestState::Running => "running",
        TestState::Waiting => "waiting",
        TestState::Passed => "passed",
    };
    [&number(count as u64), " ", what].concat()
}

/// How a criterion of a test stands.
#[must_use]
pub fn cell(cell: &Cell) -> String {
    match cell.state {
        CellState::Waiting => "waiting".to_owned(),
        CellState::CouldNotRun => "could not run".to_owned(),
        CellState::NotJudged => "not judged".to_owned(),
        CellState::NoResult => "no result".to_owned(),
        CellState::Passed | CellState::Failed | CellState::Running | CellState::Incomplete => {
            [&number(cell.passed as u64), " of ", &number(cell.judged as u64), " passed"].concat()
        }
    }
}

/// What else is to say of it.
#[must_use]
pub fn cell_note(cell: &Cell) -> String {
    let is_judged = cell.judged > 0;
    // What cannot be read has no result once the run is over.
    let unreadable = if cell.without_result > 0 { 0 } else { cell.unreadable };
    let notes = [
        (cell.to_go, is_judged, "to go"),
        (cell.errors, is_judged, "could not run"),
        (cell.without_result, is_judged, "without result"),
        (unreadable, true, "cannot be read"),
    ];
    let notes = notes.into_iter().filter(|(count, is_told, _)| *count > 0 && *is_told);
    notes.map(|(count, _, what)| [&number(count as u64), " ", what].concat()).collect::<Vec<_>>().join(", ")
}

/// A length of time in milliseconds.
#[must_use]
pub fn duration(milliseconds: i64) -> String {
    match milliseconds / 60_000 {
        ..=0 => "less than a minute".to_owned(),
        minutes @ 1..60 => format!("{minutes} min"),
        minutes if minutes < 24 * 60 => match minutes % 60 {
            0 => format!("{} h", minutes / 60),
            rest => format!("{} h {rest} min", minutes / 60),
        },
        minutes => match minutes / (24 * 60) {
            1 => "a day".to_owned(),
            days => format!("{days} days"),
        },
    }
}

/// How long a link still holds.
#[must_use]
pub fn left(left: Left) -> String {
    match left {
        Left::Minutes(minutes) => format!("This link holds for {minutes} min."),
        Left::Seconds(1) => "This link holds for 1 second.".to_owned(),
        Left::Seconds(seconds) => format!("This link holds for {seconds} seconds."),
        Left::Over => artifacts::EXPIRED.to_owned(),
    }
}

/// Said when a run's outcome changes.
#[must_use]
pub fn announced(set: &str, outcome: Outcome) -> String {
    format!("{set}: {}", self::outcome(outcome))
}

/// Cancelling a run.
pub mod cancel {
    /// The button, and the dialog's title.
    pub const CANCEL: &str = "Cancel run";
    /// What it means.
    pub const WORDS: &str = "Conversations that are under way may still be finished, so the run may go on for a \
                             while, or even to its end. What has been judged stays.";
    /// Yes.
    pub const YES: &str = "Yes, cancel it";
    /// Under way.
    pub const BUSY: &str = "Asking…";
    /// No.
    pub const NO: &str = "Let it run";
    /// Asked for.
    pub const DONE: &str = "Asked to cancel the run. It is shown as requested until the run is over.";
    /// It is over.
    pub const OVER: &str = "The run is over: there is nothing to cancel any more.";
    /// It is not there.
    pub const MISSING: &str = "The run is not there any more, or you may not see it.";
}

/// Artifacts.
pub mod artifacts {
    /// The button, and the link.
    pub const DOWNLOAD: &str = "Download artifacts";
    /// Asked for.
    pub const ASKING: &str = "Asking for a link…";
    /// The link is there, for those who listen.
    pub const READY: &str = "The artifacts are ready: the link downloads them.";
    /// The link holds no longer.
    pub const EXPIRED: &str = "The link has expired; the next click asks for a new one.";
    /// It is not told how long it holds.
    pub const FOR_A_WHILE: &str = "This link holds for a while.";
    /// 400.
    pub const NOT_READY: &str = "The artifacts are not ready yet. This page looks for them now and then, and \
                                 shows the link when they are there.";
    /// Never came.
    pub const GIVEN_UP: &str = "The artifacts are still not ready. A run that was cancelled may have none. You \
                                can ask again.";
    /// No address that is safe to open.
    pub const REFUSED: &str = "The API gave an address for the artifacts that is no web address, so the console \
                               does not open it. Tell whoever hosts the console.";
    /// 403.
    #[must_use]
    pub fn denied(permission: &str) -> String {
        format!(
            "You may not download the artifacts of this run. Ask an administrator of your organization for the \
             permissions {permission} and {OTHER_PERMISSION} (for the context graphs that ran)."
        )
    }
    /// The second permission that they need.
    const OTHER_PERMISSION: &str = "Organization:GetServiceHierarchicalStateMachine";
}

/// Notifications.
pub mod notify {
    /// The button.
    pub const ASK: &str = "Notify me when it ends";
    /// It will.
    pub const WILL: &str = "You will be notified when it ends, as long as this page stays open. In the background, \
                            the console looks once a minute or less often.";
    /// The browser forbids it.
    pub const BLOCKED: &str = "Your browser does not allow notifications from this address.";
}
