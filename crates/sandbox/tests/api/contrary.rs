//! Another valid server: everything it may do otherwise, and nothing that it may not.

use sandbox::{Options, Seed};
use serde_json::{Value, json};

use crate::support::{Client, ids};

const LIST: &str = "simulation/unit_test/";
const KEY: &str = "simulation_unit_tests";

fn contrary(seed: Seed) -> Client {
    Client::start(Options { seed, contrary: true, ..Options::default() })
}

#[test]
fn all_items_come_once_over_short_and_empty_pages_with_odd_tokens() {
    let client = contrary(Seed::Demo);
    client.control("POST", "limits", json!({"operation": "*", "per_minute": null}));
    for limit in [1, 7, 50, 500] {
        let (mut token, mut sizes, mut tokens, mut items) = (json!(0), Vec::new(), Vec::new(), Vec::new());
        loop {
            let page =
                client.ok(&format!("{LIST}?sort_by=-updated_at&limit={limit}&continuation_token={token}"));
            let some = page[KEY].as_array().unwrap();
            sizes.push(some.len());
            items.extend(some.iter().cloned());
            if page["has_more"] == false {
                assert_eq!(page["continuation_token"], Value::Null);
                break;
            }
            token = page["continuation_token"].clone();
            tokens.push(token.as_i64().unwrap());
        }
        let mut distinct = ids(&items);
        distinct.dedup();
        assert_eq!((items.len(), distinct.len()), (120, 120), "limit {limit}");
        assert!(sizes.contains(&0), "an empty page among {sizes:?}");
        assert!(sizes[0] < limit.max(2), "a short first page");
        assert!(tokens.iter().all(|token| *token > 500 && *token < 1 << 53), "no offsets: {tokens:?}");
    }
}

#[test]
fn a_token_is_good_for_its_own_list() {
    let client = contrary(Seed::Demo);
    let first = client.ok(&format!("{LIST}?limit=5&is_deleted=false"));
    let token = &first["continuation_token"];
    assert_eq!(client.get(&format!("{LIST}?limit=5&continuation_token={token}")).status, 422);
    assert_eq!(client.get(&format!("{LIST}?limit=5&is_deleted=false&continuation_token=50")).status, 422);
    let next = client.ok(&format!("{LIST}?is_deleted=false&limit=9&continuation_token={token}"));
    assert_eq!(next["filter_values"], Value::Null);
}

#[test]
fn orders_differ_and_stay_orders() {
    let (plain, other) = (Client::demo(), contrary(Seed::Demo));
    let names = |client: &Client, query: &str| -> Vec<String> {
        let items = client.all(&format!("{LIST}{query}"), KEY);
        items.iter().map(|item| item["name"].as_str().unwrap().to_owned()).collect()
    };
    let (mut by_id, mut shuffled) = (names(&plain, ""), names(&other, ""));
    assert_ne!(by_id, shuffled);
    by_id.sort();
    shuffled.sort();
    assert_eq!(by_id, shuffled, "the same tests");
    let (sorted, also) = (names(&plain, "?sort_by=-updated_at"), names(&other, "?sort_by=-updated_at"));
    assert_eq!((&sorted[0], &also[0]), (&by_key(&plain), &by_key(&plain)), "sorted by update all the same");
    assert_ne!(sorted, also, "ties come otherwise");
}

fn by_key(_: &Client) -> String {
    "Onboarding - Confused New User".to_owned()
}

#[test]
fn look_ups_by_id_come_in_pages() {
    let client = contrary(Seed::Demo);
    let wanted: Vec<String> = ids(&client.all(&format!("{LIST}?tag=suite:triage"), KEY));
    let query: Vec<String> = wanted.iter().map(|id| format!("id={id}")).collect();
    let first = client.ok(&format!("{LIST}?limit={}&{}", wanted.len(), query.join("&")));
    assert!(first[KEY].as_array().unwrap().len() < wanted.len() && first["has_more"] == true);
    let all = client.all(&format!("{LIST}?limit={}&{}", wanted.len(), query.join("&")), KEY);
    assert_eq!(ids(&all), wanted);
    assert_ne!(
        all.iter().map(|test| test["id"].as_str().unwrap()).collect::<Vec<_>>(),
        wanted,
        "not in order"
    );
}

#[test]
fn facets_narrow_under_the_current_filters() {
    let client = contrary(Seed::Demo);
    let values = client.ok(&format!("{LIST}?tag=suite:triage"))["filter_values"].clone();
    assert_eq!(values["service_ids"].as_array().unwrap().len(), 1);
}

