//! Unit tests: pages, filters, order, facets.

use sandbox::Seed;
use serde_json::{Value, json};

use crate::support::{Client, ids};

const LIST: &str = "simulation/unit_test/";
const KEY: &str = "simulation_unit_tests";

#[test]
fn the_documented_example_is_there() {
    let client = Client::demo();
    let test = client.test_named("Onboarding - Confused New User");
    assert_eq!(test["service_id"], "6618791275130b73714e8d1c");
    assert_eq!(test["service_version_set_name"], "release");
    assert_eq!(test["persona_id"], "6618791275130b73714e8d2a");
    assert_eq!(test["scenario_id"], "6618791275130b73714e8d3b");
    assert_eq!(test["max_interactions"], 20);
    let criterion = json!({"name": "Completion Rate", "metric_id": "6618791275130b73714e8d4c",
        "criterion": {"type": "boolean", "expected_value": true}});
    assert_eq!(test["success_criterions"], json!([criterion]));
    let tags = json!([{"key": "priority", "value": "high"}, {"key": "suite", "value": "onboarding"}]);
    assert_eq!(test["tags"], tags);
    for field in
        ["id", "org_id", "created_at", "updated_at", "description", "is_deleted", "creator", "updated_by"]
    {
        assert!(!test[field].is_null(), "{field}");
    }
    assert_eq!(test.get("run_count"), None);
}

