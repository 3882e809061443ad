//! One exchange over the wire: sends a request once and reads the whole answer.

use contract::{Method, Operation};
use domain::budget::Remaining;
use domain::instant::Instant;
use futures_util::future::{Either, LocalBoxFuture, select};
use gloo_net::http::RequestBuilder;
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
    /// Its number, where it can be named to ask for what is new only.
    pub(super) number: Option<u32>,
    /// It is the same as the one that was named, and its text was left where it is.
    pub(super) is_known: bool,
}

impl Answer {
    /// A new answer; `header` reads one of its headers.
    pub(super) fn new(status: u16, body: Text, header: impl Fn(&str) -> Option<String>) -> Self {
        let number = |name: &str| header(name)?.trim().parse::<i64>().ok();
        let requests = number("x-ratelimit-remaining").and_then(|requests| u32::try_from(requests).ok());
        Self {
            status,
            body,
            is_html: header("content-type").is_some_and(|kind| kind.contains("text/html")),
            request_id: header("x-request-id"),
            retry_after: header("retry-after"),
            remaining: requests.zip(number("x-ratelimit-reset")),
            number: None,
            is_known: false,
        }
    }

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
    /// Nobody sends it: there is no worker.
    Nobody,
}

/// An exchange on its way.
pub(super) type Exchange<'a> = LocalBoxFuture<'a, Result<Answer, NoAnswer>>;

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
    let outcome = in_time(Box::pin(send(access, message, signal.as_ref()))).await;
    if !matches!(outcome, Err(NoAnswer::Timeout)) {
        abort.0 = None;
    }
    outcome
}

/// What comes of an exchange within the time limit.
pub(super) async fn in_time(exchange: Exchange<'_>) -> Result<Answer, NoAnswer> {
    match select(exchange, Box::pin(clock::sleep(TIME_LIMIT))).await {
        Either::Left((outcome, _)) => outcome,
        Either::Right(_) => Err(NoAnswer::Timeout),
    }
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
    let mut answer = Answer::new(response.status(), Text::default(), |name| response.headers().get(name));
    // A connection that breaks in mid-answer is no answer.
    let body = web_sys::Response::from(response).text().map_err(|_| NoAnswer::Connection)?;
    answer.body = Text::from_promise(body).await.ok_or(NoAnswer::Connection)?;
    Ok(answer)
}

/// Where a message goes.
pub(super) fn address(access: &Access, message: &Message<'_>) -> String {
    format!("{}{}", access.base, message.path)
}

/// Its headers, apart from those of a body.
pub(super) fn headers(access: &Access, message: &Message<'_>) -> Vec<(String, String)> {
    let mut headers = vec![("accept".to_owned(), "application/json".to_owned())];
    headers.extend(access.headers.iter().cloned());
    headers.extend(message.headers.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
    if let Credentials::Token(token) = &access.credentials {
        headers.push(("authorization".to_owned(), format!("Bearer {token}")));
    }
    headers
}

/// Whether cookies go along.
pub(super) fn credentials(access: &Access) -> RequestCredentials {
    match access.credentials {
        Credentials::Proxy => RequestCredentials::SameOrigin,
        _ => RequestCredentials::Omit,
    }
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
    let mut request = RequestBuilder::new(&address(access, message))
        .method(method)
        .credentials(credentials(access))
        .cache(RequestCache::NoStore)
        // A redirect could turn a write into a read, or carry the credentials elsewhere.
        .redirect(RequestRedirect::Manual)
        .abort_signal(abort);
    for (name, value) in headers(access, message) {
        request = request.header(&name, &value);
    }
    match message.body {
        Some(body) => request.header("content-type", "application/json").body(body),
        None => request.build(),
    }
}
