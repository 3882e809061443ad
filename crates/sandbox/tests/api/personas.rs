//! Personas: list, search, create.

use sandbox::EDITOR;
use serde_json::{Value, json};

use crate::support::{Client, field, ids};

const LIST: &str = "simulation/persona/";
const KEY: &str = "simulation_personas";

fn body(name: &str) -> Value {
    json!({"name": name, "role": " Patient ", "tags": {"age group": "adult", "sample": null},
        "initial_version": {"background": "Lives by the sea.", "user_models": ["Calm."],
            "nonsensitive_user_variables": {"city": "Bergen"}, "sensitive_user_variables": {}}})
}

#[test]
fn tags_are_an_object_and_the_id_is_id() {
    let client = Client::demo();
    let page = client.ok(&format!("{LIST}?id=6618791275130b73714e8d2a"));
    let persona = &page[KEY][0];
    assert_eq!(persona["name"], "Dorothy Abernathy");
    assert_eq!(persona["tags"]["digital skill"], "low");
    assert_eq!(persona.get("background"), None);
    for field in ["role", "is_deleted", "created_at", "creator", "updated_at", "updated_by"] {
        assert!(!persona[field].is_null(), "{field}");
    }
    let found = client.ok("simulation/persona/search?query=dorothy");
    assert_eq!(found[KEY][0]["id"], "6618791275130b73714e8d2a");
}

#[test]
fn both_deleted_and_live_unless_asked() {
    let client = Client::demo();
    assert_eq!(client.all(LIST, KEY).len(), 30);
    assert_eq!(client.all(&format!("{LIST}?is_deleted=false"), KEY).len(), 29);
    let deleted = client.ok(&format!("{LIST}?is_deleted=true"));
    assert_eq!(field(&deleted[KEY], "name"), ["Placeholder Patient"]);
}

#[test]
fn filters_by_role_creator_and_tags() {
    let client = Client::demo();
    let parents = client.all(&format!("{LIST}?role=Parent%20of%20a%20patient&role=Caregiver"), KEY);
    assert_eq!(parents.len(), 3);
    assert_eq!(client.all(&format!("{LIST}?tag=adversarial:"), KEY).len(), 2);
    assert_eq!(client.all(&format!("{LIST}?tag=temper:*&tag=age%20group:adult"), KEY).len(), 6);
    let creator = client.ok(&format!("{LIST}?limit=1"))[KEY][0]["creator"]["user_id"].clone();
    let mine = client.all(&format!("{LIST}?creator=northwind%2C{}", creator.as_str().unwrap()), KEY);
    assert!(!mine.is_empty() && mine.iter().all(|persona| persona["creator"]["user_id"] == creator));
    let first = client.ok(&format!("{LIST}?role=Adversary"));
    assert_eq!(first["filter_values"]["tags"], json!(["adversarial"]));
    assert!(first["filter_values"]["roles"].as_array().unwrap().len() > 5);
}

