//! Sign-in, tokens, organizations and paths that are none.

use sandbox::{API_KEY, API_KEY_ID, EDITOR, OWNER};
use serde_json::{Value, json};

use crate::support::{Answer, Client};

fn sign_in(client: &Client, key: &str, key_id: &str, user: &str) -> Answer {
    let headers = [("x-api-key", key), ("x-api-key-id", key_id), ("x-user-id", user)];
    client.send("POST", &client.url("user/signin_with_api_key"), &headers, None)
}

#[test]
fn an_api_key_becomes_a_token_that_works_until_it_expires() {
    let mut client = Client::demo();
    let answer = sign_in(&client, API_KEY, API_KEY_ID, EDITOR);
    assert_eq!(answer.status, 200);
    assert!(answer.json()["expires_at"].as_str().unwrap().ends_with('Z'));
    client.token = Some(answer.json()["id_token"].as_str().unwrap().to_owned());
    assert_eq!(client.get("service/").status, 200);
    client.control("POST", "clock", json!({"advance_ms": 3_599_000}));
    assert_eq!(client.get("service/").status, 200);
    client.control("POST", "clock", json!({"advance_ms": 2000}));
    assert_eq!(client.get("service/").status, 401);
}

#[test]
fn wrong_key_unknown_key_and_unknown_user_are_alike() {
    let client = Client::demo();
    let wrong = [("x", API_KEY_ID, OWNER), (API_KEY, "x", OWNER), (API_KEY, API_KEY_ID, "x")];
    let answers = wrong.map(|(key, id, user)| sign_in(&client, key, id, user));
    for answer in &answers {
        assert_eq!((answer.status, &answer.text), (401, &answers[0].text));
    }
    let missing = client.send("POST", &client.url("user/signin_with_api_key"), &[("x-api-key", "k")], None);
    assert_eq!(missing.places(), [r#"["header","x-api-key-id"]"#, r#"["header","x-user-id"]"#]);
}

#[test]
fn five_sign_ins_a_minute_for_each_user() {
    let client = Client::demo();
    for _ in 0..5 {
        assert_eq!(sign_in(&client, "wrong", API_KEY_ID, OWNER).status, 401);
    }
    assert_eq!(sign_in(&client, API_KEY, API_KEY_ID, OWNER).status, 429);
    assert_eq!(sign_in(&client, API_KEY, API_KEY_ID, EDITOR).status, 200);
}

#[test]
fn a_token_must_be_there_and_good() {
    let client = Client::demo();
    let url = client.url("service/");
    for header in ["Bearer garbage", "Bearer", "garbage", "Basic bm9ydGh3aW5kOng=", ""] {
        let answer = client.send("GET", &url, &[("authorization", header)], None);
        assert_eq!(answer.status, 401, "{header}");
        assert_eq!(answer.json(), json!({"detail": "Invalid authorization credentials."}));
    }
    assert_eq!(client.send("GET", &url, &[], None).status, 401);
    client.control("DELETE", "tokens", Value::Null);
    assert_eq!(client.get("service/").status, 401);
}

#[test]
fn the_organization_needs_no_token_and_tells_administrators_more() {
    let mut client = Client::demo();
    let known = client.ok("organization/");
    assert_eq!(known["default_user_preferences"]["preferred_language"], "eng");
    assert_eq!(known["tenant_id"], "tenant-northwind");
    client.become_user(EDITOR);
    assert_eq!(client.ok("organization/")["tenant_id"], Value::Null);
    let anyone = client.send("GET", &client.url("organization/"), &[], None);
    let expected = json!({"org_id": "northwind", "org_name": "Northwind Clinic",
        "default_user_preferences": null, "tenant_id": null});
    assert_eq!((anyone.status, anyone.json()), (200, expected));
}

#[test]
fn an_unknown_organization_is_a_404_on_every_route() {
    let client = Client::demo();
    let id = "6618791275130b73714e8d1c";
    for &operation in contract::Operation::ALL {
        let path = operation.item_path("southwind", id);
        let url = format!("{}{path}", client.server.api_url());
        let method = operation.method().as_str();
        let answer = client.send(method, &url, &[("x-org-id", "northwind")], None);
        assert_eq!(answer.status, 404, "{operation:?}: {}", answer.text);
    }
}

#[test]
fn every_operation_but_two_demands_a_token() {
    let client = Client::demo();
    for &operation in contract::Operation::ALL {
        let path = operation.item_path("northwind", "6618791275130b73714e8d1c");
        let url = format!("{}{path}", client.server.api_url());
        let answer = client.send(operation.method().as_str(), &url, &[], None);
        let expected = match operation {
            contract::Operation::GetOrganization => 200,
            contract::Operation::SignInWithApiKey => 422,
            _ => 401,
        };
        assert_eq!(answer.status, expected, "{operation:?}");
    }
}

#[test]
fn unknown_paths_other_slashes_and_other_methods() {
    let client = Client::demo();
    for path in ["nothing/", "simulation/unit_test", "simulation/persona/search/", "metric/search", ""] {
        let answer = client.get(path);
        assert_eq!((answer.status, answer.json()), (404, json!({"detail": "Not Found"})), "{path}");
    }
    let answer = client.delete("simulation/unit_test/");
    assert_eq!((answer.status, answer.header("allow")), (405, Some("GET, POST")));
}

#[test]
fn the_headers_for_special_cases_are_accepted() {
    let client = Client::demo();
    let bearer = format!("Bearer {}", sandbox::DEMO_TOKEN);
    let headers =
        [("authorization", bearer.as_str()), ("x-mongo-cluster-name", "other"), ("x-org-id", "elsewhere")];
    assert_eq!(client.send("GET", &client.url("service/"), &headers, None).status, 200);
}
