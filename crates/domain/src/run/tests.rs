//! What is held of runs: by examples, and by generated answers against a reader that trusts nothing.

use contract::decode;
use proptest::prelude::*;
use serde_json::{Value, json};

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
    format!(r#"{{"unit_test_id":"{id}","metric_evaluation_results":[{criteria}],"run_errors":[{errors}]}}"#)
}

const OVER: &str = r#""is_completed":true,"failed_metrics":false,"errored":false,"#;
const GOING: &str = r#""is_completed":false,"failed_metrics":false,"errored":false,"#;

fn states(run: &Run) -> Vec<TestState> {
    tests(run).iter().map(|test| test.state).collect()
}

/// The outcome of a run of one test with these results, of three conversations each.
fn outcome_of(criteria: usize, results: &str) -> Outcome {
    Outcome::of(&run(OVER, &[("a", 3, criteria)], results))
}

#[test]
fn flags_tell_of_failures_and_never_of_success() {
    let outcome = |is_completed, failed, errored| {
        let (failed_metrics, errored) = (Some(failed), Some(errored));
        Outcome::of(&Run { is_completed, failed_metrics, errored, ..Run::default() })
    };
    assert_eq!(outcome(false, false, false), Outcome::InProgress);
    assert_eq!(outcome(false, true, false), Outcome::AlreadyFailing);
    assert_eq!(outcome(false, true, true), Outcome::AlreadyFailing);
    assert_eq!(outcome(false, false, true), Outcome::AlreadyErrored);
    assert_eq!(outcome(true, false, false), Outcome::Hidden, "tests that may not be seen are not passed");
    assert_eq!(outcome(true, true, false), Outcome::Failed);
    assert_eq!(outcome(true, false, true), Outcome::Errored);
    assert_eq!(outcome(true, true, true), Outcome::FailedAndErrored);
    assert!(!Outcome::AlreadyFailing.is_over() && Outcome::Errored.is_over());
}

#[test]
fn results_that_say_worse_than_the_flags_count() {
    let of = |passed: &[bool], errors: &str| outcome_of(1, &result("a", &[passed], errors));
    assert_eq!(of(&[true, true, true], "null,null,null"), Outcome::Passed);
    assert_eq!(of(&[true, false, true], ""), Outcome::Failed);
    assert_eq!(of(&[true, true], "null,null,\"no answer\""), Outcome::Errored);
    assert_eq!(of(&[true, true], "null,null,{\"code\":7}"), Outcome::Errored, "an error that is no text");
    assert_eq!(of(&[false, true], "null,null,\"no answer\""), Outcome::FailedAndErrored);
}

