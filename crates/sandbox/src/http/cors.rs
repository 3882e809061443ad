//! Cross-origin headers: any origin may call, and read the headers that a client needs.

use axum::http::StatusCode;
use axum::http::header::{HeaderMap, HeaderName, HeaderValue};
use axum::response::{IntoResponse, Response};

const HEADERS: [(&str, &str); 5] = [
    ("access-control-allow-origin", "*"),
    ("access-control-allow-methods", "GET, POST, PUT, DELETE, OPTIONS"),
    (
        "access-control-allow-headers",
        "authorization, content-type, x-api-key, x-api-key-id, x-user-id, x-mongo-cluster-name, x-org-id",
    ),
    (
        "access-control-expose-headers",
        "date, retry-after, x-ratelimit-limit, x-ratelimit-remaining, x-ratelimit-reset, x-request-id",
    ),
    ("access-control-max-age", "600"),
];

/// The answer to a preflight.
pub(super) fn preflight() -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    with_cors(response.headers_mut());
    response
}

/// Lets any origin read an answer.
pub(crate) fn with_cors(headers: &mut HeaderMap) {
    for (name, value) in HEADERS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
}
