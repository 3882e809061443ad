//! Test sets: list and search.

use super::facets::Facets;
use super::listing::Listing;
use super::search::Search;
use crate::check::params::Params;
use crate::http::{Call, Refusal, Reply};
use crate::store::{Kind, Selection, SortKey};
use crate::world::World;

const KEY: &str = "simulation_unit_test_sets";
const FACETS: Facets = Facets {
    narrowed: &[("creators", "creator"), ("unit_test_ids", "unit_test_id"), ("tags", "tag")],
    open: &[],
};

pub(super) fn list(world: &World, call: &Call) -> Result<Reply, Refusal> {
    let mut params = Params::new(&call.query);
    let mut selection = Selection::all(Kind::TestSet);
    selection.ids = params.ids("id");
    let limit = params.limit(20, 0..=20);
    let token = params.continuation_token();
    selection.is_deleted = params.flag("is_deleted");
    filters(&mut params, &mut selection);
    let sort = params.sort(&[("updated_at", SortKey::UpdatedAt)]);
    params.finish()?;
    Listing { key: KEY, selection, sort, limit, token, facets: Some(FACETS) }.answer(world, call)
}

pub(super) fn search(world: &World, call: &Call) -> Result<Reply, Refusal> {
    let mut params = Params::new(&call.query);
    let query = params.required_text("query");
    let mut selection = Selection::all(Kind::TestSet);
    filters(&mut params, &mut selection);
    params.finish()?;
    Search { key: KEY, by_relevance: false, underscored: true }.answer(world, call, &query, selection)
}

fn filters(params: &mut Params<'_>, selection: &mut Selection) {
    selection.facets = vec![("unit_test_id", params.ids("unit_test_id")), ("creator", params.creators())];
    selection.tags = params.tags("tag");
}
