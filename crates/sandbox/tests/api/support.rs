//! A server with a small client, and shorthands for what answers hold.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use sandbox::{DEMO_TOKEN, Options, Seed, Server};
use serde_json::{Value, json};

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: ureq::http::HeaderMap,
    pub(crate) text: String,
}

impl Answer {
    /// The body as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("no JSON: {self:?}"))
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    /// The places of a 422, as JSON texts.
    pub(crate) fn places(&self) -> Vec<String> {
        assert_eq!(self.status, 422, "{self:?}");
        self.json()["detail"].as_array().unwrap().iter().map(|entry| entry["loc"].to_string()).collect()
    }
}

/// Where `cargo xtask` wants the exchanges of this server, to hold them against the document.
fn record_for_conformance() -> Option<PathBuf> {
    static SERVERS: AtomicU32 = AtomicU32::new(0);
    let directory = PathBuf::from(std::env::var_os("SANDBOX_RECORD_DIR")?);
    let (process, server) = (std::process::id(), SERVERS.fetch_add(1, Ordering::Relaxed));
    Some(directory.join(format!("server-{process}-{server}.jsonl")))
}

/// A server of one's own, and someone who asks.
#[derive(Debug)]
pub(crate) struct Client {
    pub(crate) server: Server,
    agent: ureq::Agent,
    pub(crate) token: Option<String>,
}

impl Client {
    pub(crate) fn start(mut options: Options) -> Self {
        options.record = options.record.or_else(record_for_conformance);
        let server = Server::start(options).unwrap();
        Self { server, agent: agent(), token: Some(DEMO_TOKEN.to_owned()) }
    }

    pub(crate) fn seeded(seed: Seed) -> Self {
        Self::start(Options { seed, ..Options::default() })
    }

    pub(crate) fn demo() -> Self {
        Self::seeded(Seed::Demo)
    }

    /// Signs in as someone else from now on.
    pub(crate) fn become_user(&mut self, user: &str) {
        let token = self.control("POST", "tokens", json!({"user_id": user, "expires_in_s": 600}));
        self.token = Some(token["id_token"].as_str().unwrap().to_owned());
    }

    /// Any request; the path begins with a slash.
    pub(crate) fn send(
        &self,
        method: &str,
        url: &str,
        headers: &[(&str, &str)],
        body: Option<&str>,
    ) -> Answer {
        let mut request = ureq::http::Request::builder().method(method).uri(url);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer = match body {
            Some(body) => self.agent.run(request.body(body.to_owned()).unwrap()),
            None => self.agent.run(request.body(()).unwrap()),
        };
        read(answer.unwrap())
    }

    /// A request to the API as the current user; the path comes after the organization.
    pub(crate) fn api(&self, method: &str, path: &str, body: Option<&str>) -> Answer {
        let url = self.url(path);
        let bearer = self.token.as_ref().map(|token| format!("Bearer {token}"));
        let mut headers = vec![("content-type", "application/json")];
        if let Some(bearer) = &bearer {
            headers.push(("authorization", bearer));
        }
        self.send(method, &url, &headers, body)
    }

    /// A GET that may fail on the way.
    pub(crate) fn try_get(&self, path: &str) -> Result<String, ureq::Error> {
        let bearer = format!("Bearer {}", self.token.as_deref().unwrap_or_default());
        let answer = self.agent.get(self.url(path)).header("authorization", bearer).call()?;
        answer.into_body().read_to_string()
    }

    /// A POST that may fail on the way.
    pub(crate) fn try_post(&self, path: &str, body: &Value) -> Result<u16, ureq::Error> {
        let bearer = format!("Bearer {}", self.token.as_deref().unwrap_or_default());
        let request = self.agent.post(self.url(path)).header("authorization", bearer);
        let answer = request.header("content-type", "application/json").send(body.to_string())?;
        Ok(answer.status().as_u16())
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}/v1/northwind/{path}", self.server.api_url())
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.api("GET", path, None)
    }

    /// The JSON of a GET that must succeed.
    pub(crate) fn ok(&self, path: &str) -> Value {
        let answer = self.get(path);
        assert_eq!(answer.status, 200, "{path}: {}", answer.text);
        answer.json()
    }

    pub(crate) fn post(&self, path: &str, body: &Value) -> Answer {
        self.api("POST", path, Some(&body.to_string()))
    }

    pub(crate) fn delete(&self, path: &str) -> Answer {
        self.api("DELETE", path, None)
    }

    /// A control call that must succeed.
    pub(crate) fn control(&self, method: &str, path: &str, body: Value) -> Value {
        let url = format!("{}/_sandbox/{path}", self.server.api_url());
        let text = body.to_string();
        let body = (!body.is_null()).then_some(text.as_str());
        let answer = self.send(method, &url, &[("content-type", "application/json")], body);
        assert_eq!(answer.status, 200, "{method} {path}: {}", answer.text);
        answer.json()
    }

    pub(crate) fn fault(&self, fault: Value) {
        self.control("POST", "faults", fault);
    }

    /// What was asked so far.
    pub(crate) fn log(&self) -> Vec<Value> {
        self.control("GET", "requests", Value::Null).as_array().unwrap().clone()
    }

    /// All items of a list, page by page, by has_more alone.
    pub(crate) fn all(&self, path: &str, key: &str) -> Vec<Value> {
        let (mut items, mut token, mut pages) = (Vec::new(), json!(0), 0);
        loop {
            let joint = if path.contains('?') { '&' } else { '?' };
            let page = self.ok(&format!("{path}{joint}continuation_token={token}"));
            items.extend(page[key].as_array().unwrap().iter().cloned());
            pages += 1;
            assert!(pages < 400, "the list does not end");
            if page["has_more"] == false {
                return items;
            }
            token = page["continuation_token"].clone();
        }
    }

    /// The demo's unit test of this name.
    pub(crate) fn test_named(&self, name: &str) -> Value {
        let tests = self.ok("simulation/unit_test/?limit=500");
        let tests = tests["simulation_unit_tests"].as_array().unwrap();
        tests.iter().find(|test| test["name"] == name).unwrap_or_else(|| panic!("no {name}")).clone()
    }
}

fn agent() -> ureq::Agent {
    let config = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .proxy(None);
    config.build().into()
}

fn read(answer: ureq::http::Response<ureq::Body>) -> Answer {
    let (head, mut body) = answer.into_parts();
    let text = body.read_to_vec().unwrap();
    Answer {
        status: head.status.as_u16(),
        headers: head.headers,
        text: String::from_utf8_lossy(&text).into_owned(),
    }
}

/// The values of one field of the items.
pub(crate) fn field<'a>(items: &'a Value, name: &str) -> Vec<&'a Value> {
    items.as_array().unwrap().iter().map(|item| &item[name]).collect()
}

/// The ids of the items, sorted.
pub(crate) fn ids(items: &[Value]) -> Vec<String> {
    let mut ids: Vec<String> = items.iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect();
    ids.sort();
    ids
}

/// A number that no other call gets.
fn next() -> u32 {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    COUNT.fetch_add(1, Ordering::SeqCst)
}

/// An empty directory that is removed in the end.
#[derive(Debug)]
pub(crate) struct Scratch(pub(crate) PathBuf);

impl Scratch {
    pub(crate) fn new() -> Self {
        let path = std::env::temp_dir().join(format!("sandbox-test-{}-{}", std::process::id(), next()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub(crate) fn write(&self, name: &str, content: &str) {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let removed = std::fs::remove_dir_all(&self.0);
        assert!(removed.is_ok() || std::thread::panicking());
    }
}
