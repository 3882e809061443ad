//! What a caller can rely on when it decodes somebody else's JSON: nothing panics, one broken item
//! never hides the others, and what is sent is what the document asks for.
#![allow(clippy::unwrap_used, reason = "tests may stop loudly")]

use contract::*;
use proptest::prelude::*;

/// JSON in the shape of the API's answers, with anything at all in any place.
fn json() -> impl Strategy<Value = serde_json::Value> {
    let key = prop::sample::select(vec![
        "id",
        "_id",
        "name",
        "tags",
        "key",
        "value",
        "creator",
        "user_id",
        "has_more",
        "continuation_token",
        "filter_values",
        "success_criterions",
        "criterion",
        "type",
        "threshold",
        "simulation_unit_tests",
        "simulation_personas",
        "metrics",
        "services",
        "users",
        "version_sets",
        "metric_value",
        "simulation_unit_test_set_runs",
        "unit_test_run_specs",
        "unit_test_run_results",
        "metric_evaluation_results",
        "results",
        "run_errors",
        "agent_version_info",
        "metrics_to_evaluate",
        "created_at",
        "url_expires_at",
        "presigned_url",
        "source",
        "detail",
        "loc",
    ]);
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<f64>().prop_map(Into::into),
        ".{0,12}".prop_map(Into::into),
        prop::sample::select(vec!["boolean", "numerical", "categorical", "<=", "skip"]).prop_map(Into::into),
    ];
    leaf.prop_recursive(5, 64, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Into::into),
            prop::collection::vec((key.clone(), inner), 0..6).prop_map(|entries| {
                let entries = entries.into_iter().map(|(key, value)| (key.to_owned(), value));
                serde_json::Value::Object(entries.collect())
            }),
        ]
    })
}

fn survives<T: FromJson>(text: &str) {
    let _ = decode::<T>(text);
}

proptest! {
    #[test]
    fn arbitrary_json_never_panics(value in json(), cut in 0..400_usize) {
        let whole = value.to_string();
        let broken: String = whole.chars().take(cut).collect();
        for text in [whole, broken] {
            survives::<UnitTestList>(&text);
            survives::<UnitTestMatches>(&text);
            survives::<UnitTest>(&text);
            survives::<TestSetList>(&text);
            survives::<TestSetMatches>(&text);
            survives::<PersonaList>(&text);
            survives::<PersonaMatches>(&text);
            survives::<PersonaVersionList>(&text);
            survives::<ScenarioList>(&text);
            survives::<ScenarioMatches>(&text);
            survives::<ScenarioVersionList>(&text);
            survives::<MetricList>(&text);
            survives::<MetricMatches>(&text);
            survives::<MetricVersionList>(&text);
            survives::<ServiceList>(&text);
            survives::<UserList>(&text);
            survives::<RunList>(&text);
            survives::<Run>(&text);
            survives::<CreatedRun>(&text);
            survives::<Artifacts>(&text);
            survives::<EvaluationList>(&text);
            survives::<Organization>(&text);
            survives::<SignedIn>(&text);
            let _ = Problem::parse(&text);
        }
    }

    #[test]
    fn a_broken_item_never_hides_the_others(items in prop::collection::vec(json(), 0..5)) {
        let mut items = items;
        items.push(serde_json::json!({"id": "6618791275130b73714e8d1c", "name": "Whole"}));
        let page = serde_json::json!({"simulation_unit_tests": items, "has_more": false});
        let page: UnitTestList = decode(&page.to_string()).unwrap();
        let found = page.simulation_unit_tests.items;
        prop_assert!(found.iter().any(|test| test.name == "Whole"));
    }

    #[test]
    fn whatever_a_result_is_it_keeps_its_place(results in prop::collection::vec(json(), 0..6)) {
        let whole = serde_json::json!({"unit_test_id": "6618791275130b73714e8d1c"});
        let count = results.len();
        let mut results = results;
        results.push(whole);
        let run = serde_json::json!({"id": "6618791275130b73714e8d2d", "unit_test_run_results": results});
        let page = serde_json::json!({"simulation_unit_test_set_runs": [run], "has_more": false});
        let page: RunList = decode(&page.to_string()).unwrap();
        let found = &page.simulation_unit_test_set_runs.items;
        prop_assert_eq!(found.len(), 1);
        prop_assert_eq!(found[0].unit_test_run_results.len(), count + 1);
        let last = found[0].unit_test_run_results.last().unwrap();
        prop_assert_eq!(last.as_ref().unwrap().unit_test_id.as_str(), "6618791275130b73714e8d1c");
    }
}

/// The documented example of a create, as the vendor's page has it.
const EXAMPLE: &str = include_str!("fixtures/create_unit_test.json");

#[test]
fn the_documented_create_example_reads_as_a_test_and_is_sent_as_documented() {
    let documented: serde_json::Value = serde_json::from_str(EXAMPLE).unwrap();
    let mut answer = documented.clone();
    answer["id"] = "6618791275130b73714e8d5e".into();
    let test: UnitTest = decode(&answer.to_string()).unwrap();
    let body = CreateUnitTest {
        name: test.name,
        description: test.description,
        service_id: test.service_id,
        service_version_set_name: test.service_version_set_name,
        persona_id: test.persona_id,
        scenario_id: test.scenario_id,
        max_interactions: u32::try_from(test.max_interactions).unwrap(),
        success_criterions: test.success_criterions,
        tags: test.tags,
    };
    assert_eq!(body.to_json(), documented);
    assert_eq!(serde_json::from_str::<serde_json::Value>(&encode(&body)).unwrap(), documented);
}

#[test]
fn an_answer_of_another_kind_is_an_error_not_an_empty_list() {
    for other in ["{}", "[]", "null", r#"{"simulation_unit_tests":null}"#, r#"{"items":[]}"#] {
        assert!(decode::<UnitTestList>(other).is_err(), "{other}");
    }
}

#[test]
fn a_list_without_its_optional_parts_is_read() {
    let page: UnitTestList = decode(r#"{"simulation_unit_tests":[]}"#).unwrap();
    assert_eq!(page, UnitTestList::default());
}
