//! Scenarios: list, search, create.

use sandbox::Seed;
use serde_json::{Value, json};

use crate::support::{Client, field};

const LIST: &str = "simulation/scenario/";
const KEY: &str = "simulation_scenarios";

fn body(name: &str) -> Value {
    json!({"name": name, "tags": {}, "initial_version": {"objective": "Get in.", "instructions": "Knock.",
        "initial_message_type": "skip", "conversation_starts_at": null}})
}

#[test]
fn pages_of_fifty_and_at_most_two_hundred() {
    let client = Client::seeded(Seed::Large);
    assert_eq!(client.ok(LIST)[KEY].as_array().unwrap().len(), 50);
    assert_eq!(client.ok(&format!("{LIST}?limit=200"))[KEY].as_array().unwrap().len(), 200);
    assert_eq!(client.all(&format!("{LIST}?limit=90"), KEY).len(), 260);
    assert_eq!(client.get(&format!("{LIST}?limit=201")).places(), [r#"["query","limit"]"#]);
    let none = client.ok(&format!("{LIST}?limit=0"));
    assert_eq!((&none[KEY], &none["has_more"]), (&json!([]), &json!(true)));
    assert!(none["filter_values"]["tags"].is_array());
}

#[test]
fn all_three_beginnings_occur() {
    let client = Client::demo();
    let mut beginnings = Vec::new();
    for scenario in client.all(LIST, KEY) {
        let id = scenario["id"].as_str().unwrap();
        let page = client.ok(&format!("{LIST}{id}/version/?version=latest"));
        let version = &page["simulation_scenario_versions"][0];
        assert!(!version["objective"].as_str().unwrap().is_empty());
        beginnings.push(version["initial_message_type"].as_str().unwrap().to_owned());
    }
    beginnings.sort();
    beginnings.dedup();
    assert_eq!(beginnings, ["external-event", "skip", "user-message"]);
}

#[test]
fn search_reads_names() {
    let client = Client::demo();
    let found = client.ok("simulation/scenario/search?query=REFILL");
    let names = field(&found[KEY], "name");
    assert_eq!(names.len(), 4, "{names:?}");
    assert!(names[0].as_str().unwrap().starts_with("Refill"));
    assert!(found[KEY].as_array().unwrap().iter().any(|scenario| scenario["is_deleted"] == true));
    assert!(found[KEY][0].get("id").is_some() && found[KEY][0]["tags"].is_object());
    let large = Client::seeded(Seed::Large);
    assert_eq!(large.ok("simulation/scenario/search?query=someone")[KEY].as_array().unwrap().len(), 50);
}

#[test]
fn filters_by_tag() {
    let client = Client::demo();
    let emergencies = client.all(&format!("{LIST}?tag=acuity:emergency&is_deleted=false"), KEY);
    assert_eq!(emergencies.len(), 3);
    let page = client.ok(&format!("{LIST}?tag=acuity:emergency"));
    assert_eq!(page["filter_values"]["tags"], json!(["acuity", "area", "safety"]));
}

#[test]
fn creating_makes_version_one() {
    let client = Client::demo();
    let mut body = body("At the door");
    body["initial_version"]["conversation_starts_at"] = json!("2026-03-08T06:30:00+01:00");
    let answer = client.post(LIST, &body);
    assert_eq!(answer.status, 201, "{}", answer.text);
    let id = answer.json()["simulation_scenario_id"].as_str().unwrap().to_owned();
    let version = client.ok(&format!("{LIST}{id}/version/"))["simulation_scenario_versions"][0].clone();
    assert_eq!(version["conversation_starts_at"], "2026-03-08T05:30:00.000000Z");
    assert_eq!((&version["version"], &version["instructions"]), (&json!(1), &json!("Knock.")));
    assert_eq!(client.post(LIST, &body).status, 409);
    assert_eq!(client.post(LIST, &self::body("Refill by fax")).status, 409, "taken by a deleted one");
}

#[test]
fn every_part_of_the_body_is_checked() {
    let client = Client::demo();
    for (pointer, value) in [
        ("/name", json!("")),
        ("/tags", json!({"a:b": null})),
        ("/initial_version/objective", json!(" ")),
        ("/initial_version/instructions", json!(null)),
        ("/initial_version/initial_message_type", json!("carrier-pigeon")),
        ("/initial_version/conversation_starts_at", json!("tomorrow")),
        ("/initial_version/conversation_starts_at", json!(12)),
    ] {
        let mut body = body("Checked");
        *body.pointer_mut(pointer).unwrap() = value;
        let steps = pointer.split('/').skip(1);
        let place = json!(std::iter::once("body").chain(steps).collect::<Vec<_>>()).to_string();
        let places = client.post(LIST, &body).places();
        assert_eq!(places.len(), 1);
        assert!(places[0].starts_with(place.trim_end_matches(']')), "{places:?} {place}");
    }
    for required in ["objective", "instructions", "initial_message_type", "conversation_starts_at"] {
        let mut body = body("Checked");
        body["initial_version"].as_object_mut().unwrap().remove(required);
        assert_eq!(
            client.post(LIST, &body).places(),
            [format!(r#"["body","initial_version","{required}"]"#)]
        );
    }
}
