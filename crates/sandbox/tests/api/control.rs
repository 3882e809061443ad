//! The test control: resets, the log, tokens, documents, and data kept in a file.

use sandbox::{EDITOR, Options};
use serde_json::{Value, json};

use crate::support::{Client, Scratch};

#[test]
fn health_tells_seed_and_mode() {
    let client = Client::demo();
    let health = client.control("GET", "health", Value::Null);
    assert_eq!(
        (&health["status"], &health["seed"], &health["contrary"]),
        (&json!("ok"), &json!("demo"), &json!(false))
    );
}

#[test]
fn a_reset_begins_anew_and_keeps_what_is_not_said() {
    let client = Client::demo();
    client.fault(json!({"operation": "*", "kind": "status", "status": 500}));
    client.control("POST", "limits", json!({"operation": "*", "per_minute": 0}));
    client.control("DELETE", "tokens", Value::Null);
    client.control("POST", "clock", json!({"advance_ms": 86_400_000}));
    client.control("PUT", "config", json!({"body": {}}));
    let one = client.test_named_by_control();
    client.control("DELETE", &format!("documents/unit_test/{one}"), Value::Null);
    let health = client.control("POST", "reset", json!({"latency_ms": 1}));
    assert_eq!((&health["seed"], &health["latency_ms"]), (&json!("demo"), &json!(1)));
    assert!(client.log().is_empty());
    assert_eq!(client.all("simulation/unit_test/?limit=500", "simulation_unit_tests").len(), 120);
    let config = client.send("GET", &format!("{}config.json", client.server.app_url()), &[], None);
    assert_eq!(config.json()["organization"], "northwind");
    let health = client.control("POST", "reset", json!({"seed": "empty"}));
    assert_eq!((&health["seed"], &health["latency_ms"]), (&json!("empty"), &json!(1)));
    assert!(client.all("simulation/unit_test/", "simulation_unit_tests").is_empty());
}

impl Client {
    /// The id of the documented example, without asking the API.
    fn test_named_by_control(&self) -> String {
        self.control("POST", "documents", json!({"kind": "unit_test", "document": {"id": "e".repeat(24)}}));
        "e".repeat(24)
    }
}

#[test]
fn the_log_tells_what_was_asked_in_order() {
    let client = Client::demo();
    client.get("simulation/unit_test/?tag=suite%3Atriage&limit=1");
    client.post("simulation/persona/", &json!({"name": "x"}));
    client.get("nothing/?a=b");
    let log = client.log();
    let line = |at: usize, field: &str| log[at][field].clone();
    assert_eq!(log.len(), 3);
    assert_eq!(line(0, "operation"), "ListUnitTests");
    assert_eq!(line(0, "query"), "tag=suite%3Atriage&limit=1");
    assert_eq!(line(0, "path"), "/v1/northwind/simulation/unit_test/");
    assert_eq!(
        (line(0, "status"), line(0, "body"), line(0, "aborted")),
        (json!(200), Value::Null, json!(false))
    );
    assert_eq!((line(1, "status"), line(1, "body")), (json!(422), json!({"name": "x"})));
    assert_eq!((line(2, "operation"), line(2, "status")), (Value::Null, json!(404)));
    assert!(
        line(0, "n").as_u64() < line(1, "n").as_u64()
            && line(0, "at_ms").as_u64() <= line(2, "at_ms").as_u64()
    );
    client.control("DELETE", "requests", Value::Null);
    assert!(client.log().is_empty());
}

#[test]
fn tokens_for_anyone_with_any_life() {
    let mut client = Client::demo();
    client.become_user(EDITOR);
    assert_eq!(client.get("service/").status, 200);
    let spent = client.control("POST", "tokens", json!({"user_id": EDITOR, "expires_in_s": -1}));
    client.token = Some(spent["id_token"].as_str().unwrap().to_owned());
    assert_eq!(client.get("service/").status, 401);
    let url = format!("{}/_sandbox/tokens", client.server.api_url());
    let body = json!({"user_id": "nobody", "expires_in_s": 1}).to_string();
    assert_eq!(client.send("POST", &url, &[("content-type", "application/json")], Some(&body)).status, 404);
}

