//! Sign-in with an API key.

use contract::{ApiKey, Operation, SignedIn};

use super::{Api, Call};

/// Exchanges an API key for a token.
///
/// # Errors
/// Unauthorized where the key, its id or the user is wrong: the API does not say which.
pub fn with_api_key(api: Api, key: &ApiKey) -> Call<SignedIn> {
    api.post_headers(Operation::SignInWithApiKey, key.headers())
}
