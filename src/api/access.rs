//! Whom requests are made for: the address of the API, the organization and the credentials.

use std::fmt;

/// Everything a request needs besides what it asks for.
#[derive(Clone, PartialEq, Eq)]
pub struct Access {
    /// The API's address without a trailing slash; empty for this site's root.
    pub base: String,
    /// The organization's id.
    pub organization: String,
    /// What is sent to prove it.
    pub credentials: Credentials,
    /// The host's fixed headers.
    pub headers: Vec<(String, String)>,
}

/// What is sent to prove who asks. Its `Debug` form hides the token.
#[derive(Clone, PartialEq, Eq)]
pub enum Credentials {
    /// Nothing.
    None,
    /// `Authorization: Bearer …`.
    Token(String),
    /// Cookies of this site: a reverse proxy turns them into credentials.
    Proxy,
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::None => "None",
            Self::Token(_) => "Token(hidden)",
            Self::Proxy => "Proxy",
        })
    }
}
