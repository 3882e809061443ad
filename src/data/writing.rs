//! What unit tests and test sets have in common when they are written: nothing is created twice, and no
//! lost answer is taken for a failure.
//!
//! The API has no idempotency key: where the answer to a write is lost, the server is asked what
//! became of it before anybody sends again.

use std::future::Future;
use std::pin::Pin;

use crate::api::{ApiError, Failure};
use crate::browser::clock;

/// What became of a create.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Created {
    /// It was created, and the server said so. Its id.
    Done(String),
    /// The answer was lost, but it is there as it was sent. Its id.
    Found(String),
    /// The answer was lost and it is not there: it may be sent again.
    Lost(ApiError),
    /// The answer was lost, and whether it is there could not be found out.
    Unsure(ApiError),
    /// Another one has the name; its id, where it could be found.
    Taken(Option<String>),
    /// The server refused it, or nothing was sent.
    Refused(ApiError),
}

/// Why something was not deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeleteError {
    /// Something still uses it.
    InUse(ApiError),
    /// For another reason; after a lost answer it is still there, or nobody knows.
    Failed(ApiError),
}

/// Something of the name that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Namesake {
    /// Its id.
    pub id: String,
    /// Whether it is what was sent.
    pub is_same: bool,
}

/// Where a name is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Among {
    /// Among what was changed last: what was just created is there.
    Latest,
    /// By search.
    All,
}

/// An answer that is awaited.
pub type Awaited<T> = Pin<Box<dyn Future<Output = Result<T, ApiError>>>>;

/// Looks for the live thing of the name that was sent.
pub type Look<'a> = &'a dyn Fn(Among) -> Awaited<Option<Namesake>>;

/// The waits before each look after a lost answer, in milliseconds: what was just written may be
/// missing from lists for a moment.
const PAUSES: [i64; 3] = [0, 700, 2000];

/// How many of the things that were changed last are looked through for a name: one just created is
/// among the first.
pub(super) const LATEST: u32 = 50;

/// How many pages they may be spread over: a server may send short or empty ones.
pub(super) const MOST_PAGES: usize = 5;

/// Whether the answer to a write was lost: the server may have acted, or not.
#[must_use]
pub fn is_lost(error: &ApiError) -> bool {
    match error.failure {
        Failure::Network | Failure::Timeout | Failure::Server => true,
        // Of an answer that says yes, but does not say what it should.
        Failure::WebPage | Failure::Undecodable(_) => true,
        _ => false,
    }
}

/// What became of a create that did not end well. `earlier_lost`: an attempt before with the same form
/// was lost, so that a name that is taken may be that attempt's.
pub async fn not_created(error: ApiError, earlier_lost: bool, look: Look<'_>) -> Created {
    if error.failure == Failure::Conflict {
        // An attempt before this one may be so young that lists lack it.
        let found = if earlier_lost { find_soon(look).await } else { find_now(look).await };
        return match found {
            Ok(Some(found)) if earlier_lost && found.is_same => Created::Found(found.id),
            Ok(found) => Created::Taken(found.map(|found| found.id)),
            Err(_) => Created::Taken(None),
        };
    }
    if !is_lost(&error) {
        return Created::Refused(error);
    }
    match find_soon(look).await {
        Ok(Some(found)) if found.is_same => Created::Found(found.id),
        Ok(Some(found)) => Created::Taken(Some(found.id)),
        Ok(None) => Created::Lost(error),
        Err(_) => Created::Unsure(error),
    }
}

/// Who has a name that is taken, as far as it can be found.
pub async fn holder(look: Look<'_>) -> Option<String> {
    find_now(look).await.ok().flatten().map(|found| found.id)
}

async fn find_now(look: Look<'_>) -> Result<Option<Namesake>, ApiError> {
    match look(Among::Latest).await? {
        Some(found) => Ok(Some(found)),
        None => look(Among::All).await,
    }
}

/// [`find_now`] for something that was created this moment.
async fn find_soon(look: Look<'_>) -> Result<Option<Namesake>, ApiError> {
    for pause in PAUSES {
        clock::sleep(pause).await;
        let found = look(Among::Latest).await?;
        if found.is_some() {
            return Ok(found);
        }
    }
    look(Among::All).await
}

/// Whether something soon is as it should be; no, where that cannot be read.
pub async fn becomes(is_so: &dyn Fn() -> Awaited<bool>) -> bool {
    for pause in PAUSES {
        clock::sleep(pause).await;
        match is_so().await {
            Ok(true) => return true,
            Ok(false) => {}
            Err(_) => return false,
        }
    }
    false
}
