//! What unit tests, test sets, personas, scenarios and runs have in common when they are written: nothing is
//! created twice, and nothing is said of a write that was not looked for.
//!
//! The API has no idempotency key: where the answer to a write says nothing of it, the server is asked what
//! became of it before anybody sends again. `domain::written` judges.

use std::future::Future;
use std::pin::Pin;

use domain::written::{self, Answer, Change, Create, Holder, Sight};

use crate::api::{ApiError, Failure};
use crate::browser::clock;

/// What became of a create.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Created {
    /// It was created, and the server said so. Its id.
    Done(String),
    /// The answer was lost, but it is there as it was sent. Its id.
    Found(String),
    /// What has the name is what was sent: the request was repeated on its way, or sent before. Its id.
    Already(String),
    /// The answer was lost and it is not there: it may be sent again.
    Lost(ApiError),
    /// The answer was lost, and whether it is there could not be found out.
    Unsure(ApiError),
    /// Another one has the name. Its id.
    Taken(String),
    /// The server says that the name is taken, and it could not be found by what.
    TakenUnseen(ApiError),
    /// The server refused it, or nothing was sent.
    Refused(ApiError),
}

/// What became of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changed {
    /// It is there as it was sent.
    Done,
    /// The answer was lost, and what was to be changed is not there any more.
    Missing,
    /// The answer was lost and the change is not there: it may be sent again.
    Lost(ApiError),
    /// The answer was lost, and whether the change is there could not be found out.
    Unsure(ApiError),
    /// The server refused it, or nothing was sent.
    Refused(ApiError),
}

/// What became of a delete that ended well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deleted {
    /// It is deleted.
    Done,
    /// It is not there any more, whoever did it.
    Missing,
}

/// Why something was not deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeleteError {
    /// Something still uses it.
    InUse(ApiError),
    /// The answer was lost or says that it is not there, and it was seen to be there.
    StillThere(ApiError),
    /// The answer was lost or says that it is not there, and it could not be looked up.
    Unsure(ApiError),
    /// The server refused it, or nothing was sent.
    Refused(ApiError),
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

/// The waits before each look, in milliseconds: what was just written may be missing from lists for a moment.
pub(super) const PAUSES: [i64; 3] = [0, 700, 2000];

/// How many of the things that were changed last are looked through for a name: one just created is
/// among the first.
pub(super) const LATEST: u32 = 50;

/// How many pages they may be spread over: a server may send short or empty ones.
pub(super) const MOST_PAGES: u32 = 5;

/// What the answer to a write says of it.
#[must_use]
pub fn answer(error: &ApiError) -> Answer {
    match error.failure {
        Failure::Network | Failure::Timeout | Failure::Server | Failure::Maintenance => Answer::Lost,
        // Of an answer that says yes, but does not say what it should.
        Failure::WebPage | Failure::Undecodable(_) => Answer::Lost,
        Failure::Conflict => Answer::Conflict,
        Failure::NotFound => Answer::NotFound,
        _ => Answer::Refused,
    }
}

/// What became of a create that did not end well.
pub async fn not_created(error: ApiError, look: Look<'_>) -> Created {
    let answer = answer(&error);
    if !matches!(answer, Answer::Lost | Answer::Conflict) {
        return Created::Refused(error);
    }
    let holder = match find(look).await {
        Ok(Some(found)) if found.is_same => Holder::AsSent(found.id),
        Ok(Some(found)) => Holder::Other(found.id),
        Ok(None) => Holder::Nothing,
        Err(_) => Holder::Unread,
    };
    match written::create(answer, holder) {
        Create::After(id) => Created::Found(id),
        Create::Already(id) => Created::Already(id),
        Create::Absent => Created::Lost(error),
        Create::Unknown => Created::Unsure(error),
        Create::Taken(id) => Created::Taken(id),
        Create::TakenUnseen => Created::TakenUnseen(error),
        Create::Refused => Created::Refused(error),
    }
}

/// Finds what has the name. Lists may lack what was created this moment, so that it is looked for again; what
/// has had the name for long is found at once.
///
/// # Errors
/// As any read.
pub async fn find(look: Look<'_>) -> Result<Option<Namesake>, ApiError> {
    for (at, pause) in PAUSES.into_iter().enumerate() {
        clock::sleep(pause).await;
        for among in [Some(Among::Latest), (at == 0).then_some(Among::All)].into_iter().flatten() {
            let found = look(among).await?;
            if found.is_some() {
                return Ok(found);
            }
        }
    }
    look(Among::All).await
}

/// What became of a change that did not end well.
pub async fn not_changed(error: ApiError, look: &dyn Fn() -> Awaited<Sight>) -> Changed {
    let answer = answer(&error);
    if !matches!(answer, Answer::Lost | Answer::Conflict) {
        return Changed::Refused(error);
    }
    // What is in the way of a new name has mostly been there for long.
    let sight = match answer {
        Answer::Conflict => look().await.unwrap_or(Sight::Unread),
        _ => see(look).await,
    };
    match written::change(answer, sight) {
        Change::Done => Changed::Done,
        Change::Missing => Changed::Missing,
        Change::NotDone => Changed::Lost(error),
        Change::Unknown => Changed::Unsure(error),
        Change::Refused => Changed::Refused(error),
    }
}

/// What became of a delete that did not end well.
///
/// # Errors
/// Where it is not gone, or nobody knows.
pub async fn not_deleted(error: ApiError, look: &dyn Fn() -> Awaited<Sight>) -> Result<Deleted, DeleteError> {
    if error.failure == Failure::BadRequest {
        return Err(DeleteError::InUse(error));
    }
    let answer = answer(&error);
    if !matches!(answer, Answer::Lost | Answer::NotFound) {
        return Err(DeleteError::Refused(error));
    }
    match written::delete(answer, see(look).await) {
        Change::Done => Ok(Deleted::Done),
        Change::Missing => Ok(Deleted::Missing),
        Change::NotDone => Err(DeleteError::StillThere(error)),
        Change::Unknown => Err(DeleteError::Unsure(error)),
        Change::Refused => Err(DeleteError::Refused(error)),
    }
}

/// Looks at a thing until it is as it was asked to be; what was just written may be late.
async fn see(look: &dyn Fn() -> Awaited<Sight>) -> Sight {
    let is_done = |sight: &Sight| *sight == Sight::AsAsked;
    settle(look, &is_done).await.unwrap_or(Sight::Unread)
}

/// Looks at something until it is settled, for as long as lists may lag behind a write; what was seen last.
///
/// # Errors
/// As any read.
pub async fn settle<T>(
    look: &dyn Fn() -> Awaited<T>,
    is_settled: &dyn Fn(&T) -> bool,
) -> Result<T, ApiError> {
    let mut seen = look().await;
    for pause in PAUSES.into_iter().filter(|pause| *pause > 0) {
        if seen.as_ref().map_or(true, is_settled) {
            break;
        }
        clock::sleep(pause).await;
        seen = look().await;
    }
    seen
}
