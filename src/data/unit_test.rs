//! What the page of one unit test shows.

use contract::{
    ListTestSets, ListUnitTests, ListVersions, PersonaId, PersonaVersion, ScenarioId, ScenarioVersion,
    SortDirection, TestSet, UnitTest, UnitTestId,
};

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
    for _ in 0..MOST_PAGES {
        let page = api::unit_test::list(api, &request).await?;
        let found = page.simulation_unit_tests.items.into_iter().find(|test| test.id == id);
        let goes_on = page.has_more && page.continuation_token.is_some();
        if found.is_some() || !goes_on {
            return Ok(found);
        }
        request.continuation_token = page.continuation_token;
    }
    Ok(None)
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
pub(super) const MOST_PAGES: usize = 20;

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

/// Reads all live sets that hold a test.
///
/// # Errors
/// As any read.
pub async fn sets(api: Api, id: String) -> Result<Vec<TestSet>, ApiError> {
    let Some(id) = UnitTestId::parse(&id) else { return Ok(Vec::new()) };
    let mut request = ListTestSets {
        unit_test_ids: vec![id],
        is_deleted: Some(false),
        sort: Some(SortDirection::Descending),
        ..ListTestSets::default()
    };
    let mut sets: Vec<TestSet> = Vec::new();
    for _ in 0..MOST_PAGES {
        let page = api::test_set::list(api, &request).await?;
        sets.extend(page.simulation_unit_test_sets.items);
        if !page.has_more || page.continuation_token.is_none() {
            break;
        }
        request.continuation_token = page.continuation_token;
    }
    Ok(sets)
}
