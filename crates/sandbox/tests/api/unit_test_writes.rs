//! Unit tests: create, update, delete.

use sandbox::{ADMINISTRATOR, EDITOR};
use serde_json::{Value, json};

use crate::support::Client;

const PATH: &str = "simulation/unit_test/";
const KEY: &str = "simulation_unit_tests";
const NOWHERE: &str = "ffffffffffffffffffffffff";

/// The documented example under another name.
fn body(name: &str) -> Value {
    json!({"name": name, "description": " Guides. ", "service_id": "6618791275130b73714e8d1c",
        "service_version_set_name": "release", "persona_id": "6618791275130b73714e8d2a",
        "scenario_id": "6618791275130b73714e8d3b", "max_interactions": 20,
        "success_criterions": [{"name": "Completion Rate", "metric_id": "6618791275130b73714e8d4c",
            "criterion": {"type": "boolean", "expected_value": true}}],
        "tags": {"suite": "onboarding", "slow": null}})
}

fn create(client: &Client, body: &Value) -> String {
    let answer = client.post(PATH, body);
    assert_eq!(answer.status, 201, "{}", answer.text);
    answer.json()["simulation_unit_test_id"].as_str().unwrap().to_owned()
}

fn read(client: &Client, id: &str) -> Value {
    client.ok(&format!("{PATH}?id={id}"))[KEY][0].clone()
}

fn metric(client: &Client, name: &str) -> String {
    let found = client.ok(&format!("metric/search/?query={name}"));
    found["metrics"][0]["_id"].as_str().unwrap().to_owned()
}

#[test]
fn a_create_is_answered_by_the_id_and_read_back() {
    let mut client = Client::demo();
    client.become_user(EDITOR);
    let answer = client.post(PATH, &body("  New one\t"));
    assert_eq!((answer.status, answer.json().as_object().unwrap().len()), (201, 1));
    let id = answer.json()["simulation_unit_test_id"].as_str().unwrap().to_owned();
    let test = read(&client, &id);
    assert_eq!((&test["name"], &test["description"]), (&json!("New one"), &json!("Guides.")));
    assert_eq!(
        test["tags"],
        json!([{"key": "slow", "value": null}, {"key": "suite", "value": "onboarding"}])
    );
    assert_eq!(test["creator"], json!({"org_id": "northwind", "user_id": EDITOR}));
    assert_eq!((&test["created_at"], &test["is_deleted"]), (&test["updated_at"], &json!(false)));
    let newest = client.ok(&format!("{PATH}?sort_by=-updated_at&limit=1"));
    assert_eq!(newest[KEY][0]["id"], id);
}

#[test]
fn a_name_is_taken_once_even_by_a_deleted_test() {
    let client = Client::demo();
    for taken in ["Onboarding - Confused New User", " Onboarding - Confused New User ", "Refill - Fax Number"]
    {
        let answer = client.post(PATH, &body(taken));
        assert_eq!(answer.status, 409, "{taken}");
        assert_eq!(answer.json(), json!({"detail": "A unit test with this name already exists."}));
    }
}

#[test]
fn references_must_be_there_and_live() {
    let client = Client::demo();
    let deleted = |list: &str, key: &str| client.ok(&format!("{list}?is_deleted=true"))[key][0]["id"].clone();
    let persona = deleted("simulation/persona/", "simulation_personas");
    let scenario = deleted("simulation/scenario/", "simulation_scenarios");
    let gone = deleted("metric/", "metrics");
    for (pointer, value) in [
        ("/service_id", json!(NOWHERE)),
        ("/service_version_set_name", json!("gone")),
        ("/service_version_set_name", json!("")),
        ("/persona_id", json!(NOWHERE)),
        ("/persona_id", persona),
        ("/scenario_id", json!(NOWHERE)),
        ("/scenario_id", scenario),
        ("/success_criterions/0/metric_id", json!(NOWHERE)),
        ("/success_criterions/0/metric_id", gone),
    ] {
        let mut body = body("New one");
        *body.pointer_mut(pointer).unwrap() = value;
        let answer = client.post(PATH, &body);
        assert_eq!(answer.status, 404, "{body}");
        assert!(answer.json()["detail"].as_str().unwrap().starts_with("The specified organization, service"));
    }
    let large = Client::seeded(sandbox::Seed::Large);
    let inactive = large.ok("service/?is_active=false")["services"][0]["id"].clone();
    let test =
        large.ok(&format!("{PATH}?limit=1&is_deleted=false"))[KEY][0]["id"].as_str().unwrap().to_owned();
    let moved = large.post(&format!("{PATH}{test}/"), &json!({"service_id": inactive}));
    assert_eq!(moved.status, 404);
}

