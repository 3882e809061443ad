//! Services: pages, filters, order.

use serde_json::{Value, json};

use crate::support::{Client, field, ids};

#[test]
fn pages_of_ten_and_at_most_twenty() {
    let client = Client::seeded(sandbox::Seed::Large);
    let first = client.ok("service/");
    assert_eq!(first["services"].as_array().unwrap().len(), 10);
    assert_eq!(first["has_more"], true);
    assert_eq!(client.all("service/?limit=7", "services").len(), 24);
    assert_eq!(client.get("service/?limit=21").places(), [r#"["query","limit"]"#]);
    assert_eq!(client.get("service/?limit=0").json()["detail"][0]["type"], "greater_than");
}

#[test]
fn every_documented_field_is_there() {
    let client = Client::demo();
    let services = client.ok("service/");
    let intake = services["services"].as_array().unwrap();
    let intake = intake.iter().find(|service| service["name"] == "Patient Intake").unwrap();
    assert_eq!(intake["id"], "6618791275130b73714e8d1c");
    assert_eq!(intake["is_active"], true);
    let release = &intake["version_sets"]["release"];
    assert_eq!(release["agent_version_number"], 12);
    assert_eq!(release["llm_model_preferences"]["engage_user"]["llm_name"], "sample-large-2");
    assert_eq!(intake["version_sets"]["edge"]["agent_version_number"], Value::Null);
    assert_eq!(intake["keyterms"][0], "MyNorthwind");
    assert!(intake["tags"].as_array().unwrap().contains(&json!({"key": "area", "value": "clinic"})));
    assert_eq!(services["filter_values"], json!({"tags": ["area", "channel", "regulated"]}));
}

#[test]
fn filters_by_tag_activity_and_id() {
    let client = Client::seeded(sandbox::Seed::Large);
    let inactive = client.ok("service/?is_active=false");
    assert_eq!(field(&inactive["services"], "is_active"), [&json!(false)]);
    assert_eq!(client.all("service/?is_active=true", "services").len(), 23);
    let one = client.ok("service/?is_active=false")["services"][0]["id"].clone();
    let found = client.all(&format!("service/?id={}", one.as_str().unwrap()), "services");
    assert_eq!(ids(&found), [one.as_str().unwrap()]);
    assert_eq!(client.all("service/?tags=area:Intake", "services").len(), 2);
    assert_eq!(client.get("service/?is_active=perhaps").places(), [r#"["query","is_active"]"#]);
    assert_eq!(client.get("service/?tags=area").places(), [r#"["query","tags",0]"#]);
}

#[test]
fn sorted_by_name_and_by_activity() {
    let client = Client::seeded(sandbox::Seed::Large);
    let names = |path: &str| -> Vec<String> {
        let services = client.all(path, "services");
        services.iter().map(|service| service["name"].as_str().unwrap().to_owned()).collect()
    };
    let ascending = names("service/?sort_by=%2Bname");
    let mut sorted = ascending.clone();
    sorted.sort();
    assert_eq!(ascending, sorted);
    sorted.reverse();
    assert_eq!(names("service/?sort_by=-name"), sorted);
    let first = client.ok("service/?sort_by=%2Bis_active&sort_by=-name&limit=1");
    assert_eq!(first["services"][0]["is_active"], false);
    // A bare plus arrives as a blank.
    assert_eq!(client.get("service/?sort_by=+name").places(), [r#"["query","sort_by",0]"#]);
}
