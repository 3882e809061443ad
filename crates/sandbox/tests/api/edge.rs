//! The edge seed: hostile texts arrive unchanged, broken documents are sent as they are.

use sandbox::Seed;
use serde_json::Value;

use crate::support::Client;

const LIST: &str = "simulation/unit_test/";
const KEY: &str = "simulation_unit_tests";

#[test]
fn every_list_and_search_is_answered() {
    let client = Client::seeded(Seed::Edge);
    for (path, key) in [
        ("service/", "services"),
        ("user/", "users"),
        ("metric/", "metrics"),
        ("simulation/persona/", "simulation_personas"),
        ("simulation/scenario/", "simulation_scenarios"),
        (LIST, KEY),
        ("simulation/unit_test_set/", "simulation_unit_test_sets"),
    ] {
        for sort in ["", "?sort_by=-updated_at", "?sort_by=%2Bupdated_at"] {
            let sorts = !matches!(path, "service/" | "user/") || sort.is_empty();
            assert!(!sorts || !client.all(&format!("{path}{sort}"), key).is_empty(), "{path}{sort}");
        }
    }
    for query in ["%3Cscript%3E", "%F0%9F%A6%A9", "W", "%27;%20DROP", "%00"] {
        assert_eq!(client.get(&format!("{LIST}search/?query={query}")).status, 200, "{query}");
    }
}

#[test]
fn hostile_texts_arrive_unchanged() {
    let client = Client::seeded(Seed::Edge);
    let tests = client.all(LIST, KEY);
    let has = |text: &str| tests.iter().any(|test| test["name"] == text);
    assert!(has("<script>alert('stored')</script><img src=x onerror=alert(1)>"));
    assert!(has("\u{202e}desrever si txet siht\u{202c} and this is not"));
    assert!(has("tab\there, line\nbreak, bell\u{7}, escape\u{1b}[31mred, zero\u{0}end"));
    assert!(has(&"W".repeat(600)));
}

#[test]
fn broken_documents_are_sent_as_they_are() {
    let client = Client::seeded(Seed::Edge);
    let tests = client.all(&format!("{LIST}?limit=500"), KEY);
    assert!(
        tests.contains(&Value::Null)
            && tests.iter().any(Value::is_string)
            && tests.iter().any(Value::is_array)
    );
    let named = |name: &str| {
        tests
            .iter()
            .find(|test| test["name"] == format!("Broken: {name}"))
            .unwrap_or_else(|| panic!("{name}"))
    };
    assert_eq!(named("a persona id that is malformed")["persona_id"], "not-an-id");
    assert_eq!(named("no last change").get("updated_at"), None);
    assert_eq!(named("a last change in the year 9999")["updated_at"], "9999-12-31T23:59:59Z");
    assert_eq!(named("at most 0 interactions")["max_interactions"], 0);
    assert_eq!(named("sixty tags")["tags"].as_array().unwrap().len(), 60);
    assert_eq!(named("an unknown comparison")["success_criterions"][0]["criterion"]["verb"], "~=");
    let hidden = named("a persona that nobody may see")["persona_id"].as_str().unwrap();
    assert!(client.all(&format!("simulation/persona/?id={hidden}"), "simulation_personas").is_empty());
    let deleted = named("a persona that is deleted")["persona_id"].as_str().unwrap();
    let persona = client.all(&format!("simulation/persona/?id={deleted}"), "simulation_personas");
    assert_eq!(persona[0]["is_deleted"], true);
}

#[test]
fn a_test_whose_world_has_moved_on_can_be_changed_in_what_still_stands() {
    let client = Client::seeded(Seed::Edge);
    let tests = client.all(LIST, KEY);
    let test = tests.iter().find(|test| test["name"] == "Broken: everything at once").unwrap();
    let kinds: Vec<&Value> = test["success_criterions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|criterion| &criterion["criterion"]["type"])
        .collect();
    assert_eq!(kinds, ["categorical", "numerical", "ordinal", "boolean"]);
    assert_eq!(test["tags"].as_array().unwrap().len(), 6);
    let item = format!("{LIST}{}/", test["id"].as_str().unwrap());
    let tags =
        serde_json::json!({"care-team": "night-shift", "a:b": "c:d", "empty": "", " padded ": " blanks "});
    let change =
        serde_json::json!({"description": "Still here.", "persona_id": test["persona_id"], "tags": tags});
    assert_eq!(client.post(&item, &change).status, 204, "what it refers to already may be gone");
    let known: Vec<&Value> = test["success_criterions"].as_array().unwrap().iter().collect();
    let refused = client.post(&item, &serde_json::json!({"success_criterions": known}));
    assert_eq!(refused.places(), [r#"["body","success_criterions",2,"criterion"]"#], "of an unknown type");
}

#[test]
fn pages_of_broken_documents_are_whole() {
    let client = Client::seeded(Seed::Edge);
    let all = client.all(&format!("{LIST}?limit=500&sort_by=-updated_at"), KEY).len();
    assert_eq!(client.all(&format!("{LIST}?limit=7&sort_by=-updated_at"), KEY).len(), all);
    assert!(all > 100);
}

#[test]
fn a_broken_test_can_be_mended() {
    let client = Client::seeded(Seed::Edge);
    let tests = client.all(LIST, KEY);
    let broken = tests.iter().find(|test| test["name"] == "Broken: a persona that is missing").unwrap();
    let good = tests.iter().find(|test| test["name"] == "null").unwrap();
    let item = format!("{LIST}{}/", broken["id"].as_str().unwrap());
    let change = serde_json::json!({"persona_id": good["persona_id"]});
    assert_eq!(client.post(&item, &change).status, 204);
    let kept = serde_json::json!({"max_interactions": 3});
    assert_eq!(client.post(&item, &kept).status, 204);
}
