//! What the page of one unit test shows.

use std::collections::BTreeSet;

use contract::{
    ListTestSets, ListUnitTests, ListVersions, Operation, PersonaId, PersonaVersion, ScenarioId,
    ScenarioVersion, SortDirection, TestSet, UnitTest, UnitTestId,
};
use domain::paging::Paging;

use super::paging::{Part, next};
use super::workspace::Workspace;
use crate::api::{self, Api, ApiError};
use crate::browser::clock;

/// Reads one test; `None`: it is missing, or not shown to this person. There is no call for one
/// item, and a deleted test is shown as deleted, so `is_deleted` is left out.
///
/// # Errors
/// As any read.
pub async fn find(api: Api, id: String) -> Result<Option<UnitTest>, ApiError> {
    let Some(id) = UnitTestId::parse(&id) else { return Ok(None) };
    let mut request = ListUnitTests { ids: vec![id.clone()], ..ListUnitTests::default() };
    let mut paging = Paging::of_at_most(MOST_PAGES);
    loop {
        let page = api::unit_test::list(api, &request).await?;
        let found = page.simulation_unit_tests.items.into_iter().find(|test| test.id == id);
        if found.is_some() {
            return Ok(found);
        }
        let step = paging.hear(page.has_more, page.continuation_token.as_ref(), 0);
        request.continuation_token = next(step, Operation::ListUnitTests)?;
        if request.continuation_token.is_none() {
            return Ok(None);
        }
    }
}

/// [`find`] for a test that may have been written this moment: lists may lag behind, so one that is
/// missing or as it was before is asked for again for a while.
///
/// # Errors
/// As any read.
pub async fn find_written(workspace: Workspace, id: String) -> Result<Option<UnitTest>, ApiError> {
    for pause in PAUSES {
        let found = find(workspace.api, id.clone()).await?;
        if !workspace.is_behind(&id, found.as_ref()) {
            return Ok(found);
        }
        clock::sleep(pause).await;
    }
    find(workspace.api, id).await
}

/// The waits between two looks for what was just written, in milliseconds.
pub(super) const PAUSES: [i64; 3] = [300, 1000, 2500];

/// How many pages are followed: a server may send empty ones before the one that counts.
pub(super) const MOST_PAGES: u32 = 20;

/// Reads the latest version of a persona; `None`: it has none, or is malformed.
///
/// # Errors
/// As any read; not found for a persona that is missing.
pub async fn persona(api: Api, id: String) -> Result<Option<PersonaVersion>, ApiError> {
    let Some(id) = PersonaId::parse(&id) else { return Ok(None) };
    let page = api::persona::versions(api, &id, &ListVersions::latest()).await?;
    Ok(page.simulation_persona_versions.items.into_iter().max_by_key(|version| version.version))
}

/// Reads the latest version of a scenario; `None`: it has none, or is malformed.
///
/// # Errors
/// As any read; not found for a scenario that is missing.
pub async fn scenario(api: Api, id: String) -> Result<Option<ScenarioVersion>, ApiError> {
    let Some(id) = ScenarioId::parse(&id) else { return Ok(None) };
    let page = api::scenario::versions(api, &id, &ListVersions::latest()).await?;
    Ok(page.simulation_scenario_versions.items.into_iter().max_by_key(|version| version.version))
}

/// Reads all live sets that hold a test, as far as the server gives them.
///
/// # Errors
/// As any read.
pub async fn sets(api: Api, id: String) -> Result<Part<TestSet>, ApiError> {
    let mut sets: Part<TestSet> = Part::new();
    let Some(id) = UnitTestId::parse(&id) else { return Ok(sets) };
    let mut request = ListTestSets {
        unit_test_ids: vec![id],
        is_deleted: Some(false),
        sort: Some(SortDirection::Descending),
        ..ListTestSets::default()
    };
    let mut paging = Paging::of_at_most(MOST_PAGES);
    let mut seen = BTreeSet::new();
    loop {
        let answer = api::test_set::list(api, &request).await;
        let Some(page) = sets.page(answer)? else { return Ok(sets) };
        let before = seen.len();
        let items = page.simulation_unit_test_sets.items.into_iter();
        sets.items.extend(items.filter(|set| seen.insert(set.id.as_str().to_owned())));
        let step = paging.hear(page.has_more, page.continuation_token.as_ref(), seen.len() - before);
        request.continuation_token = sets.next(step, Operation::ListTestSets);
        if request.continuation_token.is_none() {
            return Ok(sets);
        }
    }
}
