//! What the page of one test set shows.

use std::sync::Arc;

use contract::{ListRuns, ListTestSets, Operation, Run, SortDirection, TestSet, TestSetId};
use domain::kind::Kind;
use domain::paging::Paging;

use super::names::Item;
use super::paging::{Part, next};
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
    let mut paging = Paging::of_at_most(MOST_PAGES);
    loop {
        let page = api::test_set::list(api, &request).await?;
        let found = page.simulation_unit_test_sets.items.into_iter().find(|set| set.id == id);
        if found.is_some() {
            return Ok(found);
        }
        let step = paging.hear(page.has_more, page.continuation_token.as_ref(), 0);
        request.continuation_token = next(step, Operation::ListTestSets)?;
        if request.continuation_token.is_none() {
            return Ok(None);
        }
    }
}

/// [`find`] for a set that may have been written this moment: lists may lag behind, so one that is missing or
/// as it was before is asked for again for a while. Its name, which can change, is known from then on.
///
/// # Errors
/// As any read.
pub async fn find_written(workspace: Workspace, id: String) -> Result<Option<TestSet>, ApiError> {
    let mut pauses = PAUSES.iter();
    loop {
        let asked = workspace.names.now();
        let found = find(workspace.api, id.clone()).await?;
        match pauses.next() {
            Some(pause) if workspace.is_set_behind(&id, found.as_ref()) => clock::sleep(*pause).await,
            _ => {
                if let Some(set) = &found {
                    workspace.names.learn(asked, Kind::TestSet, &id, Arc::new(Item::TestSet(set.clone())));
                }
                return Ok(found);
            }
        }
    }
}

/// How many of its runs a set's page shows.
const SHOWN_RUNS: usize = 5;

/// Reads the latest runs of a set, latest first, as far as the server gives them.
///
/// # Errors
/// As any read.
pub async fn latest_runs(api: Api, id: String) -> Result<Part<Run>, ApiError> {
    let mut runs: Part<Run> = Part::new();
    let Some(id) = TestSetId::parse(&id) else { return Ok(runs) };
    let mut request = ListRuns {
        test_set_ids: vec![id],
        limit: u32::try_from(SHOWN_RUNS).ok(),
        sort: Some(SortDirection::Descending),
        ..ListRuns::default()
    };
    let mut paging = Paging::of_at_most(MOST_PAGES);
    loop {
        let answer = api::run::list(api, &request).await;
        let Some(page) = runs.page(answer)? else { break };
        let before = runs.items.len();
        for run in page.simulation_unit_test_set_runs.items {
            if !runs.items.iter().any(|known| known.id == run.id) {
                runs.items.push(run);
            }
        }
        if runs.items.len() >= SHOWN_RUNS {
            break;
        }
        let step = paging.hear(page.has_more, page.continuation_token.as_ref(), runs.items.len() - before);
        request.continuation_token = runs.next(step, Operation::ListRuns);
        if request.continuation_token.is_none() {
            break;
        }
    }
    runs.items.truncate(SHOWN_RUNS);
    Ok(runs)
}
