//! Faults: each kind, and which requests it befalls.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::support::Client;

const LIST: &str = "simulation/unit_test/?limit=1";

#[test]
fn a_status_with_its_typical_body() {
    let client = Client::demo();
    for status in [400, 401, 403, 404, 409, 422, 429, 500, 503] {
        client.fault(json!({"operation": "ListUnitTests", "kind": "status", "status": status, "count": 1}));
        let answer = client.get(LIST);
        assert_eq!(answer.status, status);
        let detail = &answer.json()["detail"];
        assert!(if status == 422 { detail[0]["msg"].is_string() } else { detail.is_string() });
        assert_eq!(answer.header("retry-after"), (status == 429).then_some("2"));
        assert_eq!(answer.header("x-ratelimit-limit"), None);
    }
    assert_eq!(client.get(LIST).header("x-ratelimit-remaining"), Some("199"), "fakes do not count");
}

#[test]
fn a_body_of_ones_own() {
    let client = Client::demo();
    client.fault(
        json!({"operation": "*", "kind": "status", "status": 418, "body": {"message": "tea"}, "count": 1,
        "headers": {"Retry-After": "9", "x-extra": "1"}}),
    );
    let answer = client.get(LIST);
    assert_eq!((answer.status, answer.json()), (418, json!({"message": "tea"})));
    assert_eq!((answer.header("retry-after"), answer.header("x-extra")), (Some("9"), Some("1")));
    client.fault(json!({"operation": "*", "kind": "body", "body": "not json", "content_type": "text/plain", "count": 1}));
    let answer = client.get(LIST);
    assert_eq!((answer.status, answer.text.as_str()), (200, "not json"));
    assert_eq!(answer.header("content-type"), Some("text/plain"));
}

#[test]
fn html_nothing_and_another_version() {
    let client = Client::demo();
    client.fault(json!({"operation": "*", "kind": "html", "count": 1}));
    let html = client.get(LIST);
    assert_eq!((html.status, html.header("content-type")), (502, Some("text/html; charset=utf-8")));
    client.fault(json!({"operation": "*", "kind": "empty", "count": 1}));
    let empty = client.get(LIST);
    assert_eq!((empty.status, empty.text.as_str()), (200, ""));
    client.fault(json!({"operation": "*", "kind": "other_version", "count": 1}));
    let other = client.get(LIST);
    assert_eq!(other.status, 200);
    assert_eq!(other.json().get("simulation_unit_tests"), None);
    assert_eq!(client.get(LIST).status, 200);
}

#[test]
fn count_skip_matching_and_operation_choose() {
    let client = Client::demo();
    client
        .fault(json!({"operation": "ListUnitTests", "kind": "status", "status": 500, "skip": 1, "count": 2,
        "matching": "tag=suite%3Atriage"}));
    let hit = "simulation/unit_test/?tag=suite%3Atriage";
    assert_eq!(client.get(LIST).status, 200);
    assert_eq!(client.get("service/").status, 200);
    let statuses: Vec<u16> = (0..4).map(|_| client.get(hit).status).collect();
    assert_eq!(statuses, [200, 500, 500, 200]);
    client.fault(json!({"operation": "*", "kind": "status", "status": 503, "count": null}));
    assert_eq!((client.get("service/").status, client.get(LIST).status), (503, 503));
    client.control("DELETE", "faults", Value::Null);
    assert_eq!(client.get("service/").status, 200);
}

#[test]
fn a_delay_holds_the_right_answer_back() {
    let client = Client::demo();
    client.fault(json!({"operation": "ListServices", "kind": "delay", "delay_ms": 300, "count": 1}));
    let begin = Instant::now();
    assert!(client.ok("service/")["services"].is_array());
    assert!(begin.elapsed() >= Duration::from_millis(300));
}

#[test]
fn a_drop_loses_the_request_and_a_drop_after_only_the_answer() {
    let client = Client::demo();
    let body = |name: &str| {
        json!({"name": name, "tags": {}, "initial_version": {"objective": "O",
        "instructions": "I", "initial_message_type": "skip", "conversation_starts_at": null}})
    };
    let count = |name: &str| {
        let found = client.ok(&format!("simulation/scenario/search?query={name}"));
        found["simulation_scenarios"].as_array().unwrap().len()
    };
    client.fault(json!({"operation": "CreateScenario", "kind": "drop", "count": 1}));
    assert!(client.try_post("simulation/scenario/", &body("dropped")).is_err());
    assert_eq!(count("dropped"), 0);
    client.fault(json!({"operation": "CreateScenario", "kind": "drop_after", "count": 1}));
    assert!(client.try_post("simulation/scenario/", &body("vanished")).is_err());
    assert_eq!(count("vanished"), 1);
    assert_eq!(client.try_post("simulation/scenario/", &body("third")).unwrap(), 201);
    let log = client.log();
    let lost: Vec<&Value> = log.iter().filter(|line| line["aborted"] == true).collect();
    assert_eq!(lost.len(), 2, "each was sent once");
    assert!(lost.iter().all(|line| line["status"].is_null() && line["operation"] == "CreateScenario"));
}

