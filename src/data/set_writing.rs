//! Writing test sets so that nothing is created twice and no lost answer is taken for a failure: see
//! `writing`. Also, which unit tests a set holds in vain.

use std::collections::BTreeSet;

use contract::{
    CreateTestSet, ListTestSets, Operation, SearchTestSets, SortDirection, TestSet, TestSetId, TestSetMember,
    UnitTestId, UpdateTestSet,
};
use domain::batch;
use domain::kind::Kind;
use domain::order;
use domain::paging::Paging;
use domain::written::Sight;

use super::names::{find as look_up, page_limit};
use super::paging::next;
use super::test_set::find;
use super::test_writing::{by_key, is_text_or_unsent};
use super::writing::{
    self, Among, Awaited, Changed, Created, DeleteError, Deleted, LATEST, MOST_PAGES, Namesake, not_changed,
    not_created, not_deleted,
};
use crate::api::{self, Api, ApiError};

/// Creates a set, once.
pub async fn create(api: Api, request: &CreateTestSet) -> Created {
    let error = match api::test_set::create(api, request).await {
        Ok(created) => return Created::Done(created.simulation_unit_test_set_id.as_str().to_owned()),
        Err(error) => error,
    };
    not_created(error, &|among| look(api, request, among)).await
}

/// Finds what has the name of a create, and whether it is what the create asks for.
///
/// # Errors
/// As any read.
pub async fn created_before(api: Api, request: &CreateTestSet) -> Result<Option<Namesake>, ApiError> {
    writing::find(&|among| look(api, request, among)).await
}

fn look(api: Api, request: &CreateTestSet, among: Among) -> Awaited<Option<Namesake>> {
    let request = request.clone();
    Box::pin(async move {
        let found = named(api, &request.name, among).await?;
        Ok(found.map(|set| Namesake { id: set.id.as_str().to_owned(), is_same: is_same(&set, &request) }))
    })
}

/// The set that has a name, where it can be found.
pub async fn holder_of(api: Api, name: &str) -> Option<String> {
    let look = |among| {
        let name = name.to_owned();
        Box::pin(async move {
            let found = named(api, &name, among).await?;
            Ok(found.map(|set| Namesake { id: set.id.as_str().to_owned(), is_same: false }))
        }) as _
    };
    writing::find(&look).await.ok().flatten().map(|found| found.id)
}

/// The live set of this very name, blanks around it aside.
async fn named(api: Api, name: &str, among: Among) -> Result<Option<TestSet>, ApiError> {
    match among {
        Among::Latest => among_latest(api, name).await,
        Among::All => by_search(api, name).await,
    }
}

async fn among_latest(api: Api, name: &str) -> Result<Option<TestSet>, ApiError> {
    let mut request = ListTestSets {
        is_deleted: Some(false),
        limit: Some(ListTestSets::MAX_LIMIT),
        sort: Some(SortDirection::Descending),
        ..ListTestSets::default()
    };
    let mut seen = 0;
    let mut paging = Paging::of_at_most(MOST_PAGES);
    loop {
        let page = api::test_set::list(api, &request).await?;
        let sets = page.simulation_unit_test_sets;
        let count = sets.items.len() + sets.unreadable;
        seen += count;
        let found = of_name(sets.items, name);
        if found.is_some() || seen >= LATEST as usize {
            return Ok(found);
        }
        let step = paging.hear(page.has_more, page.continuation_token.as_ref(), count);
        request.continuation_token = next(step, Operation::ListTestSets)?;
        if request.continuation_token.is_none() {
            return Ok(None);
        }
    }
}

async fn by_search(api: Api, name: &str) -> Result<Option<TestSet>, ApiError> {
    let query = name.trim().to_owned();
    if query.is_empty() {
        return Ok(None);
    }
    let request = SearchTestSets { query, ..SearchTestSets::default() };
    let matches = api::test_set::search(api, &request).await?;
    Ok(of_name(matches.simulation_unit_test_sets.items, name))
}

