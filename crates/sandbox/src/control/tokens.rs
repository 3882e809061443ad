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
    /// A new token for a user: a JWT that names them, as `id_token` says.
    pub(crate) fn issue(&mut self, user_id: &str, expires_ms: i64) -> String {
        let claims = serde_json::json!({"sub": user_id}).to_string();
        let token =
            [&base64url(r#"{"alg":"none"}"#), &base64url(&claims), &secret()].map(String::as_str).join(".");
        self.grant(token, user_id, expires_ms)
    }

    /// A new token that says nothing of itself.
    pub(crate) fn issue_opaque(&mut self, user_id: &str, expires_ms: i64) -> String {
        self.grant(format!("sandbox.{}", secret()), user_id, expires_ms)
    }

    fn grant(&mut self, token: String, user_id: &str, expires_ms: i64) -> String {
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

/// Base64 for addresses, without padding (RFC 4648, 5).
fn base64url(text: &str) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let digit = |bits: u32| DIGITS.get((bits & 63) as usize).map_or('A', |digit| char::from(*digit));
    let mut encoded = String::new();
    for bytes in text.as_bytes().chunks(3) {
        let bits =
            (0..3).fold(0_u32, |bits, place| bits << 8 | bytes.get(place).copied().map_or(0, u32::from));
        encoded.extend([18, 12, 6, 0].into_iter().take(bytes.len() + 1).map(|shift| digit(bits >> shift)));
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::base64url;

    #[test]
    fn base64_is_as_the_standard_has_it() {
        let samples = [
            ("", ""),
            ("f", "Zg"),
            ("fo", "Zm8"),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg"),
            ("{\"a\":\"~?\"}", "eyJhIjoifj8ifQ"),
        ];
        for (text, encoded) in samples {
            assert_eq!(base64url(text), encoded);
        }
    }
}
