//! `/_sandbox/`: resetting, faults, the log, the clock, tokens, permissions, limits, made-up files.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::Router;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::{Method, Request, StatusCode};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post, put};
use contract::Operation;
use jiff::SignedDuration;
use serde::Deserialize;
use serde_json::{Value, json};

use super::faults::Fault;
use super::{routes_data, routes_runs};
use crate::clock::written;
use crate::http::with_cors;
use crate::runs::is_speed;
use crate::seed::Seed;
use crate::store::Kind;
use crate::world::{FileOverride, Manner, World};

/// How long idle connections get to end.
const SETTLING: Duration = Duration::from_millis(30);

/// A refused control call: the words say what is wrong.
pub(super) type Outcome = Result<Json<Value>, (StatusCode, Json<Value>)>;
/// A JSON body; its errors are told by [`body`].
pub(super) type Given<T> = Result<Json<T>, JsonRejection>;
pub(super) type Shared = State<Arc<World>>;

/// The routes, without their prefix.
pub(crate) fn router(world: Arc<World>) -> Router {
    Router::new()
        .route("/health", get(health))
        .route("/reset", post(reset))
        .route("/faults", post(add_fault).delete(clear_faults))
        .route("/requests", get(requests).delete(clear_requests))
        .route("/clock", post(advance))
        .route("/tokens", post(issue).delete(revoke))
        .route("/permissions", post(permissions))
        .route("/limits", post(limits))
        .route("/config", put(set_config).delete(restore_config))
        .route("/build", put(set_build).delete(restore_build))
        .route("/documents", post(routes_data::upsert))
        .route("/documents/{kind}/{id}", delete(routes_data::remove).get(routes_data::read))
        .route("/runs", post(routes_runs::pace))
        .route("/runs/{id}", post(routes_runs::change))
        .route("/habits", post(routes_runs::habits).delete(routes_runs::forget_habits))
        .route("/artifacts", post(routes_runs::artifacts))
        .route("/downloads", get(routes_runs::downloads).delete(routes_runs::forget_downloads))
        .fallback(|| async { no(StatusCode::NOT_FOUND, "There is no such control.") })
        .layer(from_fn(open_to_all))
        .with_state(world)
}

/// Lets pages of other origins steer, too.
async fn open_to_all(request: Request<axum::body::Body>, next: Next) -> Response {
    let mut response = match *request.method() {
        Method::OPTIONS => StatusCode::NO_CONTENT.into_response(),
        _ => next.run(request).await,
    };
    with_cors(response.headers_mut());
    response
}

pub(super) fn no(status: StatusCode, words: &str) -> (StatusCode, Json<Value>) {
    (status, Json(json!({"detail": words})))
}

pub(super) fn body<T>(given: Given<T>) -> Result<T, (StatusCode, Json<Value>)> {
    match given {
        Ok(Json(body)) => Ok(body),
        Err(rejection) => Err(no(StatusCode::BAD_REQUEST, &rejection.body_text())),
    }
}

pub(super) fn failed(error: anyhow::Error) -> (StatusCode, Json<Value>) {
    no(StatusCode::INTERNAL_SERVER_ERROR, &format!("{error:#}"))
}

