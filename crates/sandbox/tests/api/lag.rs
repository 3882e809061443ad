//! A contrary server's lists lack for a moment what was just created; writes know of it at once.

use sandbox::{Options, Seed};
use serde_json::{Value, json};

use crate::support::Client;

const TESTS: &str = "simulation/unit_test/";
const PERSONAS: &str = "simulation/persona/";
const SCENARIOS: &str = "simulation/scenario/";

fn contrary() -> Client {
    Client::start(Options { seed: Seed::Demo, contrary: true, ..Options::default() })
}

fn persona() -> Value {
    json!({"name": "Newly Arrived", "role": "Patient", "tags": {},
        "initial_version": {"background": "New here.", "user_models": [],
            "nonsensitive_user_variables": {}, "sensitive_user_variables": {}}})
}

fn scenario() -> Value {
    json!({"name": "Newly Begun", "tags": {}, "initial_version": {"objective": "Get in.",
        "instructions": "Knock.", "initial_message_type": "skip", "conversation_starts_at": null}})
}

fn unit_test(persona: &Value, scenario: &Value) -> Value {
    json!({"name": "Newly written", "description": "New.", "service_id": "6618791275130b73714e8d1c",
        "service_version_set_name": "release", "persona_id": persona, "scenario_id": scenario,
        "max_interactions": 20, "tags": {}, "success_criterions": [{"name": "Completion Rate",
            "metric_id": "6618791275130b73714e8d4c",
            "criterion": {"type": "boolean", "expected_value": true}}]})
}

/// Creates something and returns its id.
fn create(client: &Client, path: &str, body: &Value, key: &str) -> Value {
    let answer = client.post(path, body);
    assert_eq!(answer.status, 201, "{}", answer.text);
    answer.json()[key].clone()
}

/// How often lists and searches show each of the three: by id, among all, by name.
fn shown(client: &Client, all: &[(&str, &str, &str, &Value)]) -> Vec<[usize; 3]> {
    let count = |items: &[Value], id: &Value| {
        items.iter().filter(|item| item["id"] == *id || item["_id"] == *id).count()
    };
    let shown = |(list, search, key, id): &(&str, &str, &str, &Value)| {
        let by_id = client.all(&format!("{list}?id={}", id.as_str().unwrap()), key);
        let among_all = client.all(&format!("{list}?sort_by=-updated_at&is_deleted=false"), key);
        let found = client.ok(&format!("{search}?query=newly"))[*key].as_array().unwrap().clone();
        [count(&by_id, id), count(&among_all, id), count(&found, id)]
    };
    all.iter().map(shown).collect()
}

#[test]
fn what_was_just_created_comes_to_lists_a_moment_later() {
    let client = contrary();
    client.control("POST", "limits", json!({"operation": "*", "per_minute": null}));
    let persona = create(&client, PERSONAS, &persona(), "simulation_persona_id");
    let scenario = create(&client, SCENARIOS, &scenario(), "simulation_scenario_id");
    // References are looked up where writes go: they are known at once.
    let test = create(&client, TESTS, &unit_test(&persona, &scenario), "simulation_unit_test_id");
    let all = [
        (PERSONAS, "simulation/persona/search", "simulation_personas", &persona),
        (SCENARIOS, "simulation/scenario/search", "simulation_scenarios", &scenario),
        (TESTS, "simulation/unit_test/search/", "simulation_unit_tests", &test),
    ];
    assert_eq!(shown(&client, &all[2..]), [[0; 3]]);
    client.control("POST", "clock", json!({"advance_ms": 1000}));
    assert_eq!(shown(&client, &all), [[1; 3]; 3]);
}

#[test]
fn what_is_not_listed_yet_can_be_written_to_and_has_its_name() {
    let client = contrary();
    let body = unit_test(&json!("6618791275130b73714e8d2a"), &json!("6618791275130b73714e8d3b"));
    let id = create(&client, TESTS, &body, "simulation_unit_test_id");
    assert_eq!(client.post(TESTS, &body).status, 409);
    let item = format!("{TESTS}{}/", id.as_str().unwrap());
    assert_eq!(client.post(&item, &json!({"max_interactions": 3})).status, 204);
    assert_eq!(client.delete(&item).status, 204);
}

#[test]
fn a_plain_server_lists_at_once_and_a_reset_forgets_the_lag() {
    let client = contrary();
    let persona = persona();
    create(&client, PERSONAS, &persona, "simulation_persona_id");
    client.control("POST", "reset", json!({"contrary": false}));
    let id = create(&client, PERSONAS, &persona, "simulation_persona_id");
    let all = [(PERSONAS, "simulation/persona/search", "simulation_personas", &id)];
    assert_eq!(shown(&client, &all), [[1; 3]]);
}
