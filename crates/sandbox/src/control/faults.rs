//! Faults: what a test wants to go wrong, with which operation, how often.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use contract::Operation;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::hash::random;
use crate::http::{Refusal, Reply};

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum FaultKind {
    /// Another status, with its typical body or a given one.
    Status,
    /// The right answer, later.
    Delay,
    /// The right answer, later; it happened at once.
    Late,
    /// The connection ends; nothing happened.
    Drop,
    /// The connection ends; it happened.
    DropAfter,
    /// Another status, as for `status`; it happened.
    StatusAfter,
    /// It happens twice, and the answer is the second one's: a browser repeats by itself what it sent over a
    /// reused connection that broke.
    Twice,
    /// Half of the right answer, then the connection ends.
    Cut,
    /// An HTML page in place of the answer.
    Html,
    /// 200 and nothing.
    Empty,
    /// 200 and valid JSON of another shape.
    OtherVersion,
    /// 200, or a given status, and a given body.
    Body,
    /// The right answer of a list, with a way to the rest as `tokens` says.
    Tokens,
}

/// Ways to the rest of a list that lead nowhere. All of them say that there is more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Tokens {
    /// No token.
    Missing,
    /// The token that was sent, and always the first page.
    Same,
    /// One of two, in turn, and always the first page.
    Alternate,
    /// Another each time, with pages that hold nothing.
    EverNew,
}

/// A fault as a test asks for it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Fault {
    /// An operation's name, or `*`.
    pub(crate) operation: String,
    pub(crate) kind: FaultKind,
    #[serde(default)]
    pub(crate) status: Option<u16>,
    /// JSON, or a text that is sent as it is.
    #[serde(default)]
    pub(crate) body: Option<Value>,
    #[serde(default)]
    pub(crate) content_type: Option<String>,
    #[serde(default)]
    pub(crate) headers: BTreeMap<String, String>,
    #[serde(default)]
    pub(crate) delay_ms: u64,
    /// For `tokens`: which.
    #[serde(default)]
    pub(crate) tokens: Option<Tokens>,
    /// How many requests it befalls; absent or null: until it is cleared.
    #[serde(default)]
    pub(crate) count: Option<u32>,
    /// How many requests it lets pass first.
    #[serde(default)]
    pub(crate) skip: u32,
    /// Only requests whose path and query contain this.
    #[serde(default)]
    pub(crate) matching: Option<String>,
}

/// The faults that are waiting, in the order they were asked for: the first that fits befalls.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    waiting: Vec<(u64, Fault)>,
    last_id: u64,
}

impl Faults {
    /// Adds a fault and returns its id, or says what is wrong with it.
    pub(crate) fn add(&mut self, fault: Fault) -> Result<u64, String> {
        let known = Operation::ALL.iter().any(|operation| format!("{operation:?}") == fault.operation);
        if fault.operation != "*" && !known {
            return Err(format!("There is no operation called {}.", fault.operation));
        }
        if matches!(fault.kind, FaultKind::Status | FaultKind::StatusAfter) && fault.status.is_none() {
            return Err("A fault of the kind `status` or `status_after` needs a `status`.".to_owned());
        }
        if (fault.kind == FaultKind::Tokens) != fault.tokens.is_some() {
            return Err("A fault of the kind `tokens`, and no other, says which `tokens`.".to_owned());
        }
        if fault.status.is_some_and(|status| StatusCode::from_u16(status).is_err()) {
            return Err("The `status` is none.".to_owned());
        }
        self.last_id += 1;
        self.waiting.push((self.last_id, fault));
        Ok(self.last_id)
    }

    pub(crate) fn clear(&mut self) {
        self.waiting.clear();
    }

    /// Whether a connection is going to be dropped.
    pub(crate) fn has_drops(&self) -> bool {
        self.waiting.iter().any(|(_, fault)| matches!(fault.kind, FaultKind::Drop | FaultKind::DropAfter))
    }

