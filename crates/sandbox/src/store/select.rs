//! Selections: filters, order and pages as SQL.

use std::collections::BTreeMap;

use anyhow::Result;
use contract::{SortDirection, TagFilter, TagMatch};
use rusqlite::params_from_iter;
use rusqlite::types::Value as Sql;

use super::{Kind, Store, body_of};

/// Which documents. The default selects everything of the kind.
#[derive(Clone, Debug)]
pub(crate) struct Selection {
    pub(crate) kind: Kind,
    /// Only these ids; empty: all.
    pub(crate) ids: Vec<String>,
    /// Not these ids.
    pub(crate) without: Vec<String>,
    /// Created in this span, both ends included, in microseconds since 1970.
    pub(crate) created: (Option<i64>, Option<i64>),
    /// For versions: of this persona, scenario or metric.
    pub(crate) parent: Option<String>,
    /// For versions: the first and last number.
    pub(crate) numbers: Option<(i64, i64)>,
    pub(crate) is_deleted: Option<bool>,
    /// Any of the values, for each facet; no values: no filter.
    pub(crate) facets: Vec<(&'static str, Vec<String>)>,
    /// All of these.
    pub(crate) tags: Vec<TagFilter>,
    /// Lower-case terms that must all occur.
    pub(crate) terms: Vec<String>,
    /// Hidden documents, too: for what is computed "as if the user had access to everything".
    pub(crate) with_hidden: bool,
}

/// What a list is sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SortKey {
    /// `updated_at`
    UpdatedAt,
    /// `created_at`
    CreatedAt,
    /// A version's number.
    Number,
    /// A field of the document, as a JSON path.
    Path(&'static str),
}

/// The order of a list. What is not said is broken by id, or shuffled.
#[derive(Clone, Debug, Default)]
pub(crate) struct Order {
    pub(crate) keys: Vec<(SortKey, SortDirection)>,
    pub(crate) shuffled: bool,
}

impl Selection {
    pub(crate) fn all(kind: Kind) -> Self {
        Self {
            kind,
            ids: Vec::new(),
            without: Vec::new(),
            created: (None, None),
            parent: None,
            numbers: None,
            is_deleted: None,
            facets: Vec::new(),
            tags: Vec::new(),
            terms: Vec::new(),
            with_hidden: false,
        }
    }

