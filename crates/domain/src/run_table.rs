//! The table of a run: what each of its parts tells, and the order of its rows.

use std::collections::BTreeMap;

use crate::run::{CriterionResult, TestResult, TestState, worst_first};

/// What the cell of a test and one of its criteria tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// How it stands.
    pub state: CellState,
    /// How many conversations passed.
    pub passed: usize,
    /// How many were judged.
    pub judged: usize,
    /// How many judgements cannot be read.
    pub unreadable: usize,
    /// How many are still to come.
    pub to_go: usize,
    /// How many will never have a result that can be read: the run is over.
    pub without_result: usize,
    /// How many could not be run.
    pub errors: usize,
}

/// How a criterion of a test stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CellState {
    /// All conversations passed.
    Passed,
    /// A conversation did not pass; maybe others are still to come.
    Failed,
    /// None failed so far, and some are still to come.
    Running,
    /// Those that were judged passed, but others could not be run or were never judged.
    Incomplete,
    /// Nothing was judged yet.
    #[default]
    Waiting,
    /// The conversations could not be run: there was nothing to judge.
    CouldNotRun,
    /// The conversations took place, but no judgement can be read.
    NotJudged,
    /// The run is over, and no conversation took place.
    NoResult,
}

/// The cell of a criterion, by its place in the test.
#[must_use]
pub fn cell(test: &TestResult, place: usize, is_over: bool) -> Cell {
    let Some(criterion) = test.criteria.get(place) else { return Cell::default() };
    let CriterionResult { passed, failed, unreadable, .. } = *criterion;
    let (all, judged, errors) = (test.conversations, criterion.judged(), test.errors.len());
    let to_go = if is_over { 0 } else { all.saturating_sub(judged + unreadable + errors) };
    let without_result = if is_over { all.saturating_sub(judged + errors) } else { 0 };
    // Without their number nothing tells whether all conversations are there.
    let may_go_on = to_go > 0 || !is_over && all == 0;
    let state = match judged {
        _ if failed > 0 => CellState::Failed,
        _ if all > 0 && passed == all && unreadable == 0 => CellState::Passed,
        0 if may_go_on => CellState::Waiting,
        _ if may_go_on => CellState::Running,
        0 if unreadable > 0 || test.ran > errors => CellState::NotJudged,
        0 if errors > 0 => CellState::CouldNotRun,
        0 => CellState::NoResult,
        _ => CellState::Incomplete,
    };
    Cell { state, passed, judged, unreadable, to_go, without_result, errors }
}

/// Why conversations could not be run: each text once, with the numbers (from 1) of those it befell.
#[must_use]
pub fn errors(test: &TestResult) -> Vec<(Vec<usize>, String)> {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut all: Vec<(Vec<usize>, String)> = Vec::new();
    for (conversation, text) in &test.errors {
        let place = *places.entry(text.trim()).or_insert(all.len());
        match all.get_mut(place) {
            Some((numbers, _)) => numbers.push(conversation + 1),
            None => all.push((vec![conversation + 1], text.trim().to_owned())),
        }
    }
    all
}

/// How many tests are in each state, in the order of [`TestState::ALL`].
#[must_use]
pub fn counts(tests: &[TestResult]) -> [usize; TestState::ALL.len()] {
    TestState::ALL.map(|state| tests.iter().filter(|test| test.state == state).count())
}

/// The places of the tests with conversations still to come, those that have begun first. Of a test whose results
/// may not be seen nothing tells how far it is.
#[must_use]
pub fn still_running(tests: &[TestResult]) -> Vec<usize> {
    let going = tests.iter().filter(|test| !test.criteria.is_empty() && test.done < test.conversations);
    let (mut begun, waiting): (Vec<&TestResult>, Vec<&TestResult>) = going.partition(|test| test.done > 0);
    begun.extend(waiting);
    begun.into_iter().map(|test| test.place).collect()
}

/// What became of the tests of a run that ended early.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Early {
    /// Tests with at least one conversation that took place.
    pub ran: usize,
    /// Tests that did not pass.
    pub failed: usize,
    /// Tests that could not be run, or not as a whole.
    pub could_not_run: usize,
}

/// The tests of a run that ended early.
#[must_use]
pub fn early(tests: &[TestResult]) -> Early {
    let count = |state: TestState| tests.iter().filter(|test| test.state == state).count();
    Early {
        ran: tests.iter().filter(|test| test.ran > 0).count(),
        failed: count(TestState::Failed),
        could_not_run: count(TestState::CouldNotRun),
    }
}

