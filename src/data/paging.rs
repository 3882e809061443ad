//! Following the pages of an answer that must be whole. The rule is `domain::paging`'s.

use contract::{Continuation, Operation};
use domain::paging::Step;

use crate::api::{ApiError, Failure};

/// What was read of something that may be longer.
#[derive(Clone, Debug, PartialEq)]
pub struct Part<T> {
    /// What was read.
    pub items: Vec<T>,
    /// Why the rest was not; `None`: this is all.
    pub rest: Option<ApiError>,
}

/// The way to the next page, which is followed unasked; `None`: that was the last.
///
/// # Errors
/// Incomplete where there is more, and no way to it or none that leads anywhere.
pub(super) fn next(step: Step, operation: Operation) -> Result<Option<Continuation>, ApiError> {
    match step {
        Step::End => Ok(None),
        Step::On(next) => Ok(Some(next)),
        Step::Pause(_) | Step::Lost => Err(ApiError::incomplete(operation)),
    }
}

impl<T> Part<T> {
    /// Nothing yet.
    pub(super) fn new() -> Self {
        Self { items: Vec::new(), rest: None }
    }

    /// The answer to a request for a page; `None`: the way to it led nowhere, and what is there is a part.
    pub(super) fn page<P>(&mut self, answer: Result<P, ApiError>) -> Result<Option<P>, ApiError> {
        match answer {
            Ok(page) => Ok(Some(page)),
            Err(error) if error.failure == Failure::Incomplete => {
                self.rest = Some(error);
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// [`next`], where what is there is of use without the rest.
    pub(super) fn next(&mut self, step: Step, operation: Operation) -> Option<Continuation> {
        match next(step, operation) {
            Ok(token) => token,
            Err(error) => {
                self.rest = Some(error);
                None
            }
        }
    }
}
