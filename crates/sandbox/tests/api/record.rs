//! The record of exchanges.

use sandbox::{Options, Seed};
use serde_json::{Value, json};

use crate::support::{Client, Scratch};

fn recorded(options: Options, ask: impl FnOnce(&Client)) -> Vec<Value> {
    let scratch = Scratch::new();
    let file = scratch.0.join("record.jsonl");
    let client = Client::start(Options { record: Some(file.clone()), ..options });
    ask(&client);
    let text = std::fs::read_to_string(file).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn every_exchange_is_a_line() {
    let lines = recorded(Options::default(), |client| {
        client.get("simulation/unit_test/?tag=suite%3Atriage&tag=smoke%3A");
        client.post("simulation/persona/", &json!({"name": "x"}));
        client.api("POST", "simulation/persona/", Some("no json"));
        client.get("nothing/");
    });
    assert_eq!(lines.len(), 3, "a path of no operation is no exchange");
    let first = &lines[0];
    assert_eq!((&first["operation"], &first["method"]), (&json!("ListUnitTests"), &json!("GET")));
    assert_eq!(first["path"], "/v1/northwind/simulation/unit_test/");
    assert_eq!(first["query"], json!([["tag", "suite:triage"], ["tag", "smoke:"]]));
    assert_eq!((&first["status"], &first["content_type"]), (&json!(200), &json!("application/json")));
    assert_eq!(first["response_body"]["simulation_unit_tests"].as_array().unwrap().len(), 4);
    assert_eq!(
        (&first["request_body"], &first["fault"], &first["departs"]),
        (&Value::Null, &json!(false), &json!([]))
    );
    assert_eq!((&lines[1]["request_body"], &lines[1]["status"]), (&json!({"name": "x"}), &json!(422)));
    assert_eq!(lines[2]["request_body"], "no json");
}

#[test]
fn faults_and_departures_are_marked() {
    let lines = recorded(Options::default(), |client| {
        client.fault(json!({"operation": "*", "kind": "html", "count": 1}));
        client.get("service/");
        client.fault(json!({"operation": "*", "kind": "delay", "delay_ms": 1, "count": 1}));
        client.get("service/");
        client.fault(json!({"operation": "*", "kind": "cut", "count": 1}));
        assert!(client.try_get("service/").is_err());
        client.control("POST", "documents", json!({"kind": "service", "document": null, "id": "x"}));
        client.get("service/");
    });
    let marks: Vec<(&Value, &Value)> = lines.iter().map(|line| (&line["fault"], &line["departs"])).collect();
    let (yes, no, none, document) = (json!(true), json!(false), json!([]), json!(["document"]));
    assert_eq!(marks, [(&yes, &none), (&no, &none), (&yes, &none), (&no, &document)]);
    assert!(lines[0]["response_body"].as_str().unwrap().contains("<html>"));
}

#[test]
fn unknown_values_and_the_edge_seed_are_marked() {
    let contrary = recorded(Options { contrary: true, ..Options::default() }, |client| {
        client.get("service/");
        client.all("metric/", "metrics");
    });
    assert_eq!(contrary[0]["departs"], json!([]));
    assert!(contrary.iter().any(|line| line["departs"] == json!(["enum"])));
    let edge = recorded(Options { seed: Seed::Edge, ..Options::default() }, |client| {
        client.get("service/");
    });
    assert_eq!(edge[0]["departs"], json!(["edge"]));
}