/// A search answers deleted sets, too; their names may be free again.
fn of_name(sets: Vec<TestSet>, name: &str) -> Option<TestSet> {
    sets.into_iter().find(|set| !set.is_deleted && set.name.trim() == name.trim())
}

/// Whether a set is what a create asked for, apart from what the server may change on the way.
#[must_use]
pub fn is_same(set: &TestSet, request: &CreateTestSet) -> bool {
    let whole = UpdateTestSet {
        name: Some(request.name.clone()),
        description: Some(request.description.clone()),
        unit_test_runs: Some(request.unit_test_runs.clone()),
        tags: Some(request.tags.clone()),
    };
    holds(set, &whole)
}

/// Whether all that an update names is in a set. A cleared description may come back as an empty one.
#[must_use]
pub fn holds(set: &TestSet, request: &UpdateTestSet) -> bool {
    let text = |text: &Option<String>| text.as_deref().map(str::trim).unwrap_or_default().to_owned();
    is_text_or_unsent(&request.name, &set.name)
        && request.description.as_ref().is_none_or(|sent| text(sent) == text(&set.description))
        && request.unit_test_runs.as_ref().is_none_or(|sent| members(sent) == members(&set.unit_test_runs))
        && request.tags.as_ref().is_none_or(|sent| by_key(sent) == by_key(&set.tags))
}

/// Members in an order of their own: it means nothing.
fn members(members: &[TestSetMember]) -> Vec<(&str, i64)> {
    let members = members.iter().map(|one| (one.unit_test_id.as_str(), one.run_count));
    order::by_key(members.collect(), |member| *member)
}

/// Changes a set. Sending a change twice does no harm.
pub async fn update(api: Api, id: &TestSetId, request: &UpdateTestSet) -> Changed {
    let answer = api::test_set::update(api, id, request).await;
    let Err(error) = answer else { return Changed::Done };
    let look = || {
        let (id, request) = (id.as_str().to_owned(), request.clone());
        Box::pin(async move {
            Ok(match find(api, id).await? {
                Some(set) if set.is_deleted => Sight::Missing,
                Some(set) if holds(&set, &request) => Sight::AsAsked,
                Some(_) => Sight::Otherwise,
                None => Sight::Missing,
            })
        }) as _
    };
    not_changed(error, &look).await
}

/// Deletes a set.
///
/// # Errors
/// In use: the document names no such refusal (CONTRACT 3.2), but a server may have one. Otherwise as any
/// write.
pub async fn delete(api: Api, id: &TestSetId) -> Result<Deleted, DeleteError> {
    let Err(error) = api::test_set::delete(api, id).await else { return Ok(Deleted::Done) };
    let look = || {
        let id = id.as_str().to_owned();
        Box::pin(async move {
            Ok(match find(api, id).await? {
                Some(set) if set.is_deleted => Sight::AsAsked,
                Some(_) => Sight::Otherwise,
                None => Sight::Missing,
            })
        }) as _
    };
    not_deleted(error, &look).await
}

/// Which members name no live unit test, by their place, from 0. All are looked up afresh: the answer that
/// refused them names none.
///
/// # Errors
/// As any read.
pub async fn culprits(api: Api, members: &[TestSetMember]) -> Result<Vec<usize>, ApiError> {
    let mut ids: Vec<String> = members.iter().map(|member| member.unit_test_id.as_str().to_owned()).collect();
    ids.retain(|id| UnitTestId::parse(id).is_some());
    let mut live = BTreeSet::new();
    for batch in batch::split(ids, page_limit(Kind::UnitTest)) {
        let found = look_up(api, Kind::UnitTest, &batch).await?;
        for (id, item) in found {
            if !item.is_deleted() {
                live.insert(id);
            }
        }
    }
    let dead = members.iter().enumerate().filter(|(_, member)| !live.contains(member.unit_test_id.as_str()));
    Ok(dead.map(|(at, _)| at).collect())
}
