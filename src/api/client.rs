//! The funnel that every call goes through: budget, credentials, retries, errors.

use std::cell::RefCell;
use std::rc::Rc;

use contract::{FromJson, Operation, Query, ToJson, Unreadable, encode};
use domain::budget::{Budget, Remaining};
use domain::instant::Instant;
use domain::retry::{self, Fault};
use futures_util::future::LocalBoxFuture;
use leptos::prelude::*;

use super::access::{Access, Credentials};
use super::beside::Beside;
use super::error::{ApiError, Failure};
use super::http::{self, Answer, Message, NoAnswer};
use crate::browser::clock;
use crate::browser::text::Text;
use crate::reactive::RwSignal;

/// A call on its way. It is boxed: whoever waits for several answers waits for all in the same way.
pub type Call<T> = LocalBoxFuture<'static, Result<T, ApiError>>;

/// The API for one access. Cheap to copy; lives as long as its owner.
#[derive(Clone, Copy)]
pub struct Api {
    inner: StoredValue<Rc<Inner>, LocalStorage>,
    /// A wait that the person notices, if there is one.
    pub pause: RwSignal<Option<Pause>>,
}

/// A wait because of a limit or a passing fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pause {
    /// When it goes on.
    pub until: Instant,
}

/// Signs in again: gets the credentials that were refused, answers whether there are better ones.
type Renew = Rc<dyn Fn(Credentials) -> LocalBoxFuture<'static, bool>>;

/// Says whether somebody signed out.
type IsOver = Rc<dyn Fn() -> bool>;

struct Inner {
    access: RefCell<Access>,
    budget: RefCell<Budget>,
    renew: Renew,
    /// Whether the session was ended meanwhile, in whatever tab.
    is_over: RefCell<Option<IsOver>>,
    /// Whether it serves somebody who signs in.
    is_anonymous: bool,
    beside: Beside,
}

/// What a call sends, apart from the access.
struct Request {
    operation: Operation,
    /// Empty for a collection.
    id: String,
    query: Query,
    headers: Vec<(&'static str, String)>,
    /// JSON.
    body: Option<String>,
    by: By,
}

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// A person, or somebody on their behalf.
    Person,
    /// Somebody with a schedule of their own: it goes out once, its waits are shown to nobody, and the text of
    /// an answer is left where it is if it is the same as that of the answer of this number.
    Schedule(Option<u32>),
}

impl Request {
    fn new(operation: Operation, id: &str) -> Self {
        let (id, query, headers) = (id.to_owned(), Query::new(), Vec::new());
        Self { operation, id, query, headers, body: None, by: By::Person }
    }
}

/// An answer that is not read yet.
pub struct Unread {
    operation: Operation,
    answer: Answer,
}

impl Unread {
    /// Its text; nothing where it is the same as the one that was named.
    #[must_use]
    pub fn text(&self) -> Option<&Text> {
        (!self.answer.is_known).then_some(&self.answer.body)
    }

    /// The number by which it can be named when the same is asked for again.
    #[must_use]
    pub fn number(&self) -> Option<u32> {
        self.answer.number
    }

    /// What is left of the limit, where the server says so.
    #[must_use]
    pub fn remaining(&self) -> Option<Remaining> {
        self.answer.remaining()
    }

    /// The error that it means where it cannot be read.
    #[must_use]
    pub fn undecodable(&self, unreadable: &Unreadable) -> ApiError {
        undecodable(self.operation, &self.answer, unreadable)
    }
}

/// A call that failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Why.
    pub error: ApiError,
    /// The server's wish to be left alone, in milliseconds.
    pub retry_after: Option<i64>,
}

/// Waits shorter than this are not worth a word, in milliseconds.
const NOTICEABLE: i64 = 1500;

/// Requests without a token are sent as they are.
fn no_renewal(_: Credentials) -> LocalBoxFuture<'static, bool> {
    Box::pin(std::future::ready(false))
}

impl Api {
    /// An API for calls without a session.
    #[must_use]
    pub fn anonymous(access: Access) -> Self {
        Self::with(access, Rc::new(no_renewal), true)
    }

    /// An API for a session. After a 401 `renew` is asked for better credentials.
    #[must_use]
    pub fn new(access: Access, renew: Renew) -> Self {
        Self::with(access, renew, false)
    }

    fn with(access: Access, renew: Renew, is_anonymous: bool) -> Self {
        let (access, budget, beside) = (RefCell::new(access), RefCell::default(), Beside::default());
        let inner = Inner { access, budget, renew, is_over: RefCell::default(), is_anonymous, beside };
        Self { inner: StoredValue::new_local(Rc::new(inner)), pause: RwSignal::new(None) }
    }

