//! Test sets: list and search.

use serde_json::{Value, json};

use crate::support::{Client, field};

const LIST: &str = "simulation/unit_test_set/";
const KEY: &str = "simulation_unit_test_sets";

#[test]
fn sets_are_told_in_full() {
    let client = Client::demo();
    let page = client.ok(LIST);
    let sets = page[KEY].as_array().unwrap();
    assert_eq!(sets.len(), 12);
    let smoke = sets.iter().find(|set| set["name"] == "Smoke - every release").unwrap();
    assert_eq!(smoke["unit_test_runs"].as_array().unwrap().len(), 17);
    assert!(
        smoke["unit_test_runs"].as_array().unwrap().iter().all(|run| run["run_count"].as_i64() > Some(0))
    );
    assert!(smoke["last_triggered_run_id"].is_string() && smoke["tags"].is_array());
    let never = sets.iter().find(|set| set["name"] == "Drafts").unwrap();
    assert_eq!(never["last_triggered_run_id"], Value::Null);
    let texts = sets.iter().find(|set| set["name"] == "Screen readers and text only").unwrap();
    assert_eq!(texts["description"], Value::Null);
    let values = &page["filter_values"];
    assert!(values["unit_test_ids"].as_array().unwrap().len() > 60);
    assert!(values["tags"].as_array().unwrap().contains(&json!("stage")));
    assert!(!values["creators"].as_array().unwrap().is_empty());
}

#[test]
fn members_exist_and_are_live() {
    let client = Client::demo();
    let tests = client.all("simulation/unit_test/?is_deleted=false&limit=500", "simulation_unit_tests");
    for set in client.all(LIST, KEY) {
        for run in set["unit_test_runs"].as_array().unwrap() {
            assert!(tests.iter().any(|test| test["id"] == run["unit_test_id"]), "{}", set["name"]);
        }
    }
}

#[test]
fn pages_filters_and_order() {
    let client = Client::seeded(sandbox::Seed::Large);
    let first = client.ok(LIST);
    assert_eq!((first[KEY].as_array().unwrap().len(), &first["has_more"]), (20, &json!(true)));
    assert_eq!(client.all(&format!("{LIST}?limit=9"), KEY).len(), 40);
    assert_eq!(client.get(&format!("{LIST}?limit=21")).places(), [r#"["query","limit"]"#]);
    let set = &first[KEY][0];
    let test = set["unit_test_runs"][0]["unit_test_id"].as_str().unwrap();
    let holding = client.all(&format!("{LIST}?unit_test_id={test}"), KEY);
    assert!(
        !holding.is_empty() && holding.iter().all(|set| set["unit_test_runs"].to_string().contains(test))
    );
    let sorted = client.all(&format!("{LIST}?sort_by=-updated_at"), KEY);
    let moments: Vec<&str> = sorted.iter().map(|set| set["updated_at"].as_str().unwrap()).collect();
    assert!(moments.windows(2).all(|pair| pair[0] >= pair[1]) && moments.first() != moments.last());
    assert_eq!(client.get(&format!("{LIST}?unit_test_id=x&creator=x&tag=x&is_deleted=x")).places().len(), 4);
    let one = client.all(&format!("{LIST}?id={}", set["id"].as_str().unwrap()), KEY);
    assert_eq!(one.len(), 1);
    assert_eq!(client.all(&format!("{LIST}?tag=area:Intake"), KEY).len(), 4);
}

#[test]
fn deleted_sets_are_listed_and_found() {
    let client = Client::demo();
    let deleted = client.ok(&format!("{LIST}?is_deleted=true"));
    assert_eq!(field(&deleted[KEY], "name"), ["Pilot 2025"]);
    assert_eq!(client.all(&format!("{LIST}?is_deleted=false"), KEY).len(), 11);
    let found = client.ok(&format!("{LIST}search/?query=pilot"));
    assert_eq!((&found[KEY][0]["is_deleted"], found[KEY][0].get("id")), (&json!(true), None));
    assert!(found[KEY][0]["_id"].is_string());
}

#[test]
fn search_reads_names_and_descriptions() {
    let client = Client::demo();
    let count = |query: &str| client.ok(&format!("{LIST}search/?{query}"))[KEY].as_array().unwrap().len();
    assert_eq!(count("query=ONBOARDING%20full"), 1);
    assert_eq!(count("query=pharmacist%20quarter"), 1, "by description");
    assert_eq!(count("query=full"), 3);
    assert_eq!(count("query=full&tag=area:office"), 1);
    let test = client.test_named("Triage - Tingling Lips")["id"].as_str().unwrap().to_owned();
    assert_eq!(count(&format!("query=release&unit_test_id={test}")), 2);
    assert_eq!(client.get(&format!("{LIST}search/")).places(), [r#"["query","query"]"#]);
}
