//! What a signed-in person works with: the API, the names, the catalogue as it was left.

use contract::{PersonaVersion, ScenarioVersion};
use leptos::prelude::*;

use super::catalogue::Catalogue;
use super::latest_versions::LatestVersions;
use super::metric_versions::MetricVersions;
use super::names::Names;
use super::pick::Picks;
use super::unit_test;
use crate::api::Api;

/// The data of one session. Cheap to copy; made anew when the person or the organization changes,
/// not when the same person signs in again.
#[derive(Clone, Copy)]
pub struct Workspace {
    /// The API.
    pub api: Api,
    /// What ids stand for.
    pub names: Names,
    /// The catalogue of unit tests, kept so that going back finds it as it was.
    pub catalogue: Catalogue,
    /// The latest versions of metrics.
    pub metric_versions: MetricVersions,
    /// The latest versions of personas.
    pub persona_versions: LatestVersions<PersonaVersion>,
    /// The latest versions of scenarios.
    pub scenario_versions: LatestVersions<ScenarioVersion>,
    /// What pickers offer.
    pub picks: Picks,
    organization: StoredValue<String>,
}

impl Workspace {
    /// A workspace with nothing loaded.
    #[must_use]
    pub fn new(api: Api, organization: String) -> Self {
        let names = Names::new(api);
        let catalogue = Catalogue::new(api, names);
        Self {
            api,
            names,
            catalogue,
            metric_versions: MetricVersions::new(api, names),
            persona_versions: LatestVersions::new(api, |api, id| Box::pin(unit_test::persona(api, id))),
            scenario_versions: LatestVersions::new(api, |api, id| Box::pin(unit_test::scenario(api, id))),
            picks: Picks::new(api, names),
            organization: StoredValue::new(organization),
        }
    }

    /// The organization's id, as in addresses.
    #[must_use]
    pub fn organization(self) -> String {
        self.organization.try_get_value().unwrap_or_default()
    }
}