    /// Takes another access over: the same person signed in again.
    pub fn set_access(&self, access: Access) {
        if let Some(inner) = self.inner.try_get_value() {
            inner.access.replace(access);
        }
    }

    /// Forgets the token: nobody works with this API any more.
    pub fn close(&self) {
        if let Some(inner) = self.inner.try_get_value() {
            inner.access.borrow_mut().credentials = Credentials::None;
        }
    }

    /// Has `is_over` asked before each request whether somebody signed out: then none goes out.
    pub fn set_guard(&self, is_over: impl Fn() -> bool + 'static) {
        if let Some(inner) = self.inner.try_get_value() {
            inner.is_over.replace(Some(Rc::new(is_over)));
        }
    }

    /// Reads a collection.
    pub(super) fn get<T: FromJson>(self, operation: Operation, query: Query) -> Call<T> {
        self.read(Request { query, ..Request::new(operation, "") })
    }

    /// Reads what belongs to one item.
    pub(super) fn get_of<T: FromJson>(self, operation: Operation, id: &str, query: Query) -> Call<T> {
        self.read(Request { query, ..Request::new(operation, id) })
    }

    /// Sends headers only and reads the answer.
    pub(super) fn post_headers<T: FromJson>(
        self,
        operation: Operation,
        headers: Vec<(&'static str, String)>,
    ) -> Call<T> {
        self.read(Request { headers, ..Request::new(operation, "") })
    }

    /// Creates an item and reads the answer.
    pub(super) fn create<T: FromJson>(self, operation: Operation, body: &dyn ToJson) -> Call<T> {
        self.read(Request { body: Some(encode(body)), ..Request::new(operation, "") })
    }

    /// Changes an item; the answer has nothing to read.
    pub(super) fn update(self, operation: Operation, id: &str, body: &dyn ToJson) -> Call<()> {
        self.write(Request { body: Some(encode(body)), ..Request::new(operation, id) })
    }

    /// Deletes an item; the answer has nothing to read.
    pub(super) fn delete(self, operation: Operation, id: &str) -> Call<()> {
        self.write(Request::new(operation, id))
    }

    /// Reads a collection, and leaves the answer as it is.
    pub(super) fn get_unread(
        self,
        operation: Operation,
        query: Query,
        by: By,
    ) -> LocalBoxFuture<'static, Result<Unread, Refusal>> {
        let request = Request { query, by, ..Request::new(operation, "") };
        Box::pin(async move {
            let answer = self.call(request).await?;
            Ok(Unread { operation, answer })
        })
    }

    /// One call, boxed: the funnel is compiled once, not once for each kind of answer.
    fn read<T: FromJson>(self, request: Request) -> Call<T> {
        let operation = request.operation;
        let answer: LocalBoxFuture<'static, _> = Box::pin(self.call(request));
        Box::pin(async move { decode(operation, &answer.await.map_err(|refusal| refusal.error)?) })
    }

    /// One call whose answer is 204, or 200 with something of no interest; but a web page is none.
    fn write(self, request: Request) -> Call<()> {
        let operation = request.operation;
        let answer: LocalBoxFuture<'static, _> = Box::pin(self.call(request));
        Box::pin(async move {
            let answer = answer.await.map_err(|refusal| refusal.error)?;
            let failed = answer.is_html.then(|| undecodable(operation, &answer, &Unreadable::OtherShape));
            failed.map_or(Ok(()), Err)
        })
    }

    async fn call(self, request: Request) -> Result<Answer, Refusal> {
        let operation = request.operation;
        // A disposed API belongs to a page that is gone: nobody waits for the answer.
        let Some(inner) = self.inner.try_get_value() else {
            let error = ApiError::silent(operation, Failure::Network);
            return Err(Refusal { error, retry_after: None });
        };
        let query = request.query.encode();
        let is_scheduled = request.by != By::Person;
        let goes_on = request.query.iter().any(|(key, _)| key == "continuation_token");
        let mut attempt = 1;
        loop {
            self.wait_for_budget(&inner, operation, is_scheduled).await;
            let is_over = inner.is_over.borrow().clone();
            if is_over.is_some_and(|is_over| is_over()) {
                let error = ApiError::silent(operation, Failure::Unauthorized);
                return Err(Refusal { error, retry_after: None });
            }
            let access = inner.access.borrow().clone();
            let mut path = operation.item_path(&access.organization, &request.id);
            if !query.is_empty() {
                path = format!("{path}?{query}");
            }
            let message =
                Message { operation, path: &path, headers: &request.headers, body: request.body.as_deref() };
            let beside = match request.by {
                By::Schedule(known) => inner.beside.exchange(&access, &message, known).await,
                By::Person => Err(NoAnswer::Nobody),
            };
            let outcome = match beside {
                Err(NoAnswer::Nobody) => http::exchange(&access, &message).await,
                outcome => outcome,
            };
            let (error, retry_after, fault) = match inner.judge(operation, &access, outcome) {
                Ok(answer) => return Ok(answer),
                Err(verdict) => verdict,
            };
            let error = error.of_request(http::address(&access, &message).len(), goes_on);
            // Whoever was refused did nothing, so a write may go out again, too.
            if error.failure == Failure::Unauthorized && access.credentials != Credentials::None {
                if (inner.renew)(access.credentials).await {
                    continue;
                }
                return Err(Refusal { error, retry_after });
            }
            // Who signs in has nothing else to do, and waits of theirs are shown nowhere: they are told.
            let told = is_scheduled || inner.is_anonymous && error.status == Some(429);
            let wait = retry::delay(fault, operation.is_read(), attempt, retry_after, clock::random());
            let Some(wait) = wait.filter(|_| !told) else { return Err(Refusal { error, retry_after }) };
            self.wait(wait).await;
            attempt += 1;
        }
    }