#[test]
fn pages_of_fifty_tokens_and_the_first_pages_facets() {
    let client = Client::demo();
    let first = client.ok(LIST);
    assert_eq!(first[KEY].as_array().unwrap().len(), 50);
    assert_eq!(first["has_more"], true);
    let token = first["continuation_token"].as_i64().unwrap();
    let second = client.ok(&format!("{LIST}?continuation_token={token}"));
    assert_eq!(second["filter_values"], Value::Null);
    assert_eq!(client.all(LIST, KEY).len(), 120);
    let all = client.all(&format!("{LIST}?limit=13&sort_by=-updated_at"), KEY);
    let mut distinct = ids(&all);
    distinct.dedup();
    assert_eq!((all.len(), distinct.len()), (120, 120));
    assert_eq!(client.get(&format!("{LIST}?limit=501")).places(), [r#"["query","limit"]"#]);
    assert_eq!(client.get(&format!("{LIST}?limit=-1")).places(), [r#"["query","limit"]"#]);
    assert_eq!(client.get(&format!("{LIST}?continuation_token=-5")).status, 422);
    let past = client.ok(&format!("{LIST}?continuation_token=5000"));
    assert_eq!((&past[KEY], &past["has_more"]), (&json!([]), &json!(false)));
}

#[test]
fn deleted_and_live_together_unless_asked() {
    let client = Client::demo();
    let count = |query: &str| client.all(&format!("{LIST}{query}"), KEY).len();
    assert_eq!((count(""), count("?is_deleted=false"), count("?is_deleted=TRUE")), (120, 115, 5));
    assert_eq!(client.get(&format!("{LIST}?is_deleted=2")).places(), [r#"["query","is_deleted"]"#]);
}

#[test]
fn every_filter_keeps_what_it_says_and_nothing_else() {
    let client = Client::demo();
    let all = client.all(LIST, KEY);
    let sample = &client.test_named("Interaction - St. John's Wort and a Blood Thinner");
    for field in ["service_id", "persona_id", "scenario_id"] {
        let wanted = sample[field].as_str().unwrap();
        let expected: Vec<Value> = all.iter().filter(|test| test[field] == wanted).cloned().collect();
        let found = client.all(&format!("{LIST}?{field}={wanted}"), KEY);
        assert_eq!(ids(&found), ids(&expected), "{field}");
        assert!(found.len() < all.len());
    }
    let metric = sample["success_criterions"][1]["metric_id"].as_str().unwrap();
    let uses = |test: &&Value| test["success_criterions"].to_string().contains(metric);
    let expected: Vec<Value> = all.iter().filter(uses).cloned().collect();
    assert_eq!(ids(&client.all(&format!("{LIST}?metric_id={metric}"), KEY)), ids(&expected));
    let user = sample["creator"]["user_id"].as_str().unwrap();
    let expected: Vec<Value> =
        all.iter().filter(|test| test["creator"]["user_id"] == user).cloned().collect();
    assert_eq!(ids(&client.all(&format!("{LIST}?creator=northwind,{user}"), KEY)), ids(&expected));
    assert_eq!(client.all(&format!("{LIST}?creator=elsewhere,{user}"), KEY), Vec::<Value>::new());
    let (one, two) = (all[3]["id"].as_str().unwrap(), all[70]["id"].as_str().unwrap());
    assert_eq!(client.all(&format!("{LIST}?id={one}&id={two}&id={}", "0".repeat(24)), KEY).len(), 2);
}

#[test]
fn values_of_a_filter_are_alternatives_and_filters_add_up() {
    let client = Client::demo();
    let count = |query: &str| client.all(&format!("{LIST}?{query}"), KEY).len();
    let (a, b) =
        (client.test_named("Double Charge - In Writing Only"), client.test_named("Refill - Spanish"));
    let persona = |test: &Value| format!("persona_id={}", test["persona_id"].as_str().unwrap());
    let both = count(&format!("{}&{}", persona(&a), persona(&b)));
    assert_eq!(both, count(&persona(&a)) + count(&persona(&b)));
    let service = format!("service_id={}", a["service_id"].as_str().unwrap());
    assert!(count(&format!("{service}&{}", persona(&a))) < count(&persona(&a)));
}

#[test]
fn tag_filters() {
    let client = Client::demo();
    let count = |query: &str| client.all(&format!("{LIST}?{query}"), KEY).len();
    assert_eq!(count("tag=suite:triage"), 11);
    assert_eq!(count("tag=suite:*"), 120);
    assert_eq!(count("tag=suite:"), 0, "no suite is without a value");
    assert_eq!(count("tag=smoke:"), 17);
    assert_eq!(count("tag=smoke:*"), 17);
    assert_eq!(count("tag=smoke:yes"), 0);
    assert_eq!(count("tag=suite:triage&tag=smoke:*"), 4, "all must match");
    assert_eq!(count("tag=nothing:*"), 0);
    for wrong in ["suite", ":x", "a:b:c", ""] {
        let answer = client.get(&format!("{LIST}?tag={wrong}"));
        assert_eq!(answer.places(), [r#"["query","tag",0]"#], "{wrong}");
    }
}

#[test]
fn order_is_by_update_when_asked_and_of_no_use_when_not() {
    let client = Client::demo();
    let moments = |query: &str| -> Vec<String> {
        let tests = client.all(&format!("{LIST}{query}"), KEY);
        tests.iter().map(|test| test["updated_at"].as_str().unwrap().to_owned()).collect()
    };
    let up = moments("?sort_by=%2Bupdated_at");
    assert!(up.is_sorted());
    let mut down = moments("?sort_by=-updated_at");
    assert!(!moments("").is_sorted() && moments("").first() != up.first());
    down.reverse();
    assert_eq!(up, down);
    for wrong in ["updated_at", "%2Bname", "-", "--updated_at"] {
        assert_eq!(client.get(&format!("{LIST}?sort_by={wrong}")).places(), [r#"["query","sort_by",0]"#]);
    }
}

#[test]
fn facets_tell_what_occurs() {
    let client = Client::demo();
    let values = client.ok(&format!("{LIST}?is_deleted=false"))["filter_values"].clone();
    assert_eq!(values["service_ids"].as_array().unwrap().len(), 6);
    assert_eq!(values["creators"].as_array().unwrap().len(), 6);
    assert!(values["creators"][0]["org_id"] == "northwind");
    let narrowed = client.ok(&format!("{LIST}?tag=suite:triage"))["filter_values"].clone();
    assert_eq!(narrowed["service_ids"].as_array().unwrap().len(), 6, "open: not narrowed");
    assert!(!narrowed["tags"].as_array().unwrap().contains(&json!("season")), "narrowed, as documented");
    assert!(values["tags"].as_array().unwrap().contains(&json!("season")));
}

#[test]
fn malformed_parameters_are_told_all_at_once() {
    let client = Client::demo();
    let id = "6618791275130b73714e8d1c";
    let answer = client.get(&format!(
        "{LIST}?id={id}&id={id}&service_id=X&persona_id=&scenario_id={id}0&metric_id=zzz&creator=a,b,c&limit=x"
    ));
    let expected = [
        r#"["query","id"]"#,
        r#"["query","limit"]"#,
        r#"["query","service_id",0]"#,
        r#"["query","persona_id",0]"#,
        r#"["query","scenario_id",0]"#,
        r#"["query","metric_id",0]"#,
        r#"["query","creator",0]"#,
    ];
    assert_eq!(answer.places(), expected);
    let detail = answer.json()["detail"].clone();
    assert_eq!(detail[1]["type"], "int_parsing");
    assert_eq!(detail[2]["ctx"]["pattern"], "^[a-f0-9]{24}$");
    assert!(
        detail
            .as_array()
            .unwrap()
            .iter()
            .all(|entry| entry["msg"].is_string() && entry.get("input").is_some())
    );
}

#[test]
fn five_thousand_are_paged_through() {
    let client = Client::seeded(Seed::Large);
    let all = client.all(&format!("{LIST}?limit=500&sort_by=-updated_at"), KEY);
    let mut distinct = ids(&all);
    distinct.dedup();
    assert_eq!(distinct.len(), 5000);
}
