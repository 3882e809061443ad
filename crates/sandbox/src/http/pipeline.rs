//! The way of one request to the API: logged, befallen by a fault or carried out, recorded, sent.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::http::header::{DATE, HeaderName, HeaderValue};
use axum::http::{Method, Request, StatusCode};
use axum::response::{IntoResponse, Response};
use contract::Operation;
use serde_json::Value;

use super::body::SentBody;
use super::call::Caller;
use super::connection::Hangup;
use super::{Call, Incoming, Refusal, Reply, cors, decode_query, with_cors};
use crate::clock::http_date;
use crate::control::faults::{Fault, FaultKind};
use crate::control::limits::Standing;
use crate::hash::secret;
use crate::store::Kind;
use crate::world::World;
use crate::{api, contrary};

/// Larger bodies are refused.
const LARGEST_BODY: usize = 4 << 20;

type Recognised = (Operation, String, Option<String>);

/// Answers a request under `/v1/`.
pub(crate) async fn answer(world: Arc<World>, request: Request<Body>) -> Response {
    let (parts, body) = request.into_parts();
    let path = parts.uri.path().to_owned();
    let query = parts.uri.query().unwrap_or_default().to_owned();
    if parts.method == Method::OPTIONS {
        let entry = world.log.begin("OPTIONS", &path, &query, None, None);
        let response = cors::preflight();
        entry.status(response.status().as_u16());
        entry.finish(false);
        return response;
    }
    let Ok(body) = to_bytes(body, LARGEST_BODY).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let method = parts.method.as_str().to_owned();
    let mut incoming = Incoming { method, path, query, headers: parts.headers, body };
    let recognised = Operation::recognise(&incoming.method, &incoming.path);
    let operation = recognised.as_ref().map(|(operation, ..)| *operation);
    let written = (incoming.method != "GET").then(|| readable(&incoming.body)).flatten();
    let entry = world.log.begin(&incoming.method, &incoming.path, &incoming.query, operation, written);

    let (fault, latency) = {
        let mut control = world.control();
        let address = format!("{}?{}", incoming.path, incoming.query);
        (operation.and_then(|operation| control.faults.take(operation, &address)), control.manner.latency)
    };
    let held = Duration::from_millis(fault.as_ref().map_or(0, |fault| fault.delay_ms));
    let is_late = fault.as_ref().is_some_and(|fault| fault.kind == FaultKind::Late);
    let delay = if is_late { latency } else { latency + held };
    if !delay.is_zero() {
        tokio::time::sleep(delay).await;
    }
    let kind = fault.as_ref().map(|fault| fault.kind);
    if kind == Some(FaultKind::Drop) {
        return hangup();
    }
    let faked = fault.as_ref().and_then(|fault| fake(&world, fault));
    let tokens = fault.as_ref().and_then(|fault| fault.tokens);
    let tokens = tokens.map(|tokens| (tokens, take_token(&mut incoming)));
    let incoming = Arc::new(incoming);
    let (mut reply, is_fault) = match faked {
        Some(reply) if kind == Some(FaultKind::StatusAfter) => {
            carry_out(&world, &incoming, recognised).await;
            (reply, true)
        }
        Some(reply) => (reply, true),
        None => {
            if kind == Some(FaultKind::Twice) {
                carry_out(&world, &incoming, recognised.clone()).await;
            }
            (carry_out(&world, &incoming, recognised).await, kind.is_some_and(breaks))
        }
    };
    if let Some((tokens, sent)) = tokens {
        tokens.spoil(&mut reply, sent.as_deref());
    }
    if is_late {
        tokio::time::sleep(held).await;
    }
    if kind == Some(FaultKind::DropAfter) {
        return hangup();
    }
    if let (Some(recorder), Some(operation)) = (&world.recorder, operation) {
        recorder.write(&world, operation, &incoming, &reply, is_fault);
    }
    entry.status(reply.status.as_u16());
    let body = match kind {
        Some(FaultKind::Cut) => SentBody::cut(reply.body.clone()),
        _ => SentBody::whole(reply.body.clone()),
    };
    let mut response = reply.into_response(body.logged(Some(entry)));
    let headers = response.headers_mut();
    with_cors(headers);
    // By the sandbox's clock, which tests put forward: what it says of moments fits.
    if let Ok(date) = HeaderValue::from_str(&http_date(world.clock.now())) {
        headers.insert(DATE, date);
    }
    if let Ok(id) = HeaderValue::from_str(secret().get(..24).unwrap_or("unknown")) {
        headers.insert(HeaderName::from_static("x-request-id"), id);
    }
    if let Some(fault) = fault {
        for (name, value) in &fault.headers {
            if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
                headers.insert(name, value);
            }
        }
    }
    response
}

/// Faults that spoil the right answer on its way.
fn breaks(kind: FaultKind) -> bool {
    matches!(kind, FaultKind::Cut | FaultKind::DropAfter | FaultKind::Tokens)
}

/// Takes the token out of a request, so that it asks for the first page.
fn take_token(incoming: &mut Incoming) -> Option<String> {
    let is_token = |pair: &&str| pair.starts_with("continuation_token=");
    let (tokens, rest): (Vec<&str>, Vec<&str>) = incoming.query.split('&').partition(is_token);
    let token = tokens.first().and_then(|pair| pair.split_once('=')).map(|(_, token)| token.to_owned());
    incoming.query = rest.join("&");
    token
}

