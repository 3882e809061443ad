//! Every failure has words and a next step, numbers and dates are the browser's, and nothing for the
//! engineer holds a credential.

use console::api::{ApiError, Failure};
use console::browser::intl;
use console::text::{criterion, drafts, errors, names, picker, run};
use contract::json::parse;
use contract::{Criterion, FieldProblem, FromJson, Operation, SuccessCriterion, Verb};
use domain::instant::Instant;
use domain::kind::Kind;
use domain::run::{Outcome, Progress};
use domain::run_table::Early;
use domain::sentence::Sentence;
use wasm_bindgen_test::wasm_bindgen_test;

fn all_failures() -> Vec<Failure> {
    vec![
        Failure::Network,
        Failure::Unsendable,
        Failure::Timeout,
        Failure::Unauthorized,
        Failure::Forbidden,
        Failure::NotFound,
        Failure::Conflict,
        Failure::BadRequest,
        Failure::Invalid(Vec::new()),
        Failure::RateLimited(None),
        Failure::RateLimited(Some(5000)),
        Failure::RateLimited(Some(600_000)),
        Failure::Maintenance,
        Failure::Server,
        Failure::Redirected,
        Failure::Unexpected,
        Failure::WebPage,
        Failure::Undecodable("line 1".to_owned()),
        Failure::Incomplete,
        Failure::TooLong,
    ]
}

#[wasm_bindgen_test]
fn every_failure_of_every_call_has_words_and_a_next_step() {
    for &operation in Operation::ALL {
        for failure in all_failures() {
            let said = errors::words(&ApiError::silent(operation, failure.clone()));
            assert!(
                said.what.ends_with('.') && said.next.ends_with('.'),
                "{operation:?} {failure:?}: {said:?}"
            );
            for jargon in ["null", "payload", "JSON", "_", "422", "undefined"] {
                let words = format!("{} {}", said.what, said.next);
                assert!(!words.contains(jargon), "{operation:?} {failure:?} says {jargon}: {words}");
            }
        }
    }
}

#[wasm_bindgen_test]
fn only_a_list_that_is_narrowed_is_to_be_cleared() {
    for failure in [Failure::Invalid(Vec::new()), Failure::TooLong] {
        for &operation in Operation::ALL {
            let error = ApiError::silent(operation, failure.clone());
            let others = [errors::words(&error), errors::listing(&error, false)];
            for said in others {
                let words = [said.what, said.next].concat();
                assert!(!words.contains("filters") && !words.contains("choices"), "{operation:?}: {words}");
            }
        }
        let said = errors::listing(&ApiError::silent(Operation::ListRuns, failure), true).next;
        assert!(said.contains("filters") || said.contains("choices"), "{said}");
    }
}

#[wasm_bindgen_test]
fn pickers_promise_no_button_that_is_not_there() {
    for operation in [Operation::SearchPersonas, Operation::ListMetrics] {
        for failure in all_failures() {
            let said = errors::in_brief(&ApiError::silent(operation, failure.clone()));
            let words = [said.what, said.next].concat();
            for promise in ["copy the details", "Clear the search", "filters"] {
                assert!(!words.contains(promise), "{failure:?} promises {promise}: {words}");
            }
        }
    }
}

#[wasm_bindgen_test]
fn what_may_not_be_seen_of_a_choice_names_the_permission() {
    let said =
        |failure| picker::failed(Kind::Metric, &ApiError::silent(Operation::ListMetricVersions, failure));
    let refused = said(Failure::Forbidden);
    assert!(refused.contains("Metric:GetMetric") && refused.contains("can be chosen"), "{refused}");
    assert!(said(Failure::Server).contains("could not be read"));
}

#[wasm_bindgen_test]
fn a_missing_permission_is_named() {
    let error = ApiError::silent(Operation::ListTestSets, Failure::Forbidden);
    assert!(errors::words(&error).next.contains("Simulation:GetSimulationUnitTestSet"));
}

