//! An answer is split as it would be read, whatever is known of it, and what tabs tell each other comes
//! through whole.

use console::browser::text::Text;
use console::data::runs::message::{Answer, Failed, Message};
use console::data::runs::split::{can_be_found, split};
use console::data::runs::{Attention, Stamp};
use contract::{TestSetRunId, decode, encode};
use domain::budget::Remaining;
use domain::polling::{Trouble, Version};
use wasm_bindgen_test::wasm_bindgen_test;

fn id(text: &str) -> TestSetRunId {
    TestSetRunId::from_response(text)
}

fn answer(runs: &[&str]) -> Text {
    let runs = runs.join(" , ");
    Text::from(
        format!(r#"{{"has_more":true, "simulation_unit_test_set_runs":[{runs}],"continuation_token":5}}"#)
            .as_str(),
    )
}

/// The ids in order, and the texts of those that are to be read.
fn said(answer: &Text, known: &[(&str, &str)]) -> Vec<(String, Option<String>)> {
    let known: Vec<_> = known.iter().map(|(name, text)| (id(name), Text::from(*text))).collect();
    let split = split(answer, &known).unwrap();
    assert!(split.next.is_some());
    split.runs.into_iter().map(|(id, text)| (id.as_str().to_owned(), text)).collect()
}

const A: &str = r#"{"id":"a","name":"Zoë 😀 \"{\"","n":[1,{"id":"x"}]}"#;
const B: &str = r#"{ "_id":"b", "is_completed":false}"#;
const C: &str = r#"{"is_completed":true,"id":"c"}"#;

#[wasm_bindgen_test]
fn what_is_as_it_was_is_not_read() {
    let same = |name: &str| (name.to_owned(), None);
    let new = |name: &str, text: &str| (name.to_owned(), Some(text.to_owned()));
    let whole = answer(&[A, B, C]);
    let known = [("a", A), ("b", B), ("c", C)];
    assert_eq!(said(&whole, &known), [same("a"), same("b"), same("c")]);
    assert_eq!(said(&whole, &[]), [new("a", A), new("b", B), new("c", C)]);
    assert_eq!(said(&whole, &[("b", B)]), [new("a", A), same("b"), new("c", C)]);
    assert_eq!(said(&answer(&[C, A, B]), &known), [same("c"), same("a"), same("b")], "in another order");
    let changed = B.replace("false", "true");
    assert_eq!(said(&answer(&[A, &changed, C]), &known), [same("a"), new("b", &changed), same("c")]);
    let longer = A.replace("[1,", "[1,2,");
    assert_eq!(said(&answer(&[&longer]), &known), [new("a", &longer)]);
    assert_eq!(said(&answer(&[]), &known), []);
}

#[wasm_bindgen_test]
fn a_known_text_at_another_place_is_not_taken_for_a_run() {
    let within = format!(r#"{{"id":"d","inner":{B}}}"#);
    let read = [("d".to_owned(), Some(within.clone()))];
    assert_eq!(said(&answer(&[&within]), &[("b", B)]), read);
    let both = said(&answer(&[&within, B]), &[("b", B)]);
    assert_eq!(both, [("d".to_owned(), Some(within)), ("b".to_owned(), Some(B.to_owned()))]);
}

#[wasm_bindgen_test]
fn a_broken_answer_is_broken_however_much_of_it_is_known() {
    let known = [(id("a"), Text::from(A))];
    let broken = [
        format!(r#"{{"simulation_unit_test_set_runs":[{A}"#),
        format!(r#"{{"simulation_unit_test_set_runs":[{A}{A}]}}"#),
        format!(r#"{{"simulation_unit_test_set_runs":{A}}}"#),
        format!("<html>{A}</html>"),
        A.to_owned(),
        String::new(),
    ];
    for text in broken {
        assert!(split(&Text::from(text.as_str()), &known).is_err(), "{text}");
    }
}

#[wasm_bindgen_test]
fn only_texts_that_cannot_stand_within_a_string_are_looked_for() {
    assert!(can_be_found(A) && can_be_found(B) && can_be_found(C));
    for odd in [r#"{":":1,"id":"a"}"#, r#"{"":1}"#, "{}", "[]", ""] {
        assert!(!can_be_found(odd), "{odd}");
    }
}

#[wasm_bindgen_test]
fn messages_come_through() {
    let version = Version { brought: Stamp(3), confirmed: Stamp(4) };
    let failed = |status, retry_after| {
        let (ids, trouble) = (vec![id("a")], Trouble::Limit);
        Message::Failed(Box::new(Failed { ids, trouble, retry_after, status, is_late: false }))
    };
    let answer = |remaining| {
        let runs = vec![(id("a"), Stamp(7)), (id("b"), Stamp(2))];
        Message::Answer(Box::new(Answer { stamp: Stamp(7), remaining, runs, missing: vec![id("c")] }))
    };
    let messages = [
        Message::Watch("t".into(), vec![(id("a"), Attention::Page), (id("b"), Attention::List)]),
        Message::Watch("t".into(), Vec::new()),
        Message::Roll,
        Message::Gone("t".into()),
        Message::Asked(vec![id("a")]),
        Message::Want(vec![id("a")]),
        Message::Told(vec![(id("a"), version)]),
        failed(Some(429), Some(2000)),
        failed(None, None),
        answer(Some(Remaining { requests: 12, reset: Some(99) })),
        answer(None),
    ];
    for message in messages {
        assert_eq!(decode::<Message>(&encode(&message)), Ok(message));
    }
    for other in ["{}", "null", "[]", r#"{"failed":"by another version"}"#] {
        assert!(decode::<Message>(other).is_err(), "{other}");
    }
}
