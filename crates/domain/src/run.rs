//! What a run says of itself: how it stands, how far it is, and which test did what.
//!
//! The API gives four flags, what was frozen at the start, and pass or fail by criterion and
//! conversation. Everything else is derived here, and nowhere else. "The document" does not say what its
//! lists look like while a run goes on; what is assumed stands at each rule.
//!
//! One rule is above all others: nothing is called passed unless the answer shows that each conversation met
//! each criterion. What is missing, hidden or unreadable has a state of its own.

mod outcome;
mod reading;
#[cfg(test)]
mod tests;

use contract::{Criterion, MetricId, Run, UnitTestId};

pub use self::outcome::Outcome;
use self::reading::Reading;
use crate::order;

/// How far a run is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Tests that are done: all their conversations count.
    pub tests_done: usize,
    /// All tests; 0 where they may not be seen.
    pub tests: usize,
    /// Tests whose criteria, and with them their results, may not be seen.
    pub tests_hidden: usize,
    /// Conversations that every criterion judged, or that could not be run; of tests whose results may be seen.
    pub conversations_done: usize,
    /// All conversations of those tests, as far as the answer tells how many there are.
    pub conversations: usize,
    /// Whether the answer tells how many there are, for all those tests.
    pub is_size_known: bool,
}

/// One unit test of a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TestResult {
    /// Its place in the run: what tells it from others, for a set may hold a test twice.
    pub place: usize,
    /// The unit test.
    pub unit_test_id: UnitTestId,
    /// How many conversations are simulated; 0 where the answer does not tell.
    pub conversations: usize,
    /// How many of them every criterion judged, or could not be run.
    pub done: usize,
    /// How many of them left any trace, judged or not.
    pub ran: usize,
    /// How it stands.
    pub state: TestState,
    /// The criteria, in the order that was frozen. Empty where they may not be seen.
    pub criteria: Vec<CriterionResult>,
    /// The conversations that could not be run: which (from 0), and why.
    pub errors: Vec<(usize, String)>,
}

/// How a test of a run stands. The order is that of a person who looks for trouble.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TestState {
    /// A conversation did not pass.
    Failed,
    /// No conversation that was judged failed, but some could not be run.
    CouldNotRun,
    /// The run is over, and nothing came of this test.
    NoResult,
    /// The run is over; nothing failed, but not every conversation took place.
    EndedEarly,
    /// The run is over and every conversation took place, but a criterion did not judge them all, or not in a
    /// way that can be read.
    NotJudged,
    /// The run is over, and the answer contradicts itself or leaves out what would be needed to tell.
    Unclear,
    /// The criteria, and with them the results, may not be seen.
    Hidden,
    /// Some conversations are done, and none failed.
    Running,
    /// Nothing is there yet.
    #[default]
    Waiting,
    /// Every criterion judged every conversation, and all passed.
    Passed,
}

impl TestState {
    /// All states, trouble first.
    pub const ALL: [Self; 10] = [
        Self::Failed,
        Self::CouldNotRun,
        Self::NoResult,
        Self::EndedEarly,
        Self::NotJudged,
        Self::Unclear,
        Self::Hidden,
        Self::Running,
        Self::Waiting,
        Self::Passed,
    ];
}

/// The results of one criterion of a test.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CriterionResult {
    /// The criterion's name, as it was frozen.
    pub name: String,
    /// Its metric.
    pub metric_id: MetricId,
    /// The metric's version that judged, where it is known.
    pub metric_version: Option<i64>,
    /// What was expected, as it was frozen.
    pub criterion: Criterion,
    /// How many conversations passed.
    pub passed: usize,
    /// How many did not.
    pub failed: usize,
    /// How many of the judgements cannot be read.
    pub unreadable: usize,
}

impl CriterionResult {
    /// How many conversations were judged.
    #[must_use]
    pub fn judged(&self) -> usize {
        self.passed + self.failed
    }
}

/// Whether the criteria of a test, and with them its results, may not be seen: without
/// `Simulation:GetSimulationUnitTest`. A test of which nothing can be read is not hidden.
#[must_use]
pub fn are_criteria_hidden(run: &Run) -> bool {
    progress(run).tests_hidden > 0
}

/// The progress of a run.
#[must_use]
pub fn progress(run: &Run) -> Progress {
    let (tests, _) = Reading::of(run);
    let mut progress = Progress { tests: tests.len(), is_size_known: true, ..Progress::default() };
    for test in &tests {
        if test.is_hidden() {
            progress.tests_hidden += 1;
            continue;
        }
        progress.conversations += test.conversations;
        progress.conversations_done += test.done();
        progress.is_size_known &= test.conversations > 0;
        progress.tests_done += usize::from(test.conversations > 0 && test.done() == test.conversations);
    }
    progress
}

/// The tests of a run, in the order in which they were frozen.
#[must_use]
pub fn tests(run: &Run) -> Vec<TestResult> {
    let (tests, _) = Reading::of(run);
    tests.iter().enumerate().map(|(place, test)| result(place, test)).collect()
}

/// `tests` with trouble first: by state, then by how few passed, then as they were.
#[must_use]
pub fn worst_first(tests: Vec<TestResult>) -> Vec<TestResult> {
    order::by_key(tests, |test| {
        let (passed, judged) = test.criteria.iter().fold((0, 0), |(passed, judged), criterion| {
            (passed + criterion.passed, judged + criterion.judged())
        });
        let share = (passed * 1000).checked_div(judged).unwrap_or(1000);
        (test.state, share)
    })
}

fn result(place: usize, test: &Reading<'_>) -> TestResult {
    let frozen = test.spec.metrics_to_evaluate.iter().zip(&test.criteria);
    let criteria = frozen.map(|(frozen, criterion)| CriterionResult {
        name: frozen.success_criterion_name.clone(),
        metric_id: frozen.metric_id.clone(),
        metric_version: criterion.metric_version,
        criterion: frozen.success_criterion.clone(),
        passed: criterion.passed,
        failed: criterion.failed,
        unreadable: criterion.unreadable,
    });
    TestResult {
        place,
        unit_test_id: test.spec.unit_test_id.clone(),
        conversations: test.conversations,
        done: test.done(),
        ran: test.ran(),
        state: test.state(),
        criteria: criteria.collect(),
        errors: test.errors().map(|(at, error)| (at, error.to_owned())).collect(),
    }
}
