//! What a run says of itself: how it stands, how far it is, and which test did what.
//!
//! The API gives four flags, what was frozen at the start, and pass or fail by criterion and
//! conversation. Everything else is derived here, and nowhere else. "The document" does not say what its
//! lists look like while a run goes on; what is assumed stands at each rule.

use std::collections::{BTreeMap, VecDeque};

use contract::{Criterion, MetricId, Run, UnitTestId, UnitTestRunResult};

use crate::order;

/// How a run stands. A cancelled run is not told apart by the API: it is over like any other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Going on; nothing has gone wrong so far.
    #[default]
    InProgress,
    /// Going on, and a test failed already.
    AlreadyFailing,
    /// Going on, and something could not be run.
    AlreadyErrored,
    /// Over; every conversation passed.
    Passed,
    /// Over; nothing went wrong, but not every conversation has a result: it may have been cancelled.
    Incomplete,
    /// Over; a test failed.
    Failed,
    /// Over; something could not be run.
    Errored,
    /// Over; a test failed, and something could not be run.
    FailedAndErrored,
}

impl Outcome {
    /// The outcome of a run, by its flags, and by its results where they say worse: nothing is called passed
    /// beside what did not pass. Flags do not tell a run that was ended early from one that passed: that is
    /// told by its results, where they may be seen.
    #[must_use]
    pub fn of(run: &Run) -> Self {
        let results = || run.unit_test_run_results.iter().flatten();
        let mut judgements =
            results().flat_map(|result| &result.metric_evaluation_results).flat_map(|one| &one.results);
        let failed = run.failed_metrics || judgements.any(|judgement| judgement.passed == Some(false));
        let errored = run.errored || results().any(|result| result.run_errors.iter().any(Option::is_some));
        match (run.is_completed, failed, errored) {
            (false, true, _) => Self::AlreadyFailing,
            (false, false, true) => Self::AlreadyErrored,
            (false, false, false) => Self::InProgress,
            (true, true, true) => Self::FailedAndErrored,
            (true, true, false) => Self::Failed,
            (true, false, true) => Self::Errored,
            (true, false, false) if are_criteria_hidden(run) || progress(run).is_whole() => Self::Passed,
            (true, false, false) => Self::Incomplete,
        }
    }

    /// Whether the run is over.
    #[must_use]
    pub fn is_over(self) -> bool {
        !matches!(self, Self::InProgress | Self::AlreadyFailing | Self::AlreadyErrored)
    }
}

/// How far a run is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Tests that are done.
    pub tests_done: usize,
    /// All tests; 0 where they may not be seen.
    pub tests: usize,
    /// Conversations that were judged or could not be run.
    pub conversations_done: usize,
    /// All conversations.
    pub conversations: usize,
}

impl Progress {
    /// Whether every conversation has a result.
    #[must_use]
    pub fn is_whole(self) -> bool {
        self.conversations_done >= self.conversations
    }
}

/// One unit test of a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TestResult {
    /// Its place in the run: what tells it from others, for a set may hold a test twice.
    pub place: usize,
    /// The unit test.
    pub unit_test_id: UnitTestId,
    /// How many conversations are simulated.
    pub conversations: usize,
    /// How many of them were judged or could not be run.
    pub done: usize,
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
    /// The run is over, and nothing came of this test: it was cancelled, or may not be seen.
    NoResult,
    /// The run is over; what was judged passed, but not every conversation was judged.
    Incomplete,
    /// Some conversations are done, and none failed.
    Running,
    /// Nothing is there yet.
    #[default]
    Waiting,
    /// All conversations passed.
    Passed,
}