#[test]
fn search_reads_names_and_the_latest_background() {
    let client = Client::demo();
    let choir = client.ok("simulation/persona/search?query=choir%20CATS");
    assert_eq!(field(&choir[KEY], "name"), ["Dorothy Abernathy"]);
    // Words of an older version only.
    assert_eq!(client.ok("simulation/persona/search?query=wrong%20question%20instead")[KEY], json!([]));
    let arabic = client.ok("simulation/persona/search?query=%D9%81%D8%A7%D8%B7%D9%85%D8%A9");
    assert_eq!(arabic[KEY].as_array().unwrap().len(), 1);
    let cyrillic = client.ok("simulation/persona/search?query=%D0%BE%D0%9B%D0%95%D0%BD%D0%B0");
    assert_eq!(field(&cyrillic[KEY], "name"), ["Олена Коваль"]);
    let placeholder = client.ok("simulation/persona/search?query=placeholder");
    assert_eq!(placeholder[KEY][0]["is_deleted"], true);
    // The name comes before the backgrounds that mention it.
    let marcus = client.ok("simulation/persona/search?query=marcus%20bell");
    assert_eq!(marcus[KEY][0]["name"], "Marcus Bell");
    assert_eq!(client.get("simulation/persona/search?query=").places(), [r#"["query","query"]"#]);
}

#[test]
fn creating_makes_version_one() {
    let mut client = Client::demo();
    client.become_user(EDITOR);
    let answer = client.post(LIST, &body("  Ola Nordmann "));
    assert_eq!(answer.status, 201, "{}", answer.text);
    let id = answer.json()["simulation_persona_id"].as_str().unwrap().to_owned();
    assert_eq!(answer.json().as_object().unwrap().len(), 1);
    let persona = client.ok(&format!("{LIST}?id={id}"))[KEY][0].clone();
    assert_eq!((&persona["name"], &persona["role"]), (&json!("Ola Nordmann"), &json!("Patient")));
    assert_eq!(persona["creator"], json!({"org_id": "northwind", "user_id": EDITOR}));
    let versions = client.ok(&format!("{LIST}{id}/version/"));
    let version = &versions["simulation_persona_versions"][0];
    assert_eq!((&version["version"], &version["background"]), (&json!(1), &json!("Lives by the sea.")));
    assert_eq!(version["preferred_language"], "eng", "the organization's default");
    assert_eq!(version["timezone"], "America/New_York", "the organization's default");
    let found = client.ok("simulation/persona/search?query=lives%20sea%20nordmann");
    assert_eq!(ids(found[KEY].as_array().unwrap()), [id]);
}

#[test]
fn null_is_none_and_an_empty_object_is_the_default() {
    let client = Client::demo();
    let mut body = body("Kari Nordmann");
    body["initial_version"]["preferred_language"] = Value::Null;
    body["initial_version"]["timezone"] = json!({});
    let id = client.post(LIST, &body).json()["simulation_persona_id"].as_str().unwrap().to_owned();
    let version = client.ok(&format!("{LIST}{id}/version/"))["simulation_persona_versions"][0].clone();
    assert_eq!(version["preferred_language"], Value::Null);
    assert_eq!(version["timezone"], "America/New_York");
}

#[test]
fn a_name_is_taken_once() {
    let client = Client::demo();
    for taken in ["Dorothy Abernathy", " Dorothy Abernathy\n", "Placeholder Patient"] {
        let answer = client.post(LIST, &body(taken));
        assert_eq!(answer.status, 409, "{taken}");
        assert_eq!(answer.json()["detail"], "A simulation persona with this name already exists.");
    }
}

#[test]
fn every_part_of_the_body_is_checked() {
    let client = Client::demo();
    let empty = client.post(LIST, &json!({}));
    assert_eq!(
        empty.places(),
        [r#"["body","name"]"#, r#"["body","role"]"#, r#"["body","tags"]"#, r#"["body","initial_version"]"#]
    );
    let cases: [(&str, Value, &str); 13] = [
        ("/name", json!("  "), r#"["body","name"]"#),
        ("/role", json!(7), r#"["body","role"]"#),
        ("/tags", json!({"a-b": "c"}), r#"["body","tags","a-b","[key]"]"#),
        ("/tags", json!({"ab": "c-d"}), r#"["body","tags","ab"]"#),
        ("/tags", json!([]), r#"["body","tags"]"#),
        (
            "/tags",
            (0..21).map(|n| (format!("t{n}"), json!(null))).collect::<serde_json::Map<_, _>>().into(),
            r#"["body","tags"]"#,
        ),
        ("/initial_version", json!(null), r#"["body","initial_version"]"#),
        ("/initial_version/background", json!(""), r#"["body","initial_version","background"]"#),
        ("/initial_version/user_models", json!([" "]), r#"["body","initial_version","user_models",0]"#),
        (
            "/initial_version/nonsensitive_user_variables",
            json!({"City": "x"}),
            r#"["body","initial_version","nonsensitive_user_variables","City","[key]"]"#,
        ),
        (
            "/initial_version/sensitive_user_variables",
            json!({"city": 1}),
            r#"["body","initial_version","sensitive_user_variables","city"]"#,
        ),
        ("/initial_version/background", json!(["x"]), r#"["body","initial_version","background"]"#),
        (
            "/initial_version/nonsensitive_user_variables",
            json!(null),
            r#"["body","initial_version","nonsensitive_user_variables"]"#,
        ),
    ];
    for (pointer, value, place) in cases {
        let mut body = body("Checked");
        *body.pointer_mut(pointer).unwrap() = value;
        assert_eq!(client.post(LIST, &body).places(), [place], "{body}");
    }
    for (field, value) in [("preferred_language", "english"), ("timezone", "Oslo")] {
        let mut body = body("Checked");
        body["initial_version"][field] = json!(value);
        let places = client.post(LIST, &body).places();
        assert!(places[0].contains(field), "{places:?}");
    }
    for required in ["background", "user_models", "nonsensitive_user_variables", "sensitive_user_variables"] {
        let mut body = body("Checked");
        body["initial_version"].as_object_mut().unwrap().remove(required);
        assert_eq!(client.post(LIST, &body).json()["detail"][0]["type"], "missing", "{required}");
    }
    assert_eq!(client.ok("simulation/persona/search?query=Checked")[KEY], json!([]));
}
