//! Tokens: whose they are and how long they hold.

use std::collections::HashMap;

use crate::hash::secret;
use crate::names::{DEMO_TOKEN, OWNER};

#[derive(Clone, Debug)]
struct Grant {
    user_id: String,
    /// Milliseconds since 1970; absent: never.
    expires_ms: Option<i64>,
}

/// The tokens that hold.
#[derive(Debug)]
pub(crate) struct Tokens(HashMap<String, Grant>);

impl Default for Tokens {
    fn default() -> Self {
        let demo = Grant { user_id: OWNER.to_owned(), expires_ms: None };
        Self(HashMap::from([(DEMO_TOKEN.to_owned(), demo)]))
    }
}

impl Tokens {
    /// A new token for a user.
    pub(crate) fn issue(&mut self, user_id: &str, expires_ms: i64) -> String {
        let token = format!("sandbox.{}", secret());
        self.0.insert(token.clone(), Grant { user_id: user_id.to_owned(), expires_ms: Some(expires_ms) });
        token
    }

    /// Whose token this is, if it holds.
    pub(crate) fn user(&self, token: &str, now_ms: i64) -> Option<&str> {
        let grant = self.0.get(token)?;
        let holds = grant.expires_ms.is_none_or(|expires_ms| now_ms < expires_ms);
        holds.then_some(grant.user_id.as_str())
    }

    /// Revokes all, the demo token among them.
    pub(crate) fn revoke_all(&mut self) {
        self.0.clear();
    }
}
