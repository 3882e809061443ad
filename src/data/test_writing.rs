//! Writing unit tests so that nothing is created twice and no lost answer is taken for a failure.
//!
//! The API has no idempotency key: where the answer to a write is lost, the server is asked what
//! became of it before anybody sends again.

mod compare;
mod culprits;

use contract::{
    CreateUnitTest, ListUnitTests, SearchUnitTests, SortDirection, UnitTest, UnitTestId, UpdateUnitTest,
};

pub use compare::{holds, is_same};
pub use culprits::{Asked, Culprit, Found, culprits, judge};

use super::unit_test::find;
use crate::api::{self, Api, ApiError, Failure};
use crate::browser::clock;

/// What became of a create.
#[derive(Clone, Debug, PartialEq)]
pub enum Created {
    /// It was created, and the server said so.
    Done(UnitTestId),
    /// The answer was lost, but the test is there as it was sent.
    Found(Box<UnitTest>),
    /// The answer was lost and the test is not there: it may be sent again.
    Lost(ApiError),
    /// The answer was lost, and whether the test is there could not be found out.
    Unsure(ApiError),
    /// Another test has the name; its id, where it could be found.
    Taken(ApiError, Option<UnitTestId>),
    /// The server refused it, or nothing was sent.
    Refused(ApiError),
}

/// Why a test was not deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeleteError {
    /// A test set still uses it.
    InUse(ApiError),
    /// For another reason; after a lost answer it is still there, or nobody knows.
    Failed(ApiError),
}

/// The waits before each look after a lost answer, in milliseconds: what was just written may be
/// missing from lists for a moment.
const PAUSES: [i64; 3] = [0, 700, 2000];

/// How many of the tests that were changed last are looked through for a name: one just created is
/// among the first.
const LATEST: u32 = 50;

/// How many pages they may be spread over: a server may send short or empty ones.
const MOST_PAGES: usize = 5;

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

/// Creates a test, once. `earlier_lost`: an attempt before with the same form was lost, so that a
/// name that is taken may be that attempt's.
pub async fn create(api: Api, request: &CreateUnitTest, earlier_lost: bool) -> Created {
    let error = match api::unit_test::create(api, request).await {
        Ok(created) => return Created::Done(created.simulation_unit_test_id),
        Err(error) => error,
    };
    if error.failure == Failure::Conflict {
        // An attempt before this one may be so young that lists lack it.
        let found = if earlier_lost {
            find_soon(api, &request.name).await
        } else {
            find_by_name(api, &request.name).await
        };
        return match found {
            Ok(Some(test)) if earlier_lost && is_same(&test, request) => Created::Found(Box::new(test)),
            Ok(test) => Created::Taken(error, test.map(|test| test.id)),
            Err(_) => Created::Taken(error, None),
        };
    }
    if !is_lost(&error) {
        return Created::Refused(error);
    }
    match find_soon(api, &request.name).await {
        Ok(Some(test)) if is_same(&test, request) => Created::Found(Box::new(test)),
        Ok(Some(test)) => {
            let error = ApiError { failure: Failure::Conflict, ..error };
            Created::Taken(error, Some(test.id))
        }
        Ok(None) => Created::Lost(error),
        Err(_) => Created::Unsure(error),
    }
}

/// Finds the live test of this very name, blanks around it aside: among those that were changed
/// last, else by search.
///
/// # Errors
/// As any read.
pub async fn find_by_name(api: Api, name: &str) -> Result<Option<UnitTest>, ApiError> {
    match among_latest(api, name).await? {
        Some(test) => Ok(Some(test)),
        None => by_search(api, name).await,
    }
}

/// [`find_by_name`] for a test that was created this moment.
async fn find_soon(api: Api, name: &str) -> Result<Option<UnitTest>, ApiError> {
    for pause in PAUSES {
        clock::sleep(pause).await;
        let found = among_latest(api, name).await?;
        if found.is_some() {
            return Ok(found);
        }
    }
    by_search(api, name).await
}

async fn among_latest(api: Api, name: &str) -> Result<Option<UnitTest>, ApiError> {
    let mut request = ListUnitTests {
        is_deleted: Some(false),
        limit: Some(LATEST),
        sort: Some(SortDirection::Descending),
        ..ListUnitTests::default()
    };
    let mut seen = 0;
    for _ in 0..MOST_PAGES {
        let page = api::unit_test::list(api, &request).await?;
        let tests = page.simulation_unit_tests;
        seen += tests.items.len() + tests.unreadable;
        let found = named(tests.items, name);
        let goes_on = page.has_more && page.continuation_token.is_some();
        if found.is_some() || !goes_on || seen >= LATEST as usize {
            return Ok(found);
        }
        request.continuation_token = page.continuation_token;
    }
    Ok(None)
}

async fn by_search(api: Api, name: &str) -> Result<Option<UnitTest>, ApiError> {
    let query = name.trim().to_owned();
    if query.is_empty() {
        return Ok(None);
    }
    let request = SearchUnitTests { query, ..SearchUnitTests::default() };
    let matches = api::unit_test::search(api, &request).await?;
    Ok(named(matches.simulation_unit_tests.items, name))
}

/// A search answers deleted tests, too; their names may be free again.
fn named(tests: Vec<UnitTest>, name: &str) -> Option<UnitTest> {
    tests.into_iter().find(|test| !test.is_deleted && test.name.trim() == name.trim())
}

/// Changes a test. Where the answer is lost, the test is read again: what was sent may be there.
/// Sending a change twice does no harm.
///
/// # Errors
/// As `api::unit_test::update`; after a lost answer, that of the update.
pub async fn update(api: Api, id: &UnitTestId, request: &UpdateUnitTest) -> Result<(), ApiError> {
    let answer = api::unit_test::update(api, id, request).await;
    let Err(error) = answer else { return Ok(()) };
    let arrived = |test: Option<&UnitTest>| test.is_some_and(|test| !test.is_deleted && holds(test, request));
    if is_lost(&error) && becomes(api, id, &arrived).await { Ok(()) } else { Err(error) }
}

/// Deletes a test. One that is gone already is deleted, whoever did it.
///
/// # Errors
/// In use: a set still holds it. Otherwise as any write.
pub async fn delete(api: Api, id: &UnitTestId) -> Result<(), DeleteError> {
    let Err(error) = api::unit_test::delete(api, id).await else { return Ok(()) };
    match error.failure {
        Failure::NotFound => return Ok(()),
        Failure::BadRequest => return Err(DeleteError::InUse(error)),
        _ => {}
    }
    let gone = |test: Option<&UnitTest>| test.is_none_or(|test| test.is_deleted);
    if is_lost(&error) && becomes(api, id, &gone).await { Ok(()) } else { Err(DeleteError::Failed(error)) }
}

/// Whether a test soon is as it should be; no, where it cannot be read.
async fn becomes(api: Api, id: &UnitTestId, is_so: &dyn Fn(Option<&UnitTest>) -> bool) -> bool {
    for pause in PAUSES {
        clock::sleep(pause).await;
        match find(api, id.as_str().to_owned()).await {
            Ok(test) if is_so(test.as_ref()) => return true,
            Ok(_) => {}
            Err(_) => return false,
        }
    }
    false
}
