//! An answer before it becomes an HTTP response: a status, headers and a complete body.

use axum::http::StatusCode;
use axum::http::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use axum::response::Response;
use bytes::Bytes;
use serde_json::Value;

use super::body::SentBody;

/// An answer.
#[derive(Clone, Debug)]
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) content_type: Option<String>,
    pub(crate) body: Bytes,
    pub(crate) headers: Vec<(&'static str, String)>,
}

impl Reply {
    pub(crate) fn json(status: StatusCode, body: &Value) -> Self {
        Self::text(status, "application/json", body.to_string())
    }

    pub(crate) fn ok(body: &Value) -> Self {
        Self::json(StatusCode::OK, body)
    }

    pub(crate) fn text(status: StatusCode, content_type: &str, body: impl Into<Bytes>) -> Self {
        Self { status, content_type: Some(content_type.to_owned()), body: body.into(), headers: Vec::new() }
    }

    /// 204, without a body.
    pub(crate) fn no_content() -> Self {
        Self { status: StatusCode::NO_CONTENT, content_type: None, body: Bytes::new(), headers: Vec::new() }
    }

    /// The body as JSON, or as a text where it is none; null where there is none.
    pub(crate) fn body_value(&self) -> Value {
        if self.body.is_empty() {
            return Value::Null;
        }
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|_| Value::from(String::from_utf8_lossy(&self.body)))
    }

    /// The response, with its body as it is to be sent.
    pub(crate) fn into_response(self, body: SentBody) -> Response {
        let mut response = Response::new(axum::body::Body::new(body));
        *response.status_mut() = self.status;
        if let Some(value) = self.content_type.and_then(|text| HeaderValue::from_str(&text).ok()) {
            response.headers_mut().insert(CONTENT_TYPE, value);
        }
        for (name, value) in self.headers {
            if let Ok(value) = HeaderValue::from_str(&value) {
                response.headers_mut().insert(HeaderName::from_static(name), value);
            }
        }
        response
    }
}