#[wasm_bindgen_test]
fn a_write_that_failed_says_what_became_of_it_and_of_what_was_typed() {
    let creates = [Operation::CreateUnitTest, Operation::CreatePersona, Operation::CreateScenario];
    let is_form = |operation| creates.contains(&operation) || operation == Operation::UpdateUnitTest;
    for operation in creates.into_iter().chain([Operation::UpdateUnitTest, Operation::DeleteUnitTest]) {
        for failure in all_failures() {
            let said = errors::words(&ApiError::silent(operation, failure.clone()));
            let is_told = ["was not ", "not known whether", "You may not "]
                .iter()
                .any(|words| said.what.contains(words));
            assert!(is_told, "{operation:?} {failure:?}: {said:?}");
            let kept = said.next.contains("Everything you typed is still here.");
            assert_eq!(kept, is_form(operation), "{operation:?} {failure:?}: {said:?}");
        }
        let lost = errors::words(&ApiError::silent(operation, Failure::Network));
        assert!(lost.what.contains("not known whether"), "{lost:?}");
        let error = ApiError::silent(operation, Failure::Forbidden);
        assert!(errors::words(&error).next.contains(operation.permission().unwrap()), "{operation:?}");
    }
    let said = |operation, failure| errors::words(&ApiError::silent(operation, failure)).what;
    assert!(said(Operation::CreateUnitTest, Failure::Conflict).contains("name"));
    assert!(said(Operation::DeleteUnitTest, Failure::BadRequest).contains("test set"));
    let two = errors::words(&ApiError::silent(Operation::CreatePersona, Failure::Forbidden)).next;
    assert!(two.contains("Simulation:ModifySimulationPersona"), "{two}");
}

#[wasm_bindgen_test]
fn nobody_is_sent_to_correct_what_is_not_marked_or_to_clear_what_is_not_there() {
    let problem = FieldProblem { loc: Vec::new(), message: "Odd".to_owned(), kind: String::new() };
    for &operation in Operation::ALL {
        let error = ApiError::silent(operation, Failure::Invalid(vec![problem.clone()]));
        let said = errors::words(&error).next;
        assert!(!said.contains("marked") && !said.contains("filters"), "{operation:?}: {said}");
    }
    let error = ApiError::silent(Operation::CreatePersona, Failure::Invalid(vec![problem.clone()]));
    assert!(errors::of_refusal(&error, Vec::new()).next.contains("Correct what is marked"));
    let unplaced = errors::of_refusal(&error, vec![problem]);
    assert!(!unplaced.next.contains("marked") && unplaced.what.contains("Odd"), "{unplaced:?}");
    let list = ApiError::silent(Operation::ListRuns, Failure::Invalid(Vec::new()));
    assert!(errors::listing(&list, true).next.contains("Clear the search and the filters"));
}

#[wasm_bindgen_test]
fn a_request_without_an_answer_names_what_may_be_the_reason() {
    let operations =
        [Operation::ListUnitTests, Operation::CreateUnitTest, Operation::DeleteTestSet, Operation::CancelRun];
    for operation in operations {
        let said = errors::words(&ApiError::silent(operation, Failure::Network)).next;
        for reason in [
            "your sign-in may have ended",
            "an extension of your browser may block",
            "may not accept requests from here",
        ] {
            assert!(said.contains(reason), "{operation:?}: {said}");
        }
    }
}

#[wasm_bindgen_test]
fn a_write_that_was_looked_for_says_what_was_seen() {
    let writes = [
        Operation::CreateUnitTest,
        Operation::CreateTestSet,
        Operation::CreatePersona,
        Operation::CreateScenario,
        Operation::UpdateUnitTest,
        Operation::UpdateTestSet,
        Operation::DeleteUnitTest,
        Operation::DeleteTestSet,
        Operation::CreateRun,
    ];
    for operation in writes {
        for failure in [Failure::Network, Failure::Maintenance, Failure::Server, Failure::WebPage] {
            let error = ApiError::silent(operation, failure);
            let seen = errors::looked_up_in_vain(&error);
            assert!(seen.what.contains("most likely not"), "{operation:?}: {seen:?}");
            assert!(!seen.what.contains("not known"), "{operation:?}: {seen:?}");
            let unseen = errors::not_looked_up(&error);
            assert!(unseen.what.contains("not known whether"), "{operation:?}: {unseen:?}");
            assert!(unseen.next.contains("could not be looked up, either"), "{operation:?}: {unseen:?}");
        }
    }
    for operation in [Operation::DeleteUnitTest, Operation::DeleteTestSet] {
        let error = ApiError::silent(operation, Failure::NotFound);
        assert!(errors::looked_up_in_vain(&error).what.contains("it is still there: it was not deleted"));
        assert!(errors::not_looked_up(&error).what.contains("not known whether it was deleted"));
    }
    let said = |failure| errors::still_runs(&ApiError::silent(Operation::CancelRun, failure)).what;
    assert!(said(Failure::Maintenance).contains("It still goes on."));
    assert!(said(Failure::Conflict).contains("still shown as going on"));
}

#[wasm_bindgen_test]
fn a_draft_without_a_date_has_words() {
    assert_eq!(drafts::restored(""), "Restored your draft.");
    assert_eq!(drafts::restored("10:30"), "Restored your draft of 10:30.");
    let claimable = |when| drafts::claimable(when, "Refund");
    assert_eq!(claimable(""), "There is a draft of “Refund” in this browser. It is not known whose it is.");
    assert!(claimable("10:30").contains("in this browser, last changed 10:30."));
}

