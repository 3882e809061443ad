//! A request as the operations see it.

use std::collections::BTreeSet;

use axum::http::HeaderMap;
use bytes::Bytes;
use contract::Operation;
use percent_encoding::percent_decode_str;

use super::Refusal;

/// A request as it arrived.
#[derive(Clone, Debug)]
pub(crate) struct Incoming {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) query: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

/// A request whose sender is known.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) operation: Operation,
    pub(crate) organization: String,
    /// The item that the path names.
    pub(crate) id: Option<String>,
    pub(crate) user: Option<Caller>,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

/// Who asks.
#[derive(Clone, Debug)]
pub(crate) struct Caller {
    pub(crate) user_id: String,
    pub(crate) permissions: BTreeSet<String>,
}

impl Incoming {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }
}

impl Call {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// Whether the user has a permission.
    pub(crate) fn may(&self, permission: &str) -> bool {
        self.user.as_ref().is_some_and(|user| user.permissions.contains(permission))
    }

    /// Refuses with 403 without a permission.
    pub(crate) fn demand(&self, permission: &str) -> Result<(), Refusal> {
        if self.may(permission) { Ok(()) } else { Err(Refusal::forbidden()) }
    }

    /// Refuses with 403 without the operation's own permission.
    pub(crate) fn demand_own(&self) -> Result<(), Refusal> {
        self.operation.permission().map_or(Ok(()), |permission| self.demand(permission))
    }

    /// The user as documents name creators.
    pub(crate) fn user_info(&self) -> serde_json::Value {
        let user = self.user.as_ref().map_or("", |user| user.user_id.as_str());
        serde_json::json!({"org_id": self.organization, "user_id": user})
    }

    pub(crate) fn is_json(&self) -> bool {
        self.header("content-type").is_some_and(|kind| kind.to_ascii_lowercase().contains("json"))
    }
}

/// The pairs of a query string, as forms encode them.
pub(crate) fn decode_query(query: &str) -> Vec<(String, String)> {
    let decode = |text: &str| {
        let blanks = text.replace('+', " ");
        percent_decode_str(&blanks).decode_utf8_lossy().into_owned()
    };
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decode(key), decode(value))
        })
        .collect()
}