#[test]
fn flags_that_say_worse_than_the_results_count() {
    let good = result("a", &[&[true, true, true]], "");
    for (flags, expected) in [
        (r#""failed_metrics":true,"errored":false,"#, Outcome::Failed),
        (r#""failed_metrics":false,"errored":true,"#, Outcome::Errored),
        (r#""failed_metrics":null,"errored":false,"#, Outcome::Unclear),
        (r#""failed_metrics":"true","errored":false,"#, Outcome::Unclear),
        (r#""failed_metrics":false,"#, Outcome::Unclear),
    ] {
        let flags = format!(r#""is_completed":true,{flags}"#);
        assert_eq!(Outcome::of(&run(&flags, &[("a", 3, 1)], &good)), expected, "{flags}");
    }
}

#[test]
fn a_criterion_that_was_not_judged_did_not_pass() {
    let all: &[bool] = &[true, true, true];
    for results in [
        result("a", &[all, all], ""),
        result("a", &[all, all, &[]], ""),
        result("a", &[all, all, &[true, true]], ""),
    ] {
        assert_eq!(outcome_of(3, &results), Outcome::NotJudged, "{results}");
        assert_eq!(states(&run(OVER, &[("a", 3, 3)], &results)), [TestState::NotJudged], "{results}");
    }
    assert_eq!(outcome_of(3, &result("a", &[all, all, all], "")), Outcome::Passed);
}

#[test]
fn judgements_that_cannot_be_read_are_none() {
    for entry in ["null", "\"yes\"", "{}", "[\"e\"]", "[\"e\",null]", "[\"e\",\"true\"]", "[\"e\",1]"] {
        let results = format!(
            r#"{{"unit_test_id":"a","metric_evaluation_results":[{{"results":[{entry},{entry},{entry}]}}]}}"#
        );
        assert_eq!(outcome_of(1, &results), Outcome::NotJudged, "{entry}");
        let run = run(OVER, &[("a", 3, 1)], &results);
        assert_eq!(progress(&run).conversations_done, 0, "{entry}");
        assert_eq!(tests(&run)[0].ran, 3, "{entry}");
    }
}

#[test]
fn what_the_answer_does_not_say_is_unclear() {
    let good = result("a", &[&[true]], "");
    for (spec, expected) in [
        (r#"{"unit_test_id":"a","metrics_to_evaluate":[{}]}"#, Outcome::Unclear),
        (r#"{"unit_test_id":"a","run_count":"1","metrics_to_evaluate":[{}]}"#, Outcome::Unclear),
        (r#"{"unit_test_id":"a","run_count":0,"metrics_to_evaluate":[{}]}"#, Outcome::Unclear),
        ("null", Outcome::Unclear),
        (r#"{"unit_test_id":"a","run_count":1,"metrics_to_evaluate":[{}]}"#, Outcome::Passed),
    ] {
        let json =
            format!(r#"{{"id":"r",{OVER}"unit_test_run_specs":[{spec}],"unit_test_run_results":[{good}]}}"#);
        assert_eq!(Outcome::of(&decode(&json).unwrap()), expected, "{spec}");
    }
    let more_criteria = result("a", &[&[true, true, true], &[true, true, true]], "");
    assert_eq!(outcome_of(1, &more_criteria), Outcome::Unclear, "more criteria than were frozen");
    assert_eq!(outcome_of(1, &result("a", &[&[true; 4]], "")), Outcome::Unclear, "more than ran");
    let strange = [result("a", &[&[true; 3]], ""), result("z", &[&[true]], "")].join(",");
    assert_eq!(outcome_of(1, &strange), Outcome::Unclear, "results of a test that did not run");
}

#[test]
fn a_run_that_was_ended_early_did_not_pass() {
    let specs = [("a", 3, 1), ("b", 2, 1)];
    let early = run(OVER, &specs, &[result("a", &[&[true]], "null"), "null".to_owned()].join(","));
    assert_eq!(Outcome::of(&early), Outcome::EndedEarly);
    assert_eq!(states(&early), [TestState::EndedEarly, TestState::NoResult]);
    let whole = [result("a", &[&[true, true, true]], "null"), result("b", &[&[true, true]], "")];
    assert_eq!(Outcome::of(&run(OVER, &specs, &whole.join(","))), Outcome::Passed);
    assert_eq!(Outcome::of(&run(OVER, &specs, "")), Outcome::EndedEarly, "cancelled at once");
}

#[test]
fn a_run_that_was_ended_early_tells_what_went_wrong_until_then() {
    let specs = [("a", 3, 1), ("b", 2, 1)];
    let failed = run(OVER, &specs, &result("a", &[&[true, false]], ""));
    assert_eq!(Outcome::of(&failed), Outcome::EndedEarlyFailed);
    assert_eq!(states(&failed), [TestState::Failed, TestState::NoResult]);
    let errored = run(OVER, &specs, &result("a", &[&[]], "\"no answer\""));
    assert_eq!(Outcome::of(&errored), Outcome::EndedEarlyErrored);
    assert!(Outcome::of(&errored).is_early() && Outcome::of(&errored).is_over());
}

#[test]
fn progress_counts_tests_and_conversations() {
    let results = [
        result("a", &[&[true, true], &[true]], ""),
        "null".to_owned(),
        result("c", &[&[true]], "null,\"no answer\",null"),
    ];
    let run = run(GOING, &[("a", 3, 2), ("b", 2, 1), ("c", 2, 1)], &results.join(","));
    let expected = Progress {
        tests_done: 1,
        tests: 3,
        conversations_done: 3,
        conversations: 7,
        is_size_known: true,
        tests_hidden: 0,
    };
    assert_eq!(progress(&run), expected);
    assert_eq!(states(&run), [TestState::Running, TestState::Waiting, TestState::CouldNotRun]);
}

#[test]
fn the_end_of_a_run_finishes_no_test() {
    let over = run(OVER, &[("a", 3, 1), ("b", 2, 1)], &result("a", &[&[true, true, true]], ""));
    let Progress { tests_done, conversations_done, .. } = progress(&over);
    assert_eq!((tests_done, conversations_done), (1, 3));
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
    let run = run(GOING, &[("a", 1, 1), ("a", 1, 1)], &results.join(","));
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
    assert_eq!(states(&blind), [TestState::Hidden]);
    assert_eq!(Outcome::of(&blind), Outcome::Hidden);
    assert_eq!((progress(&blind).tests_done, progress(&blind).tests_hidden), (0, 1));
    let unseen = Progress { is_size_known: true, ..Progress::default() };
    assert_eq!(progress(&run(OVER, &[], "")), unseen);
    let half = [result("a", &[&[true]], ""), result("b", &[], "null")].join(",");
    assert_eq!(Outcome::of(&run(OVER, &[("a", 1, 1), ("b", 1, 0)], &half)), Outcome::Hidden);
}

#[test]
fn what_cannot_be_read_is_not_called_hidden() {
    let of = |specs: &str| -> Run {
        decode(&format!(r#"{{"id":"r",{OVER}"unit_test_run_specs":{specs},"unit_test_run_results":[null]}}"#))
            .unwrap()
    };
    let unread = of("[null]");
    assert_eq!((Outcome::of(&unread), are_criteria_hidden(&unread)), (Outcome::Unclear, false));
    let hidden = of(r#"[{"unit_test_id":"a","run_count":1,"metrics_to_evaluate":[]}]"#);
    assert_eq!((Outcome::of(&hidden), are_criteria_hidden(&hidden)), (Outcome::Hidden, true));
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
    let run = run(GOING, &specs, &results.join(","));
    let order: Vec<usize> = worst_first(tests(&run)).iter().map(|test| test.place).collect();
    assert_eq!(order, [3, 1, 2, 4, 0]);
}

/// Anything that a server may put where something else belongs.
fn anything() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-1_i64..4).prop_map(Value::from),
        Just(json!("true")),
        Just(json!([])),
        Just(json!({})),
    ]
}

/// A value that is mostly the expected one.
fn mostly(expected: Value) -> impl Strategy<Value = Value> {
    prop_oneof![12 => Just(expected), 1 => anything()]
}

fn judgements() -> impl Strategy<Value = Value> {
    let judgement = prop_oneof![
        12 => Just(json!(["e", true])),
        1 => Just(json!(["e", false])),
        1 => anything(),
        1 => anything().prop_map(|value| json!(["e", value])),
    ];
    prop_oneof![
        12 => prop::collection::vec(judgement, 1..4).prop_map(Value::from),
        1 => anything(),
    ]
}

/// A test of a run: what was frozen, and what came of it.
fn a_test() -> impl Strategy<Value = (Value, Value)> {
    let id = prop_oneof![8 => Just("a"), 4 => Just("b"), 1 => Just("")];
    let criteria = prop::collection::vec(judgements(), 0..4);
    let errors = prop_oneof![
        6 => Just(json!([null, null])),
        2 => Just(json!([])),
        1 => Just(json!([null, "no answer"])),
        1 => anything(),
    ];
    (id, criteria, 0..4_usize, errors, 1..4_i64, prop_oneof![9 => Just(true), 1 => Just(false)])
        .prop_flat_map(|(id, judged, frozen, errors, count, is_even)| {
            let frozen = if is_even { judged.len() } else { frozen };
            let frozen: Vec<Value> =
                (0..frozen).map(|at| json!({"success_criterion_name": at.to_string()})).collect();
            let results: Vec<Value> = judged.into_iter().map(|results| json!({"results": results})).collect();
            let spec = (mostly(json!(count)), mostly(Value::from(frozen)));
            let spec = spec.prop_map(move |(count, frozen)| {
                json!({"unit_test_id": id, "run_count": count, "metrics_to_evaluate": frozen})
            });
            let result = mostly(Value::from(results)).prop_map(move |results| {
                json!({"unit_test_id": id, "metric_evaluation_results": results, "run_errors": errors})
            });
            (prop_oneof![15 => spec, 1 => anything()], prop_oneof![15 => result, 1 => anything()])
        })
}

fn a_run() -> impl Strategy<Value = Value> {
    let tests = prop::collection::vec(a_test(), 0..4);
    let flags = (mostly(json!(true)), mostly(json!(false)), mostly(json!(false)));
    (tests, flags).prop_flat_map(|(tests, (over, failed, errored))| {
        let (specs, results): (Vec<Value>, Vec<Value>) = tests.into_iter().unzip();
        (mostly(Value::from(specs)), mostly(Value::from(results))).prop_map(move |(specs, results)| {
            json!({
                "id": "r", "is_completed": over, "failed_metrics": failed, "errored": errored,
                "unit_test_run_specs": specs, "unit_test_run_results": results,
            })
        })
    })
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

/// Whether a result shows that each of so many conversations met each of so many criteria, read by the letter.
fn shows_that_all_passed(result: &Value, conversations: i64, criteria: usize) -> bool {
    let judged = list(&result["metric_evaluation_results"]);
    let errors = &result["run_errors"];
    judged.len() == criteria
        && judged.iter().all(|criterion| {
            let results = list(&criterion["results"]);
            i64::try_from(results.len()) == Ok(conversations)
                && results.iter().all(|judgement| judgement[1] == Value::Bool(true))
        })
        && (errors.is_null() || errors.is_array() && list(errors).iter().all(Value::is_null))
}

/// Whether a run passed, read by the letter, by somebody who trusts nothing.
fn passed_by_the_letter(run: &Value) -> bool {
    let (specs, results) = (list(&run["unit_test_run_specs"]), list(&run["unit_test_run_results"]));
    let told: Vec<&Value> = results.iter().filter(|result| result.is_object()).collect();
    run["is_completed"] == Value::Bool(true)
        && run["failed_metrics"] == Value::Bool(false)
        && run["errored"] == Value::Bool(false)
        && !specs.is_empty()
        && specs.len() == told.len()
        && specs.iter().all(|spec| {
            let criteria = list(&spec["metrics_to_evaluate"]).len();
            let conversations = spec["run_count"].as_i64().unwrap_or_default();
            criteria > 0
                && conversations > 0
                && told.iter().any(|result| {
                    result["unit_test_id"] == spec["unit_test_id"]
                        && shows_that_all_passed(result, conversations, criteria)
                })
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn only_what_passed_by_the_letter_is_called_passed(json in a_run()) {
        let run: Run = decode(&json.to_string()).unwrap();
        let (outcome, tests) = (Outcome::of(&run), tests(&run));
        if outcome == Outcome::Passed {
            prop_assert!(passed_by_the_letter(&json), "{json}");
            prop_assert!(tests.iter().all(|test| test.state == TestState::Passed), "{json}");
        } else if passed_by_the_letter(&json) {
            // Two tests of one id, whose results may be told apart by their places alone.
            let ids: Vec<_> = tests.iter().map(|test| test.unit_test_id.as_str()).collect();
            prop_assert!(ids.iter().any(|id| ids.iter().filter(|other| *other == id).count() > 1), "{json}");
        }
    }

    #[test]
    fn nothing_is_called_passed_beside_what_did_not(json in a_run()) {
        let run: Run = decode(&json.to_string()).unwrap();
        let (outcome, progress) = (Outcome::of(&run), progress(&run));
        for test in tests(&run) {
            let cells: Vec<_> = (0..test.criteria.len())
                .map(|at| crate::run_table::cell(&test, at, run.is_completed))
                .collect();
            let passed = cells.iter().filter(|cell| cell.state == crate::run_table::CellState::Passed).count();
            if test.state == TestState::Passed {
                prop_assert!(passed == cells.len() && passed > 0, "{json}");
                prop_assert!(test.errors.is_empty() && test.done == test.conversations, "{json}");
            }
            for cell in cells.iter().filter(|cell| cell.state == crate::run_table::CellState::Passed) {
                prop_assert!(cell.passed == test.conversations && cell.without_result == 0, "{json}");
                prop_assert!(cell.unreadable == 0 && cell.judged == cell.passed, "{json}");
            }
        }
        if outcome == Outcome::Passed {
            prop_assert!(progress.is_size_known && progress.tests_hidden == 0, "{json}");
            prop_assert_eq!(progress.conversations_done, progress.conversations, "{}", json);
            prop_assert_eq!(progress.tests_done, progress.tests, "{}", json);
        }
    }

    #[test]
    fn nothing_is_counted_beyond_what_runs(json in a_run()) {
        let run: Run = decode(&json.to_string()).unwrap();
        let (progress, tests) = (progress(&run), tests(&run));
        prop_assert!(progress.tests_done + progress.tests_hidden <= progress.tests);
        if progress.is_size_known {
            prop_assert!(progress.conversations_done <= progress.conversations);
        }
        for test in &tests {
            prop_assert!(test.conversations == 0 || test.done <= test.ran && test.ran <= test.conversations);
        }
        let count = tests.len();
        prop_assert_eq!(worst_first(tests).len(), count);
    }
}
