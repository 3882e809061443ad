//! Permissions: lists leave out, writes refuse, facets count everything.

use sandbox::{EDITOR, OUTSIDER, OWNER, PARTIAL_VIEWER, VIEWER};
use serde_json::{Value, json};

use crate::support::Client;

const LISTS: [(&str, &str); 6] = [
    ("service/", "services"),
    ("user/", "users"),
    ("metric/", "metrics"),
    ("simulation/persona/", "simulation_personas"),
    ("simulation/scenario/", "simulation_scenarios"),
    ("simulation/unit_test/", "simulation_unit_tests"),
];

#[test]
fn lists_leave_out_silently_what_may_not_be_seen() {
    let mut client = Client::demo();
    client.become_user(OUTSIDER);
    for (path, key) in LISTS.into_iter().chain([("simulation/unit_test_set/", "simulation_unit_test_sets")]) {
        let page = client.ok(path);
        assert_eq!((&page[key], &page["has_more"]), (&json!([]), &json!(false)), "{path}");
    }
    let page = client.ok("simulation/unit_test/");
    assert!(!page["filter_values"]["service_ids"].as_array().unwrap().is_empty(), "as if with access to all");
    for path in ["simulation/persona/search", "simulation/unit_test/search/", "metric/search/"] {
        let found = client.ok(&format!("{path}?query=a"));
        assert!(found.as_object().unwrap().values().all(|items| items == &json!([])), "{path}");
    }
}

#[test]
fn someone_may_lack_one_kind_only() {
    let mut client = Client::demo();
    client.become_user(PARTIAL_VIEWER);
    for (path, key) in LISTS {
        let is_empty = client.ok(path)[key].as_array().unwrap().is_empty();
        assert_eq!(is_empty, path == "simulation/persona/", "{path}");
    }
    let versions = client.get("simulation/persona/6618791275130b73714e8d2a/version/");
    assert_eq!((versions.status, versions.json()), (403, json!({"detail": "Missing required permissions."})));
    assert_eq!(client.get("simulation/scenario/6618791275130b73714e8d3b/version/").status, 200);
}

#[test]
fn a_viewer_may_not_write_and_an_editor_not_delete() {
    let mut client = Client::demo();
    let test = client.test_named("Refill - While Abroad");
    let item = format!("simulation/unit_test/{}/", test["id"].as_str().unwrap());
    let new = json!({"name": "N", "description": "D", "service_id": test["service_id"],
        "service_version_set_name": "release", "persona_id": test["persona_id"],
        "scenario_id": test["scenario_id"], "max_interactions": 3,
        "success_criterions": test["success_criterions"], "tags": {}});
    let persona = json!({"name": "N", "role": "R", "tags": {}, "initial_version": {"background": "B",
        "user_models": [], "nonsensitive_user_variables": {}, "sensitive_user_variables": {}}});
    let scenario = json!({"name": "N", "tags": {}, "initial_version": {"objective": "O", "instructions": "I",
        "initial_message_type": "skip", "conversation_starts_at": null}});
    client.become_user(VIEWER);
    assert_eq!(client.post("simulation/unit_test/", &new).status, 403);
    assert_eq!(client.post(&item, &json!({"max_interactions": 2})).status, 403);
    assert_eq!(client.delete(&item).status, 403);
    assert_eq!(client.post("simulation/persona/", &persona).status, 403);
    assert_eq!(client.post("simulation/scenario/", &scenario).status, 403);
    client.become_user(EDITOR);
    assert_eq!(client.post("simulation/unit_test/", &new).status, 201);
    assert_eq!(client.post(&item, &json!({"max_interactions": 2})).status, 204);
    assert_eq!(client.delete(&item).status, 403);
    assert_eq!(client.post("simulation/persona/", &persona).status, 201);
    assert_eq!(client.post("simulation/scenario/", &scenario).status, 201);
}

#[test]
fn creating_a_persona_or_scenario_takes_two_permissions() {
    let client = Client::demo();
    for (kind, path, body) in [
        (
            "Persona",
            "simulation/persona/",
            json!({"name": "N", "role": "R", "tags": {}, "initial_version":
            {"background": "B", "user_models": [], "nonsensitive_user_variables": {}, "sensitive_user_variables": {}}}),
        ),
        (
            "Scenario",
            "simulation/scenario/",
            json!({"name": "N", "tags": {}, "initial_version": {"objective": "O",
            "instructions": "I", "initial_message_type": "skip", "conversation_starts_at": null}}),
        ),
    ] {
        let modify = format!("Simulation:ModifySimulation{kind}");
        client.control("POST", "permissions", json!({"user_id": OWNER, "revoke": [modify]}));
        assert_eq!(client.post(path, &body).status, 403);
        client.control("POST", "permissions", json!({"user_id": OWNER, "grant": [modify]}));
        assert_eq!(client.post(path, &body).status, 201);
    }
}

#[test]
fn permissions_change_at_once_and_are_answered() {
    let client = Client::demo();
    let change =
        json!({"user_id": OWNER, "revoke": ["Simulation:GetSimulationUnitTest"], "grant": ["Other:Thing"]});
    let answer = client.control("POST", "permissions", change);
    let permissions = answer["permissions"].as_array().unwrap();
    assert!(permissions.contains(&json!("Other:Thing")));
    assert!(!permissions.contains(&json!("Simulation:GetSimulationUnitTest")));
    let page = client.ok("simulation/unit_test/");
    assert_eq!(page["simulation_unit_tests"], json!([]));
    client.control("POST", "reset", json!({}));
    assert_ne!(client.ok("simulation/unit_test/")["simulation_unit_tests"], json!([]));
}

#[test]
fn what_is_hidden_counts_in_facets_and_is_never_listed() {
    let client = Client::demo();
    let hidden = json!({"id": "a".repeat(24), "name": "Hidden", "role": "Secret role", "tags": {}, "is_deleted": false});
    client.control("POST", "documents", json!({"kind": "persona", "document": hidden, "hidden": true}));
    let page = client.ok(&format!("simulation/persona/?id={}", "a".repeat(24)));
    assert_eq!(page["simulation_personas"], json!([]));
    assert!(page["filter_values"]["roles"].as_array().unwrap().contains(&json!("Secret role")));
    assert_eq!(client.get(&format!("simulation/persona/{}/version/", "a".repeat(24))).status, 404);
    assert_ne!(
        client.control("GET", &format!("documents/persona/{}", "a".repeat(24)), Value::Null),
        Value::Null
    );
}
