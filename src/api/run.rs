//! Runs of unit test sets.

use contract::{Artifacts, CreateRun, CreatedRun, ListRuns, Operation, Query, RunList, TestSetRunId};

use super::{Api, By, Call, Refusal, Unread};

/// Reads a page of runs.
///
/// # Errors
/// As any read.
pub fn list(api: Api, request: &ListRuns) -> Call<RunList> {
    api.get(Operation::ListRuns, request.query())
}

/// Reads a page of runs, and leaves the answer as it is ([`contract::RawRunList`]).
///
/// # Errors
/// As any read; one that is scheduled is tried once.
pub async fn list_unread(api: Api, request: &ListRuns, by: By) -> Result<Unread, Refusal> {
    api.get_unread(Operation::ListRuns, request.query(), by).await
}

/// Starts a run; the answer is its id alone.
///
/// # Errors
/// Conflict where this user has an unfinished run of the set, not found where the set is missing. After no
/// answer it may have been started all the same.
pub fn create(api: Api, request: &CreateRun) -> Call<CreatedRun> {
    api.create(Operation::CreateRun, request)
}

/// Asks for a run to be cancelled: best effort, it may go on for a while or to its end.
///
/// # Errors
/// Conflict where it is over.
pub fn cancel(api: Api, id: &TestSetRunId) -> Call<()> {
    api.delete(Operation::CancelRun, id.as_str())
}

/// Asks for a fresh address of a run's artifacts.
///
/// # Errors
/// Bad request while they are not there; forbidden without either of two permissions.
pub fn artifacts(api: Api, id: &TestSetRunId) -> Call<Artifacts> {
    api.get_of(Operation::GetArtifacts, id.as_str(), Query::new())
}
