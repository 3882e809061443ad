//! What the page of one run asks for besides the run, and the writes that concern runs.

use contract::{
    CreateRun, ListEvaluations, ListRuns, Operation, Run, SortDirection, TestSetId, TestSetRunId, UserRef,
};
use domain::instant::Instant;
use domain::paging::Paging;
use domain::written::{self, Answer, Cancel, Standing, Start};
use futures_util::future::{Either, select};
use leptos::prelude::*;

use super::paging::{Part, next};
use super::runs::Known;
use super::test_set;
use super::workspace::Workspace;
use super::writing::{Awaited, answer, settle};
use crate::api::{self, Api, ApiError};
use crate::browser::clock;
use crate::task::Task;

/// How many pages are followed: a server may send empty ones before the one that counts.
const MOST_PAGES: u32 = 5;

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
    let mut paging = Paging::of_at_most(MOST_PAGES);
    loop {
        let page = api::run::list(api, &request).await?;
        let found = page.simulation_unit_test_set_runs.items.into_iter().find(|run| is_it(run));
        if found.is_some() {
            return Ok(found);
        }
        let step = paging.hear(page.has_more, page.continuation_token.as_ref(), 0);
        request.continuation_token = next(step, Operation::ListRuns)?;
        if request.continuation_token.is_none() {
            return Ok(None);
        }
    }
}

/// The runs of a set that are not over, the latest first, as far as the server gives them; of one person where
/// it is known who asks.
///
/// # Errors
/// As any read.
pub async fn unfinished(
    workspace: Workspace,
    set: TestSetId,
    user: Option<UserRef>,
) -> Result<Part<Run>, ApiError> {
    let mut request = ListRuns {
        test_set_ids: vec![set.clone()],
        creators: user.into_iter().collect(),
        is_completed: Some(false),
        sort: Some(SortDirection::Descending),
        ..ListRuns::default()
    };
    let asked = workspace.runs.now();
    let mut found: Part<Run> = Part::new();
    let mut paging = Paging::of_at_most(MOST_PAGES);
    loop {
        let answer = api::run::list(workspace.api, &request).await;
        let Some(page) = found.page(answer)? else { break };
        let before = found.items.len();
        for run in page.simulation_unit_test_set_runs.items {
            let is_it = !run.is_completed && run.simulation_unit_test_set_id == set;
            if is_it && !found.items.iter().any(|known| known.id == run.id) {
                found.items.push(run);
            }
        }
        let step = paging.hear(page.has_more, page.continuation_token.as_ref(), found.items.len() - before);
        request.continuation_token = found.next(step, Operation::ListRuns);
        if request.continuation_token.is_none() {
            break;
        }
    }
    workspace.runs.keep_as_of(asked, found.items.clone());
    Ok(found)
}

/// What became of a start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Started {
    /// It goes on. Its id.
    Done(TestSetRunId),
    /// The answer was lost, or said that there is a run already: this one, which this request started.
    Found(TestSetRunId),
    /// An unfinished run of the person stands in the way.
    Unfinished(ApiError),
    /// The answer was lost, and no run was started.
    Lost(ApiError),
    /// The answer was lost, and there are runs that may have been started by it.
    Maybe(ApiError),
    /// The answer was lost, and runs could not be read.
    Unsure(ApiError),
    /// The server refused it, or nothing was sent.
    Refused(ApiError),
}

/// How long the runs of a set are read before a start, in milliseconds: they only help to tell afterwards which
/// run is new.
const BEFORE: i64 = 2000;

