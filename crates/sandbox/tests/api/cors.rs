//! Pages of other origins: preflights, exposed headers, the API on its own port.

use sandbox::Options;
use serde_json::json;

use crate::support::Client;

#[test]
fn preflights_are_answered_and_logged() {
    let client = Client::demo();
    let headers = [
        ("origin", "http://app.example"),
        ("access-control-request-method", "POST"),
        ("access-control-request-headers", "authorization,content-type"),
    ];
    let answer = client.send("OPTIONS", &client.url("simulation/unit_test/"), &headers, None);
    assert_eq!((answer.status, answer.text.as_str()), (204, ""));
    assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
    let allowed = answer.header("access-control-allow-headers").unwrap();
    for name in [
        "authorization",
        "content-type",
        "x-api-key",
        "x-api-key-id",
        "x-user-id",
        "x-mongo-cluster-name",
        "x-org-id",
    ] {
        assert!(allowed.split(", ").any(|header| header == name), "{name}");
    }
    for method in ["GET", "POST", "DELETE"] {
        assert!(answer.header("access-control-allow-methods").unwrap().contains(method));
    }
    let line = &client.log()[0];
    assert_eq!(
        (&line["method"], &line["operation"], &line["status"]),
        (&json!("OPTIONS"), &json!(null), &json!(204))
    );
}

#[test]
fn every_answer_can_be_read_from_elsewhere_and_has_an_id() {
    let client = Client::demo();
    let mut seen = Vec::new();
    for path in ["service/", "service/?limit=x", "nothing/", "organization/"] {
        let answer = client.get(path);
        assert_eq!(answer.header("access-control-allow-origin"), Some("*"), "{path}");
        let exposed = answer.header("access-control-expose-headers").unwrap();
        for name in
            ["retry-after", "x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset", "x-request-id"]
        {
            assert!(exposed.contains(name), "{name}");
        }
        seen.push(answer.header("x-request-id").unwrap().to_owned());
    }
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 4);
}

#[test]
fn the_api_on_its_own_port_is_only_there() {
    let client = Client::start(Options { api_port: Some(0), ..Options::default() });
    assert_ne!(format!("{}/", client.server.api_url()), client.server.app_url());
    assert_eq!(client.get("service/").status, 200);
    let elsewhere = format!("{}v1/northwind/organization/", client.server.app_url());
    assert_eq!(client.send("GET", &elsewhere, &[], None).status, 404);
    let control = format!("{}_sandbox/health", client.server.app_url());
    assert_eq!(client.send("GET", &control, &[], None).status, 404);
    let config = client.send("GET", &format!("{}config.json", client.server.app_url()), &[], None);
    assert_eq!(config.json()["regions"][0]["api"], client.server.api_url());
}
