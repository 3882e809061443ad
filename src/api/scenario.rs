//! Scenarios.

use contract::{ListScenarios, ListVersions, Operation, ScenarioId, ScenarioList, ScenarioVersionList};

use super::{Api, Reading};

/// Reads a page of scenarios.
///
/// # Errors
/// As any read.
pub fn list(api: Api, request: &ListScenarios) -> Reading<ScenarioList> {
    api.get(Operation::ListScenarios, request.query())
}

/// Reads versions of a scenario.
///
/// # Errors
/// As any read; not found for a scenario that is missing.
pub fn versions(api: Api, id: &ScenarioId, request: &ListVersions) -> Reading<ScenarioVersionList> {
    api.get_of(Operation::ListScenarioVersions, id.as_str(), request.query())
}