/// Starts a run of a set, once. Lists are read again when they are shown. `user`: who asks, where that is known;
/// `latest`: the latest run of the set before.
pub async fn start(
    workspace: Workspace,
    set: &TestSetId,
    user: Option<UserRef>,
    latest: Option<TestSetRunId>,
) -> Started {
    let is_mine = user.is_some();
    let look = || {
        let (set, user) = (set.clone(), user.clone());
        Box::pin(async move {
            let runs = unfinished(workspace, set, user).await?;
            // What is missing from a part may be in the rest.
            let ids = || runs.items.into_iter().map(|run| run.id).collect::<Vec<_>>();
            runs.rest.map_or_else(|| Ok(ids()), Err)
        }) as Awaited<Vec<TestSetRunId>>
    };
    let before = match select(look(), Box::pin(clock::sleep(BEFORE))).await {
        Either::Left((Ok(runs), _)) => Some(runs),
        _ => None,
    };
    let request = CreateRun { simulation_unit_test_set_id: set.clone() };
    let created = api::run::create(workspace.api, &request).await;
    // Whatever the answer: something may have been started.
    workspace.started();
    let error = match created {
        Ok(created) => {
            let id = created.simulation_unit_test_set_run_id;
            Task::start(expect(workspace, id.clone())).detach();
            return Started::Done(id);
        }
        Err(error) => error,
    };
    let answer = answer(&error);
    let after = match answer {
        Answer::Refused | Answer::NotFound => None,
        // A run that was there before stands in the way.
        Answer::Conflict if before.as_ref().is_none_or(|before| !before.is_empty()) => None,
        Answer::Lost | Answer::Conflict => {
            let is_new = |run: &TestSetRunId| before.as_ref().is_none_or(|before| !before.contains(run));
            settle(&look, &|runs: &Vec<TestSetRunId>| runs.iter().any(is_new)).await.ok()
        }
    };
    let judge =
        |has_new_run| written::start(answer, before.as_deref(), after.as_deref(), is_mine, has_new_run);
    let judged = match judge(Some(false)) {
        // Before that is said: it may be over by now.
        Start::Absent => {
            let now = test_set::find(workspace.api, set.as_str().to_owned()).await.ok().flatten();
            judge(now.map(|now| now.last_triggered_run_id.is_some() && now.last_triggered_run_id != latest))
        }
        judged => judged,
    };
    match judged {
        Start::Ours(id) => Started::Found(id),
        Start::Unfinished => Started::Unfinished(error),
        Start::Absent => Started::Lost(error),
        Start::Maybe => Started::Maybe(error),
        Start::Unknown => Started::Unsure(error),
        Start::Refused => Started::Refused(error),
    }
}

/// What became of a request to cancel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cancelled {
    /// The server took it.
    Asked,
    /// The run is over.
    Over,
    /// The run is not there.
    Missing,
    /// The answer was lost, and the run goes on.
    Lost(ApiError),
    /// The server said that there is nothing to cancel, but the run goes on.
    GoesOn(ApiError),
    /// Nothing is known of the request, and the run could not be read.
    Unsure(ApiError),
    /// The server refused it, or nothing was sent.
    Refused(ApiError),
}

/// Asks to cancel a run.
pub async fn cancel(workspace: Workspace, id: &TestSetRunId) -> Cancelled {
    let Err(error) = api::run::cancel(workspace.api, id).await else { return Cancelled::Asked };
    let answer = answer(&error);
    let standing = match answer {
        Answer::Refused => Standing::Unread,
        _ => {
            let look = || Box::pin(standing(workspace, id.clone())) as Awaited<Standing>;
            settle(&look, &|standing| *standing == Standing::Over).await.unwrap_or(Standing::Unread)
        }
    };
    match written::cancel(answer, standing) {
        Cancel::Over => Cancelled::Over,
        Cancel::Missing => Cancelled::Missing,
        Cancel::Unknown => Cancelled::Lost(error),
        Cancel::Contradicted => Cancelled::GoesOn(error),
        Cancel::Unread => Cancelled::Unsure(error),
        Cancel::Refused => Cancelled::Refused(error),
    }
}

async fn standing(workspace: Workspace, id: TestSetRunId) -> Result<Standing, ApiError> {
    let request = ListRuns { ids: vec![id.clone()], ..ListRuns::default() };
    let asked = workspace.runs.now();
    let Some(run) = first(workspace.api, request, |run| run.id == id).await? else {
        return Ok(Standing::Missing);
    };
    let standing = if run.is_completed { Standing::Over } else { Standing::GoesOn };
    workspace.runs.keep_as_of(asked, vec![run]);
    Ok(standing)
}

/// The waits between two looks for a run that was just started: lists may lag behind, in milliseconds.
const PAUSES: [i64; 5] = [300, 700, 1500, 3000, 5000];

/// Looks for a run that was just started until lists know it.
async fn expect(workspace: Workspace, id: TestSetRunId) {
    workspace.expected.try_set(Some(id.clone()));
    for pause in PAUSES {
        clock::sleep(pause).await;
        if workspace.runs.get(&id).try_with_untracked(|known| *known == Known::Missing) != Some(true) {
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
