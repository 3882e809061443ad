//! One exchange over the wire: sends a request once and reads the whole answer.

use contract::{Method, Operation};
use domain::budget::Remaining;
use domain::header;
use domain::instant::Instant;
use futures_util::future::{Either, LocalBoxFuture, select};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, AbortSignal, Headers, Request, RequestCache, RequestCredentials, RequestInit,
    RequestRedirect, Response, ResponseType,
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
    /// What time it was for the server, where the browser tells: not to another origin.
    pub(super) date: Option<Instant>,
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
            date: header("date").as_deref().and_then(Instant::parse_http_date),
            remaining: requests.zip(number("x-ratelimit-reset")),
            number: None,
            is_known: false,
        }
    }

    /// What is left of the limit, where the server says so. When it is whole again is a moment of the server's
    /// clock.
    pub(super) fn remaining(&self) -> Option<Remaining> {
        let (requests, reset) = self.remaining?;
        let reset = Instant(reset.saturating_mul(1000));
        let date = self.date.or_else(clock::server_now);
        Some(Remaining { requests, reset: date.map(|date| reset.since(date)) })
    }
}

/// Why there is no answer.
pub(super) enum NoAnswer {
    Connection,
    Timeout,
    Redirect,
    /// It holds what no browser sends: nothing went out.
    Unsendable,
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
    let request = build(access, message, abort).ok_or(NoAnswer::Unsendable)?;
    let response = fetch(&request).await.ok_or(NoAnswer::Connection)?;
    if response.type_() == ResponseType::Opaqueredirect {
        return Err(NoAnswer::Redirect);
    }
    let headers = response.headers();
    let mut answer = Answer::new(response.status(), Text::default(), |name| headers.get(name).ok()?);
    // A connection that breaks in mid-answer is no answer.
    let body = response.text().map_err(|_| NoAnswer::Connection)?;
    answer.body = Text::from_promise(body).await.ok_or(NoAnswer::Connection)?;
    Ok(answer)
}

/// Sends a request; nothing where no answer came.
pub(super) async fn fetch(request: &Request) -> Option<Response> {
    let answer = web_sys::window()?.fetch_with_request(request);
    JsFuture::from(answer).await.ok()?.dyn_into().ok()
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

/// Whether a browser sends such a message at all: `fetch` throws at what it does not.
pub(super) fn is_sendable(access: &Access, message: &Message<'_>) -> bool {
    let are_sendable = |(name, value): &(String, String)| header::is_name(name) && header::is_value(value);
    header::is_address(&address(access, message)) && headers(access, message).iter().all(are_sendable)
}

fn build(access: &Access, message: &Message<'_>, abort: Option<&AbortSignal>) -> Option<Request> {
    if !is_sendable(access, message) {
        return None;
    }
    let own = Headers::new().ok()?;
    for (name, value) in headers(access, message) {
        own.append(&name, &value).ok()?;
    }
    let init = RequestInit::new();
    init.set_method(match message.operation.method() {
        Method::Get => "GET",
        Method::Post => "POST",
        Method::Delete => "DELETE",
    });
    init.set_credentials(credentials(access));
    init.set_cache(RequestCache::NoStore);
    // A redirect could turn a write into a read, or carry the credentials elsewhere.
    init.set_redirect(RequestRedirect::Manual);
    init.set_signal(abort);
    if let Some(body) = message.body {
        own.append("content-type", "application/json").ok()?;
        init.set_body(&JsValue::from_str(body));
    }
    init.set_headers(&own);
    Request::new_with_str_and_init(&address(access, message), &init).ok()
}
