//! Services with their version sets. There is no search.

use super::facets::Facets;
use super::listing::Listing;
use crate::check::params::Params;
use crate::http::{Call, Refusal, Reply};
use crate::store::{Kind, Selection, SortKey};
use crate::world::World;

const SORTED_BY: [(&str, SortKey); 2] =
    [("name", SortKey::Path("$.name")), ("is_active", SortKey::Path("$.is_active"))];
const FACETS: Facets = Facets { narrowed: &[], open: &[("tags", "tag")] };

pub(super) fn list(world: &World, call: &Call) -> Result<Reply, Refusal> {
    let mut params = Params::new(&call.query);
    let mut selection = Selection::all(Kind::Service);
    selection.ids = params.ids("id");
    let is_active = params.flag("is_active").map(|is_active| is_active.to_string());
    selection.facets = vec![("is_active", is_active.into_iter().collect())];
    let sort = params.sort(&SORTED_BY);
    selection.tags = params.tags("tags");
    let limit = params.limit(10, 1..=20);
    let token = params.continuation_token();
    params.finish()?;
    Listing { key: "services", selection, sort, limit, token, facets: Some(FACETS) }.answer(world, call)
}
