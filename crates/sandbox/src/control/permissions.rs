//! Permissions: what each role may do, and what tests have granted and revoked.

use std::collections::{BTreeMap, BTreeSet};

/// Reads that every role but the outsider's has.
const READS: [&str; 7] = [
    "Service:GetService",
    "User:GetUserInfo",
    "Metric:GetMetric",
    "Metric:GetMetricEvaluationResult",
    "Simulation:GetSimulationScenario",
    "Simulation:GetSimulationUnitTest",
    "Simulation:GetSimulationUnitTestSet",
];
const GET_PERSONA: &str = "Simulation:GetSimulationPersona";
const GET_RUN: &str = "Simulation:GetSimulationUnitTestSetRun";
const DETAILS: &str = "Organization:GetOrganizationDetails";
const STATE_MACHINE: &str = "Organization:GetServiceHierarchicalStateMachine";
const OBJECTS: [&str; 4] = ["Persona", "Scenario", "UnitTest", "UnitTestSet"];

/// The permissions of a role; an unknown role has none.
pub(crate) fn of_role(role: &str) -> BTreeSet<String> {
    let reads = READS.into_iter().chain([GET_RUN]).map(str::to_owned);
    let verbs = |verbs: &'static [&'static str]| {
        verbs.iter().flat_map(|verb| OBJECTS.map(|object| format!("Simulation:{verb}Simulation{object}")))
    };
    let runs = ["Create", "Cancel"].map(|verb| format!("Simulation:{verb}SimulationUnitTestSetRun"));
    let more = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    match role {
        "DefaultOwnerRole" | "DefaultAdministratorRole" => reads
            .chain(more(&[GET_PERSONA, DETAILS, STATE_MACHINE]))
            .chain(verbs(&["Create", "Modify", "Delete"]))
            .chain(runs)
            .collect(),
        "SimulationEditorRole" => reads
            .chain(more(&[GET_PERSONA, STATE_MACHINE]))
            .chain(verbs(&["Create", "Modify"]))
            .chain(runs)
            .collect(),
        "SimulationViewerRole" => reads.chain(more(&[GET_PERSONA])).collect(),
        "SimulationPartialViewerRole" => reads.collect(),
        _ => BTreeSet::new(),
    }
}

/// What tests have changed, user by user.
#[derive(Debug, Default)]
pub(crate) struct Overrides(BTreeMap<String, BTreeMap<String, bool>>);

impl Overrides {
    pub(crate) fn set(&mut self, user: &str, permission: &str, granted: bool) {
        self.0.entry(user.to_owned()).or_default().insert(permission.to_owned(), granted);
    }

    /// The permissions of a user with a role.
    pub(crate) fn apply(&self, user: &str, role: &str) -> BTreeSet<String> {
        let mut permissions = of_role(role);
        for (permission, granted) in self.0.get(user).into_iter().flatten() {
            if *granted {
                permissions.insert(permission.clone());
            } else {
                permissions.remove(permission);
            }
        }
        permissions
    }
}
