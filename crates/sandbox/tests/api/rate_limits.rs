//! Rate limits: the documented ones, their headers, their end.

use sandbox::EDITOR;
use serde_json::json;

use crate::support::Client;

#[test]
fn every_answer_says_how_it_stands_and_the_last_one_when_to_return() {
    let mut client = Client::demo();
    for used in 1..=20 {
        let answer = client.get("metric/");
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("x-ratelimit-limit"), Some("20"));
        assert_eq!(answer.header("x-ratelimit-remaining"), Some((20 - used).to_string().as_str()));
        assert!(answer.header("x-ratelimit-reset").unwrap().parse::<u64>().unwrap() > 1_700_000_000);
    }
    let refused = client.get("metric/");
    assert_eq!(refused.status, 429);
    let wait: i64 = refused.header("retry-after").unwrap().parse().unwrap();
    assert!((1..=60).contains(&wait));
    assert!(refused.json()["detail"].as_str().unwrap().contains("20 requests per minute"));
    assert_eq!(client.get("metric/search/?query=a").status, 200, "counted per operation");
    client.become_user(EDITOR);
    assert_eq!(client.get("metric/").status, 200, "counted per user");
    client.token = Some(sandbox::DEMO_TOKEN.to_owned());
    client.control("POST", "clock", json!({"advance_ms": wait * 1000}));
    assert_eq!(client.get("metric/").status, 200, "after the time that was said");
}

#[test]
fn the_documented_limits_hold() {
    let client = Client::demo();
    for &operation in contract::Operation::ALL {
        let Some(limit) = operation.per_minute() else { continue };
        let path = operation.item_path("northwind", "6618791275130b73714e8d1c");
        let path = path.strip_prefix("/v1/northwind/").unwrap();
        let answer = client.api(operation.method().as_str(), path, None);
        assert_eq!(answer.header("x-ratelimit-limit"), Some(limit.to_string().as_str()), "{operation:?}");
    }
}

#[test]
fn refusals_count_but_bad_tokens_do_not() {
    let mut client = Client::demo();
    client.control("POST", "limits", json!({"operation": "ListServices", "per_minute": 3}));
    assert_eq!(client.get("service/?limit=x").header("x-ratelimit-remaining"), Some("2"));
    let token = client.token.replace("garbage".to_owned());
    assert_eq!(client.get("service/").header("x-ratelimit-limit"), None);
    client.token = token;
    assert_eq!(client.get("service/").header("x-ratelimit-remaining"), Some("1"));
}

#[test]
fn limits_can_be_changed_and_lifted() {
    let client = Client::demo();
    client.control("POST", "limits", json!({"operation": "ListUnitTests", "per_minute": 1}));
    assert_eq!(client.get("simulation/unit_test/?limit=1").status, 200);
    assert_eq!(client.get("simulation/unit_test/?limit=1").status, 429);
    client.control("POST", "limits", json!({"operation": "*", "per_minute": null}));
    for _ in 0..30 {
        assert_eq!(client.get("metric/?limit=1").status, 200);
    }
    assert_eq!(client.get("simulation/unit_test/?limit=1").header("x-ratelimit-limit"), None);
}