    /// The fault that befalls this request, if any.
    pub(crate) fn take(&mut self, operation: Operation, address: &str) -> Option<Fault> {
        let name = format!("{operation:?}");
        let fits = |fault: &Fault| {
            (fault.operation == "*" || fault.operation == name)
                && fault.matching.as_ref().is_none_or(|part| address.contains(part))
        };
        let mut chosen = None;
        for (at, (_, fault)) in self.waiting.iter_mut().enumerate().filter(|(_, (_, fault))| fits(fault)) {
            if fault.skip > 0 {
                fault.skip -= 1;
                continue;
            }
            let spent = fault.count.as_mut().is_some_and(|count| {
                *count = count.saturating_sub(1);
                *count == 0
            });
            chosen = Some((at, fault.clone(), spent));
            break;
        }
        let (at, fault, spent) = chosen?;
        if spent {
            self.waiting.remove(at);
        }
        Some(fault)
    }
}

impl Fault {
    /// What is sent in place of the right answer, for the kinds that do so.
    pub(crate) fn reply(&self) -> Option<Reply> {
        let status = self.status.and_then(|status| StatusCode::from_u16(status).ok());
        let mut reply = match self.kind {
            FaultKind::Status | FaultKind::StatusAfter => {
                typical(status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR))
            }
            FaultKind::Html => {
                let page = "<!doctype html><html><head><title>Bad gateway</title></head>\
                    <body><h1>Bad gateway</h1></body></html>";
                Reply::text(status.unwrap_or(StatusCode::BAD_GATEWAY), "text/html; charset=utf-8", page)
            }
            FaultKind::Empty => Reply::text(status.unwrap_or(StatusCode::OK), "application/json", ""),
            FaultKind::OtherVersion => Reply::ok(&json!({
                "api": "v9", "data": {"nodes": [], "page": {"cursor": "b3BhcXVl", "end": false}}
            })),
            FaultKind::Body => Reply::json(status.unwrap_or(StatusCode::OK), &Value::Null),
            FaultKind::Delay
            | FaultKind::Late
            | FaultKind::Drop
            | FaultKind::DropAfter
            | FaultKind::Twice
            | FaultKind::Cut
            | FaultKind::Tokens => return None,
        };
        match &self.body {
            Some(Value::String(text)) => reply.body = text.clone().into(),
            Some(body) => reply.body = body.to_string().into(),
            None => {}
        }
        if let Some(content_type) = &self.content_type {
            reply.content_type = Some(content_type.clone());
        }
        Some(reply)
    }
}

impl Tokens {
    /// The right answer of a list with another way to the rest; `sent` is the token of the request.
    pub(crate) fn spoil(self, reply: &mut Reply, sent: Option<&str>) {
        let Value::Object(mut answer) = reply.body_value() else { return };
        if !answer.contains_key("has_more") {
            return;
        }
        let sent = sent.and_then(|token| token.parse::<i64>().ok());
        let token = match self {
            Self::Missing => Value::Null,
            Self::Same => json!(sent.unwrap_or(1)),
            Self::Alternate => json!(if sent == Some(1) { 2 } else { 1 }),
            Self::EverNew => json!(random() >> 12),
        };
        if self == Self::EverNew && sent.is_some() {
            for value in answer.values_mut() {
                if let Value::Array(items) = value {
                    items.clear();
                }
            }
        }
        answer.insert("has_more".to_owned(), json!(true));
        answer.insert("continuation_token".to_owned(), token);
        reply.body = Value::Object(answer).to_string().into();
    }
}

/// What the API would say with this status.
fn typical(status: StatusCode) -> Reply {
    let refusal = match status.as_u16() {
        400 => Refusal::bad_request("The request cannot be carried out."),
        401 => Refusal::unauthorized(),
        403 => Refusal::forbidden(),
        404 => Refusal::not_found("Specified organization is not found."),
        409 => Refusal::conflict("An object with this name already exists."),
        422 => Refusal::invalid(vec![json!({
            "type": "value_error", "loc": ["body"], "msg": "Value error, refused on purpose", "input": {}
        })]),
        429 => {
            let mut refusal = Refusal::too_many(50);
            refusal.headers.push(("retry-after", "2".to_owned()));
            refusal
        }
        503 => Refusal::maintenance(),
        200..=299 => return Reply::json(status, &json!({})),
        _ => Refusal::new(status, status.canonical_reason().unwrap_or("Unknown")),
    };
    refusal.into_reply()
}
