//! Metrics. Their bounds, categories and descriptions are on their versions.

use super::facets::Facets;
use super::listing::Listing;
use super::search::Search;
use crate::check::params::Params;
use crate::http::{Call, Refusal, Reply};
use crate::store::{Kind, Selection, SortKey};
use crate::world::World;

const KEY: &str = "metrics";
const TYPES: [&str; 3] = ["boolean", "numerical", "categorical"];
const FACETS: Facets = Facets {
    narrowed: &[("creators", "creator"), ("tags", "tag")],
    open: &[("applied_to_services_ids", "applied_to_service"), ("types", "type")],
};

pub(super) fn list(world: &World, call: &Call) -> Result<Reply, Refusal> {
    let mut params = Params::new(&call.query);
    let mut selection = Selection::all(Kind::Metric);
    selection.ids = params.ids("id");
    let limit = params.limit(50, 0..=50);
    let token = params.continuation_token();
    filters(&mut params, &mut selection);
    selection.is_deleted = Some(params.flag("is_deleted").unwrap_or(false));
    let sort = params.sort(&[("updated_at", SortKey::UpdatedAt)]);
    params.finish()?;
    Listing { key: KEY, selection, sort, limit, token, facets: Some(FACETS) }.answer(world, call)
}

pub(super) fn search(world: &World, call: &Call) -> Result<Reply, Refusal> {
    let mut params = Params::new(&call.query);
    let query = params.required_text("query");
    let mut selection = Selection::all(Kind::Metric);
    filters(&mut params, &mut selection);
    params.finish()?;
    Search { key: KEY, by_relevance: true, underscored: true }.answer(world, call, &query, selection)
}

fn filters(params: &mut Params<'_>, selection: &mut Selection) {
    selection.facets = vec![
        ("applied_to_service", params.ids("applied_to_service")),
        ("type", params.choices("type", &TYPES)),
        ("creator", params.creators()),
    ];
    selection.tags = params.tags("tag");
}
