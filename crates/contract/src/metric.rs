//! Metrics and their versions.

use crate::json::{self, FromJson, Value};
use crate::{
    Continuation, Listed, MetricId, Query, ServiceId, SortDirection, TagFilter, Tags, Timestamp, UserRef,
};

/// A metric: `MetricInstance` in lists (`id`), `Metric` in search (`_id`).
///
/// Until spring 2026 a metric carried `description` and `metric_value` itself; they are on its
/// versions now and are read here only from older servers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Metric {
    /// Its id.
    pub id: MetricId,
    /// The organization it belongs to.
    pub org_id: String,
    /// Its name.
    pub name: String,
    /// The services it is applied to. Nothing says that a unit test must keep to them.
    pub applied_to_services: Vec<ServiceId>,
    /// Notes for people.
    pub additional_notes: Option<String>,
    /// Its tags.
    pub tags: Tags,
    /// Who created it.
    pub creator: UserRef,
    /// Who last changed it.
    pub updated_by: UserRef,
    /// The type of its results; cannot change between versions.
    pub metric_value_type: MetricValueType,
    /// Whether it was deleted.
    pub is_deleted: bool,
    /// When it was created; optional in search.
    pub created_at: Option<Timestamp>,
    /// When it was last changed; optional in search.
    pub updated_at: Option<Timestamp>,
    /// What it judges, from servers before spring 2026.
    pub description: Option<String>,
    /// Its bounds or categories, from servers before spring 2026.
    pub metric_value: Option<MetricValue>,
}

impl FromJson for Metric {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self {
            id: json::id(value)?,
            org_id: json::field(value, "org_id"),
            name: json::field(value, "name"),
            applied_to_services: json::field(value, "applied_to_services"),
            additional_notes: json::field(value, "additional_notes"),
            tags: json::field(value, "tags"),
            creator: json::field(value, "creator"),
            updated_by: json::field(value, "updated_by"),
            metric_value_type: json::field(value, "metric_value_type"),
            is_deleted: json::field(value, "is_deleted"),
            created_at: json::field(value, "created_at"),
            updated_at: json::field(value, "updated_at"),
            description: json::field(value, "description"),
            metric_value: json::field(value, "metric_value"),
        })
    }
}

/// The type of a metric's results (`MetricValueType`).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum MetricValueType {
    /// Yes or no.
    Boolean,
    /// A number between bounds.
    Numerical,
    /// One of named categories.
    Categorical,
    /// A type that this version does not know; empty where the answer named none.
    Other(String),
}

impl MetricValueType {
    /// The text on the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Boolean => "boolean",
            Self::Numerical => "numerical",
            Self::Categorical => "categorical",
            Self::Other(other) => other,
        }
    }
}

impl Default for MetricValueType {
    fn default() -> Self {
        Self::Other(String::new())
    }
}

impl FromJson for MetricValueType {
    fn from_json(value: &Value) -> Option<Self> {
        Some(match value.as_str()? {
            "boolean" => Self::Boolean,
            "numerical" => Self::Numerical,
            "categorical" => Self::Categorical,
            other => Self::Other(other.to_owned()),
        })
    }
}

/// What results a metric version can have (`MetricValue`, told apart by `type`).
#[derive(Clone, Debug, PartialEq)]
pub enum MetricValue {
    /// Yes or no.
    Boolean,
    /// A number from `lower_bound` to `upper_bound`, both included.
    Numerical {
        /// The smallest result.
        lower_bound: f64,
        /// The largest result.
        upper_bound: f64,
    },
    /// One of these, 1 to 50.
    Categorical {
        /// The categories.
        categories: Vec<String>,
    },
    /// Of a type, or with parts, that this version does not know.
    Unknown,
}

impl FromJson for MetricValue {
    fn from_json(value: &Value) -> Option<Self> {
        let known = || {
            Some(match json::required(value, "type")? {
                MetricValueType::Boolean => Self::Boolean,
                MetricValueType::Numerical => Self::Numerical {
                    lower_bound: json::required(value, "lower_bound")?,
                    upper_bound: json::required(value, "upper_bound")?,
                },
                MetricValueType::Categorical => {
                    Self::Categorical { categories: json::required(value, "categories")? }
                }
                MetricValueType::Other(_) => return None,
            })
        };
        value.is_object().then(|| known().unwrap_or(Self::Unknown))
    }
}

/// A version of a metric (`MetricVersionInstance`), which has no id of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct MetricVersion {
    /// The metric.
    pub metric_id: MetricId,
    /// Its number, from 1.
    pub version: i64,
    /// What it judges: the text that the judging model is told.
    pub description: String,
    /// Its bounds or categories.
    pub metric_value: MetricValue,
    /// Who created the version.
    pub creator: UserRef,
    /// When it was created.
    pub created_at: Timestamp,
}

impl FromJson for MetricVersion {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self {
            metric_id: json::field(value, "metric_id"),
            version: json::field(value, "version"),
            description: json::field(value, "description"),
            metric_value: json::required(value, "metric_value")?,
            creator: json::field(value, "creator"),
            created_at: json::field(value, "created_at"),
        })
    }
}

