//! The app as a host serves it: types, lives, compressed siblings, careful headers, made-up files.

use sandbox::Options;
use serde_json::{Value, json};

use crate::support::{Answer, Client, Scratch};

const PAGE: &str = r#"<!doctype html><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self' 'wasm-unsafe-eval';">
</head><body>the page</body>"#;
const HASHED: &str = "console-0123456789abcdef_bg.wasm";

/// A built app under a path, and its server.
fn serve(base: &str) -> (Scratch, Client) {
    let scratch = Scratch::new();
    scratch.write("index.html", PAGE);
    scratch.write("index.html.br", "compressed page");
    scratch.write(HASHED, "wasm");
    scratch.write(&format!("{HASHED}.br"), "brotli");
    scratch.write(&format!("{HASHED}.gz"), "gzip");
    scratch.write("console-0123456789abcdef.js", "js");
    scratch.write("style.css", "css");
    scratch.write("build.json", r#"{"build":"1"}"#);
    scratch.write("config.json", "not this one");
    let client =
        Client::start(Options { app: Some(scratch.0.clone()), base: base.to_owned(), ..Options::default() });
    (scratch, client)
}

fn get(client: &Client, path: &str, headers: &[(&str, &str)]) -> Answer {
    client.send("GET", &format!("{}{path}", client.server.app_url()), headers, None)
}

#[test]
fn files_have_their_types_and_lives() {
    let (_scratch, client) = serve("/");
    for (path, kind, life) in [
        ("", "text/html; charset=utf-8", "no-cache"),
        ("index.html", "text/html; charset=utf-8", "no-cache"),
        (HASHED, "application/wasm", "public, max-age=31536000, immutable"),
        (
            "console-0123456789abcdef.js",
            "text/javascript; charset=utf-8",
            "public, max-age=31536000, immutable",
        ),
        ("style.css", "text/css; charset=utf-8", "no-cache"),
        ("build.json", "application/json", "no-cache"),
        ("config.json", "application/json", "no-cache"),
    ] {
        let answer = get(&client, path, &[]);
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(
            (answer.header("content-type"), answer.header("cache-control")),
            (Some(kind), Some(life)),
            "{path}"
        );
        assert_eq!(answer.header("content-encoding"), None);
    }
    assert_eq!(get(&client, "", &[]).text, PAGE);
}

#[test]
fn the_compressed_sibling_that_is_accepted() {
    let (_scratch, client) = serve("/");
    for (accepted, coding, text) in [
        ("gzip, deflate, br", Some("br"), "brotli"),
        ("gzip", Some("gzip"), "gzip"),
        ("br;q=0, gzip", Some("gzip"), "gzip"),
        ("identity", None, "wasm"),
    ] {
        let answer = get(&client, HASHED, &[("accept-encoding", accepted)]);
        assert_eq!((answer.header("content-encoding"), answer.text.as_str()), (coding, text), "{accepted}");
        assert_eq!(answer.header("content-type"), Some("application/wasm"));
        assert_eq!(answer.header("vary"), Some("accept-encoding"));
    }
    let deep = get(&client, "northwind/tests", &[("accept-encoding", "br")]);
    assert_eq!((deep.text.as_str(), deep.header("content-encoding")), ("compressed page", Some("br")));
}

#[test]
fn addresses_of_the_app_are_the_page_and_missing_files_are_missing() {
    let (_scratch, client) = serve("/console/");
    assert!(client.server.app_url().ends_with("/console/"));
    for path in ["", "northwind/tests", "northwind/tests/6618791275130b73714e8d1c?tag=a%3Ab", "sign-in"] {
        let answer = get(&client, path, &[]);
        assert_eq!((answer.status, answer.text.as_str()), (200, PAGE), "{path}");
    }
    let dotted = get(&client, "org.name/v1.2", &[("sec-fetch-mode", "navigate")]);
    assert_eq!((dotted.status, dotted.text.as_str()), (200, PAGE));
    assert_eq!(get(&client, "missing.js", &[]).status, 404);
    let outside = client.send("GET", &format!("{}/other", client.server.api_url()), &[], None);
    assert_eq!(outside.status, 404);
    let bare = client.send("GET", &format!("{}/console", client.server.api_url()), &[], None);
    assert_eq!((bare.status, bare.header("location")), (308, Some("/console/")));
    assert_eq!(client.get("organization/").status, 200, "the API stays at the root");
}

#[test]
fn careful_headers_are_on_everything() {
    let (_scratch, client) = serve("/");
    for path in ["", HASHED, "missing.js", "config.json"] {
        let answer = get(&client, path, &[]);
        for (name, value) in [
            (
                "content-security-policy",
                "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; frame-ancestors 'none'",
            ),
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            assert_eq!(answer.header(name), Some(value), "{path}");
        }
        assert!(answer.header("permissions-policy").unwrap().contains("camera=()"));
    }
}

#[test]
fn nothing_outside_the_directory_is_served() {
    let (scratch, client) = serve("/");
    let secret = scratch.0.with_extension("secret");
    std::fs::write(&secret, "secret").unwrap();
    let name = secret.file_name().unwrap().to_str().unwrap().to_owned();
    for path in [format!("..%2F{name}"), format!("%2e%2e/{name}"), format!("a/%2e%2e/%2e%2e/{name}")] {
        let answer = get(&client, &path, &[]);
        assert_ne!(answer.text, "secret", "{path}");
    }
    std::fs::remove_file(secret).unwrap();
}

#[test]
fn what_is_missing_is_said_in_words() {
    let scratch = Scratch::new();
    let client = Client::start(Options { app: Some(scratch.0.clone()), ..Options::default() });
    let unbuilt = get(&client, "", &[]);
    assert_eq!(unbuilt.status, 404);
    assert!(unbuilt.text.contains("The app is not built"), "{}", unbuilt.text);
    assert_eq!(unbuilt.header("content-security-policy"), Some("frame-ancestors 'none'"));
    assert!(get(&Client::demo(), "", &[]).text.contains("--app"));
    let posted = client.send("POST", client.server.app_url(), &[], Some("x"));
    assert_eq!(posted.status, 405);
}

#[test]
fn config_and_build_are_what_a_test_says() {
    let (_scratch, client) = serve("/");
    let usual = json!({"regions": [{"name": "Sandbox", "api": ""}], "organization": "northwind",
        "sign_in": {"token": true, "api_key": true,
            "demo": {"organization": "northwind", "token": sandbox::DEMO_TOKEN}}});
    assert_eq!(get(&client, "config.json", &[]).json(), usual);
    client.control("PUT", "config", json!({"body": {"regions": []}}));
    assert_eq!(get(&client, "config.json", &[]).json(), json!({"regions": []}));
    client.control("PUT", "config", json!({"status": 500, "body": "<html>", "content_type": "text/html"}));
    let broken = get(&client, "config.json", &[]);
    assert_eq!(
        (broken.status, broken.text.as_str(), broken.header("content-type")),
        (500, "<html>", Some("text/html"))
    );
    client.control("DELETE", "config", Value::Null);
    assert_eq!(get(&client, "config.json", &[]).json(), usual);
    client.control("PUT", "build", json!({"body": {"build": "2"}, "delay_ms": 20}));
    assert_eq!(get(&client, "build.json", &[]).json(), json!({"build": "2"}));
    client.control("DELETE", "build", Value::Null);
    assert_eq!(get(&client, "build.json", &[]).json(), json!({"build": "1"}));
}
