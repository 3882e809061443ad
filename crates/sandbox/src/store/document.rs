//! What of a document is indexed: the columns and facets that lists filter and sort by.
//!
//! Documents may be broken on purpose (the `edge` seed, the test control), so nothing here may
//! demand a field.

use jiff::Timestamp;
use serde_json::Value;

use super::Kind;
use crate::hash::shuffle_key;

/// A document of the database.
#[derive(Clone, Debug)]
pub(crate) struct Document {
    /// What it is.
    pub(crate) kind: Kind,
    /// Its id.
    pub(crate) id: String,
    /// The JSON that is answered. Any JSON: a broken document may even be `null`.
    pub(crate) body: Value,
    /// Exists, counts in facets, but no user may see it.
    pub(crate) hidden: bool,
}

/// The indexed part of a document.
pub(super) struct Index {
    pub(super) parent: Option<String>,
    pub(super) number: Option<i64>,
    pub(super) name: Option<String>,
    pub(super) words: String,
    pub(super) updated_at: Option<i64>,
    pub(super) created_at: Option<i64>,
    pub(super) is_deleted: bool,
    pub(super) shuffle: i64,
    pub(super) facets: Vec<Facet>,
}

/// A value that lists filter by. A tag has its key as `value` and its value as `detail`.
pub(super) struct Facet {
    pub(super) name: &'static str,
    pub(super) value: String,
    pub(super) detail: Option<String>,
}

impl Document {
    /// A visible document whose id is read from its body.
    pub(crate) fn new(kind: Kind, body: Value) -> Self {
        let own = body.get(kind.id_field()).and_then(Value::as_str).map(str::to_owned);
        let of_version = || {
            let parent = body.get(kind.parent_field()?)?.as_str()?;
            Some(format!("{parent}-{}", body.get("version")?))
        };
        let id = own.or_else(of_version).unwrap_or_default();
        Self { kind, id, body, hidden: false }
    }

    pub(super) fn index(&self) -> Index {
        let text = |field: &str| self.body.get(field).and_then(Value::as_str);
        let words: Vec<&str> = self.kind.searched().iter().filter_map(|field| text(field)).collect();
        Index {
            parent: self.kind.parent_field().and_then(text).map(str::to_owned),
            number: self.body.get("version").and_then(Value::as_i64),
            name: text("name").map(str::to_owned),
            words: words.join("\n").to_lowercase(),
            updated_at: text("updated_at").and_then(micros),
            created_at: text("created_at").and_then(micros),
            is_deleted: self.body.get("is_deleted").and_then(Value::as_bool).unwrap_or_default(),
            shuffle: shuffle_key(&self.id),
            facets: self.facets(),
        }
    }

    fn facets(&self) -> Vec<Facet> {
        let mut facets = Vec::new();
        let mut add = |name, value: Option<&str>| {
            if let Some(value) = value {
                facets.push(Facet { name, value: value.to_owned(), detail: None });
            }
        };
        let field = |name: &str| self.body.get(name).and_then(Value::as_str);
        match self.kind {
            Kind::UnitTest => {
                for name in ["service_id", "persona_id", "scenario_id"] {
                    add(name, field(name));
                }
                for metric in texts_within(&self.body, "success_criterions", "metric_id") {
                    add("metric_id", Some(metric));
                }
            }
            Kind::TestSet => {
                for test in texts_within(&self.body, "unit_test_runs", "unit_test_id") {
                    add("unit_test_id", Some(test));
                }
            }
            Kind::Persona => add("role", field("role")),
            Kind::Metric => {
                add("type", field("metric_value_type"));
                for service in items(&self.body, "applied_to_services") {
                    add("applied_to_service", service.as_str());
                }
            }
            Kind::Run => {
                add("simulation_unit_test_set_id", field("simulation_unit_test_set_id"));
                for name in ["is_completed", "failed_metrics", "errored"] {
                    let flag = self.body.get(name).and_then(Value::as_bool);
                    add(name, flag.map(|flag| if flag { "true" } else { "false" }));
                }
            }
            Kind::Evaluation => {
                let version = self.body.get("metric_version").and_then(Value::as_i64);
                if let Some(metric) = field("metric_id") {
                    add("metric_id", Some(metric));
                    // As the filter names them: of any version, and of this one.
                    add("metric_id_and_version", Some(&format!("{metric}-")));
                    if let Some(version) = version {
                        add("metric_id_and_version", Some(&format!("{metric}-{version}")));
                    }
                }
                let source = |name: &str| self.body.get("source")?.get(name)?.as_str();
                add("source_type", source("type"));
                add("conversation_id", source("conversation_id"));
                add("simulation_unit_test_set_run_id", source("simulation_unit_test_set_run_id"));
            }
            Kind::User => add("email", field("email")),
            Kind::Service => {
                let active = self.body.get("is_active").and_then(Value::as_bool).unwrap_or(true);
                add("is_active", Some(if active { "true" } else { "false" }));
            }
            _ => {}
        }
        let creator = self.body.get("creator").map(|creator| (creator.get("org_id"), creator.get("user_id")));
        if let Some((Some(Value::String(organization)), Some(Value::String(user)))) = creator {
            add("creator", Some(&format!("{organization},{user}")));
        }
        facets.extend(tags(self.body.get("tags")));
        facets.sort_by(|a, b| (a.name, &a.value, &a.detail).cmp(&(b.name, &b.value, &b.detail)));
        facets.dedup_by(|a, b| a.name == b.name && a.value == b.value && a.detail == b.detail);
        facets
    }
}

fn micros(moment: &str) -> Option<i64> {
    moment.parse::<Timestamp>().ok().map(Timestamp::as_microsecond)
}

fn items<'a>(body: &'a Value, field: &str) -> impl Iterator<Item = &'a Value> {
    body.get(field).and_then(Value::as_array).into_iter().flatten()
}

fn texts_within<'a>(body: &'a Value, list: &str, field: &'a str) -> impl Iterator<Item = &'a str> {
    items(body, list).filter_map(move |item| item.get(field).and_then(Value::as_str))
}

/// Tags of either shape: a list of `{key, value}` or an object.
fn tags(tags: Option<&Value>) -> Vec<Facet> {
    let facet = |key: &str, value: Option<&Value>| Facet {
        name: "tag",
        value: key.to_owned(),
        detail: value.and_then(Value::as_str).map(str::to_owned),
    };
    match tags {
        Some(Value::Array(list)) => {
            list.iter().filter_map(|tag| Some(facet(tag.get("key")?.as_str()?, tag.get("value")))).collect()
        }
        Some(Value::Object(map)) => map.iter().map(|(key, value)| facet(key, Some(value))).collect(),
        _ => Vec::new(),
    }
}
