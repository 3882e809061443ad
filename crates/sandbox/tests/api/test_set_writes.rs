//! Test sets: create, update, delete.

use sandbox::{EDITOR, VIEWER};
use serde_json::{Value, json};

use crate::support::Client;

const PATH: &str = "simulation/unit_test_set/";
const KEY: &str = "simulation_unit_test_sets";
const NOWHERE: &str = "ffffffffffffffffffffffff";

fn test(client: &Client) -> Value {
    client.test_named("Onboarding - Confused New User")["id"].clone()
}

fn body(client: &Client, name: &str) -> Value {
    json!({"name": name, "description": " Before releases. ",
        "unit_test_runs": [{"unit_test_id": test(client), "run_count": 3}], "tags": {"stage": "release", "slow": null}})
}

fn create(client: &Client, body: &Value) -> String {
    let answer = client.post(PATH, body);
    assert_eq!(answer.status, 201, "{}", answer.text);
    answer.json()["simulation_unit_test_set_id"].as_str().unwrap().to_owned()
}

fn read(client: &Client, id: &str) -> Value {
    client.ok(&format!("{PATH}?id={id}"))[KEY][0].clone()
}

fn update(client: &Client, id: &str, body: &Value) -> u16 {
    client.post(&format!("{PATH}{id}"), body).status
}

#[test]
fn a_create_is_answered_by_the_id_and_read_back() {
    let mut client = Client::demo();
    client.become_user(EDITOR);
    let id = create(&client, &body(&client, " New set\t"));
    let set = read(&client, &id);
    assert_eq!((&set["name"], &set["description"]), (&json!("New set"), &json!("Before releases.")));
    assert_eq!(set["unit_test_runs"], json!([{"unit_test_id": test(&client), "run_count": 3}]));
    assert_eq!(set["tags"], json!([{"key": "slow", "value": null}, {"key": "stage", "value": "release"}]));
    assert_eq!((&set["last_triggered_run_id"], &set["is_deleted"]), (&Value::Null, &json!(false)));
    assert_eq!(set["creator"], json!({"org_id": "northwind", "user_id": EDITOR}));
    let found = client.ok(&format!("{PATH}search/?query=New%20set"));
    assert_eq!(found[KEY][0]["_id"], id);
}

#[test]
fn every_field_is_required_and_checked() {
    let client = Client::demo();
    let places = |body: &Value| client.post(PATH, body).places();
    assert_eq!(places(&json!({})).len(), 4);
    let mut wrong = body(&client, "x");
    wrong["unit_test_runs"] = json!([]);
    assert_eq!(places(&wrong), [r#"["body","unit_test_runs"]"#]);
    wrong["unit_test_runs"] = json!([{"unit_test_id": test(&client), "run_count": 0}, {"unit_test_id": "x"}]);
    assert_eq!(
        places(&wrong),
        [
            r#"["body","unit_test_runs",0,"run_count"]"#,
            r#"["body","unit_test_runs",1,"unit_test_id"]"#,
            r#"["body","unit_test_runs",1,"run_count"]"#
        ]
    );
    let mut blank = body(&client, " ");
    assert_eq!(places(&blank), [r#"["body","name"]"#]);
    blank = body(&client, "No description");
    blank["description"] = Value::Null;
    let id = create(&client, &blank);
    assert_eq!(read(&client, &id)["description"], Value::Null);
}

#[test]
fn a_name_is_taken_once_even_by_a_deleted_set() {
    let client = Client::demo();
    for taken in ["Adversarial", " Pilot 2025 "] {
        let answer = client.post(PATH, &body(&client, taken));
        assert_eq!(answer.status, 409, "{taken}");
        assert!(answer.json()["detail"].as_str().unwrap().contains("already exists"));
    }
    let id = create(&client, &body(&client, "Mine"));
    assert_eq!(update(&client, &id, &json!({"name": "Adversarial"})), 409);
    assert_eq!(update(&client, &id, &json!({"name": "Mine"})), 204, "its own name is free");
}

#[test]
fn members_must_be_there_and_live() {
    let client = Client::demo();
    let deleted =
        client.ok("simulation/unit_test/?is_deleted=true")["simulation_unit_tests"][0]["id"].clone();
    for member in [json!(NOWHERE), deleted] {
        let mut wrong = body(&client, "Members");
        wrong["unit_test_runs"] = json!([{"unit_test_id": member, "run_count": 1}]);
        assert_eq!(client.post(PATH, &wrong).status, 404);
    }
}

#[test]
fn an_update_changes_what_is_given_and_null_clears_the_description_alone() {
    let client = Client::demo();
    let id = create(&client, &body(&client, "Changing"));
    let before = read(&client, &id);
    let nothing = json!({"name": null, "unit_test_runs": null, "tags": null, "description": {}});
    assert_eq!(update(&client, &id, &nothing), 204);
    let same = read(&client, &id);
    for field in ["name", "description", "unit_test_runs", "tags", "created_at"] {
        assert_eq!(same[field], before[field], "{field}");
    }
    assert_eq!(update(&client, &id, &json!({"description": null})), 204);
    assert_eq!(read(&client, &id)["description"], Value::Null);
    let members = json!([{"unit_test_id": test(&client), "run_count": 9}, {"unit_test_id": test(&client), "run_count": 1}]);
    assert_eq!(update(&client, &id, &json!({"name": "Changed", "unit_test_runs": members, "tags": {}})), 204);
    let after = read(&client, &id);
    assert_eq!((&after["name"], &after["unit_test_runs"]), (&json!("Changed"), &members));
    assert_eq!(after["tags"], json!([]));
    assert_eq!(update(&client, NOWHERE, &json!({})), 404);
    assert_eq!(update(&client, "x", &json!({})), 422);
}

#[test]
fn a_deleted_set_stays_listed_and_cannot_be_run_or_changed() {
    let client = Client::demo();
    let id = create(&client, &body(&client, "Going"));
    let path = format!("{PATH}{id}");
    assert_eq!(client.delete(&path).status, 204);
    assert_eq!(read(&client, &id)["is_deleted"], json!(true));
    assert_eq!(client.delete(&path).status, 404);
    assert_eq!(update(&client, &id, &json!({"name": "Back"})), 404);
    let run = client.post("simulation/unit_test_set_run/", &json!({"simulation_unit_test_set_id": id}));
    assert_eq!(run.status, 404);
}

#[test]
fn writing_needs_its_permission() {
    let mut client = Client::demo();
    let id = create(&client, &body(&client, "Guarded"));
    let path = format!("{PATH}{id}");
    client.become_user(EDITOR);
    assert_eq!(client.delete(&path).status, 403);
    client.become_user(VIEWER);
    assert_eq!(client.post(PATH, &body(&client, "Other")).status, 403);
    assert_eq!(update(&client, &id, &json!({"name": "Other"})), 403);
}
