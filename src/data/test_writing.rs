//! Writing unit tests so that nothing is created twice and no lost answer is taken for a failure, nor any
//! answer for more than it says: see `writing`.

mod compare;
mod culprits;

use contract::{
    CreateUnitTest, ListUnitTests, Operation, SearchUnitTests, SortDirection, UnitTest, UnitTestId,
    UpdateUnitTest,
};
use domain::paging::Paging;
use domain::written::Sight;

pub(super) use compare::{by_key, is_text_or_unsent};
pub use compare::{holds, is_same};
pub use culprits::{Asked, Culprit, Found, culprits, judge};

use super::paging::next;
use super::unit_test::find;
use super::writing::{
    self, Among, Awaited, Changed, Created, DeleteError, Deleted, LATEST, MOST_PAGES, Namesake, not_changed,
    not_created, not_deleted,
};
use crate::api::{self, Api, ApiError};

/// Creates a test, once.
pub async fn create(api: Api, request: &CreateUnitTest) -> Created {
    let error = match api::unit_test::create(api, request).await {
        Ok(created) => return Created::Done(created.simulation_unit_test_id.as_str().to_owned()),
        Err(error) => error,
    };
    not_created(error, &|among| look(api, request, among)).await
}

/// Finds what has the name of a create, and whether it is what the create asks for.
///
/// # Errors
/// As any read.
pub async fn created_before(api: Api, request: &CreateUnitTest) -> Result<Option<Namesake>, ApiError> {
    writing::find(&|among| look(api, request, among)).await
}

fn look(api: Api, request: &CreateUnitTest, among: Among) -> Awaited<Option<Namesake>> {
    let request = request.clone();
    Box::pin(async move {
        let found = match among {
            Among::Latest => among_latest(api, &request.name).await?,
            Among::All => by_search(api, &request.name).await?,
        };
        Ok(found.map(|test| Namesake { id: test.id.as_str().to_owned(), is_same: is_same(&test, &request) }))
    })
}

async fn among_latest(api: Api, name: &str) -> Result<Option<UnitTest>, ApiError> {
    let mut request = ListUnitTests {
        is_deleted: Some(false),
        limit: Some(LATEST),
        sort: Some(SortDirection::Descending),
        ..ListUnitTests::default()
    };
    let mut seen = 0;
    let mut paging = Paging::of_at_most(MOST_PAGES);
    loop {
        let page = api::unit_test::list(api, &request).await?;
        let tests = page.simulation_unit_tests;
        let count = tests.items.len() + tests.unreadable;
        seen += count;
        let found = named(tests.items, name);
        if found.is_some() || seen >= LATEST as usize {
            return Ok(found);
        }
        let step = paging.hear(page.has_more, page.continuation_token.as_ref(), count);
        request.continuation_token = next(step, Operation::ListUnitTests)?;
        if request.continuation_token.is_none() {
            return Ok(None);
        }
    }
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

/// Changes a test. Sending a change twice does no harm.
pub async fn update(api: Api, id: &UnitTestId, request: &UpdateUnitTest) -> Changed {
    let answer = api::unit_test::update(api, id, request).await;
    let Err(error) = answer else { return Changed::Done };
    let look = || {
        let (id, request) = (id.as_str().to_owned(), request.clone());
        Box::pin(async move {
            Ok(match find(api, id).await? {
                Some(test) if test.is_deleted => Sight::Missing,
                Some(test) if holds(&test, &request) => Sight::AsAsked,
                Some(_) => Sight::Otherwise,
                None => Sight::Missing,
            })
        }) as _
    };
    not_changed(error, &look).await
}

/// Deletes a test.
///
/// # Errors
/// In use: a set still holds it. Otherwise as any write.
pub async fn delete(api: Api, id: &UnitTestId) -> Result<Deleted, DeleteError> {
    let Err(error) = api::unit_test::delete(api, id).await else { return Ok(Deleted::Done) };
    let look = || {
        let id = id.as_str().to_owned();
        Box::pin(async move {
            Ok(match find(api, id).await? {
                Some(test) if test.is_deleted => Sight::AsAsked,
                Some(_) => Sight::Otherwise,
                None => Sight::Missing,
            })
        }) as _
    };
    not_deleted(error, &look).await
}
