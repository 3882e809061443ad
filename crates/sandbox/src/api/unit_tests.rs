//! Unit tests: list and search.

use super::facets::Facets;
use super::listing::Listing;
use super::search::Search;
use crate::check::params::Params;
use crate::http::{Call, Refusal, Reply};
use crate::store::{Kind, Selection, SortKey};
use crate::world::World;

const KEY: &str = "simulation_unit_tests";
const FACETS: Facets = Facets {
    narrowed: &[("creators", "creator"), ("tags", "tag")],
    open: &[
        ("service_ids", "service_id"),
        ("persona_ids", "persona_id"),
        ("scenario_ids", "scenario_id"),
        ("metric_ids", "metric_id"),
    ],
};

pub(super) fn list(world: &World, call: &Call) -> Result<Reply, Refusal> {
    let mut params = Params::new(&call.query);
    let mut selection = Selection::all(Kind::UnitTest);
    selection.ids = params.ids("id");
    let limit = params.limit(50, 0..=500);
    let token = params.continuation_token();
    selection.is_deleted = params.flag("is_deleted");
    filters(&mut params, &mut selection);
    let sort = params.sort(&[("updated_at", SortKey::UpdatedAt)]);
    params.finish()?;
    Listing { key: KEY, selection, sort, limit, token, facets: Some(FACETS) }.answer(world, call)
}

/// Searches names and descriptions: the document says both and names only.
pub(super) fn search(world: &World, call: &Call) -> Result<Reply, Refusal> {
    let mut params = Params::new(&call.query);
    let query = params.required_text("query");
    let mut selection = Selection::all(Kind::UnitTest);
    filters(&mut params, &mut selection);
    params.finish()?;
    Search { key: KEY, by_relevance: false, underscored: true }.answer(world, call, &query, selection)
}

fn filters(params: &mut Params<'_>, selection: &mut Selection) {
    selection.facets = vec![
        ("service_id", params.ids("service_id")),
        ("persona_id", params.ids("persona_id")),
        ("scenario_id", params.ids("scenario_id")),
        ("metric_id", params.ids("metric_id")),
        ("creator", params.creators()),
    ];
    selection.tags = params.tags("tag");
}
