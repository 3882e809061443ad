//! Users: the names behind creators.

use super::listing::Listing;
use crate::check::params::Params;
use crate::http::{Call, Refusal, Reply};
use crate::store::{Kind, Selection, SortKey};
use crate::world::World;

const SORTED_BY: [(&str, SortKey); 6] = [
    ("first_name", SortKey::Path("$.first_name")),
    ("last_name", SortKey::Path("$.last_name")),
    ("email", SortKey::Path("$.email")),
    ("user_stats.num_conversations", SortKey::Path("$.user_stats.num_conversations")),
    ("user_stats.num_messages", SortKey::Path("$.user_stats.num_messages")),
    ("user_stats.last_message_time", SortKey::Path("$.user_stats.last_message_time")),
];

pub(super) fn list(world: &World, call: &Call) -> Result<Reply, Refusal> {
    let mut params = Params::new(&call.query);
    let mut selection = Selection::all(Kind::User);
    selection.ids = params.unique("user_id");
    selection.facets = vec![("email", params.emails("email"))];
    let limit = params.limit(100, 0..=100);
    let token = params.continuation_token();
    let sort = params.sort(&SORTED_BY);
    params.finish()?;
    Listing { key: "users", selection, sort, limit, token, facets: None }.answer(world, call)
}
