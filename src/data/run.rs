//! What the page of one run asks for besides the run, and the writes that concern runs.

use contract::{CreateRun, ListEvaluations, ListRuns, Run, SortDirection, TestSetId, TestSetRunId, UserRef};
use domain::instant::Instant;
use leptos::prelude::*;

use super::runs::Known;
use super::workspace::Workspace;
use crate::api::{self, Api, ApiError};
use crate::browser::clock;
use crate::task::Task;

/// How many pages are followed: a server may send empty ones before the one that counts.
const MOST_PAGES: usize = 3;

/// About how long a run took, in milliseconds: until the last conversation was judged. The API does not tell
/// when a run ended; its judgements have a time.
///
/// # Errors
/// As any read.
pub async fn took(api: Api, run: &Run) -> Result<Option<i64>, ApiError> {
    let request = ListEvaluations {
        limit: Some(1),
        run_ids: vec![run.id.clone()],
        sort: Some(SortDirection::Descending),
        ..ListEvaluations::default()
    };
    let page = api::evaluation::list(api, &request).await?;
    let judged = page.metric_evaluation_results.items;
    // A server may not have understood the filter.
    let of_run = judged.iter().filter(|one| one.source.simulation_unit_test_set_run_id == run.id);
    let last = of_run.filter_map(|one| Instant::read(one.created_at.as_ref()?)).max();
    let start = run.created_at.as_ref().and_then(Instant::read);
    Ok(last.zip(start).map(|(last, start)| last.since(start)).filter(|took| *took > 0))
}

/// About how long the latest of the earlier runs of the same set took, that is over.
///
/// # Errors
/// As any read.
pub async fn took_before(api: Api, run: &Run) -> Result<Option<i64>, ApiError> {
    let request = ListRuns {
        limit: Some(2),
        test_set_ids: vec![run.simulation_unit_test_set_id.clone()],
        is_completed: Some(true),
        created_before: run.created_at.clone(),
        sort: Some(SortDirection::Descending),
        ..ListRuns::default()
    };
    let is_it = |earlier: &Run| earlier.id != run.id && earlier.is_completed;
    match first(api, request, is_it).await? {
        Some(earlier) => took(api, &earlier).await,
        None => Ok(None),
    }
}

async fn first(
    api: Api,
    mut request: ListRuns,
    is_it: impl Fn(&Run) -> bool,
) -> Result<Option<Run>, ApiError> {
    for _ in 0..MOST_PAGES {
        let page = api::run::list(api, &request).await?;
        let found = page.simulation_unit_test_set_runs.items.into_iter().find(|run| is_it(run));
        if found.is_some() || !page.has_more || page.continuation_token.is_none() {
            return Ok(found);
        }
        request.continuation_token = page.continuation_token;
    }
    Ok(None)
}

/// The runs of a set that are not over, the latest first; of one person where it is known who asks.
///
/// # Errors
/// As any read.
pub async fn unfinished(
    workspace: Workspace,
    set: TestSetId,
    user: Option<UserRef>,
) -> Result<Vec<Run>, ApiError> {
    let mut request = ListRuns {
        test_set_ids: vec![set.clone()],
        creators: user.into_iter().collect(),
        is_completed: Some(false),
        sort: Some(SortDirection::Descending),
        ..ListRuns::default()
    };
    let (asked, mut found) = (workspace.runs.now(), Vec::new());
    for _ in 0..MOST_PAGES {
        let page = api::run::list(workspace.api, &request).await?;
        let items = page.simulation_unit_test_set_runs.items.into_iter();
        found.extend(items.filter(|run| !run.is_completed && run.simulation_unit_test_set_id == set));
        if !page.has_more || page.continuation_token.is_none() {
            break;
        }
        request.continuation_token = page.continuation_token;
    }
    workspace.runs.keep_as_of(asked, found.clone());
    Ok(found)
}

/// Starts a run of a set; its id. Lists are read again when they are shown.
///
/// # Errors
/// As the call: conflict where this person has an unfinished run of the set.
pub async fn start(workspace: Workspace, set: &TestSetId) -> Result<TestSetRunId, ApiError> {
    let request = CreateRun { simulation_unit_test_set_id: set.clone() };
    let answer = api::run::create(workspace.api, &request).await;
    // Whatever the answer: something may have been started.
    workspace.started();
    let id = answer?.simulation_unit_test_set_run_id;
    Task::start(expect(workspace, id.clone())).detach();
    Ok(id)
}

/// The waits between two looks for a run that was just started: lists may lag behind, in milliseconds.
const PAUSES: [i64; 5] = [300, 700, 1500, 3000, 5000];

/// Looks for a run that was just started until lists know it.
async fn expect(workspace: Workspace, id: TestSetRunId) {
    workspace.expected.try_set(Some(id.clone()));
    for pause in PAUSES {
        clock::sleep(pause).await;
        if !matches!(*workspace.runs.get(&id).read_untracked(), Known::Missing) {
            break;
        }
        workspace.runs.read_now(vec![id.clone()]).await;
    }
    workspace.expected.maybe_update(|expected| {
        let is_it = expected.as_ref() == Some(&id);
        if is_it {
            *expected = None;
        }
        is_it
    });
}
