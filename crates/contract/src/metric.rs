//! Metrics and their versions.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{
    Continuation, Listed, MetricId, Query, ServiceId, SortDirection, TagFilter, Tags, Timestamp, UserRef,
};

/// A metric: `MetricInstance` in lists (`id`), `Metric` in search (`_id`).
///
/// Until spring 2026 a metric carried `description` and `metric_value` itself; they are on its
/// versions now and are read here only from older servers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Metric {
    /// Its id.
    #[serde(alias = "_id")]
    pub id: MetricId,
    /// The organization it belongs to.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub org_id: String,
    /// Its name.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub name: String,
    /// The services it is applied to. Nothing says that a unit test must keep to them.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub applied_to_services: Vec<ServiceId>,
    /// Notes for people.
    #[serde(default)]
    pub additional_notes: Option<String>,
    /// Its tags.
    #[serde(default, serialize_with = "Tags::as_list")]
    pub tags: Tags,
    /// Who created it.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub creator: UserRef,
    /// Who last changed it.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub updated_by: UserRef,
    /// The type of its results; cannot change between versions.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub metric_value_type: MetricValueType,
    /// Whether it was deleted.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub is_deleted: bool,
    /// When it was created; optional in search.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Timestamp>,
    /// When it was last changed; optional in search.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<Timestamp>,
    /// What it judges, from servers before spring 2026.
    #[serde(default, skip_serializing)]
    pub description: Option<String>,
    /// Its bounds or categories, from servers before spring 2026.
    #[serde(default, skip_serializing)]
    pub metric_value: Option<MetricValue>,
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

impl<'de> Deserialize<'de> for MetricValueType {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Ok(match text.as_str() {
            "boolean" => Self::Boolean,
            "numerical" => Self::Numerical,
            "categorical" => Self::Categorical,
            _ => Self::Other(text),
        })
    }
}

impl Serialize for MetricValueType {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
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

#[derive(Serialize, Deserialize)]
struct MetricValueParts {
    #[serde(rename = "type")]
    kind: MetricValueType,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    lower_bound: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    upper_bound: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    categories: Option<Vec<String>>,
}

impl<'de> Deserialize<'de> for MetricValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let parts = MetricValueParts::deserialize(deserializer)?;
        Ok(match (parts.kind, parts.lower_bound, parts.upper_bound, parts.categories) {
            (MetricValueType::Boolean, ..) => Self::Boolean,
            (MetricValueType::Numerical, Some(lower_bound), Some(upper_bound), _) => {
                Self::Numerical { lower_bound, upper_bound }
            }
            (MetricValueType::Categorical, _, _, Some(categories)) => Self::Categorical { categories },
            _ => Self::Unknown,
        })
    }
}

impl Serialize for MetricValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut parts = MetricValueParts {
            kind: MetricValueType::default(),
            lower_bound: None,
            upper_bound: None,
            categories: None,
        };
        match self {
            Self::Boolean => parts.kind = MetricValueType::Boolean,
            Self::Numerical { lower_bound, upper_bound } => {
                parts.kind = MetricValueType::Numerical;
                (parts.lower_bound, parts.upper_bound) = (Some(*lower_bound), Some(*upper_bound));
            }
            Self::Categorical { categories } => {
                parts.kind = MetricValueType::Categorical;
                parts.categories = Some(categories.clone());
            }
            Self::Unknown => {}
        }
        parts.serialize(serializer)
    }
}

/// A version of a metric (`MetricVersionInstance`), which has no id of its own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MetricVersion {
    /// The metric.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub metric_id: MetricId,
    /// Its number, from 1.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub version: i64,
    /// What it judges: the text that the judging model is told.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub description: String,
    /// Its bounds or categories.
    pub metric_value: MetricValue,
    /// Who created the version.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub creator: UserRef,
    /// When it was created.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub created_at: Timestamp,
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
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MetricList {
    /// The metrics.
    pub metrics: Listed<Metric>,
    /// Whether there is another page.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub has_more: bool,
    /// The way to it.
    #[serde(default)]
    pub continuation_token: Option<Continuation>,
    /// On the first page only.
    #[serde(default)]
    pub filter_values: Option<MetricFilterValues>,
}

/// The values that occur.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MetricFilterValues {
    /// Services that metrics are applied to.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub applied_to_services_ids: Vec<ServiceId>,
    /// Creators.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub creators: Vec<UserRef>,
    /// Tag keys.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub tags: Vec<String>,
    /// Types.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub types: Vec<MetricValueType>,
}

/// The answer of a search.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MetricMatches {
    /// The metrics found, best first, deleted ones possibly among them.
    pub metrics: Listed<Metric>,
}

/// A page of versions.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MetricVersionList {
    /// The versions.
    pub metric_versions: Listed<MetricVersion>,
    /// Whether there is another page.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub has_more: bool,
    /// The way to it.
    #[serde(default)]
    pub continuation_token: Option<Continuation>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_metric_of_march_2026_brings_its_bounds_along() {
        let json = r#"{"id":"a","name":"Politeness","metric_value_type":"numerical",
            "description":"How polite","metric_value":{"type":"numerical","lower_bound":1,"upper_bound":5}}"#;
        let metric: Metric = serde_json::from_str(json).unwrap();
        let bounds = MetricValue::Numerical { lower_bound: 1.0, upper_bound: 5.0 };
        assert_eq!(metric.metric_value, Some(bounds));
    }

    #[test]
    fn unknown_types_survive() {
        let metric: Metric = serde_json::from_str(r#"{"_id":"a","metric_value_type":"ordinal"}"#).unwrap();
        assert_eq!(metric.metric_value_type, MetricValueType::Other("ordinal".into()));
        let value: MetricValue = serde_json::from_str(r#"{"type":"ordinal"}"#).unwrap();
        assert_eq!(value, MetricValue::Unknown);
    }
}
