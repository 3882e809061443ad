//! How a run stands as a whole.

use contract::{Run, UnitTestRunResult};

use super::TestState;
use super::reading::Reading;

/// How a run stands. The API does not tell a cancelled run from others: it is over like any other, only early.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Going on; nothing has gone wrong so far.
    #[default]
    InProgress,
    /// Going on, and a test failed already.
    AlreadyFailing,
    /// Going on, and something could not be run.
    AlreadyErrored,
    /// Over; every test passed.
    Passed,
    /// Over; a test failed.
    Failed,
    /// Over; something could not be run.
    Errored,
    /// Over; a test failed, and something could not be run.
    FailedAndErrored,
    /// Over, but not every conversation took place; nothing went wrong among those that did.
    EndedEarly,
    /// Over, but not every conversation took place, and a test failed.
    EndedEarlyFailed,
    /// Over, but not every conversation took place, and something could not be run.
    EndedEarlyErrored,
    /// Over; nothing went wrong, but not every conversation has a judgement that can be read.
    NotJudged,
    /// Over, and no flag says that something went wrong; not all results may be seen.
    Hidden,
    /// Over; nothing went wrong, but the answer contradicts itself or leaves out what would be needed to tell.
    Unclear,
}

impl Outcome {
    /// All outcomes.
    pub const ALL: [Self; 13] = [
        Self::InProgress,
        Self::AlreadyFailing,
        Self::AlreadyErrored,
        Self::Passed,
        Self::Failed,
        Self::Errored,
        Self::FailedAndErrored,
        Self::EndedEarly,
        Self::EndedEarlyFailed,
        Self::EndedEarlyErrored,
        Self::NotJudged,
        Self::Hidden,
        Self::Unclear,
    ];

    /// The outcome of a run. It passed only if its flags deny any failure and every test passed. A failure counts
    /// wherever it is told: by a flag, by a judgement, or by an error.
    #[must_use]
    pub fn of(run: &Run) -> Self {
        let (tests, others) = Reading::of(run);
        let states: Vec<TestState> = tests.iter().map(Reading::state).collect();
        let failed = run.failed_metrics == Some(true)
            || states.contains(&TestState::Failed)
            || others.iter().any(|result| has_failure(result));
        let errored = run.errored == Some(true)
            || tests.iter().any(|test| test.errors().next().is_some())
            || others.iter().any(|result| result.run_errors.iter().any(Option::is_some));
        if !run.is_completed {
            return match (failed, errored) {
                (true, _) => Self::AlreadyFailing,
                (false, true) => Self::AlreadyErrored,
                (false, false) => Self::InProgress,
            };
        }
        let is_early = tests.iter().any(Reading::is_cut_short);
        let is_denied = run.failed_metrics == Some(false) && run.errored == Some(false);
        match (failed, errored) {
            (true, _) if is_early => Self::EndedEarlyFailed,
            (false, true) if is_early => Self::EndedEarlyErrored,
            (false, false) if is_early => Self::EndedEarly,
            (true, true) => Self::FailedAndErrored,
            (true, false) => Self::Failed,
            (false, true) => Self::Errored,
            _ if states.contains(&TestState::NotJudged) => Self::NotJudged,
            _ if states.is_empty() || states.contains(&TestState::Hidden) => Self::Hidden,
            _ if is_denied && others.is_empty() && states.iter().all(|state| *state == TestState::Passed) => {
                Self::Passed
            }
            _ => Self::Unclear,
        }
    }

    /// Whether the run is over.
    #[must_use]
    pub fn is_over(self) -> bool {
        !matches!(self, Self::InProgress | Self::AlreadyFailing | Self::AlreadyErrored)
    }

    /// Whether the run is over, but not every conversation took place.
    #[must_use]
    pub fn is_early(self) -> bool {
        matches!(self, Self::EndedEarly | Self::EndedEarlyFailed | Self::EndedEarlyErrored)
    }
}

fn has_failure(result: &UnitTestRunResult) -> bool {
    let mut judgements = result.metric_evaluation_results.iter().flat_map(|criterion| &criterion.results);
    judgements.any(|judgement| judgement.passed == Some(false))
}
