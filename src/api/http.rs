//! One exchange over the wire: sends a request once and reads the whole answer.

use contract::{Method, Operation};
use domain::budget::Remaining;
use domain::instant::Instant;
use futures_util::future::{Either, select};
use gloo_net::http::{RequestBuilder, Response};
use web_sys::{
    AbortController, AbortSignal, RequestCache, RequestCredentials, RequestRedirect, ResponseType,
};

use super::access::{Access, Credentials};
use crate::browser::clock;
use crate::browser::text::Text;

/// How long an answer may take, in milliseconds. The slowest documented call is quick; what takes
/// longer than this is stuck.
const TIME_LIMIT: i64 = 30_000;

/// What goes over the wire, apart from the access.
pub(super) struct Message<'a> {
    pub(super) operation: Operation,
    /// Path and query.
    pub(super) path: &'a str,
    /// Headers of this call alone.
    pub(super) headers: &'a [(&'static str, String)],
    /// JSON.
    pub(super) body: Option<&'a str>,
}

/// A whole answer.
pub(super) struct Answer {
    pub(super) status: u16,
    /// As the browser holds it: it comes into our own memory when it is read.
    pub(super) body: Text,
    pub(super) is_html: bool,
    pub(super) request_id: Option<String>,
    pub(super) retry_after: Option<String>,
    /// `X-RateLimit-Remaining` and `X-RateLimit-Reset` (UTC epoch seconds).
    remaining: Option<(u32, i64)>,
}

impl Answer {
    /// What is left of the limit, where the server says so.
    pub(super) fn remaining(&self) -> Option<Remaining> {
        let (requests, reset) = self.remaining?;
        Some(Remaining { requests, reset: Instant(reset.saturating_mul(1000)) })
    }
}

/// Why there is no answer.
pub(super) enum NoAnswer {
    Connection,
    Timeout,
    Redirect,
}

/// Aborts the request when the exchange is dropped before its end.
struct AbortOnDrop(Option<AbortController>);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        if let Some(controller) = &self.0 {
            controller.abort();
        }
    }
}

/// Sends a message and reads the answer, within the time limit.
pub(super) async fn exchange(access: &Access, message: &Message<'_>) -> Result<Answer, NoAnswer> {
    let mut abort = AbortOnDrop(AbortController::new().ok());
    let signal = abort.0.as_ref().map(AbortController::signal);
    let exchange = Box::pin(send(access, message, signal.as_ref()));
    let outcome = match select(exchange, Box::pin(clock::sleep(TIME_LIMIT))).await {
        Either::Left((answer, _)) => answer,
        Either::Right(_) => return Err(NoAnswer::Timeout),
    };
    abort.0 = None;
    outcome
}

async fn send(
    access: &Access,
    message: &Message<'_>,
    abort: Option<&AbortSignal>,
) -> Result<Answer, NoAnswer> {
    let request = build(access, message, abort).map_err(|_| NoAnswer::Connection)?;
    let response = request.send().await.map_err(|_| NoAnswer::Connection)?;
    if response.type_() == ResponseType::Opaqueredirect {
        return Err(NoAnswer::Redirect);
    }
    let header = |name: &str| response.headers().get(name);
    let mut answer = Answer {
        status: response.status(),
        body: Text::default(),
        is_html: header("content-type").is_some_and(|kind| kind.contains("text/html")),
        request_id: header("x-request-id"),
        retry_after: header("retry-after"),
        remaining: remaining(&response),
    };
    // A connection that breaks in mid-answer is no answer.
    let body = web_sys::Response::from(response).text().map_err(|_| NoAnswer::Connection)?;
    answer.body = Text::from_promise(body).await.ok_or(NoAnswer::Connection)?;
    Ok(answer)
}

fn build(
    access: &Access,
    message: &Message<'_>,
    abort: Option<&AbortSignal>,
) -> Result<gloo_net::http::Request, gloo_net::Error> {
    let method = match message.operation.method() {
        Method::Get => gloo_net::http::Method::GET,
        Method::Post => gloo_net::http::Method::POST,
        Method::Delete => gloo_net::http::Method::DELETE,
    };
    let credentials = match access.credentials {
        Credentials::Proxy => RequestCredentials::SameOrigin,
        _ => RequestCredentials::Omit,
    };
    let mut request = RequestBuilder::new(&format!("{}{}", access.base, message.path))
        .method(method)
        .credentials(credentials)
        .cache(RequestCache::NoStore)
        // A redirect could turn a write into a read, or carry the credentials elsewhere.
        .redirect(RequestRedirect::Manual)
        .abort_signal(abort)
        .header("accept", "application/json");
    for (name, value) in &access.headers {
        request = request.header(name, value);
    }
    for (name, value) in message.headers {
        request = request.header(name, value);
    }
    if let Credentials::Token(token) = &access.credentials {
        request = request.header("authorization", &format!("Bearer {token}"));
    }
    match message.body {
        Some(body) => request.header("content-type", "application/json").body(body),
        None => request.build(),
    }
}

fn remaining(response: &Response) -> Option<(u32, i64)> {
    let number = |name: &str| response.headers().get(name)?.trim().parse::<i64>().ok();
    let requests = u32::try_from(number("x-ratelimit-remaining")?).ok()?;
    Some((requests, number("x-ratelimit-reset")?))
}
