//! Versions of metrics, personas and scenarios.

use serde_json::{Value, json};

use crate::support::{Client, field};

const PERSONA: &str = "6618791275130b73714e8d2a";
const SCENARIO: &str = "6618791275130b73714e8d3b";
const METRIC: &str = "6618791275130b73714e8d4c";

#[test]
fn one_a_range_or_the_latest() {
    let client = Client::demo();
    for (asked, expected) in [
        ("", vec![1, 2, 3]),
        ("&version=latest", vec![3]),
        ("&version=2", vec![2]),
        ("&version=1-2", vec![1, 2]),
        ("&version=2-latest", vec![2, 3]),
        ("&version=9", vec![]),
        ("&version=3-1", vec![]),
    ] {
        let page = client.ok(&format!("simulation/persona/{PERSONA}/version/?sort_by=%2Bversion{asked}"));
        assert_eq!(field(&page["simulation_persona_versions"], "version"), expected, "{asked}");
    }
    for wrong in ["x", "0", "-1", "1-", "1-2-3", "latest-x", ""] {
        let answer = client.get(&format!("simulation/persona/{PERSONA}/version/?version={wrong}"));
        assert_eq!(answer.places(), [r#"["query","version"]"#], "{wrong}");
    }
}

#[test]
fn a_persona_version_is_told_in_full() {
    let client = Client::demo();
    let page = client.ok(&format!("simulation/persona/{PERSONA}/version/?version=latest"));
    let version = &page["simulation_persona_versions"][0];
    assert_eq!(version["simulation_persona_id"], PERSONA);
    assert!(version["_id"].is_string() && version.get("id").is_none());
    assert!(version["background"].as_str().unwrap().contains("choir"));
    assert_eq!(version["preferred_language"], "eng");
    assert_eq!(version["timezone"], "America/New_York");
    assert_eq!(version["nonsensitive_user_variables"]["preferred_name"], "Dot");
    assert_eq!(version["sensitive_user_variables"], json!({}));
    assert_eq!(version["user_models"].as_array().unwrap().len(), 1);
    assert_eq!(page["continuation_token"], Value::Null);
    assert_eq!(page.get("filter_values"), None);
}

#[test]
fn scenario_and_metric_versions() {
    let client = Client::demo();
    let page = client.ok(&format!("simulation/scenario/{SCENARIO}/version/?version=latest"));
    let version = &page["simulation_scenario_versions"][0];
    assert_eq!((&version["version"], &version["initial_message_type"]), (&json!(2), &json!("skip")));
    assert_eq!(version["conversation_starts_at"], Value::Null);
    let page = client.ok(&format!("metric/{METRIC}/version?version=latest"));
    let version = &page["metric_versions"][0];
    assert_eq!((&version["metric_id"], &version["version"]), (&json!(METRIC), &json!(2)));
    assert_eq!(version["metric_value"], json!({"type": "boolean"}));
    assert!(version.get("_id").is_none() && version["created_at"].is_string());
}

#[test]
fn bounds_and_categories_are_on_versions_and_change() {
    let client = Client::demo();
    let politeness = client.ok("metric/search/?query=politeness")["metrics"][0]["_id"].clone();
    let page = client.ok(&format!("metric/{}/version?sort_by=-version", politeness.as_str().unwrap()));
    let values = field(&page["metric_versions"], "metric_value");
    assert_eq!(values[0], &json!({"type": "numerical", "lower_bound": 1, "upper_bound": 5}));
    assert_eq!(values[1], &json!({"type": "numerical", "lower_bound": 1, "upper_bound": 10}));
}

#[test]
fn pages_missing_things_and_malformed_ids() {
    let client = Client::demo();
    let path = format!("simulation/persona/{PERSONA}/version/?limit=2");
    assert_eq!(client.ok(&path)["has_more"], true);
    assert_eq!(client.all(&path, "simulation_persona_versions").len(), 3);
    let nowhere = "f".repeat(24);
    for (kind, end, parameter) in [
        ("simulation/persona", "/", "simulation_persona_id"),
        ("simulation/scenario", "/", "simulation_scenario_id"),
        ("metric", "", "metric_id"),
    ] {
        let missing = client.get(&format!("{kind}/{nowhere}/version{end}"));
        assert_eq!(missing.status, 404, "{kind}");
        let malformed = client.get(&format!("{kind}/XYZ/version{end}?limit=11"));
        assert_eq!(malformed.places(), [format!(r#"["path","{parameter}"]"#), r#"["query","limit"]"#.into()]);
    }
}
