//! A run's answer, read test by test without copying it: which result belongs to which test, what each criterion
//! counts, and the state that follows.

use std::collections::{BTreeMap, VecDeque};

use contract::{Run, UnitTestId, UnitTestRunResult, UnitTestRunSpec};

use super::TestState;

/// One test of a run.
pub(super) struct Reading<'a> {
    /// What was frozen.
    pub(super) spec: &'a UnitTestRunSpec,
    /// What came of it.
    result: Option<&'a UnitTestRunResult>,
    /// How many conversations are simulated; 0 where the answer does not tell.
    pub(super) conversations: usize,
    /// The counts of each criterion: those that were frozen, and any that the result has beyond them.
    pub(super) criteria: Vec<Counts>,
    is_over: bool,
}

/// What the judgements of one criterion add up to.
#[derive(Clone, Copy, Default)]
pub(super) struct Counts {
    pub(super) metric_version: Option<i64>,
    pub(super) passed: usize,
    pub(super) failed: usize,
    pub(super) unreadable: usize,
}

impl Counts {
    fn judged(self) -> usize {
        self.passed + self.failed
    }

    fn entries(self) -> usize {
        self.judged() + self.unreadable
    }
}

impl<'a> Reading<'a> {
    /// The tests of a run, and the results that belong to none of them.
    pub(super) fn of(run: &'a Run) -> (Vec<Self>, Vec<&'a UnitTestRunResult>) {
        let (matched, others) = matched(run);
        let tests = run.unit_test_run_specs.iter().zip(matched);
        (tests.map(|(spec, result)| Self::new(spec, result, run.is_completed)).collect(), others)
    }

    fn new(spec: &'a UnitTestRunSpec, result: Option<&'a UnitTestRunResult>, is_over: bool) -> Self {
        let results = result.map(|result| result.metric_evaluation_results.as_slice()).unwrap_or_default();
        // By position: one metric may be used in two criteria.
        let count = spec.metrics_to_evaluate.len().max(results.len());
        let criteria = (0..count).map(|at| {
            let mut counts = Counts::default();
            let Some(criterion) = results.get(at) else { return counts };
            counts.metric_version = criterion.metric_version;
            for judgement in &criterion.results {
                match judgement.passed {
                    Some(true) => counts.passed += 1,
                    Some(false) => counts.failed += 1,
                    None => counts.unreadable += 1,
                }
            }
            counts
        });
        let conversations = spec.run_count.and_then(|count| usize::try_from(count).ok()).unwrap_or_default();
        Self { spec, result, conversations, criteria: criteria.collect(), is_over }
    }

    /// Whether its criteria, and with them its results, may not be seen.
    pub(super) fn is_hidden(&self) -> bool {
        self.spec.metrics_to_evaluate.is_empty() && !self.spec.unit_test_id.as_str().is_empty()
    }

    /// The conversations that could not be run: which (from 0), and why.
    pub(super) fn errors(&self) -> impl Iterator<Item = (usize, &'a str)> {
        let errors = self.result.map(|result| result.run_errors.as_slice()).unwrap_or_default();
        errors.iter().enumerate().filter_map(|(at, error)| Some((at, error.as_deref()?)))
    }

    /// How many conversations every criterion judged, or could not be run. How many errors the answer lists
    /// tells nothing: a server may list none for conversations that are still to come.
    pub(super) fn done(&self) -> usize {
        let judged = self.criteria.iter().map(|criterion| criterion.judged()).min().unwrap_or_default();
        self.at_most_all(judged + self.errors().count())
    }

    /// How many conversations left any trace.
    pub(super) fn ran(&self) -> usize {
        let entries = self.criteria.iter().map(|criterion| criterion.entries()).max().unwrap_or_default();
        self.at_most_all(entries + self.errors().count())
    }

    fn at_most_all(&self, count: usize) -> usize {
        if self.conversations > 0 { count.min(self.conversations) } else { count }
    }

    /// Whether the run is over and conversations of this test did not take place.
    pub(super) fn is_cut_short(&self) -> bool {
        self.is_over && !self.spec.metrics_to_evaluate.is_empty() && self.ran() < self.conversations
    }

    /// How the test stands.
    pub(super) fn state(&self) -> TestState {
        let all = self.conversations;
        let frozen = self.spec.metrics_to_evaluate.len();
        // Nothing says how many there should be, or there are more than that.
        let is_odd =
            all == 0 || self.criteria.len() > frozen || self.criteria.iter().any(|one| one.entries() > all);
        if self.criteria.iter().any(|criterion| criterion.failed > 0) {
            TestState::Failed
        } else if self.errors().next().is_some() {
            TestState::CouldNotRun
        } else if self.is_hidden() {
            TestState::Hidden
        } else if !is_odd && frozen > 0 && self.criteria.iter().all(|criterion| criterion.passed == all) {
            TestState::Passed
        } else if !self.is_over {
            if self.ran() > 0 { TestState::Running } else { TestState::Waiting }
        } else if is_odd {
            TestState::Unclear
        } else if self.ran() == 0 {
            TestState::NoResult
        } else if self.is_cut_short() {
            TestState::EndedEarly
        } else {
            TestState::NotJudged
        }
    }
}

/// The result of each spec: in its place where that is its own; otherwise by the test's id, for a server
/// may keep results in another order than specs. A null belongs to the spec in its place. And the results that
/// are left over.
fn matched(run: &Run) -> (Vec<Option<&UnitTestRunResult>>, Vec<&UnitTestRunResult>) {
    let specs = &run.unit_test_run_specs;
    let mut matched: Vec<Option<&UnitTestRunResult>> = vec![None; specs.len()];
    let mut others: BTreeMap<&UnitTestId, VecDeque<&UnitTestRunResult>> = BTreeMap::new();
    for (place, result) in run.unit_test_run_results.iter().enumerate() {
        let Some(result) = result else { continue };
        let is_own = specs.get(place).is_some_and(|spec| spec.unit_test_id == result.unit_test_id);
        match matched.get_mut(place).filter(|_| is_own) {
            Some(own) => *own = Some(result),
            None => others.entry(&result.unit_test_id).or_default().push_back(result),
        }
    }
    if !others.is_empty() {
        for (spec, own) in specs.iter().zip(&mut matched).filter(|(_, own)| own.is_none()) {
            *own = others.get_mut(&spec.unit_test_id).and_then(VecDeque::pop_front);
        }
    }
    (matched, others.into_values().flatten().collect())
}