    async fn wait_for_budget(self, inner: &Inner, operation: Operation, is_scheduled: bool) {
        loop {
            let wait = inner.budget.borrow_mut().book(operation, clock::steady());
            if wait == 0 {
                return;
            }
            if is_scheduled {
                clock::sleep(wait).await;
            } else {
                self.wait(wait).await;
            }
        }
    }

    /// Waits, and says so where it is noticed.
    async fn wait(self, milliseconds: i64) {
        let _shown = (milliseconds >= NOTICEABLE).then(|| {
            let pause = Pause { until: clock::now().plus(milliseconds) };
            self.pause.set(Some(pause));
            Shown { signal: self.pause, pause }
        });
        clock::sleep(milliseconds).await;
    }
}

/// Takes the notice of a wait away when the wait ends or is cancelled.
struct Shown {
    signal: RwSignal<Option<Pause>>,
    pause: Pause,
}

impl Drop for Shown {
    fn drop(&mut self) {
        if self.signal.try_get_untracked() == Some(Some(self.pause)) {
            self.signal.set(None);
        }
    }
}

impl Inner {
    /// Tells a good answer from a failure, and keeps the books on limits.
    fn judge(
        &self,
        operation: Operation,
        access: &Access,
        outcome: Result<Answer, NoAnswer>,
    ) -> Result<Answer, (ApiError, Option<i64>, Fault)> {
        let silent = |failure, fault| Err((ApiError::silent(operation, failure), None, fault));
        let behind_proxy = access.credentials == Credentials::Proxy;
        let answer = match outcome {
            Ok(answer) => answer,
            Err(NoAnswer::Connection | NoAnswer::Nobody) => {
                return silent(Failure::Network, Fault::Connection);
            }
            Err(NoAnswer::Unsendable) => return silent(Failure::Unsendable, Fault::Status(400)),
            Err(NoAnswer::Timeout) => return silent(Failure::Timeout, Fault::Timeout),
            // A proxy that lost its session sends people to its sign-in page.
            Err(NoAnswer::Redirect) if behind_proxy => {
                return silent(Failure::Unauthorized, Fault::Status(401));
            }
            Err(NoAnswer::Redirect) => return silent(Failure::Redirected, Fault::Status(302)),
        };
        if let Some(date) = answer.date {
            clock::hear_server(date);
        }
        let date = answer.date.or_else(clock::server_now);
        let retry_after = answer.retry_after.as_deref().and_then(|wish| retry::retry_after(wish, date));
        let mut budget = self.budget.borrow_mut();
        let now = clock::steady();
        budget.hear(operation, answer.remaining(), now);
        if answer.status == 429 {
            budget.hear_limit(operation, now, retry_after);
        }
        match answer.status {
            200..=299 if behind_proxy && answer.is_html => silent(Failure::Unauthorized, Fault::Status(401)),
            200..=299 => Ok(answer),
            status => {
                let error = ApiError::answered(
                    operation,
                    status,
                    &answer.body.read(),
                    answer.request_id,
                    retry_after,
                );
                Err((error, retry_after, Fault::Status(status)))
            }
        }
    }
}

fn decode<T: FromJson>(operation: Operation, answer: &Answer) -> Result<T, ApiError> {
    contract::decode(&answer.body.read()).map_err(|unreadable| undecodable(operation, answer, &unreadable))
}

fn undecodable(operation: Operation, answer: &Answer, unreadable: &Unreadable) -> ApiError {
    let failure =
        if answer.is_html { Failure::WebPage } else { Failure::Undecodable(unreadable.to_string()) };
    ApiError {
        operation,
        failure,
        status: Some(answer.status),
        request_id: answer.request_id.clone(),
        said: None,
    }
}