#[test]
fn documents_go_in_and_out_as_they_are() {
    let client = Client::demo();
    let id = "d".repeat(24);
    let document = json!({"id": id, "name": "Raw", "odd": [null, 1.5], "is_deleted": false, "tags": [{"key": "raw", "value": null}]});
    let put = client.control("POST", "documents", json!({"kind": "unit_test", "document": document}));
    assert_eq!(put["id"], id);
    assert_eq!(client.control("GET", &format!("documents/unit_test/{id}"), Value::Null), document);
    let found = client.ok("simulation/unit_test/?tag=raw:");
    assert_eq!(found["simulation_unit_tests"], json!([document]));
    let changed = json!({"id": id, "name": "Raw again", "tags": null});
    client.control("POST", "documents", json!({"kind": "unit_test", "document": changed}));
    assert_eq!(client.ok("simulation/unit_test/?tag=raw:")["simulation_unit_tests"], json!([]));
    client.control("DELETE", &format!("documents/unit_test/{id}"), Value::Null);
    assert_eq!(client.ok(&format!("simulation/unit_test/?id={id}"))["simulation_unit_tests"], json!([]));
    let null =
        client.control("POST", "documents", json!({"kind": "unit_test", "document": null, "id": "nothing"}));
    assert_eq!(null["id"], "nothing");
    let all = client.ok("simulation/unit_test/?limit=500");
    assert!(all["simulation_unit_tests"].as_array().unwrap().contains(&Value::Null));
}

#[test]
fn what_is_not_understood_is_refused_in_words() {
    let client = Client::demo();
    let base = format!("{}/_sandbox", client.server.api_url());
    for (method, path, body, status) in [
        ("POST", "reset", r#"{"seed": "huge"}"#, 400),
        ("POST", "reset", r#"{"colour": 1}"#, 400),
        ("POST", "clock", "{", 400),
        ("POST", "limits", r#"{"operation": "Nothing", "per_minute": 1}"#, 400),
        ("POST", "permissions", r#"{"user_id": "nobody"}"#, 404),
        ("POST", "documents", r#"{"kind": "thing", "document": {}}"#, 400),
        ("DELETE", "documents/unit_test/none", "", 404),
        ("GET", "documents/thing/none", "", 400),
        ("GET", "nothing", "", 404),
    ] {
        let body = (!body.is_empty()).then_some(body);
        let answer =
            client.send(method, &format!("{base}/{path}"), &[("content-type", "application/json")], body);
        assert_eq!(answer.status, status, "{method} {path}: {}", answer.text);
        assert!(answer.json()["detail"].as_str().unwrap().len() > 5);
    }
}

#[test]
fn a_file_keeps_the_data_between_starts() {
    let scratch = Scratch::new();
    let options = Options { db: Some(scratch.0.join("data.sqlite")), ..Options::default() };
    let body = json!({"name": "Kept", "tags": {}, "initial_version": {"objective": "O", "instructions": "I",
        "initial_message_type": "skip", "conversation_starts_at": null}});
    let first = Client::start(options.clone());
    assert_eq!(first.post("simulation/scenario/", &body).status, 201);
    drop(first);
    let second = Client::start(options.clone());
    assert_eq!(second.post("simulation/scenario/", &body).status, 409);
    assert_eq!(second.all("simulation/unit_test/?limit=500", "simulation_unit_tests").len(), 120);
    second.control("POST", "reset", json!({"seed": "empty"}));
    drop(second);
    let third = Client::start(options);
    assert!(third.all("simulation/unit_test/", "simulation_unit_tests").is_empty(), "seeded only when empty");
}

#[test]
fn latency_holds_every_answer() {
    let client =
        Client::start(Options { latency: std::time::Duration::from_millis(120), ..Options::default() });
    let begin = std::time::Instant::now();
    client.get("organization/");
    assert!(begin.elapsed().as_millis() >= 120);
}
