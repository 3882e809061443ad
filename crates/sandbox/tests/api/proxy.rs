//! The proxy in front of another API.

use sandbox::Options;
use serde_json::{Value, json};

use crate::support::{Client, Scratch};

/// A sandbox, and a proxy in front of it.
fn pair() -> (Client, Client) {
    let api = Client::demo();
    let proxy =
        Client::start(Options { api: Some(format!("{}/", api.server.api_url())), ..Options::default() });
    (api, proxy)
}

fn through(
    proxy: &Client,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: Option<&str>,
) -> crate::support::Answer {
    let url = format!("{}v1/northwind/{path}", proxy.server.app_url());
    proxy.send(method, &url, headers, body)
}

#[test]
fn requests_and_answers_pass_whole() {
    let (api, proxy) = pair();
    let bearer = format!("Bearer {}", sandbox::DEMO_TOKEN);
    let headers = [("authorization", bearer.as_str()), ("content-type", "application/json")];
    let direct = api.get("simulation/unit_test/?limit=3&sort_by=%2Bupdated_at&tag=suite%3Atriage");
    let passed = through(
        &proxy,
        "GET",
        "simulation/unit_test/?limit=3&sort_by=%2Bupdated_at&tag=suite%3Atriage",
        &headers,
        None,
    );
    assert_eq!((passed.status, passed.json()), (200, direct.json()));
    assert_eq!(passed.header("x-ratelimit-limit"), Some("200"));
    assert!(passed.header("x-request-id").is_some());
    let refused = through(&proxy, "POST", "simulation/persona/", &headers, Some("{\"name\": \"x\"}"));
    assert_eq!(refused.status, 422);
    let logged = api.log();
    assert_eq!(logged[1]["query"], "limit=3&sort_by=%2Bupdated_at&tag=suite%3Atriage");
    assert_eq!(logged[2]["body"], json!({"name": "x"}));
    let id = api.test_named("Cancel - Who Said So")["id"].as_str().unwrap().to_owned();
    let sets = api.ok(&format!("simulation/unit_test_set/?unit_test_id={id}&is_deleted=false"));
    assert_ne!(sets["simulation_unit_test_sets"], json!([]));
    let deleted = through(&proxy, "DELETE", &format!("simulation/unit_test/{id}/"), &headers, None);
    assert_eq!(deleted.status, 400);
    let updated = through(&proxy, "POST", &format!("simulation/unit_test/{id}/"), &headers, Some("{}"));
    assert_eq!((updated.status, updated.text.as_str()), (204, ""));
}

#[test]
fn credentials_of_this_host_stay_here() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let heard = std::thread::spawn(move || {
        use std::io::{BufRead, BufReader, Write};
        let (stream, _) = listener.accept().unwrap();
        let lines: Vec<String> =
            BufReader::new(&stream).lines().map(Result::unwrap).take_while(|line| !line.is_empty()).collect();
        let mut stream = &stream;
        write!(stream, "HTTP/1.1 302 Found\r\nlocation: /elsewhere\r\nset-cookie: a=b\r\nconnection: close\r\ncontent-length: 2\r\n\r\nok").unwrap();
        lines.join("\n").to_lowercase()
    });
    let proxy = Client::start(Options { api: Some(format!("http://{address}")), ..Options::default() });
    let headers = [
        ("authorization", "Bearer t"),
        ("cookie", "c=1"),
        ("origin", "http://x"),
        ("referer", "http://x/"),
        ("sec-fetch-mode", "cors"),
        ("x-org-id", "n"),
        ("x-custom", "kept"),
    ];
    let answer = through(&proxy, "GET", "service/?a=b%2Bc", &headers, None);
    assert_eq!(
        (answer.status, answer.text.as_str(), answer.header("location")),
        (302, "ok", Some("/elsewhere"))
    );
    assert_eq!(answer.header("set-cookie"), None);
    let heard = heard.join().unwrap();
    assert!(heard.starts_with("get /v1/northwind/service/?a=b%2bc http/1.1"), "{heard}");
    for kept in ["authorization: bearer t", "x-org-id: n", "x-custom: kept", &format!("host: {address}")] {
        assert!(heard.contains(kept), "{kept}: {heard}");
    }
    for dropped in ["cookie:", "origin:", "referer:", "sec-fetch"] {
        assert!(!heard.contains(dropped), "{dropped}: {heard}");
    }
}

#[test]
fn an_api_that_is_not_there_is_said_in_words() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let proxy = Client::start(Options { api: Some(format!("http://{address}")), ..Options::default() });
    let answer = through(&proxy, "GET", "service/", &[], None);
    assert_eq!(answer.status, 502);
    assert!(answer.text.starts_with("The API could not be reached"), "{}", answer.text);
}

#[test]
fn the_app_is_served_and_no_sandbox_is_there() {
    let scratch = Scratch::new();
    scratch.write("index.html", "<title>App</title>");
    let proxy = Client::start(Options {
        api: Some("https://api.example".to_owned()),
        app: Some(scratch.0.clone()),
        ..Options::default()
    });
    let get = |path: &str| proxy.send("GET", &format!("{}{path}", proxy.server.app_url()), &[], None);
    assert_eq!(get("northwind/tests").text, "<title>App</title>");
    let config: Value = get("config.json").json();
    assert_eq!(
        config,
        json!({"regions": [{"name": "api.example", "api": ""}], "sign_in": {"token": true, "api_key": true}})
    );
    assert_eq!(get("_sandbox/health").status, 404);
}