/// How the conversations of a run are spread over what became of their tests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Of tests that passed.
    pub passed: usize,
    /// Of tests that did not pass.
    pub failed: usize,
    /// Of tests that could not be run, or not as a whole.
    pub could_not_run: usize,
    /// Done, of tests that go on.
    pub going_on: usize,
    /// Done, of tests that neither passed nor failed when the run ended.
    pub unresolved: usize,
    /// All, done or not.
    pub all: usize,
}

/// The conversations that are done, by what became of their tests.
#[must_use]
pub fn share(tests: &[TestResult]) -> Share {
    let mut share = Share::default();
    for test in tests {
        share.all += test.conversations;
        match test.state {
            TestState::Passed => share.passed += test.done,
            TestState::Failed => share.failed += test.done,
            TestState::CouldNotRun => share.could_not_run += test.done,
            TestState::Running | TestState::Waiting => share.going_on += test.done,
            TestState::NoResult
            | TestState::EndedEarly
            | TestState::NotJudged
            | TestState::Unclear
            | TestState::Hidden => share.unresolved += test.done,
        }
    }
    share
}

/// The criteria of all tests as columns, in the order that they first occur: each by what makes it the same
/// for a reader, and for each test its place there. None where there are more than `most`, or where a
/// test has the same one twice: then there is no table of them.
#[must_use]
pub fn columns(tests: &[TestResult], most: usize) -> Option<Vec<Vec<Option<usize>>>> {
    let is_same = |one: &CriterionResult, other: &CriterionResult| {
        one.name.trim() == other.name.trim() && one.criterion == other.criterion
    };
    let mut heads: Vec<&CriterionResult> = Vec::new();
    let mut columns: Vec<Vec<Option<usize>>> = Vec::new();
    for (row, test) in tests.iter().enumerate() {
        for (place, criterion) in test.criteria.iter().enumerate() {
            let column = heads.iter().position(|head| is_same(head, criterion)).unwrap_or_else(|| {
                heads.push(criterion);
                columns.push(vec![None; tests.len()]);
                heads.len() - 1
            });
            if heads.len() > most {
                return None;
            }
            let cell = columns.get_mut(column)?.get_mut(row)?;
            if cell.replace(place).is_some() {
                return None;
            }
        }
    }
    Some(columns)
}

