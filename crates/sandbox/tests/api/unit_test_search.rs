//! Unit tests: search.

use serde_json::{Value, json};

use crate::support::{Client, field};

const SEARCH: &str = "simulation/unit_test/search/";
const KEY: &str = "simulation_unit_tests";

#[test]
fn names_and_descriptions_in_any_case() {
    let client = Client::demo();
    let found = client.ok(&format!("{SEARCH}?query=CONFUSED%20onboarding"));
    assert_eq!(field(&found[KEY], "name"), ["Onboarding - Confused New User"]);
    let by_description = client.ok(&format!("{SEARCH}?query=decongestant"));
    assert_eq!(by_description[KEY].as_array().unwrap().len(), 1);
    assert_eq!(
        client.ok(&format!("{SEARCH}?query=confused%20xyzzy"))[KEY],
        json!([]),
        "every term must occur"
    );
}

#[test]
fn items_have_underscored_ids_and_nothing_else_beside_them() {
    let client = Client::demo();
    let found = client.ok(&format!("{SEARCH}?query=triage"));
    assert_eq!(found.as_object().unwrap().len(), 1);
    for test in found[KEY].as_array().unwrap() {
        assert!(test["_id"].is_string() && test.get("id").is_none());
        assert!(test["tags"].is_array());
    }
}

#[test]
fn deleted_ones_are_found() {
    let client = Client::demo();
    let found = client.ok(&format!("{SEARCH}?query=fax%20number"));
    assert_eq!(field(&found[KEY], "is_deleted"), [&json!(true)]);
}

#[test]
fn filters_narrow_a_search() {
    let client = Client::demo();
    let count = |query: &str| client.ok(&format!("{SEARCH}?{query}"))[KEY].as_array().unwrap().len();
    let all = count("query=a");
    let sample: Value = client.test_named("Refill - Spanish");
    let text = |field: &str| sample[field].as_str().unwrap().to_owned();
    for filter in [
        "tag=language:spa".to_owned(),
        format!("persona_id={}", text("persona_id")),
        format!("scenario_id={}", text("scenario_id")),
        format!("service_id={}", text("service_id")),
        format!("metric_id={}", sample["success_criterions"][1]["metric_id"].as_str().unwrap()),
        format!("creator=northwind,{}", sample["creator"]["user_id"].as_str().unwrap()),
    ] {
        let some = count(&format!("query=a&{filter}"));
        assert!((1..all).contains(&some), "{filter}: {some} of {all}");
    }
}

#[test]
fn a_query_must_be_there() {
    let client = Client::demo();
    assert_eq!(client.get(SEARCH).json()["detail"][0]["type"], "missing");
    let blank = client.get(&format!("{SEARCH}?query=+&service_id=x"));
    assert_eq!(blank.places(), [r#"["query","query"]"#, r#"["query","service_id",0]"#]);
}

#[test]
fn wildcards_and_quotes_mean_themselves() {
    let client = Client::demo();
    for literal in ["%25", "_", "*", "'", "\\"] {
        let found = client.ok(&format!("{SEARCH}?query={literal}"));
        let plain = literal.replace("%25", "%");
        for test in found[KEY].as_array().unwrap() {
            let words = format!("{} {}", test["name"], test["description"]);
            assert!(words.contains(&plain), "{literal} {words}");
        }
    }
}
