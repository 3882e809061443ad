//! Sign-in with an API key.

use std::fmt;

use crate::Timestamp;
use crate::json::{self, FromJson, Value};

/// The headers of `POST …/user/signin_with_api_key`, which has no body.
///
/// The key can sign in as any user with fewer permissions than its role, so it is never stored
/// and its `Debug` form hides it.
#[derive(Clone, PartialEq, Eq)]
pub struct ApiKey {
    /// `x-api-key-id`
    pub key_id: String,
    /// `x-api-key`
    pub key: String,
    /// `x-user-id`: whom to sign in as.
    pub user_id: String,
}

impl ApiKey {
    /// The headers to send.
    #[must_use]
    pub fn headers(&self) -> Vec<(&'static str, String)> {
        vec![
            ("x-api-key-id", self.key_id.clone()),
            ("x-api-key", self.key.clone()),
            ("x-user-id", self.user_id.clone()),
        ]
    }
}

impl fmt::Debug for ApiKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiKey")
            .field("key_id", &self.key_id)
            .field("user_id", &self.user_id)
            .finish_non_exhaustive()
    }
}

/// The answer: a token for `Authorization: Bearer`.
#[derive(Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// The token.
    pub id_token: String,
    /// When it expires; the lifetime is not documented. There is no refresh.
    pub expires_at: Option<Timestamp>,
}

impl FromJson for SignedIn {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self {
            id_token: json::required(value, "id_token")?,
            expires_at: json::field(value, "expires_at"),
        })
    }
}

impl fmt::Debug for SignedIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignedIn").field("expires_at", &self.expires_at).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_stay_out_of_debug_output() {
        let key = ApiKey { key_id: "k".into(), key: "secret".into(), user_id: "u".into() };
        let token = SignedIn { id_token: "secret".into(), expires_at: None };
        assert!(!format!("{key:?}{token:?}").contains("secret"));
    }
}