impl TestState {
    /// All states, trouble first.
    pub const ALL: [Self; 7] = [
        Self::Failed,
        Self::CouldNotRun,
        Self::NoResult,
        Self::Incomplete,
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
/// `Simulation:GetSimulationUnitTest`.
#[must_use]
pub fn are_criteria_hidden(run: &Run) -> bool {
    run.unit_test_run_specs.iter().any(|spec| spec.metrics_to_evaluate.is_empty())
}

/// The progress of a run, without looking into its criteria.
#[must_use]
pub fn progress(run: &Run) -> Progress {
    let mut progress = Progress { tests: run.unit_test_run_specs.len(), ..Progress::default() };
    for (spec, result) in run.unit_test_run_specs.iter().zip(matched(run)) {
        let all = count(spec.run_count);
        progress.conversations += all;
        let Some(result) = result else { continue };
        let done = done(result).min(all);
        progress.conversations_done += done;
        progress.tests_done += usize::from(is_done(run, done, all));
    }
    progress
}

/// The tests of a run, in the order in which they were frozen.
#[must_use]
pub fn tests(run: &Run) -> Vec<TestResult> {
    let results = matched(run);
    let specs = run.unit_test_run_specs.iter().enumerate().zip(results);
    specs.map(|((place, _), result)| test(run, place, result)).collect()
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

/// The result of each spec. In its place where that is its own; otherwise by the test's id, for a server
/// may keep results in another order than specs. A null belongs to the spec in its place.
fn matched(run: &Run) -> Vec<Option<&UnitTestRunResult>> {
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
    matched
}

fn test(run: &Run, place: usize, result: Option<&UnitTestRunResult>) -> TestResult {
    let Some(spec) = run.unit_test_run_specs.get(place) else { return TestResult::default() };
    let all = count(spec.run_count);
    let mut criteria: Vec<CriterionResult> = Vec::with_capacity(spec.metrics_to_evaluate.len());
    for (at, frozen) in spec.metrics_to_evaluate.iter().enumerate() {
        // By position: one metric may be used in two criteria.
        let judged = result.and_then(|result| result.metric_evaluation_results.get(at));
        let mut criterion = CriterionResult {
            name: frozen.success_criterion_name.clone(),
            metric_id: frozen.metric_id.clone(),
            metric_version: judged.and_then(|judged| judged.metric_version),
            criterion: frozen.success_criterion.clone(),
            ..CriterionResult::default()
        };
        for judgement in judged.map(|judged| judged.results.as_slice()).unwrap_or_default() {
            match judgement.passed {
                Some(true) => criterion.passed += 1,
                Some(false) => criterion.failed += 1,
                None => criterion.unreadable += 1,
            }
        }
        criteria.push(criterion);
    }
    let errors = result.map(errors).unwrap_or_default();
    let done = result.map(done).unwrap_or_default().min(all);
    let state = state(run, &criteria, !errors.is_empty(), done, all);
    TestResult {
        place,
        unit_test_id: spec.unit_test_id.clone(),
        conversations: all,
        done,
        state,
        criteria,
        errors,
    }
}

fn state(run: &Run, criteria: &[CriterionResult], has_errors: bool, done: usize, all: usize) -> TestState {
    let is_done = done >= all;
    if criteria.iter().any(|criterion| criterion.failed > 0) {
        TestState::Failed
    } else if has_errors {
        TestState::CouldNotRun
    } else if criteria.iter().any(|criterion| criterion.passed > 0) && (is_done || run.is_completed) {
        if is_done { TestState::Passed } else { TestState::Incomplete }
    } else if run.is_completed {
        TestState::NoResult
    } else if done > 0 {
        TestState::Running
    } else {
        TestState::Waiting
    }
}

fn errors(result: &UnitTestRunResult) -> Vec<(usize, String)> {
    let errors = result.run_errors.iter().enumerate();
    errors.filter_map(|(place, error)| Some((place, error.clone()?))).collect()
}

/// How many conversations are done. Those that were judged by the criterion that is furthest, and those that
/// could not be run; or as many as the server tells the errors of, where the judgements may not be seen.
fn done(result: &UnitTestRunResult) -> usize {
    let criteria = &result.metric_evaluation_results;
    if criteria.is_empty() {
        return result.run_errors.len();
    }
    let judged = criteria.iter().map(|criterion| criterion.results.len()).max().unwrap_or_default();
    judged + result.run_errors.iter().flatten().count()
}

/// A result that is there is final once every conversation is accounted for, or the run is over.
fn is_done(run: &Run, done: usize, all: usize) -> bool {
    run.is_completed || done >= all
}

fn count(count: i64) -> usize {
    usize::try_from(count).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use contract::decode;
    use proptest::prelude::*;

    use super::*;

    /// A run of tests `(id, count, criteria)` with results as JSON.
    fn run(flags: &str, specs: &[(&str, i64, usize)], results: &str) -> Run {
        let specs: Vec<String> = specs
            .iter()
            .map(|(id, count, criteria)| {
                let criteria: Vec<String> =
                    (0..*criteria).map(|n| format!(r#"{{"success_criterion_name":"c{n}"}}"#)).collect();
                let criteria = criteria.join(",");
                format!(r#"{{"unit_test_id":"{id}","run_count":{count},"metrics_to_evaluate":[{criteria}]}}"#)
            })
            .collect();
        let specs = specs.join(",");
        decode(&format!(
            r#"{{"id":"r",{flags}"unit_test_run_specs":[{specs}],"unit_test_run_results":[{results}]}}"#
        ))
        .unwrap()
    }

    fn result(id: &str, criteria: &[&[bool]], errors: &str) -> String {
        let criteria: Vec<String> = criteria
            .iter()
            .map(|passed| {
                let judged: Vec<String> = passed.iter().map(|passed| format!(r#"["e",{passed}]"#)).collect();
                format!(r#"{{"results":[{}]}}"#, judged.join(","))
            })
            .collect();
        let criteria = criteria.join(",");
        format!(
            r#"{{"unit_test_id":"{id}","metric_evaluation_results":[{criteria}],"run_errors":[{errors}]}}"#
        )
    }

    const OVER: &str = r#""is_completed":true,"#;

    fn states(run: &Run) -> Vec<TestState> {
        tests(run).iter().map(|test| test.state).collect()
    }

    #[test]
    fn the_flags_tell_how_it_stands() {
        let outcome = |is_completed, failed_metrics, errored| {
            Outcome::of(&Run { is_completed, failed_metrics, errored, ..Run::default() })
        };
        assert_eq!(outcome(false, false, false), Outcome::InProgress);
        assert_eq!(outcome(false, true, false), Outcome::AlreadyFailing);
        assert_eq!(outcome(false, true, true), Outcome::AlreadyFailing);
        assert_eq!(outcome(false, false, true), Outcome::AlreadyErrored);
        assert_eq!(outcome(true, false, false), Outcome::Passed);
        assert_eq!(outcome(true, true, false), Outcome::Failed);
        assert_eq!(outcome(true, false, true), Outcome::Errored);
        assert_eq!(outcome(true, true, true), Outcome::FailedAndErrored);
        assert!(!Outcome::AlreadyFailing.is_over() && Outcome::Errored.is_over());
    }

    #[test]
    fn results_that_say_worse_than_the_flags_count() {
        let of = |passed: &[bool], errors: &str| {
            Outcome::of(&run(OVER, &[("a", 3, 1)], &result("a", &[passed], errors)))
        };
        assert_eq!(of(&[true, true, true], "null,null,null"), Outcome::Passed);
        assert_eq!(of(&[true, false, true], ""), Outcome::Failed);
        assert_eq!(of(&[true, true], "null,null,\"no answer\""), Outcome::Errored);
        assert_eq!(of(&[false, true], "null,null,\"no answer\""), Outcome::FailedAndErrored);
    }

    #[test]
    fn a_run_that_was_ended_early_did_not_pass() {
        let specs = [("a", 3, 1), ("b", 2, 1)];
        let early = run(OVER, &specs, &[result("a", &[&[true]], "null"), "null".to_owned()].join(","));
        assert_eq!(Outcome::of(&early), Outcome::Incomplete);
        assert_eq!(states(&early), [TestState::Incomplete, TestState::NoResult]);
        let whole = [result("a", &[&[true, true, true]], "null"), result("b", &[&[true, true]], "")];
        assert_eq!(Outcome::of(&run(OVER, &specs, &whole.join(","))), Outcome::Passed);
    }

    #[test]
    fn progress_counts_tests_and_conversations() {
        let results = [
            result("a", &[&[true, true], &[true]], ""),
            "null".to_owned(),
            result("c", &[&[true]], "null,\"no answer\",null"),
        ];
        let run = run("", &[("a", 3, 2), ("b", 2, 1), ("c", 2, 1)], &results.join(","));
        let expected = Progress { tests_done: 1, tests: 3, conversations_done: 4, conversations: 7 };
        assert_eq!(progress(&run), expected);
        assert_eq!(states(&run), [TestState::Running, TestState::Waiting, TestState::CouldNotRun]);
    }

    #[test]
    fn results_in_another_order_are_matched_by_test() {
        let results = [result("b", &[&[false]], ""), "null".to_owned(), result("a", &[&[true]], "")];
        let run = run(OVER, &[("a", 1, 1), ("b", 1, 1), ("c", 1, 1)], &results.join(","));
        assert_eq!(states(&run), [TestState::Passed, TestState::Failed, TestState::NoResult]);
    }

    #[test]
    fn a_test_that_is_there_twice_keeps_its_places() {
        let results = ["null".to_owned(), result("a", &[&[false]], "")];
        let run = run("", &[("a", 1, 1), ("a", 1, 1)], &results.join(","));
        assert_eq!(states(&run), [TestState::Waiting, TestState::Failed]);
    }

    #[test]
    fn criteria_are_counted_by_position() {
        let results = result("a", &[&[true, false, true], &[true, true, true]], "null,null,null");
        let run = run(OVER, &[("a", 3, 3)], &results);
        let counts: Vec<_> = tests(&run)[0].criteria.iter().map(|one| (one.passed, one.judged())).collect();
        assert_eq!(counts, [(2, 3), (3, 3), (0, 0)]);
    }

    #[test]
    fn what_may_not_be_seen_is_neither_passed_nor_failed() {
        let blind = run(OVER, &[("a", 2, 0)], &result("a", &[], "null,null"));
        assert_eq!(states(&blind), [TestState::NoResult]);
        assert_eq!(progress(&blind).tests_done, 1);
        assert_eq!(progress(&run(OVER, &[], "")), Progress::default());
    }

    #[test]
    fn trouble_comes_first() {
        let results = [
            result("a", &[&[true, true]], ""),
            result("b", &[&[true, false]], ""),
            result("c", &[&[true]], "\"no answer\""),
            result("d", &[&[false, false]], ""),
        ];
        let specs = [("a", 2, 1), ("b", 2, 1), ("c", 2, 1), ("d", 2, 1), ("e", 2, 1)];
        let run = run("", &specs, &results.join(","));
        let order: Vec<usize> = worst_first(tests(&run)).iter().map(|test| test.place).collect();
        assert_eq!(order, [3, 1, 2, 4, 0]);
    }

    proptest! {
        #[test]
        fn nothing_is_counted_beyond_what_runs(
            counts in prop::collection::vec(-2_i64..6, 0..6), over: bool,
            judged in prop::collection::vec(prop::collection::vec(prop::collection::vec(any::<bool>(), 0..9), 0..3), 0..8),
        ) {
            let specs: Vec<(&str, i64, usize)> = counts.iter().map(|count| ("a", *count, 2)).collect();
            let results: Vec<String> = judged
                .iter()
                .map(|criteria| {
                    let criteria: Vec<&[bool]> = criteria.iter().map(Vec::as_slice).collect();
                    result("a", &criteria, "null,\"x\"")
                })
                .collect();
            let run = run(if over { OVER } else { "" }, &specs, &results.join(","));
            let progress = progress(&run);
            prop_assert!(progress.tests_done <= progress.tests);
            prop_assert!(progress.conversations_done <= progress.conversations);
            prop_assert_eq!(worst_first(tests(&run)).len(), specs.len());
        }
    }
}
