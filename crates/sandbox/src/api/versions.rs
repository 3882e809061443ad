//! The versions of metrics, personas and scenarios.

use super::listing::Listing;
use crate::check::params::Params;
use crate::http::{Call, Refusal, Reply};
use crate::store::{Kind, Selection, SortKey};
use crate::world::World;

pub(super) fn of_metric(world: &World, call: &Call) -> Result<Reply, Refusal> {
    Versions { of: Kind::Metric, kind: Kind::MetricVersion, key: "metric_versions", parameter: "metric_id" }
        .list(world, call, "Specified organization or metric is not found.")
}

pub(super) fn of_persona(world: &World, call: &Call) -> Result<Reply, Refusal> {
    Versions {
        of: Kind::Persona,
        kind: Kind::PersonaVersion,
        key: "simulation_persona_versions",
        parameter: "simulation_persona_id",
    }
    .list(world, call, "The specified organization or simulation persona does not exist.")
}

pub(super) fn of_scenario(world: &World, call: &Call) -> Result<Reply, Refusal> {
    Versions {
        of: Kind::Scenario,
        kind: Kind::ScenarioVersion,
        key: "simulation_scenario_versions",
        parameter: "simulation_scenario_id",
    }
    .list(world, call, "The specified organization or simulation scenario does not exist.")
}

struct Versions {
    of: Kind,
    kind: Kind,
    key: &'static str,
    parameter: &'static str,
}

impl Versions {
    /// Versions of something deleted are answered: it is still referred to.
    fn list(&self, world: &World, call: &Call, missing: &str) -> Result<Reply, Refusal> {
        let mut params = Params::new(&call.query);
        let id = params.path_id(self.parameter, call.id.as_deref());
        let latest = world.store().latest_number(self.kind, &id)?.unwrap_or_default();
        let mut selection = Selection::all(self.kind);
        selection.numbers = params.versions(latest);
        let limit = params.limit(10, 1..=10);
        let token = params.continuation_token();
        let sort = params.sort(&[("version", SortKey::Number)]);
        params.finish()?;
        call.demand_own()?;
        let mut parent = Selection::all(self.of);
        parent.ids = vec![id.clone()];
        if world.store().count(&parent)? == 0 {
            return Err(Refusal::not_found(missing));
        }
        selection.parent = Some(id);
        Listing { key: self.key, selection, sort, limit, token, facets: None }.answer(world, call)
    }
}
