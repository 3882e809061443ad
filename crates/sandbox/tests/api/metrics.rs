//! Metrics: list and search.

use serde_json::{Value, json};

use crate::support::{Client, field, ids};

const COMPLETION: &str = "6618791275130b73714e8d4c";

#[test]
fn live_ones_unless_deleted_ones_are_asked_for() {
    let client = Client::demo();
    let live = client.all("metric/", "metrics");
    assert_eq!(live.len(), 24);
    assert!(live.iter().all(|metric| metric["is_deleted"] == false));
    let deleted = client.ok("metric/?is_deleted=true");
    assert_eq!(field(&deleted["metrics"], "name"), ["Small Talk Ratio"]);
    let used = deleted["metrics"][0]["id"].as_str().unwrap();
    let tests = client.ok(&format!("simulation/unit_test/?metric_id={used}&is_deleted=false"));
    assert_eq!(tests["simulation_unit_tests"].as_array().unwrap().len(), 1);
}

#[test]
fn a_metric_carries_no_bounds_and_every_documented_field() {
    let client = Client::demo();
    let page = client.ok(&format!("metric/?id={COMPLETION}"));
    let metric = &page["metrics"][0];
    assert_eq!(
        (&metric["name"], &metric["metric_value_type"]),
        (&json!("Completion Rate"), &json!("boolean"))
    );
    for field in [
        "org_id",
        "applied_to_services",
        "additional_notes",
        "tags",
        "creator",
        "updated_by",
        "created_at",
        "updated_at",
    ] {
        assert!(metric.get(field).is_some(), "{field}");
    }
    assert_eq!(metric.get("description"), None);
    let values = &page["filter_values"];
    assert_eq!(values["types"], json!(["boolean", "categorical", "numerical"]));
    assert_eq!(values["applied_to_services_ids"].as_array().unwrap().len(), 6);
    assert!(values["tags"].as_array().unwrap().contains(&json!("core")));
}

#[test]
fn filters_combine() {
    let client = Client::demo();
    let numerical = client.all("metric/?type=numerical", "metrics");
    assert_eq!(numerical.len(), 7);
    let two_types = client.all("metric/?type=numerical&type=categorical", "metrics");
    assert_eq!(two_types.len(), 13);
    let service = "6618791275130b73714e8d1c";
    let applied = client.all(&format!("metric/?applied_to_service={service}&type=numerical"), "metrics");
    assert!(!applied.is_empty() && applied.len() < 7);
    assert!(
        applied
            .iter()
            .all(|metric| metric["applied_to_services"].as_array().unwrap().contains(&json!(service)))
    );
    assert_eq!(client.all("metric/?tag=area:safety", "metrics").len(), 5);
    let answer = client.get("metric/?type=ordinal&type=ordinal&is_deleted=x&creator=me&id=x");
    let places = answer.places();
    for place in [
        r#"["query","type"]"#,
        r#"["query","type",0]"#,
        r#"["query","is_deleted"]"#,
        r#"["query","creator",0]"#,
        r#"["query","id",0]"#,
    ] {
        assert!(places.contains(&place.to_owned()), "{place} in {places:?}");
    }
}

#[test]
fn sorted_by_update_both_ways() {
    let client = Client::demo();
    let up = client.all("metric/?sort_by=%2Bupdated_at&limit=7", "metrics");
    let mut down = client.all("metric/?sort_by=-updated_at", "metrics");
    let moments: Vec<&str> = up.iter().map(|metric| metric["updated_at"].as_str().unwrap()).collect();
    assert!(moments.is_sorted() && moments.first() != moments.last());
    down.reverse();
    assert_eq!(ids(&up), ids(&down));
}

#[test]
fn search_finds_names_deleted_ones_too_best_first() {
    let client = Client::demo();
    let found = client.ok("metric/search/?query=RATE");
    let found = field(&found["metrics"], "name");
    assert_eq!(found, ["Completion Rate"]);
    let small = client.ok("metric/search/?query=talk");
    assert_eq!(small["metrics"][0]["is_deleted"], true);
    assert!(small["metrics"][0].get("_id").is_some() && small["metrics"][0].get("id").is_none());
    let given = client.ok("metric/search/?query=no%20diagnosis%20given");
    assert_eq!(given["metrics"][0]["name"], "No Diagnosis Given");
    let first = client.ok("metric/search/?query=clarity");
    assert_eq!(first["metrics"][0]["name"], "Clarity");
    assert_eq!(client.ok("metric/search/?query=xyzzy")["metrics"], json!([]));
    assert_eq!(client.ok("metric/search/?query=rate&type=numerical")["metrics"], json!([]));
    assert_eq!(client.get("metric/search/").places(), [r#"["query","query"]"#]);
    assert_eq!(client.get("metric/search/?query=%20%20").json()["detail"][0]["type"], "string_too_short");
}

#[test]
fn search_answers_fifty_at_most() {
    let client = Client::demo();
    for n in 0..60 {
        let name = if n == 30 { "same".to_owned() } else { format!("Quite the same {n}") };
        let metric = json!({"id": format!("{n:024}"), "name": name, "is_deleted": false});
        client.control("POST", "documents", json!({"kind": "metric", "document": metric}));
    }
    let found = client.ok("metric/search/?query=same");
    let found = found["metrics"].as_array().unwrap();
    assert_eq!(found.len(), 50);
    assert_eq!(found[0]["name"], "same", "the name itself comes first");
}

#[test]
fn facets_are_told_on_the_first_page_only() {
    let client = Client::demo();
    let first = client.ok("metric/?limit=5");
    assert!(first["filter_values"].is_object());
    let second = client.ok("metric/?limit=5&continuation_token=5");
    assert_eq!(second["filter_values"], Value::Null);
}
