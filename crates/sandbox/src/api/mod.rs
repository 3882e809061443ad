//! The operations: one file per resource. They see a checked sender and the database, never HTTP
//! connections; faults, rate limits and contrary shapes are none of their business.

mod artifacts;
mod evaluations;
mod facets;
mod listing;
mod metrics;
mod organization;
mod personas;
mod runs;
mod scenarios;
mod search;
mod services;
mod sign_in;
mod test_set_writes;
mod test_sets;
mod unit_test_writes;
mod unit_tests;
mod users;
mod versions;

use contract::Operation;

use crate::http::{Call, Refusal, Reply};
use crate::world::World;

/// Carries an operation out.
pub(crate) fn answer(world: &World, call: &Call) -> Result<Reply, Refusal> {
    match call.operation {
        Operation::GetOrganization => organization::get(world, call),
        Operation::SignInWithApiKey => sign_in::with_api_key(world, call),
        Operation::ListServices => services::list(world, call),
        Operation::ListUsers => users::list(world, call),
        Operation::ListMetrics => metrics::list(world, call),
        Operation::SearchMetrics => metrics::search(world, call),
        Operation::ListMetricVersions => versions::of_metric(world, call),
        Operation::ListPersonas => personas::list(world, call),
        Operation::SearchPersonas => personas::search(world, call),
        Operation::ListPersonaVersions => versions::of_persona(world, call),
        Operation::CreatePersona => personas::create(world, call),
        Operation::ListScenarios => scenarios::list(world, call),
        Operation::SearchScenarios => scenarios::search(world, call),
        Operation::ListScenarioVersions => versions::of_scenario(world, call),
        Operation::CreateScenario => scenarios::create(world, call),
        Operation::ListUnitTests => unit_tests::list(world, call),
        Operation::SearchUnitTests => unit_tests::search(world, call),
        Operation::CreateUnitTest => unit_test_writes::create(world, call),
        Operation::UpdateUnitTest => unit_test_writes::update(world, call),
        Operation::DeleteUnitTest => unit_test_writes::delete(world, call),
        Operation::ListTestSets => test_sets::list(world, call),
        Operation::SearchTestSets => test_sets::search(world, call),
        Operation::CreateTestSet => test_set_writes::create(world, call),
        Operation::UpdateTestSet => test_set_writes::update(world, call),
        Operation::DeleteTestSet => test_set_writes::delete(world, call),
        Operation::ListRuns => runs::list(world, call),
        Operation::CreateRun => runs::create(world, call),
        Operation::CancelRun => runs::cancel(world, call),
        Operation::GetArtifacts => artifacts::get(world, call),
        Operation::ListEvaluationResults => evaluations::list(world, call),
    }
}