#[test]
fn what_happened_may_be_answered_as_if_it_had_not() {
    let client = Client::demo();
    let body = |name: &str| {
        json!({"name": name, "tags": {}, "initial_version": {"objective": "O",
        "instructions": "I", "initial_message_type": "skip", "conversation_starts_at": null}})
    };
    let count = |name: &str| {
        let found = client.ok(&format!("simulation/scenario/search?query={name}"));
        found["simulation_scenarios"].as_array().unwrap().len()
    };
    client.fault(json!({"operation": "CreateScenario", "kind": "status_after", "status": 503, "count": 1}));
    assert_eq!(client.try_post("simulation/scenario/", &body("done")).unwrap(), 503);
    assert_eq!(count("done"), 1);
    client.fault(json!({"operation": "CreateScenario", "kind": "twice", "count": 1}));
    assert_eq!(client.try_post("simulation/scenario/", &body("repeated")).unwrap(), 409);
    assert_eq!(count("repeated"), 1);
    assert_eq!(client.try_post("simulation/scenario/", &body("third")).unwrap(), 201);
}

#[test]
fn a_late_answer_is_to_what_happened_at_once() {
    let client = Client::demo();
    let body = json!({"name": "late", "tags": {}, "initial_version": {"objective": "O",
        "instructions": "I", "initial_message_type": "skip", "conversation_starts_at": null}});
    client.fault(json!({"operation": "CreateScenario", "kind": "late", "delay_ms": 60_000, "count": 1}));
    let mut stream = connect(&client);
    let (body, token) = (body.to_string(), client.token.as_deref().unwrap());
    write!(
        stream,
        "POST /v1/northwind/simulation/scenario/ HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {token}\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
    .unwrap();
    wait_until(|| {
        let found = client.ok("simulation/scenario/search?query=late");
        found["simulation_scenarios"].as_array().unwrap().len() == 1
    });
    drop(stream);
}

#[test]
fn a_cut_answer_promises_more_than_it_brings() {
    let client = Client::demo();
    client.fault(json!({"operation": "ListUnitTests", "kind": "cut", "count": 1}));
    assert!(client.try_get(LIST).is_err());
    client.fault(json!({"operation": "ListUnitTests", "kind": "cut", "count": 1}));
    let raw = raw_get(&client, LIST);
    let (head, body) = raw.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("HTTP/1.1 200"));
    let promised = head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap();
    let promised: usize = promised.parse().unwrap();
    assert_eq!(body.len(), promised / 2);
    assert!(client.try_get(LIST).is_ok());
}

#[test]
fn a_client_that_goes_away_is_noticed() {
    let client = Client::demo();
    client.fault(json!({"operation": "ListServices", "kind": "delay", "delay_ms": 60_000, "count": 1}));
    let mut stream = connect(&client);
    write!(stream, "{}", request_text(&client, "service/")).unwrap();
    wait_until(|| client.log().len() == 1);
    assert_eq!((&client.log()[0]["status"], &client.log()[0]["aborted"]), (&Value::Null, &json!(false)));
    drop(stream);
    wait_until(|| client.log()[0]["aborted"] == true);
    assert_eq!(client.log()[0]["status"], Value::Null);
}

#[test]
fn a_fault_that_makes_no_sense_is_refused() {
    let client = Client::demo();
    let url = format!("{}/_sandbox/faults", client.server.api_url());
    for wrong in [
        json!({"operation": "Nothing", "kind": "drop"}),
        json!({"operation": "*", "kind": "explode"}),
        json!({"operation": "*", "kind": "status"}),
        json!({"operation": "*", "kind": "status_after"}),
        json!({"operation": "*", "kind": "status", "status": 1}),
        json!({"operation": "*", "kind": "drop", "colour": "red"}),
    ] {
        let answer =
            client.send("POST", &url, &[("content-type", "application/json")], Some(&wrong.to_string()));
        assert_eq!(answer.status, 400, "{wrong}");
        assert!(answer.json()["detail"].is_string());
    }
    assert_eq!(client.get(LIST).status, 200);
}

fn connect(client: &Client) -> TcpStream {
    TcpStream::connect(client.server.api_url().trim_start_matches("http://")).unwrap()
}

fn request_text(client: &Client, path: &str) -> String {
    format!(
        "GET /v1/northwind/{path} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {}\r\nconnection: close\r\n\r\n",
        client.token.as_deref().unwrap()
    )
}

fn raw_get(client: &Client, path: &str) -> String {
    let mut stream = connect(client);
    write!(stream, "{}", request_text(client, path)).unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    text
}

fn wait_until(done: impl Fn() -> bool) {
    let begin = Instant::now();
    while !done() {
        assert!(begin.elapsed() < Duration::from_secs(10), "it never happened");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn ways_to_the_rest_that_lead_nowhere() {
    let client = Client::demo();
    let page = |path: &str| {
        let answer = client.get(path).json();
        let items = answer["simulation_unit_tests"].as_array().unwrap().len();
        (items, answer["has_more"].clone(), answer["continuation_token"].clone())
    };
    let all = "simulation/unit_test/?limit=500";
    let next = |token: &Value| format!("{all}&continuation_token={token}");
    let (count, ..) = page(all);
    let spoil = |tokens: &str| {
        client.control("DELETE", "faults", Value::Null);
        client.fault(json!({"operation": "ListUnitTests", "kind": "tokens", "tokens": tokens}));
    };
    spoil("missing");
    assert_eq!(page(all), (count, json!(true), Value::Null));
    spoil("same");
    let (_, _, token) = page(all);
    assert_eq!(page(&next(&token)), (count, json!(true), token));
    spoil("alternate");
    let (_, _, first) = page(all);
    let (_, _, second) = page(&next(&first));
    assert_ne!(first, second);
    assert_eq!(page(&next(&second)), (count, json!(true), first));
    spoil("ever_new");
    let (_, _, first) = page(all);
    let (items, has_more, second) = page(&next(&first));
    assert_eq!((items, has_more), (0, json!(true)));
    assert_ne!(first, second);
}