/// The places of the tests, those with trouble first.
#[must_use]
pub fn order(tests: &[TestResult]) -> Vec<usize> {
    worst_first(tests.to_vec()).into_iter().map(|test| test.place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::CriterionResult;

    fn test(conversations: usize, passed: usize, failed: usize, errors: &[(usize, &str)]) -> TestResult {
        let criterion = CriterionResult { passed, failed, ..CriterionResult::default() };
        TestResult {
            conversations,
            ran: passed + failed + errors.len(),
            criteria: vec![criterion],
            errors: errors.iter().map(|(place, text)| (*place, (*text).to_owned())).collect(),
            ..TestResult::default()
        }
    }

    #[test]
    fn could_not_run_is_not_did_not_pass() {
        let gone = [(0, "gone"), (2, "gone")];
        for (test, over, expected) in [
            (test(5, 5, 0, &[]), true, CellState::Passed),
            (test(5, 5, 0, &[]), false, CellState::Passed),
            (test(5, 3, 2, &[]), true, CellState::Failed),
            (test(5, 1, 1, &[]), false, CellState::Failed),
            (test(5, 2, 0, &[]), false, CellState::Running),
            (test(5, 2, 0, &[]), true, CellState::Incomplete),
            (test(5, 3, 0, &gone), true, CellState::Incomplete),
            (test(5, 0, 0, &[]), false, CellState::Waiting),
            (test(5, 0, 0, &gone), false, CellState::Waiting),
            (test(2, 0, 0, &gone), false, CellState::CouldNotRun),
            (test(5, 0, 0, &gone), true, CellState::CouldNotRun),
            (test(5, 0, 0, &[]), true, CellState::NoResult),
        ] {
            assert_eq!(cell(&test, 0, over).state, expected, "{test:?} {over}");
        }
    }

    #[test]
    fn what_is_to_come_is_told_while_the_run_goes_on() {
        let test = test(5, 1, 1, &[(4, "gone")]);
        let expected =
            Cell { state: CellState::Failed, passed: 1, judged: 2, to_go: 2, errors: 1, ..Cell::default() };
        assert_eq!(cell(&test, 0, false), expected);
        assert_eq!(cell(&test, 0, true), Cell { to_go: 0, without_result: 2, ..expected });
        assert_eq!(cell(&test, 7, true), Cell::default());
    }

    #[test]
    fn what_took_place_and_was_not_judged_is_told_from_what_did_not_take_place() {
        let unread = |ran, unreadable| TestResult {
            conversations: 3,
            ran,
            criteria: vec![CriterionResult { unreadable, ..CriterionResult::default() }],
            ..TestResult::default()
        };
        assert_eq!(cell(&unread(3, 3), 0, true).state, CellState::NotJudged, "nothing that can be read");
        assert_eq!(cell(&unread(3, 0), 0, true).state, CellState::NotJudged, "other criteria judged");
        assert_eq!(cell(&unread(0, 0), 0, true).state, CellState::NoResult);
        assert_eq!(cell(&unread(3, 3), 0, true).without_result, 3);
    }

    #[test]
    fn a_criterion_passes_only_where_the_number_of_conversations_is_known_and_reached() {
        assert_eq!(cell(&test(0, 3, 0, &[]), 0, true).state, CellState::Incomplete);
        assert_eq!(cell(&test(0, 3, 0, &[]), 0, false).state, CellState::Running);
        assert_eq!(cell(&test(3, 40, 0, &[]), 0, true).state, CellState::Incomplete);
    }

    #[test]
    fn the_same_error_is_told_once() {
        let test = test(4, 0, 0, &[(0, "no answer"), (1, " gone\n"), (3, "no answer")]);
        assert_eq!(errors(&test), [(vec![1, 4], "no answer".to_owned()), (vec![2], "gone".to_owned())]);
    }

    #[test]
    fn conversations_are_spread_over_what_became_of_their_tests() {
        let of = |state, done| TestResult { state, done, conversations: 5, ..TestResult::default() };
        let tests = [
            of(TestState::Passed, 5),
            of(TestState::Failed, 3),
            of(TestState::CouldNotRun, 2),
            of(TestState::Running, 1),
            of(TestState::Waiting, 0),
            of(TestState::EndedEarly, 4),
        ];
        let expected = Share { passed: 5, failed: 3, could_not_run: 2, going_on: 1, unresolved: 4, all: 30 };
        assert_eq!(share(&tests), expected);
    }

    #[test]
    fn tests_share_the_columns_of_equal_criteria() {
        let test = |names: &[&str]| {
            let criterion =
                |name: &&str| CriterionResult { name: (*name).to_owned(), ..CriterionResult::default() };
            TestResult { criteria: names.iter().map(criterion).collect(), ..TestResult::default() }
        };
        let tests = [test(&["Polite", "Done"]), test(&[]), test(&["Done "])];
        let polite = vec![Some(0), None, None];
        assert_eq!(columns(&tests, 2), Some(vec![polite, vec![Some(1), None, Some(0)]]));
        assert_eq!(columns(&tests, 1), None, "too many");
        assert_eq!(columns(&[test(&["Done", "Done"])], 2), None, "one that is there twice");
    }

    #[test]
    fn a_run_that_ended_early_tells_how_many_tests_had_begun() {
        let of = |state, ran| TestResult { state, ran, ..TestResult::default() };
        let tests = [
            of(TestState::Failed, 2),
            of(TestState::CouldNotRun, 1),
            of(TestState::Passed, 3),
            of(TestState::NoResult, 0),
        ];
        assert_eq!(early(&tests), Early { ran: 3, failed: 1, could_not_run: 1 });
    }

    #[test]
    fn those_that_go_on_are_named_and_those_that_may_not_be_seen_are_not() {
        let of = |place, done, conversations| TestResult {
            place,
            done,
            conversations,
            criteria: vec![CriterionResult::default()],
            ..TestResult::default()
        };
        let hidden = |place, done, state| TestResult { criteria: Vec::new(), state, ..of(place, done, 5) };
        let tests = [
            of(0, 0, 2),
            hidden(1, 0, TestState::Hidden),
            of(2, 1, 2),
            hidden(3, 1, TestState::CouldNotRun),
            of(4, 2, 2),
            of(5, 0, 0),
        ];
        assert_eq!(still_running(&tests), [2, 0]);
    }

    #[test]
    fn tests_are_counted_by_state() {
        let of = |state| TestResult { state, ..TestResult::default() };
        let tests = [of(TestState::Passed), of(TestState::Failed), of(TestState::Passed)];
        let counts = counts(&tests);
        let told: Vec<_> = TestState::ALL.into_iter().zip(counts).filter(|(_, count)| *count > 0).collect();
        assert_eq!(told, [(TestState::Failed, 1), (TestState::Passed, 2)]);
    }
}
