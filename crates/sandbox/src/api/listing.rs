//! Lists: pages, tokens and orders, the same for all resources.

use contract::SortDirection;
use serde_json::{Value, json};

use super::facets::Facets;
use crate::check::{Loc, Problems};
use crate::contrary::pages::{Place, plan};
use crate::http::{Call, Refusal, Reply};
use crate::store::{Order, Selection, SortKey, Store};
use crate::world::World;

/// A list that was asked for.
#[derive(Debug)]
pub(super) struct Listing {
    /// What the answer calls its items.
    pub(super) key: &'static str,
    pub(super) selection: Selection,
    pub(super) sort: Vec<(SortKey, SortDirection)>,
    pub(super) limit: usize,
    pub(super) token: i64,
    /// The values that the first page tells; absent where the list never tells any.
    pub(super) facets: Option<Facets>,
}

/// A page as the database gave it.
struct Page {
    items: Vec<String>,
    next: Option<i64>,
}

impl Listing {
    /// Answers with a page of what the user may see.
    pub(super) fn answer(self, world: &World, call: &Call) -> Result<Reply, Refusal> {
        self.answer_with(world, call, Ok)
    }

    /// The same, with every item as `shown` gives it.
    pub(super) fn answer_with(
        mut self,
        world: &World,
        call: &Call,
        shown: impl Fn(String) -> Result<String, Refusal>,
    ) -> Result<Reply, Refusal> {
        self.selection.without = world.not_yet_listed(self.selection.kind);
        let is_contrary = world.control().manner.contrary;
        let store = world.store();
        let may_see = call.operation.permission().is_none_or(|permission| call.may(permission));
        let page = if !may_see {
            Page { items: Vec::new(), next: None }
        } else if is_contrary {
            self.contrary_page(world, &store, call)?
        } else {
            self.plain_page(&store)?
        };
        let mut rest = json!({"has_more": page.next.is_some(), "continuation_token": page.next});
        if let (Some(facets), Value::Object(rest)) = (&self.facets, &mut rest) {
            let is_first = self.token == 0;
            let values =
                if is_first { facets.values(&store, &self.selection, is_contrary)? } else { Value::Null };
            rest.insert("filter_values".to_owned(), values);
        }
        let items: Vec<String> = page.items.into_iter().map(shown).collect::<Result<_, _>>()?;
        Ok(with_items(self.key, &items, &rest))
    }

    /// Tokens are offsets.
    fn plain_page(&self, store: &Store) -> Result<Page, Refusal> {
        let Ok(offset) = usize::try_from(self.token) else { return Err(bad_token(self.token)) };
        let order = Order { keys: self.sort.clone(), shuffled: false };
        let mut items = store.page(&self.selection, &order, offset, self.limit + 1)?;
        let has_more = items.len() > self.limit;
        items.truncate(self.limit);
        let next = i64::try_from(offset + self.limit).unwrap_or(i64::MAX);
        Ok(Page { items, next: has_more.then_some(next) })
    }

    /// Tokens are random and bound to the filters, pages are short or empty, ties are shuffled.
    fn contrary_page(&self, world: &World, store: &Store, call: &Call) -> Result<Page, Refusal> {
        let list = fingerprint(call);
        let place: Option<Place> = world.control().pages.resolve(&list, self.token);
        let Some(place) = place else { return Err(bad_token(self.token)) };
        let plan = plan(place, self.limit, store.count(&self.selection)?);
        let order = Order { keys: self.sort.clone(), shuffled: true };
        let items = store.page(&self.selection, &order, place.given, plan.size)?;
        let next = plan.next.map(|next| world.control().pages.issue(&list, next));
        Ok(Page { items, next })
    }
}

/// What makes two requests ask for the same list.
fn fingerprint(call: &Call) -> String {
    let mut pairs: Vec<&(String, String)> = call
        .query
        .iter()
        .filter(|(key, _)| !matches!(key.as_str(), "continuation_token" | "limit"))
        .collect();
    pairs.sort();
    format!("{:?} {:?} {pairs:?}", call.operation, call.id)
}

fn bad_token(token: i64) -> Refusal {
    let mut problems = Problems::default();
    let message = "Value error, not a continuation token of this list";
    problems.add(&Loc::of("query").name("continuation_token"), "value_error", message, &json!(token));
    match problems.finish() {
        Err(refusal) => refusal,
        Ok(()) => Refusal::invalid(Vec::new()),
    }
}

/// An answer whose items are JSON texts already: thousands of documents are not read to be written.
pub(super) fn with_items(key: &str, items: &[String], rest: &Value) -> Reply {
    let mut body = format!("{{\"{key}\":[{}]", items.join(","));
    for (name, value) in rest.as_object().into_iter().flatten() {
        body.push_str(&format!(",\"{name}\":{value}"));
    }
    body.push('}');
    Reply::text(axum::http::StatusCode::OK, "application/json", body)
}
