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
        let mut answer = Map::new();
        let open = self.open.iter().map(|field| (field, if narrow_all { &narrowed } else { &wide }));
        for ((field, facet), selection) in self.narrowed.iter().map(|field| (field, &narrowed)).chain(open) {
            let values = store.values(selection, facet)?;
            let values: Vec<Value> = match *facet {
                "creator" => values.iter().filter_map(|value| user(value)).collect(),
                _ => values.into_iter().map(Value::from).collect(),
            };
            answer.insert((*field).to_owned(), Value::Array(values));
        }
        Ok(Value::Object(answer))
    }
}

fn user(value: &str) -> Option<Value> {
    let user = UserRef::parse_filter(value)?;
    Some(json!({"org_id": user.org_id, "user_id": user.user_id}))
}
