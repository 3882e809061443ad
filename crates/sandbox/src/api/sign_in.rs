//! Sign-in with an API key. A wrong key, an unknown key and an unknown user are answered alike.

use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::check::{Loc, Problems};
use crate::clock::written;
use crate::http::{Call, Refusal, Reply};
use crate::store::Kind;
use crate::world::World;

/// How long a token holds; the API's own lifetime is not documented.
const LIFETIME: SignedDuration = SignedDuration::from_hours(1);

pub(super) fn with_api_key(world: &World, call: &Call) -> Result<Reply, Refusal> {
    let mut problems = Problems::default();
    let mut header = |name: &str| {
        let value = call.header(name);
        if value.is_none() {
            problems.missing(&Loc::of("header").name(name), &Value::Null);
        }
        value.unwrap_or_default().to_owned()
    };
    let (key, key_id, user_id) = (header("x-api-key"), header("x-api-key-id"), header("x-user-id"));
    problems.finish()?;
    let store = world.store();
    let stored = store.get(Kind::ApiKey, &key_id)?;
    let fits = stored.is_some_and(|stored| stored.get("key").and_then(Value::as_str) == Some(key.as_str()));
    if !fits || store.get(Kind::User, &user_id)?.is_none() {
        return Err(Refusal::unauthorized());
    }
    let now = world.clock.now();
    let expires = now.checked_add(LIFETIME).unwrap_or(now);
    let token = world.control().tokens.issue(&user_id, expires.as_millisecond());
    Ok(Reply::ok(&json!({"id_token": token, "expires_at": written(expires)})))
}
