//! Filter values: which values occur, counted as if the user had access to everything.

use contract::UserRef;
use serde_json::{Map, Value, json};

use crate::http::Refusal;
use crate::store::{Selection, Store};

/// The values that a list tells on its first page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Facets {
    /// Told under the current filters, as the document says: answer field and facet.
    pub(super) narrowed: &'static [(&'static str, &'static str)],
    /// The document leaves open under which filters.
    pub(super) open: &'static [(&'static str, &'static str)],
}

impl Facets {
    /// The values. A contrary server narrows all of them.
    pub(super) fn values(
        &self,
        store: &Store,
        selection: &Selection,
        narrow_all: bool,
    ) -> Result<Value, Refusal> {
        let narrowed = Selection { with_hidden: true, ..selection.clone() };
        let mut wide = Selection::all(selection.kind);
        wide.with_hidden = true;
        wide.is_deleted = selection.is_deleted;
        let open_scope = if narrow_all { &narrowed } else { &wide };
        let mut answer = Map::new();
        for (fields, scope) in [(self.narrowed, &narrowed), (self.open, open_scope)] {
            let names: Vec<&str> = fields.iter().map(|(_, facet)| *facet).collect();
            let mut found = store.values(scope, &names)?;
            for (field, facet) in fields {
                let values = found.remove(*facet).unwrap_or_default();
                let values = values.into_iter().filter_map(|value| match *facet {
                    "creator" => user(&value),
                    _ => Some(Value::from(value)),
                });
                answer.insert((*field).to_owned(), values.collect());
            }
        }
        Ok(Value::Object(answer))
    }
}

fn user(value: &str) -> Option<Value> {
    let user = UserRef::parse_filter(value)?;
    Some(json!({"org_id": user.org_id, "user_id": user.user_id}))
}
