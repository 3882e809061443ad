//! Another valid server: the answers of the sandbox in shapes and orders that the document allows
//! as well. It knows the document's optional fields, and nothing of what an answer means.

pub(crate) mod lag;
pub(crate) mod pages;

use axum::http::StatusCode;
use contract::Operation;
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use crate::hash::shuffle_key;
use crate::http::Reply;

/// A type of metric that the document does not know.
pub(crate) const UNKNOWN_METRIC_TYPE: &str = "ordinal";
/// A way to begin a conversation that the document does not know.
pub(crate) const UNKNOWN_MESSAGE_TYPE: &str = "scheduled-call";

/// Whether an answer holds one of the values that are not in the document's enumerations.
pub(crate) fn has_unknown_values(body: &[u8]) -> bool {
    [UNKNOWN_METRIC_TYPE, UNKNOWN_MESSAGE_TYPE].iter().any(|value| {
        let quoted = format!("\"{value}\"");
        body.windows(quoted.len()).any(|window| window == quoted.as_bytes())
    })
}

/// Leaves optional fields out, adds unknown ones and orders sets of values otherwise.
pub(crate) fn shape_answer(operation: Option<Operation>, reply: &mut Reply) {
    let Value::Object(mut answer) = reply.body_value() else { return };
    let optional = operation.map_or(&[][..], optional_fields);
    for (key, value) in &mut answer {
        match value {
            Value::Array(items) => items.iter_mut().for_each(|item| shape_item(item, optional)),
            Value::Object(values) if key == "filter_values" => {
                values.values_mut().for_each(shuffle);
            }
            _ => {}
        }
    }
    answer.insert("server_revision".to_owned(), json!({"build": 4711, "canary": true}));
    reply.body = Value::Object(answer).to_string().into();
}

/// The fields that an item of this answer may do without.
fn optional_fields(operation: Operation) -> &'static [&'static str] {
    match operation {
        Operation::ListUnitTests
        | Operation::SearchUnitTests
        | Operation::ListTestSets
        | Operation::SearchTestSets
        | Operation::SearchMetrics
        | Operation::ListScenarioVersions => &["created_at", "updated_at"],
        Operation::ListPersonaVersions => &["created_at", "updated_at", "sensitive_user_variables"],
        _ => &[],
    }
}

fn shape_item(item: &mut Value, optional: &[&str]) {
    let Value::Object(map) = item else { return };
    for field in optional {
        map.remove(*field);
    }
    map.insert("etag".to_owned(), json!("W/\"7\""));
    for list in ["tags", "applied_to_services", "keyterms"] {
        if let Some(values) = map.get_mut(list) {
            shuffle(values);
        }
    }
    if let Some(preferences) = map.get_mut("preferences") {
        *preferences = Value::Object(Map::new());
    }
}

fn shuffle(values: &mut Value) {
    if let Value::Array(values) = values {
        values.sort_by_key(|value| shuffle_key(&value.to_string()));
    }
}

/// Says the same in another shape: the document declares none.
pub(crate) fn shape_refusal(reply: &mut Reply, now: Timestamp) {
    let body = reply.body_value();
    let words = body.get("detail").and_then(Value::as_str).unwrap_or("Validation failed").to_owned();
    let shaped = match reply.status {
        StatusCode::FORBIDDEN | StatusCode::SERVICE_UNAVAILABLE => {
            reply.content_type = Some("text/plain; charset=utf-8".to_owned());
            reply.body = words.into();
            return;
        }
        StatusCode::UNPROCESSABLE_ENTITY => {
            json!({"message": words, "errors": body.get("detail"), "request_id": "req-contrary"})
        }
        StatusCode::NOT_FOUND => json!({"error": words, "code": "not_found"}),
        StatusCode::BAD_REQUEST => json!({"detail": {"message": words, "error_code": "bad_request"}}),
        StatusCode::TOO_MANY_REQUESTS => {
            let is_number = |value: &str| value.parse::<i64>().ok();
            for (name, value) in &mut reply.headers {
                if let Some(seconds) = (*name == "retry-after").then(|| is_number(value)).flatten() {
                    let at = now.checked_add(jiff::SignedDuration::from_secs(seconds + 1)).unwrap_or(now);
                    *value = crate::clock::http_date(at);
                }
            }
            json!(words)
        }
        _ => json!({"message": words}),
    };
    reply.body = shaped.to_string().into();
}