fn hangup() -> Response {
    let mut response = StatusCode::OK.into_response();
    response.extensions_mut().insert(Hangup);
    response
}

fn fake(world: &World, fault: &Fault) -> Option<Reply> {
    let mut reply = fault.reply()?;
    let is_typical = matches!(fault.kind, FaultKind::Status | FaultKind::StatusAfter) && fault.body.is_none();
    if is_typical && world.control().manner.contrary {
        contrary::shape_refusal(&mut reply, world.clock.now());
    }
    Some(reply)
}

fn readable(body: &[u8]) -> Option<Value> {
    if body.is_empty() {
        return None;
    }
    Some(serde_json::from_slice(body).unwrap_or_else(|_| Value::from(String::from_utf8_lossy(body))))
}

/// Does the work away from the threads that serve connections; it is done to its end even when
/// the client goes away.
async fn carry_out(world: &Arc<World>, incoming: &Arc<Incoming>, recognised: Option<Recognised>) -> Reply {
    let (world, incoming) = (Arc::clone(world), Arc::clone(incoming));
    let done = tokio::task::spawn_blocking(move || respond(&world, &incoming, recognised));
    done.await.unwrap_or_else(|error| Refusal::from(anyhow::Error::from(error)).into_reply())
}

fn respond(world: &World, incoming: &Incoming, recognised: Option<Recognised>) -> Reply {
    let operation = recognised.as_ref().map(|(operation, ..)| *operation);
    let mut standing = None;
    let mut reply = act(world, incoming, recognised, &mut standing).unwrap_or_else(Refusal::into_reply);
    let now = world.clock.now();
    let contrary = world.control().manner.contrary;
    if let Some(standing) = standing {
        let wait_ms = standing.reset_ms.saturating_sub(now.as_millisecond()).max(1);
        if standing.exceeded && contrary {
            let at = now.checked_add(jiff::SignedDuration::from_millis(wait_ms + 999)).unwrap_or(now);
            reply.headers.push(("retry-after", http_date(at)));
        } else if standing.exceeded {
            reply.headers.push(("retry-after", ((wait_ms + 999) / 1000).to_string()));
        }
        if !contrary {
            reply.headers.extend(rate_headers(standing));
        }
    }
    if contrary {
        if reply.status.is_success() {
            contrary::shape_answer(operation, &mut reply);
        } else {
            contrary::shape_refusal(&mut reply, now);
        }
    }
    reply
}

fn rate_headers(standing: Standing) -> [(&'static str, String); 3] {
    [
        ("x-ratelimit-limit", standing.limit.to_string()),
        ("x-ratelimit-remaining", standing.remaining.to_string()),
        ("x-ratelimit-reset", ((standing.reset_ms + 999) / 1000).to_string()),
    ]
}

fn act(
    world: &World,
    incoming: &Incoming,
    recognised: Option<Recognised>,
    standing: &mut Option<Standing>,
) -> Result<Reply, Refusal> {
    let Some((operation, organization, id)) = recognised else {
        return Err(unknown_path(&incoming.path));
    };
    if world.store().get(Kind::Organization, &organization)?.is_none() {
        return Err(Refusal::not_found("Specified organization is not found."));
    }
    let user = authenticate(world, incoming)?;
    if operation.permission().is_some() && user.is_none() {
        return Err(Refusal::unauthorized());
    }
    let counted = user.as_ref().map(|user| user.user_id.as_str()).or(incoming.header("x-user-id"));
    let counted = format!("{organization}/{}", counted.unwrap_or_default());
    *standing = world.control().limits.count(operation, &counted, world.clock.now_ms());
    if let Some(standing) = standing.filter(|standing| standing.exceeded) {
        return Err(Refusal::too_many(standing.limit));
    }
    let call = Call {
        operation,
        organization,
        id,
        user,
        query: decode_query(&incoming.query),
        headers: incoming.headers.clone(),
        body: incoming.body.clone(),
    };
    api::answer(world, &call)
}

/// Who asks, if the credentials are good.
fn authenticate(world: &World, incoming: &Incoming) -> Result<Option<Caller>, Refusal> {
    let Some((scheme, token)) = incoming.header("authorization").and_then(|value| value.split_once(' '))
    else {
        return Ok(None);
    };
    if !scheme.eq_ignore_ascii_case("bearer") {
        return Ok(None);
    }
    let user_id = world.control().tokens.user(token.trim(), world.clock.now_ms()).map(str::to_owned);
    let Some(user_id) = user_id else { return Ok(None) };
    let Some(user) = world.store().get(Kind::User, &user_id)? else { return Ok(None) };
    let role = user.get("role").and_then(Value::as_str).unwrap_or_default();
    let permissions = world.control().overrides.apply(&user_id, role);
    Ok(Some(Caller { user_id, permissions }))
}

/// 404, or 405 where another method would do. A wrong trailing slash is a 404, too.
fn unknown_path(path: &str) -> Refusal {
    let allowed: Vec<&str> =
        ["GET", "POST", "DELETE"].into_iter().filter(|m| Operation::recognise(m, path).is_some()).collect();
    if allowed.is_empty() {
        return Refusal::not_found("Not Found");
    }
    let mut refusal = Refusal::new(StatusCode::METHOD_NOT_ALLOWED, "Method Not Allowed");
    refusal.headers.push(("allow", allowed.join(", ")));
    refusal
}