    fn conditions(&self) -> (String, Vec<Sql>) {
        let mut sql = "d.kind = ?".to_owned();
        let mut values = vec![Sql::from(self.kind.as_str().to_owned())];
        let mut add = |condition: &str, more: Vec<Sql>| {
            sql.push_str(" AND ");
            sql.push_str(condition);
            values.extend(more);
        };
        if !self.with_hidden {
            add("d.hidden = 0", Vec::new());
        }
        if !self.ids.is_empty() {
            add(&format!("d.id IN ({})", marks(self.ids.len())), texts(&self.ids));
        }
        if !self.without.is_empty() {
            add(&format!("d.id NOT IN ({})", marks(self.without.len())), texts(&self.without));
        }
        for (end, comparison) in [(self.created.0, ">="), (self.created.1, "<=")] {
            if let Some(end) = end {
                add(&format!("d.created_at {comparison} ?"), vec![Sql::from(end)]);
            }
        }
        if let Some(parent) = &self.parent {
            add("d.parent = ?", vec![Sql::from(parent.clone())]);
        }
        if let Some((first, last)) = self.numbers {
            add("d.number BETWEEN ? AND ?", vec![Sql::from(first), Sql::from(last)]);
        }
        if let Some(is_deleted) = self.is_deleted {
            add("d.is_deleted = ?", vec![Sql::from(is_deleted)]);
        }
        for (name, wanted) in self.facets.iter().filter(|(_, wanted)| !wanted.is_empty()) {
            let condition = format!(
                "EXISTS (SELECT 1 FROM facet f WHERE f.seq = d.seq AND f.name = '{name}' AND f.value IN ({}))",
                marks(wanted.len())
            );
            add(&condition, texts(wanted));
        }
        for tag in &self.tags {
            let (condition, detail) = match tag.matching() {
                TagMatch::Any => ("", None),
                TagMatch::NoValue => (" AND f.detail IS NULL", None),
                TagMatch::Value(value) => (" AND f.detail = ?", Some(Sql::from(value.clone()))),
            };
            let condition = format!(
                "EXISTS (SELECT 1 FROM facet f WHERE f.seq = d.seq AND f.name = 'tag' AND f.value = ?{condition})"
            );
            add(&condition, std::iter::once(Sql::from(tag.key().to_owned())).chain(detail).collect());
        }
        for term in &self.terms {
            add("instr(d.words, ?) > 0", vec![Sql::from(term.clone())]);
        }
        (sql, values)
    }
}

impl Order {
    fn sql(&self) -> String {
        let mut parts: Vec<String> = self
            .keys
            .iter()
            .map(|(key, direction)| {
                let column = match key {
                    SortKey::UpdatedAt => "d.updated_at".to_owned(),
                    SortKey::CreatedAt => "d.created_at".to_owned(),
                    SortKey::Number => "d.number".to_owned(),
                    SortKey::Path(path) => format!("json_extract(d.body, '{path}')"),
                };
                let direction = match direction {
                    SortDirection::Ascending => "ASC",
                    SortDirection::Descending => "DESC",
                };
                format!("{column} {direction}")
            })
            .collect();
        parts.push(if self.shuffled { "d.shuffle" } else { "d.id" }.to_owned());
        parts.join(", ")
    }
}

impl Store {
    /// The JSON texts of a page.
    pub(crate) fn page(
        &self,
        selection: &Selection,
        order: &Order,
        offset: usize,
        limit: usize,
    ) -> Result<Vec<String>> {
        let (conditions, mut values) = selection.conditions();
        values.push(Sql::from(i64::try_from(limit)?));
        values.push(Sql::from(i64::try_from(offset)?));
        let order = order.sql();
        let mut statement = self.db.prepare_cached(&format!(
            "SELECT d.body FROM document d WHERE {conditions} ORDER BY {order} LIMIT ? OFFSET ?"
        ))?;
        let rows = statement.query_map(params_from_iter(values), body_of)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// How many there are.
    pub(crate) fn count(&self, selection: &Selection) -> Result<usize> {
        let (conditions, values) = selection.conditions();
        let mut statement =
            self.db.prepare_cached(&format!("SELECT count(*) FROM document d WHERE {conditions}"))?;
        let count: i64 = statement.query_row(params_from_iter(values), |row| row.get(0))?;
        Ok(usize::try_from(count)?)
    }

    /// The distinct values of these facets, by facet, sorted.
    pub(crate) fn values(
        &self,
        selection: &Selection,
        facets: &[&str],
    ) -> Result<BTreeMap<String, Vec<String>>> {
        let (conditions, mut values) = selection.conditions();
        values.extend(facets.iter().map(|facet| Sql::from((*facet).to_owned())));
        let mut statement = self.db.prepare_cached(&format!(
            "SELECT DISTINCT f.name, f.value FROM document d CROSS JOIN facet f ON f.seq = d.seq \
             WHERE {conditions} AND f.name IN ({})",
            marks(facets.len())
        ))?;
        let rows = statement.query_map(params_from_iter(values), |row| Ok((row.get(0)?, row.get(1)?)))?;
        let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for row in rows {
            let (name, value): (String, String) = row?;
            found.entry(name).or_default().push(value);
        }
        found.values_mut().for_each(|values| values.sort());
        Ok(found)
    }
}

fn marks(count: usize) -> String {
    vec!["?"; count].join(", ")
}

fn texts(values: &[String]) -> Vec<Sql> {
    values.iter().cloned().map(Sql::from).collect()
}
