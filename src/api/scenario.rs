//! Scenarios.

use contract::{ListScenarios, ListVersions, Operation, ScenarioId, ScenarioList, ScenarioVersionList};

use super::{Api, ApiError};

/// Reads a page of scenarios.
///
/// # Errors
/// As any read.
pub async fn list(api: Api, request: &ListScenarios) -> Result<ScenarioList, ApiError> {
    api.get(Operation::ListScenarios, request.query()).await
}

/// Reads versions of a scenario.
///
/// # Errors
/// As any read; not found for a scenario that is missing.
pub async fn versions(
    api: Api,
    id: &ScenarioId,
    request: &ListVersions,
) -> Result<ScenarioVersionList, ApiError> {
    api.get_of(Operation::ListScenarioVersions, id.as_str(), request.query()).await
}
