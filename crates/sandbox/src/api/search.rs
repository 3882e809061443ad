//! Searches: every term of the query must occur; case does not matter.

use serde_json::{Value, json};

use super::listing::with_items;
use crate::http::{Call, Refusal, Reply};
use crate::store::{Order, Selection};
use crate::world::World;

/// More are not answered where the best come first.
const TOP: usize = 50;

/// What a search answers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Search {
    /// What the answer calls its items.
    pub(super) key: &'static str,
    /// Only the 50 best, best first.
    pub(super) by_relevance: bool,
    /// The id is called `_id`.
    pub(super) underscored: bool,
}

impl Search {
    pub(super) fn answer(
        self,
        world: &World,
        call: &Call,
        query: &str,
        mut selection: Selection,
    ) -> Result<Reply, Refusal> {
        if call.demand_own().is_err() {
            return Ok(with_items(self.key, &[], &json!({})));
        }
        let query = query.to_lowercase();
        selection.without = world.not_yet_listed(selection.kind);
        selection.terms = query.split_whitespace().map(str::to_owned).collect();
        let order = Order { keys: Vec::new(), shuffled: world.control().manner.contrary };
        let found = world.store().page(&selection, &order, 0, usize::MAX >> 1)?;
        let mut found: Vec<Value> =
            found.iter().map(|body| serde_json::from_str(body)).collect::<Result<_, _>>()?;
        if self.by_relevance {
            found.sort_by_cached_key(|document| std::cmp::Reverse(relevance(document, &query)));
            found.truncate(TOP);
        }
        if self.underscored {
            found.iter_mut().for_each(underscore);
        }
        let found: Vec<String> = found.iter().map(Value::to_string).collect();
        Ok(with_items(self.key, &found, &json!({})))
    }
}

/// The name itself, then names that begin with the query, then those that contain it, then those
/// with most of its terms.
fn relevance(document: &Value, query: &str) -> (bool, bool, bool, usize) {
    let name = document.get("name").and_then(Value::as_str).unwrap_or_default().to_lowercase();
    let terms = query.split_whitespace().filter(|term| name.contains(term)).count();
    (name == query, name.starts_with(query), name.contains(query), terms)
}

fn underscore(document: &mut Value) {
    if let Value::Object(map) = document
        && let Some(id) = map.remove("id")
    {
        map.insert("_id".to_owned(), id);
    }
}
