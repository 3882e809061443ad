//! Scenarios.

use contract::{
    CreateScenario, CreatedScenario, ListScenarios, ListVersions, Operation, ScenarioId, ScenarioList,
    ScenarioMatches, ScenarioVersionList, SearchScenarios,
};

use super::{Api, Call};

/// Reads a page of scenarios.
///
/// # Errors
/// As any read.
pub fn list(api: Api, request: &ListScenarios) -> Call<ScenarioList> {
    api.get(Operation::ListScenarios, request.query())
}

/// Reads versions of a scenario.
///
/// # Errors
/// As any read; not found for a scenario that is missing.
pub fn versions(api: Api, id: &ScenarioId, request: &ListVersions) -> Call<ScenarioVersionList> {
    api.get_of(Operation::ListScenarioVersions, id.as_str(), request.query())
}

/// Searches scenarios: the 50 that fit best, deleted ones possibly among them.
///
/// # Errors
/// As any read.
pub fn search(api: Api, request: &SearchScenarios) -> Call<ScenarioMatches> {
    api.get(Operation::SearchScenarios, request.query())
}

/// Creates a scenario with its first version; the answer is its id alone.
///
/// # Errors
/// Conflict where the name is taken.
pub fn create(api: Api, request: &CreateScenario) -> Call<CreatedScenario> {
    api.create(Operation::CreateScenario, request)
}
