//! Answers that refuse a request. Their texts name nothing in particular, as the API's do not.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::Reply;

/// A refused request.
#[derive(Debug)]
pub(crate) struct Refusal {
    pub(crate) status: StatusCode,
    pub(crate) body: Value,
    pub(crate) headers: Vec<(&'static str, String)>,
}

impl Refusal {
    pub(crate) fn new(status: StatusCode, detail: &str) -> Self {
        Self { status, body: json!({"detail": detail}), headers: Vec::new() }
    }

    pub(crate) fn bad_request(detail: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, detail)
    }

    pub(crate) fn unauthorized() -> Self {
        let mut refusal = Self::new(StatusCode::UNAUTHORIZED, "Invalid authorization credentials.");
        refusal.headers.push(("www-authenticate", "Bearer".to_owned()));
        refusal
    }

    pub(crate) fn forbidden() -> Self {
        Self::new(StatusCode::FORBIDDEN, "Missing required permissions.")
    }

    pub(crate) fn not_found(detail: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, detail)
    }

    pub(crate) fn conflict(detail: &str) -> Self {
        Self::new(StatusCode::CONFLICT, detail)
    }

    pub(crate) fn invalid(problems: Vec<Value>) -> Self {
        let body = json!({"detail": problems});
        Self { status: StatusCode::UNPROCESSABLE_ENTITY, body, headers: Vec::new() }
    }

    pub(crate) fn too_many(limit: u32) -> Self {
        let detail =
            format!("The user has exceeded the rate limit of {limit} requests per minute for this endpoint.");
        Self::new(StatusCode::TOO_MANY_REQUESTS, &detail)
    }

    pub(crate) fn maintenance() -> Self {
        let detail = "The service is going through temporary maintenance.";
        Self::new(StatusCode::SERVICE_UNAVAILABLE, detail)
    }

    pub(crate) fn into_reply(self) -> Reply {
        let mut reply = Reply::json(self.status, &self.body);
        reply.headers = self.headers;
        reply
    }
}

/// What the sandbox itself did wrong: a 500, with the reason in its own log only.
impl From<anyhow::Error> for Refusal {
    fn from(error: anyhow::Error) -> Self {
        tracing::error!("{error:#}");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error")
    }
}

impl From<serde_json::Error> for Refusal {
    fn from(error: serde_json::Error) -> Self {
        anyhow::Error::from(error).into()
    }
}
