//! What the page of one test set shows.

use std::sync::Arc;

use contract::{ListRuns, ListTestSets, Run, SortDirection, TestSet, TestSetId};
use domain::kind::Kind;

use super::names::Item;
use super::unit_test::{MOST_PAGES, PAUSES};
use super::workspace::Workspace;
use crate::api::{self, Api, ApiError};
use crate::browser::clock;

/// Reads one set; `None`: it is missing, or not shown to this person. There is no call for one item, and a
/// deleted set is shown as deleted, so `is_deleted` is left out.
///
/// # Errors
/// As any read.
pub async fn find(api: Api, id: String) -> Result<Option<TestSet>, ApiError> {
    let Some(id) = TestSetId::parse(&id) else { return Ok(None) };
    let mut request = ListTestSets { ids: vec![id.clone()], ..ListTestSets::default() };
    for _ in 0..MOST_PAGES {
        let page = api::test_set::list(api, &request).await?;
        let found = page.simulation_unit_test_sets.items.into_iter().find(|set| set.id == id);
        let goes_on = page.has_more && page.continuation_token.is_some();
        if found.is_some() || !goes_on {
            return Ok(found);
        }
        request.continuation_token = page.continuation_token;
    }
    Ok(None)
}

/// [`find`] for a set that may have been written this moment: lists may lag behind, so one that is missing or
/// as it was before is asked for again for a while. Its name, which can change, is known from then on.
///
/// # Errors
/// As any read.
pub async fn find_written(workspace: Workspace, id: String) -> Result<Option<TestSet>, ApiError> {
    let mut pauses = PAUSES.iter();
    loop {
        let found = find(workspace.api, id.clone()).await?;
        match pauses.next() {
            Some(pause) if workspace.is_set_behind(&id, found.as_ref()) => clock::sleep(*pause).await,
            _ => {
                if let Some(set) = &found {
                    workspace.names.learn(Kind::TestSet, &id, Arc::new(Item::TestSet(set.clone())));
                }
                return Ok(found);
            }
        }
    }
}

/// How many of its runs a set's page shows.
const SHOWN_RUNS: usize = 5;

/// How many pages they may be spread over.
const MOST_RUN_PAGES: usize = 5;

/// Reads the latest runs of a set, latest first.
///
/// # Errors
/// As any read.
pub async fn latest_runs(api: Api, id: String) -> Result<Vec<Run>, ApiError> {
    let Some(id) = TestSetId::parse(&id) else { return Ok(Vec::new()) };
    let mut request = ListRuns {
        test_set_ids: vec![id],
        limit: u32::try_from(SHOWN_RUNS).ok(),
        sort: Some(SortDirection::Descending),
        ..ListRuns::default()
    };
    let mut runs = Vec::new();
    for _ in 0..MOST_RUN_PAGES {
        let page = api::run::list(api, &request).await?;
        runs.extend(page.simulation_unit_test_set_runs.items);
        if runs.len() >= SHOWN_RUNS || !page.has_more || page.continuation_token.is_none() {
            break;
        }
        request.continuation_token = page.continuation_token;
    }
    runs.truncate(SHOWN_RUNS);
    Ok(runs)
}
