//! What can go wrong with a call, told apart by what a person can do next. Words are `text/`'s.

use contract::{FieldProblem, Operation, Problem};
use domain::paging::refuses_token;

/// A failed call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiError {
    /// What was asked.
    pub operation: Operation,
    /// What went wrong.
    pub failure: Failure,
    /// The status, if there was an answer.
    pub status: Option<u16>,
    /// The request's id, if the server named one.
    pub request_id: Option<String>,
    /// The server's own words, if it had any.
    pub said: Option<String>,
}

/// What went wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// No answer: no connection, a refused one, or one that the browser forbade (CORS, policy).
    Network,
    /// It holds what no browser sends, so nothing went out.
    Unsendable,
    /// No answer in time.
    Timeout,
    /// 401, and nobody signed in again.
    Unauthorized,
    /// 403.
    Forbidden,
    /// 404: the organization, the item, or the region is wrong.
    NotFound,
    /// 409.
    Conflict,
    /// 400.
    BadRequest,
    /// 422, with what the server said of each part.
    Invalid(Vec<FieldProblem>),
    /// 429; the wish in milliseconds, if the server had one.
    RateLimited(Option<i64>),
    /// 503.
    Maintenance,
    /// 408, 500, 502, 504 and other statuses from 500.
    Server,
    /// A redirect, which the API never documents.
    Redirected,
    /// Another status that is not documented.
    Unexpected,
    /// A web page in place of an answer.
    WebPage,
    /// An answer that is no JSON, or not of the documented shape; where it stopped making sense.
    Undecodable(String),
    /// The rest of a list: the server says that there is more, but the way to it leads nowhere.
    Incomplete,
    /// 414 or 431, or another refusal of a request whose address is long: too much is asked for at once.
    TooLong,
}

/// From this length on, in bytes, an address may be what a server refuses: the strictest that are in use take
/// some 2,000.
const LONG: usize = 2000;

impl ApiError {
    /// An error without an answer.
    #[must_use]
    pub fn silent(operation: Operation, failure: Failure) -> Self {
        Self { operation, failure, status: None, request_id: None, said: None }
    }

    /// The error that an answer of this status and body means.
    #[must_use]
    pub fn answered(
        operation: Operation,
        status: u16,
        body: &str,
        request_id: Option<String>,
        retry_after: Option<i64>,
    ) -> Self {
        let problem = Problem::parse(body);
        let failure = match status {
            400 => Failure::BadRequest,
            401 => Failure::Unauthorized,
            403 => Failure::Forbidden,
            404 => Failure::NotFound,
            409 => Failure::Conflict,
            422 => Failure::Invalid(problem.fields),
            429 => Failure::RateLimited(retry_after),
            503 => Failure::Maintenance,
            408 | 500.. => Failure::Server,
            _ => Failure::Unexpected,
        };
        let request_id = request_id.or(problem.request_id);
        Self { operation, failure, status: Some(status), request_id, said: problem.message }
    }

    /// The error for a list that cannot be read to its end.
    #[must_use]
    pub fn incomplete(operation: Operation) -> Self {
        Self::silent(operation, Failure::Incomplete)
    }

    /// The same error, where more is known of the request: how long its address was, and whether it asked for
    /// the rest of a list.
    #[must_use]
    pub(super) fn of_request(mut self, address: usize, goes_on: bool) -> Self {
        let status = self.status.unwrap_or_default();
        // Some gateways have no other word for an address that is too long for them.
        let is_long = address > LONG && matches!(status, 400 | 413) && self.operation.is_read();
        if matches!(status, 414 | 431) || is_long {
            self.failure = Failure::TooLong;
        } else if goes_on && refuses_token(status) {
            self.failure = Failure::Incomplete;
        }
        self
    }

    /// Whether asking again later may help without anything else being changed.
    #[must_use]
    pub fn may_pass(&self) -> bool {
        matches!(
            self.failure,
            Failure::Network
                | Failure::Timeout
                | Failure::RateLimited(_)
                | Failure::Maintenance
                | Failure::Server
        )
    }
}
