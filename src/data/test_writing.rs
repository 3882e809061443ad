//! Writing unit tests so that nothing is created twice and no lost answer is taken for a failure: see
//! `writing`.

mod compare;
mod culprits;

use contract::{
    CreateUnitTest, ListUnitTests, SearchUnitTests, SortDirection, UnitTest, UnitTestId, UpdateUnitTest,
};

pub(super) use compare::{by_key, is_text_or_unsent};
pub use compare::{holds, is_same};
pub use culprits::{Asked, Culprit, Found, culprits, judge};

use super::unit_test::find;
use super::writing::{
    Among, Created, DeleteError, LATEST, MOST_PAGES, Namesake, becomes, is_lost, not_created,
};
use crate::api::{self, Api, ApiError, Failure};

/// Creates a test, once. `earlier_lost`: an attempt before with the same form was lost.
pub async fn create(api: Api, request: &CreateUnitTest, earlier_lost: bool) -> Created {
    let error = match api::unit_test::create(api, request).await {
        Ok(created) => return Created::Done(created.simulation_unit_test_id.as_str().to_owned()),
        Err(error) => error,
    };
    let look = |among| {
        let request = request.clone();
        let looked = async move {
            let found = match among {
                Among::Latest => among_latest(api, &request.name).await?,
                Among::All => by_search(api, &request.name).await?,
            };
            Ok(found
                .map(|test| Namesake { id: test.id.as_str().to_owned(), is_same: is_same(&test, &request) }))
        };
        Box::pin(looked) as _
    };
    not_created(error, earlier_lost, &look).await
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
    let arrived = || {
        let (id, request) = (id.as_str().to_owned(), request.clone());
        let read = async move {
            let test = find(api, id).await?;
            Ok(test.is_some_and(|test| !test.is_deleted && holds(&test, &request)))
        };
        Box::pin(read) as _
    };
    if is_lost(&error) && becomes(&arrived).await { Ok(()) } else { Err(error) }
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
    let gone = || {
        let id = id.as_str().to_owned();
        Box::pin(async move { Ok(find(api, id).await?.is_none_or(|test| test.is_deleted)) }) as _
    };
    if is_lost(&error) && becomes(&gone).await { Ok(()) } else { Err(DeleteError::Failed(error)) }
}