#[test]
fn optional_fields_are_missing_and_unknown_ones_there() {
    let client = contrary(Seed::Demo);
    let page = client.ok(&format!("{LIST}?limit=3"));
    let test = &page[KEY][0];
    assert!(test.get("created_at").is_none() && test.get("updated_at").is_none());
    assert!(test.get("etag").is_some() && page.get("server_revision").is_some());
    for field in ["id", "name", "description", "success_criterions", "tags", "creator", "updated_by"] {
        assert!(test.get(field).is_some(), "required: {field}");
    }
    let persona = client.ok("simulation/persona/?limit=2")["simulation_personas"][0].clone();
    assert!(persona["updated_at"].is_string() && persona["created_at"].is_string(), "required there");
    let version = client.ok("simulation/persona/6618791275130b73714e8d2a/version/?version=latest");
    let version = &version["simulation_persona_versions"][0];
    assert!(version.get("sensitive_user_variables").is_none() && version.get("created_at").is_none());
}

#[test]
fn a_metric_and_a_scenario_that_no_test_uses_have_unknown_values() {
    let client = contrary(Seed::Demo);
    let metrics = client.all("metric/", "metrics");
    let odd: Vec<&Value> = metrics.iter().filter(|metric| metric["metric_value_type"] == "ordinal").collect();
    assert_eq!(odd.len(), 1);
    assert_eq!(odd[0]["name"], "Tone of Voice");
    let id = odd[0]["id"].as_str().unwrap();
    assert!(client.all(&format!("{LIST}?metric_id={id}"), KEY).is_empty());
    let version = client.ok(&format!("metric/{id}/version?version=latest"))["metric_versions"][0].clone();
    assert_eq!(version["metric_value"]["type"], "ordinal");
    let found =
        client.ok("simulation/scenario/search?query=someone%20to%20talk")["simulation_scenarios"][0].clone();
    let id = found["id"].as_str().unwrap();
    let versions = client.ok(&format!("simulation/scenario/{id}/version/"));
    assert_eq!(versions["simulation_scenario_versions"][0]["initial_message_type"], "scheduled-call");
}

#[test]
fn errors_take_other_shapes_that_are_still_read() {
    let mut client = contrary(Seed::Demo);
    let problem = |text: &str| contract::Problem::parse(text);
    let invalid = client.get(&format!("{LIST}?limit=501"));
    assert_eq!((invalid.status, problem(&invalid.text).fields.len()), (422, 1));
    assert_eq!(invalid.json().get("detail"), None);
    let missing = client.get("nothing/");
    assert_eq!((missing.status, missing.json()["error"].is_string()), (404, true));
    let used = client.all(&format!("{LIST}?tag=smoke:"), KEY)[0]["id"].as_str().unwrap().to_owned();
    let refused = client.delete(&format!("{LIST}{used}/"));
    assert_eq!((refused.status, refused.json()["detail"]["message"].is_string()), (400, true));
    client.become_user(sandbox::VIEWER);
    let forbidden = client.delete(&format!("{LIST}{used}/"));
    assert_eq!(
        (forbidden.status, forbidden.header("content-type")),
        (403, Some("text/plain; charset=utf-8"))
    );
    client.token = None;
    assert_eq!(client.get(LIST).json(), json!({"message": "Invalid authorization credentials."}));
    client.fault(json!({"operation": "*", "kind": "status", "status": 409, "count": 1}));
    assert!(client.get(LIST).json()["message"].is_string(), "fakes, too");
}

#[test]
fn no_rate_headers_and_a_date_to_retry_after() {
    let client = contrary(Seed::Demo);
    client.control("POST", "limits", json!({"operation": "ListServices", "per_minute": 1}));
    let first = client.get("service/");
    assert_eq!((first.status, first.header("x-ratelimit-limit")), (200, None));
    for name in ["x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset"] {
        assert_eq!(first.header(name), None);
    }
    let refused = client.get("service/");
    assert_eq!(refused.status, 429);
    assert!(refused.header("retry-after").unwrap().ends_with(" GMT"), "{refused:?}");
    client.fault(json!({"operation": "*", "kind": "status", "status": 429, "count": 1}));
    assert!(client.get("organization/").header("retry-after").unwrap().ends_with(" GMT"));
}

#[test]
fn a_reset_can_make_it_contrary_and_plain_again() {
    let client = Client::demo();
    client.control("POST", "reset", json!({"contrary": true}));
    assert_eq!(client.get("service/").header("x-ratelimit-limit"), None);
    client.control("POST", "reset", json!({"contrary": false}));
    assert_eq!(client.get("service/").header("x-ratelimit-limit"), Some("50"));
}