/// The parameters of `GET …/metric/`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListMetrics {
    /// Only these; empty: all.
    pub ids: Vec<MetricId>,
    /// How many to return, 0 to [`ListMetrics::MAX_LIMIT`], which is the default.
    pub limit: Option<u32>,
    /// Where to go on.
    pub continuation_token: Option<Continuation>,
    /// Only metrics applied to any of these services.
    pub applied_to_services: Vec<ServiceId>,
    /// Only metrics of any of these types.
    pub types: Vec<MetricValueType>,
    /// Absent means live ones only: unlike everywhere else there is no way to ask for both.
    pub is_deleted: Option<bool>,
    /// Only metrics created by any of these users.
    pub creators: Vec<UserRef>,
    /// Only metrics with these tags.
    pub tags: Vec<TagFilter>,
    /// By `updated_at`.
    pub sort: Option<SortDirection>,
}

impl ListMetrics {
    /// The largest `limit`.
    pub const MAX_LIMIT: u32 = 50;

    /// The query string.
    #[must_use]
    pub fn query(&self) -> Query {
        let mut query = Query::new();
        query.extend("id", self.ids.iter().map(MetricId::as_str));
        query.push_some("limit", self.limit);
        query.push_some("continuation_token", self.continuation_token.as_ref().map(Continuation::as_str));
        query.extend("applied_to_service", self.applied_to_services.iter().map(ServiceId::as_str));
        query.extend("type", self.types.iter().map(MetricValueType::as_str));
        query.push_some("is_deleted", self.is_deleted);
        query.extend("creator", self.creators.iter().map(UserRef::to_filter));
        query.extend("tag", self.tags.iter().map(ToString::to_string));
        query.sort("updated_at", self.sort);
        query
    }
}

/// The parameters of `GET …/metric/search/`: the top 50 by relevance.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SearchMetrics {
    /// What to search for; must not be empty after trimming.
    pub query: String,
    /// Only metrics applied to any of these services.
    pub applied_to_services: Vec<ServiceId>,
    /// Only metrics of any of these types.
    pub types: Vec<MetricValueType>,
    /// Only metrics created by any of these users.
    pub creators: Vec<UserRef>,
    /// Only metrics with these tags.
    pub tags: Vec<TagFilter>,
}

impl SearchMetrics {
    /// The query string.
    #[must_use]
    pub fn query(&self) -> Query {
        let mut query = Query::new();
        query.push("query", self.query.as_str());
        query.extend("applied_to_service", self.applied_to_services.iter().map(ServiceId::as_str));
        query.extend("type", self.types.iter().map(MetricValueType::as_str));
        query.extend("creator", self.creators.iter().map(UserRef::to_filter));
        query.extend("tag", self.tags.iter().map(ToString::to_string));
        query
    }
}

/// A page of metrics.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MetricList {
    /// The metrics.
    pub metrics: Listed<Metric>,
    /// Whether there is another page.
    pub has_more: bool,
    /// The way to it.
    pub continuation_token: Option<Continuation>,
    /// On the first page only.
    pub filter_values: Option<MetricFilterValues>,
}

impl FromJson for MetricList {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self {
            metrics: Listed::from_json(value.get("metrics")?)?,
            has_more: json::field(value, "has_more"),
            continuation_token: json::field(value, "continuation_token"),
            filter_values: json::field(value, "filter_values"),
        })
    }
}

/// The values that occur.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MetricFilterValues {
    /// Services that metrics are applied to.
    pub applied_to_services_ids: Vec<ServiceId>,
    /// Creators.
    pub creators: Vec<UserRef>,
    /// Tag keys.
    pub tags: Vec<String>,
    /// Types.
    pub types: Vec<MetricValueType>,
}

impl FromJson for MetricFilterValues {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self {
            applied_to_services_ids: json::field(value, "applied_to_services_ids"),
            creators: json::field(value, "creators"),
            tags: json::field(value, "tags"),
            types: json::field(value, "types"),
        })
    }
}

/// The answer of a search.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MetricMatches {
    /// The metrics found, best first, deleted ones possibly among them.
    pub metrics: Listed<Metric>,
}

impl FromJson for MetricMatches {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self { metrics: Listed::from_json(value.get("metrics")?)? })
    }
}

/// A page of versions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MetricVersionList {
    /// The versions.
    pub metric_versions: Listed<MetricVersion>,
    /// Whether there is another page.
    pub has_more: bool,
    /// The way to it.
    pub continuation_token: Option<Continuation>,
}

impl FromJson for MetricVersionList {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self {
            metric_versions: Listed::from_json(value.get("metric_versions")?)?,
            has_more: json::field(value, "has_more"),
            continuation_token: json::field(value, "continuation_token"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::decode;

    #[test]
    fn a_metric_of_march_2026_brings_its_bounds_along() {
        let json = r#"{"id":"a","name":"Politeness","metric_value_type":"numerical",
            "description":"How polite","metric_value":{"type":"numerical","lower_bound":1,"upper_bound":5}}"#;
        let metric: Metric = decode(json).unwrap();
        let bounds = MetricValue::Numerical { lower_bound: 1.0, upper_bound: 5.0 };
        assert_eq!(metric.metric_value, Some(bounds));
    }

    #[test]
    fn unknown_types_survive() {
        let metric: Metric = decode(r#"{"_id":"a","metric_value_type":"ordinal"}"#).unwrap();
        assert_eq!(metric.metric_value_type, MetricValueType::Other("ordinal".into()));
        let value: MetricValue = decode(r#"{"type":"ordinal"}"#).unwrap();
        assert_eq!(value, MetricValue::Unknown);
    }
}