#[test]
fn a_criterion_must_have_its_metrics_type() {
    let client = Client::demo();
    let mut body = body("New one");
    body["success_criterions"][0]["criterion"] = json!({"type": "numerical", "verb": ">=", "threshold": 1});
    let answer = client.post(PATH, &body);
    assert_eq!(answer.status, 400);
    assert!(answer.json()["detail"].as_str().unwrap().contains("does not match"));
    let (politeness, outcome) = (metric(&client, "politeness"), metric(&client, "outcome"));
    body["success_criterions"] = json!([
        {"name": "a", "metric_id": politeness, "criterion": {"type": "numerical", "verb": "<", "threshold": 400.5}},
        {"name": "b", "metric_id": outcome, "criterion": {"type": "categorical", "expected_values": [" No such "]}},
        {"name": "b", "metric_id": outcome, "criterion": {"type": "categorical", "expected_values": ["Resolved"]}},
    ]);
    let id = create(&client, &body);
    let criteria = read(&client, &id)["success_criterions"].clone();
    assert_eq!(criteria[0]["criterion"]["threshold"], 400.5, "bounds are not checked");
    assert_eq!(criteria[1]["criterion"]["expected_values"], json!(["No such"]), "trimmed, not checked");
}

#[test]
fn every_part_of_the_body_is_checked() {
    let client = Client::demo();
    let empty = client.post(PATH, &json!({}));
    assert_eq!(empty.places().len(), 9);
    let criterion = r#"["body","success_criterions",0"#;
    let described = format!(r#"{criterion},"criterion""#);
    for (pointer, value, place) in [
        ("/name", json!("\n "), r#"["body","name"]"#.to_owned()),
        ("/name", json!(null), r#"["body","name"]"#.to_owned()),
        ("/description", json!(""), r#"["body","description"]"#.to_owned()),
        ("/service_id", json!("6618791275130B73714E8D1C"), r#"["body","service_id"]"#.to_owned()),
        ("/service_version_set_name", json!(3), r#"["body","service_version_set_name"]"#.to_owned()),
        ("/persona_id", json!("short"), r#"["body","persona_id"]"#.to_owned()),
        ("/scenario_id", json!({}), r#"["body","scenario_id"]"#.to_owned()),
        ("/max_interactions", json!(0), r#"["body","max_interactions"]"#.to_owned()),
        ("/max_interactions", json!(101), r#"["body","max_interactions"]"#.to_owned()),
        ("/max_interactions", json!(1.5), r#"["body","max_interactions"]"#.to_owned()),
        ("/max_interactions", json!("20"), r#"["body","max_interactions"]"#.to_owned()),
        ("/success_criterions", json!([]), r#"["body","success_criterions"]"#.to_owned()),
        ("/success_criterions", json!({}), r#"["body","success_criterions"]"#.to_owned()),
        ("/success_criterions/0/name", json!(" "), format!(r#"{criterion},"name"]"#)),
        ("/success_criterions/0/metric_id", json!("x"), format!(r#"{criterion},"metric_id"]"#)),
        ("/success_criterions/0/criterion", json!({}), format!("{described}]")),
        ("/success_criterions/0/criterion", json!({"type": "ordinal"}), format!("{described}]")),
        (
            "/success_criterions/0/criterion",
            json!({"type": "boolean"}),
            format!(r#"{described},"boolean","expected_value"]"#),
        ),
        (
            "/success_criterions/0/criterion",
            json!({"type": "boolean", "expected_value": "yes"}),
            format!(r#"{described},"boolean","expected_value"]"#),
        ),
        (
            "/success_criterions/0/criterion",
            json!({"type": "numerical", "verb": ">=", "threshold": "4"}),
            format!(r#"{described},"numerical","threshold"]"#),
        ),
        (
            "/success_criterions/0/criterion",
            json!({"type": "numerical", "verb": "=>", "threshold": 4}),
            format!(r#"{described},"numerical","verb"]"#),
        ),
        (
            "/success_criterions/0/criterion",
            json!({"type": "categorical", "expected_values": []}),
            format!(r#"{described},"categorical","expected_values"]"#),
        ),
        (
            "/success_criterions/0/criterion",
            json!({"type": "categorical", "expected_values": ["a", " "]}),
            format!(r#"{described},"categorical","expected_values",1]"#),
        ),
        ("/tags", json!([]), r#"["body","tags"]"#.to_owned()),
        ("/tags", json!({"a": 1}), r#"["body","tags","a"]"#.to_owned()),
    ] {
        let mut body = body("Checked");
        *body.pointer_mut(pointer).unwrap() = value;
        assert_eq!(client.post(PATH, &body).places(), [place], "{body}");
    }
    let max = client.post(PATH, &{
        let mut b = body("Checked");
        b["max_interactions"] = json!(101);
        b
    });
    let entry = max.json()["detail"][0].clone();
    assert_eq!(
        (&entry["type"], &entry["ctx"], &entry["input"]),
        (&json!("less_than_equal"), &json!({"le": 100}), &json!(101))
    );
}

#[test]
fn a_body_must_be_json_and_say_so() {
    let client = Client::demo();
    let broken = client.api("POST", PATH, Some("{\"name\": "));
    assert_eq!(broken.json()["detail"][0]["type"], "json_invalid");
    assert_eq!(client.api("POST", PATH, None).places(), [r#"["body"]"#]);
    assert_eq!(client.api("POST", PATH, Some("[]")).places(), [r#"["body"]"#]);
    let bearer = format!("Bearer {}", sandbox::DEMO_TOKEN);
    let headers = [("authorization", bearer.as_str()), ("content-type", "text/plain")];
    let plain = client.send("POST", &client.url(PATH), &headers, Some(&body("x").to_string()));
    assert_eq!(plain.places(), [r#"["body"]"#]);
}

#[test]
fn an_update_changes_what_it_says_and_nothing_else() {
    let mut client = Client::demo();
    let id = create(&client, &body("To be changed"));
    let before = read(&client, &id);
    client.become_user(ADMINISTRATOR);
    client.control("POST", "clock", json!({"advance_ms": 60_000}));
    let item = format!("{PATH}{id}/");
    let answer =
        client.post(&item, &json!({"max_interactions": 7, "run_count": 5, "tags": null, "name": "Renamed"}));
    assert_eq!((answer.status, answer.text.as_str()), (204, ""));
    let after = read(&client, &id);
    let mut expected = before.clone();
    for field in ["updated_at", "updated_by", "max_interactions"] {
        expected[field] = after[field].clone();
    }
    assert_eq!(after, expected);
    assert_eq!(after["max_interactions"], 7);
    assert!(after["updated_at"].as_str() > before["updated_at"].as_str());
    assert_eq!(after["updated_by"]["user_id"], ADMINISTRATOR);
    let tagged = client.post(
        &item,
        &json!({"tags": {"only": "this"}, "description": "Other.",
        "service_version_set_name": "preview"}),
    );
    assert_eq!(tagged.status, 204);
    let after = read(&client, &id);
    assert_eq!(after["tags"], json!([{"key": "only", "value": "this"}]));
    assert_eq!(
        (&after["description"], &after["service_version_set_name"]),
        (&json!("Other."), &json!("preview"))
    );
    assert_eq!(client.ok(&format!("{PATH}?tag=suite:onboarding&id={id}"))[KEY], json!([]), "filters know");
}

#[test]
fn an_update_is_checked_like_a_create() {
    let client = Client::demo();
    let id = create(&client, &body("To be changed"));
    let item = format!("{PATH}{id}/");
    for (change, place) in [
        (json!({"description": " "}), r#"["body","description"]"#),
        (json!({"max_interactions": 0}), r#"["body","max_interactions"]"#),
        (json!({"success_criterions": []}), r#"["body","success_criterions"]"#),
        (json!({"run_count": 0}), r#"["body","run_count"]"#),
        (json!({"persona_id": "x"}), r#"["body","persona_id"]"#),
    ] {
        assert_eq!(client.post(&item, &change).places(), [place]);
    }
    let both = client.post(&format!("{PATH}XYZ/"), &json!({"max_interactions": 0}));
    assert_eq!(both.places(), [r#"["path","simulation_unit_test_id"]"#, r#"["body","max_interactions"]"#]);
    assert_eq!(client.post(&item, &json!({"persona_id": NOWHERE})).status, 404);
    assert_eq!(client.post(&item, &json!({"service_version_set_name": "gone"})).status, 404);
    let billing = client.test_named("Double Charge - In Writing Only")["service_id"].clone();
    assert_eq!(client.post(&item, &json!({"service_id": billing})).status, 204, "release is there, too");
    let mismatch = json!({"success_criterions": [{"name": "x", "metric_id": "6618791275130b73714e8d4c",
        "criterion": {"type": "categorical", "expected_values": ["a"]}}]});
    assert_eq!(client.post(&item, &mismatch).status, 400);
    assert_eq!(client.post(&format!("{PATH}{NOWHERE}/"), &json!({})).status, 404);
    let deleted = client.test_named("Refill - Fax Number")["id"].as_str().unwrap().to_owned();
    assert_eq!(client.post(&format!("{PATH}{deleted}/"), &json!({})).status, 404);
}

#[test]
fn a_deleted_reference_may_be_kept_but_not_taken_up() {
    let client = Client::demo();
    let id = create(&client, &body("Keeps its persona"));
    let persona = json!({"kind": "persona", "document": {"id": "6618791275130b73714e8d2a", "name": "Dorothy", "is_deleted": true}});
    client.control("POST", "documents", persona);
    let item = format!("{PATH}{id}/");
    let kept = json!({"persona_id": "6618791275130b73714e8d2a", "max_interactions": 9});
    assert_eq!(client.post(&item, &kept).status, 204);
    assert_eq!(client.post(PATH, &body("Takes it up")).status, 404);
}

#[test]
fn a_delete_is_soft_and_once() {
    let client = Client::demo();
    let id = create(&client, &body("To be deleted"));
    let answer = client.delete(&format!("{PATH}{id}/"));
    assert_eq!((answer.status, answer.text.as_str()), (204, ""));
    assert_eq!(read(&client, &id)["is_deleted"], true);
    assert_eq!(client.delete(&format!("{PATH}{id}/")).status, 404);
    assert_eq!(client.delete(&format!("{PATH}{NOWHERE}/")).status, 404);
    assert_eq!(client.delete(&format!("{PATH}XYZ/")).places(), [r#"["path","simulation_unit_test_id"]"#]);
}

#[test]
fn a_test_that_a_live_set_holds_cannot_be_deleted() {
    let client = Client::demo();
    let used = client.test_named("Onboarding - Confused New User")["id"].as_str().unwrap().to_owned();
    let answer = client.delete(&format!("{PATH}{used}/"));
    assert_eq!(answer.status, 400);
    assert_eq!(read(&client, &used)["is_deleted"], false);
    let sets = client.ok(&format!("simulation/unit_test_set/?unit_test_id={used}&is_deleted=false"));
    for set in sets["simulation_unit_test_sets"].as_array().unwrap() {
        let mut set = set.clone();
        set["is_deleted"] = json!(true);
        client.control("POST", "documents", json!({"kind": "test_set", "document": set}));
    }
    assert_eq!(client.delete(&format!("{PATH}{used}/")).status, 204, "only deleted sets hold it now");
}