async fn health(State(world): Shared) -> Json<Value> {
    let manner = world.control().manner;
    let latency_ms = u64::try_from(manner.latency.as_millis()).unwrap_or(u64::MAX);
    Json(json!({
        "status": "ok", "seed": manner.seed.as_str(), "contrary": manner.contrary, "latency_ms": latency_ms,
        "now": written(world.clock.now()),
    }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reset {
    seed: Option<String>,
    contrary: Option<bool>,
    latency_ms: Option<u64>,
    run_speed: Option<f64>,
}

async fn reset(State(world): Shared, given: Given<Reset>) -> Outcome {
    let given = body(given)?;
    let before = world.control().manner;
    let seed = match given.seed.as_deref().map(|name| Seed::parse(name).ok_or(name)) {
        None => before.seed,
        Some(Ok(seed)) => seed,
        Some(Err(name)) => {
            return Err(no(StatusCode::BAD_REQUEST, &format!("There is no seed called {name}.")));
        }
    };
    if given.run_speed.is_some_and(|speed| !is_speed(speed)) {
        return Err(no(StatusCode::BAD_REQUEST, "The speed is from 0 to 10000."));
    }
    let manner = Manner {
        seed,
        contrary: given.contrary.unwrap_or(before.contrary),
        latency: given.latency_ms.map_or(before.latency, Duration::from_millis),
        run_speed: given.run_speed.unwrap_or(before.run_speed),
    };
    world.reset(manner).map_err(failed)?;
    Ok(health(State(world)).await)
}

async fn add_fault(State(world): Shared, given: Given<Fault>) -> Outcome {
    let id = world.control().faults.add(body(given)?);
    let id = id.map_err(|words| no(StatusCode::BAD_REQUEST, &words))?;
    let has_drops = world.control().faults.has_drops();
    if has_drops {
        world.connections.send_modify(|generation| *generation += 1);
        // Clients are to see the end of their idle connections before they send the next request.
        tokio::time::sleep(SETTLING).await;
    }
    Ok(Json(json!({"id": id})))
}

async fn clear_faults(State(world): Shared) -> Json<Value> {
    world.control().faults.clear();
    Json(json!({}))
}

async fn requests(State(world): Shared) -> Json<Value> {
    Json(json!(world.log.all()))
}

async fn clear_requests(State(world): Shared) -> Json<Value> {
    world.log.clear();
    Json(json!({}))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Advance {
    advance_ms: i64,
}

async fn advance(State(world): Shared, given: Given<Advance>) -> Outcome {
    let ahead_ms = world.clock.advance(body(given)?.advance_ms);
    Ok(Json(json!({"ahead_ms": ahead_ms, "now": written(world.clock.now())})))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Issue {
    user_id: String,
    expires_in_s: i64,
    /// Whether the token says nothing of itself.
    #[serde(default)]
    opaque: bool,
}

async fn issue(State(world): Shared, given: Given<Issue>) -> Outcome {
    let given = body(given)?;
    known_user(&world, &given.user_id)?;
    let now = world.clock.now();
    let expires = now.checked_add(SignedDuration::from_secs(given.expires_in_s));
    let expires = expires.map_err(|error| no(StatusCode::BAD_REQUEST, &error.to_string()))?;
    let (user, end) = (&given.user_id, expires.as_millisecond());
    let mut control = world.control();
    let token =
        if given.opaque { control.tokens.issue_opaque(user, end) } else { control.tokens.issue(user, end) };
    Ok(Json(json!({"id_token": token, "expires_at": written(expires)})))
}

async fn revoke(State(world): Shared) -> Json<Value> {
    world.control().tokens.revoke_all();
    Json(json!({}))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Permissions {
    user_id: String,
    #[serde(default)]
    revoke: Vec<String>,
    #[serde(default)]
    grant: Vec<String>,
}

async fn permissions(State(world): Shared, given: Given<Permissions>) -> Outcome {
    let given = body(given)?;
    let user = known_user(&world, &given.user_id)?;
    let mut control = world.control();
    for permission in &given.revoke {
        control.overrides.set(&given.user_id, permission, false);
    }
    for permission in &given.grant {
        control.overrides.set(&given.user_id, permission, true);
    }
    let role = user.get("role").and_then(Value::as_str).unwrap_or_default();
    Ok(Json(json!({"permissions": control.overrides.apply(&given.user_id, role)})))
}

fn known_user(world: &World, user_id: &str) -> Result<Value, (StatusCode, Json<Value>)> {
    let user = world.store().get(Kind::User, user_id).map_err(failed)?;
    user.ok_or_else(|| no(StatusCode::NOT_FOUND, "There is no such user."))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Limit {
    operation: String,
    per_minute: Option<u32>,
}

async fn limits(State(world): Shared, given: Given<Limit>) -> Outcome {
    let given = body(given)?;
    let named =
        |operation: &&Operation| given.operation == "*" || format!("{operation:?}") == given.operation;
    let operations: Vec<Operation> = Operation::ALL.iter().filter(named).copied().collect();
    if operations.is_empty() {
        return Err(no(StatusCode::BAD_REQUEST, "There is no such operation."));
    }
    let mut control = world.control();
    for operation in operations {
        control.limits.change(operation, given.per_minute);
    }
    Ok(Json(json!({})))
}

async fn set_config(State(world): Shared, given: Given<FileOverride>) -> Outcome {
    world.control().config = Some(body(given)?);
    Ok(Json(json!({})))
}

async fn restore_config(State(world): Shared) -> Json<Value> {
    world.control().config = None;
    Json(json!({}))
}

async fn set_build(State(world): Shared, given: Given<FileOverride>) -> Outcome {
    world.control().build = Some(body(given)?);
    Ok(Json(json!({})))
}

async fn restore_build(State(world): Shared) -> Json<Value> {
    world.control().build = None;
    Json(json!({}))
}