#[wasm_bindgen_test]
fn criteria_are_sentences() {
    let said = |name: &str, criterion| {
        let criterion = SuccessCriterion { name: name.into(), criterion, ..SuccessCriterion::default() };
        let (subject, expectation) = criterion::sentence(&Sentence::of(&criterion));
        format!("{subject} {expectation}")
    };
    assert_eq!(
        said("Completion Rate", Criterion::Boolean { expected_value: true }),
        "Completion Rate is yes"
    );
    let number = |verb, threshold| said("Politeness", Criterion::Numerical { verb, threshold });
    assert_eq!(number(Verb::AtLeast, 4.0), "Politeness is at least 4");
    assert_eq!(number(Verb::LessThan, -0.25), "Politeness is less than -0.25");
    assert_eq!(number(Verb::AtMost, 1234.5), "Politeness is at most 1,234.5");
    let one_of = |values: &[&str]| {
        let expected_values = values.iter().map(|value| (*value).to_owned()).collect();
        said("Outcome", Criterion::Categorical { expected_values })
    };
    assert_eq!(one_of(&["Resolved", "Escalated"]), "Outcome is one of Resolved, Escalated");
    assert_eq!(one_of(&["Resolved"]), "Outcome is Resolved");
    let unknown = Criterion::from_json(&parse(r#"{"type":"ordinal"}"#).unwrap()).unwrap();
    assert!(said("Rank", unknown).starts_with("Rank is judged by a rule"));
}

#[wasm_bindgen_test]
fn hostile_moments_have_words_or_none() {
    assert!(intl::full(Instant(253_402_300_799_000)).contains("9999"));
    assert_eq!(intl::full(Instant(i64::MAX)), "");
}

#[wasm_bindgen_test]
fn languages_have_names_where_the_browser_knows_them() {
    assert_eq!(intl::language("eng").as_deref(), Some("English"));
    assert_eq!(intl::language("not a code"), None);
}

#[wasm_bindgen_test]
fn ids_are_cut_to_what_tells_them_apart() {
    assert_eq!(names::short_code("6618791275130b73714e8d1c"), "…4e8d1c");
    assert_eq!(names::short_code("short"), "short");
    assert_eq!(names::short_code("ünïcödé-ïdëntïfïér"), "…tïfïér");
    assert_eq!(names::user(" Ann ", "", "a@b.c", "u"), "Ann");
    assert_eq!(names::user("", " ", "a@b.c", "u"), "a@b.c");
}

#[wasm_bindgen_test]
fn of_a_run_that_ended_early_is_said_how_far_it_came_and_what_failed() {
    let progress = Progress {
        tests: 3,
        conversations_done: 3,
        conversations: 9,
        is_size_known: true,
        ..Progress::default()
    };
    let said = |outcome, [ran, failed, could_not_run]: [usize; 3], is_cancelled_here| {
        run::ended_early(outcome, &progress, &Early { ran, failed, could_not_run }, is_cancelled_here)
    };
    let somebody = "This run ended before all its conversations took place. Somebody may have cancelled it: the API doesn't tell.";
    let far = "It came as far as 3 of 9 conversations.";
    let begun = said(Outcome::EndedEarly, [2, 0, 0], false);
    assert_eq!(begun, [somebody, far, "2 tests had begun, and nothing failed until then."].join(" "));
    let not_begun = said(Outcome::EndedEarly, [0, 0, 0], false);
    assert_eq!(not_begun, [somebody, far, "No test had begun."].join(" "));
    let here = said(Outcome::EndedEarlyFailed, [2, 1, 1], true);
    let mine = "You cancelled this run in this browser.";
    assert_eq!(here, [mine, far, "2 tests had begun; 1 failed, 1 could not run."].join(" "));
    let errored = said(Outcome::EndedEarlyErrored, [1, 0, 1], false);
    assert!(errored.contains("An error may have stopped it"), "{errored}");
    assert!(errored.ends_with("1 test had begun; 1 could not run."), "{errored}");
}

#[wasm_bindgen_test]
fn nothing_is_counted_of_what_may_not_be_seen() {
    let hidden = Progress { tests: 1, tests_hidden: 1, is_size_known: true, ..Progress::default() };
    assert_eq!(run::conversations(&hidden), "");
    assert_eq!(run::conversations(&Progress { is_size_known: true, ..Progress::default() }), "");
    let unknown = Progress { tests: 1, conversations_done: 2, ..Progress::default() };
    assert_eq!(run::conversations(&unknown), "2 conversations, total unknown");
}
