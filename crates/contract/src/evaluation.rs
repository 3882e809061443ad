//! Results of evaluating a metric: what its judge said of one conversation, and why.

use crate::json::{self, FromJson, Value};
use crate::{
    Continuation, EvaluationId, Listed, MetricId, Query, SortDirection, TestSetRunId, Timestamp, UnitTestId,
};

/// A result (`MetricEvaluationResultInstance`).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evaluation {
    /// Its id.
    pub id: EvaluationId,
    /// When it was judged.
    pub created_at: Option<Timestamp>,
    /// The metric.
    pub metric_id: MetricId,
    /// The metric's version, where it can be read.
    pub metric_version: Option<i64>,
    /// What the judge found; none where the metric was deemed not applicable.
    pub result: Option<EvaluationValue>,
    /// Why.
    pub justification: String,
    /// What was judged.
    pub source: EvaluationSource,
}

impl FromJson for Evaluation {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self {
            id: json::id(value)?,
            created_at: json::field(value, "created_at"),
            metric_id: json::field(value, "metric_id"),
            metric_version: json::required(value, "metric_version"),
            result: json::required(value, "result"),
            justification: json::field(value, "justification"),
            source: json::field(value, "source"),
        })
    }
}

/// A result's value, by the metric's type.
#[derive(Clone, Debug, PartialEq)]
pub enum EvaluationValue {
    /// Yes or no.
    Boolean(bool),
    /// A number, in the metric's own unit.
    Number(f64),
    /// A category.
    Category(String),
}

impl FromJson for EvaluationValue {
    fn from_json(value: &Value) -> Option<Self> {
        let category = || String::from_json(value).map(Self::Category);
        bool::from_json(value)
            .map(Self::Boolean)
            .or_else(|| f64::from_json(value).map(Self::Number))
            .or_else(category)
    }
}

/// What was judged. Only simulations are read; of others the parts are empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EvaluationSource {
    /// The run.
    pub simulation_unit_test_set_run_id: TestSetRunId,
    /// The unit test.
    pub unit_test_id: UnitTestId,
    /// Which of the test's conversations, from 0.
    pub run_index: Option<i64>,
}

impl FromJson for EvaluationSource {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self {
            simulation_unit_test_set_run_id: json::field(value, "simulation_unit_test_set_run_id"),
            unit_test_id: json::field(value, "unit_test_id"),
            run_index: json::required(value, "run_index"),
        })
    }
}

/// The parameters of `GET …/metric/metric_evaluation_result` that concern simulations; always with
/// `source_type=simulation`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListEvaluations {
    /// How many to return, 0 to [`ListEvaluations::MAX_LIMIT`], which is the default.
    pub limit: Option<u32>,
    /// Where to go on.
    pub continuation_token: Option<Continuation>,
    /// Only of any of these runs.
    pub run_ids: Vec<TestSetRunId>,
    /// Only of any of these metrics, in one version or (without one) in any.
    pub metrics: Vec<(MetricId, Option<i64>)>,
    /// Only those evaluated at this moment or later.
    pub timestamp_after: Option<Timestamp>,
    /// Only those evaluated at this moment or earlier.
    pub timestamp_before: Option<Timestamp>,
    /// By `created_at`.
    pub sort: Option<SortDirection>,
}

impl ListEvaluations {
    /// The largest `limit`.
    pub const MAX_LIMIT: u32 = 500;

    /// The query string.
    #[must_use]
    pub fn query(&self) -> Query {
        let mut query = Query::new();
        query.push_some("limit", self.limit);
        query.push_some("continuation_token", self.continuation_token.as_ref().map(Continuation::as_str));
        query.push_some("timestamp_after", self.timestamp_after.as_ref().map(|at| at.0.as_str()));
        query.push_some("timestamp_before", self.timestamp_before.as_ref().map(|at| at.0.as_str()));
        let metrics = self.metrics.iter().map(|(metric, version)| {
            let version = version.map(|version| version.to_string()).unwrap_or_default();
            format!("{}-{version}", metric.as_str())
        });
        query.extend("metric_id_and_version", metrics);
        query.push("source_type", "simulation");
        query.extend("simulation_unit_test_set_run_id", self.run_ids.iter().map(TestSetRunId::as_str));
        query.sort("created_at", self.sort);
        query
    }
}

/// A page of results.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EvaluationList {
    /// The results.
    pub metric_evaluation_results: Listed<Evaluation>,
    /// Whether there is another page.
    pub has_more: bool,
    /// The way to it.
    pub continuation_token: Option<Continuation>,
    /// On the first page only.
    pub filter_values: Option<EvaluationFilterValues>,
}

impl FromJson for EvaluationList {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self {
            metric_evaluation_results: Listed::from_json(value.get("metric_evaluation_results")?)?,
            has_more: json::field(value, "has_more"),
            continuation_token: json::field(value, "continuation_token"),
            filter_values: json::field(value, "filter_values"),
        })
    }
}

/// The values that occur.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EvaluationFilterValues {
    /// Metrics.
    pub metric_ids: Vec<MetricId>,
}

impl FromJson for EvaluationFilterValues {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self { metric_ids: json::field(value, "metric_ids") })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::decode;

    #[test]
    fn values_are_of_any_type_or_not_applicable() {
        let result =
            |json: &str| decode::<Evaluation>(&format!(r#"{{"id":"e","result":{json}}}"#)).unwrap().result;
        assert_eq!(result("true"), Some(EvaluationValue::Boolean(true)));
        assert_eq!(result("4.5"), Some(EvaluationValue::Number(4.5)));
        assert_eq!(result(r#""Resolved""#), Some(EvaluationValue::Category("Resolved".into())));
        assert_eq!(result("null"), None);
    }

    #[test]
    fn a_metric_is_asked_for_in_one_version_or_in_any() {
        let metric = MetricId::from_response("6618791275130b73714e8d4c");
        let request = ListEvaluations {
            run_ids: vec![TestSetRunId::from_response("r")],
            metrics: vec![(metric.clone(), Some(3)), (metric, None)],
            ..ListEvaluations::default()
        };
        assert_eq!(
            request.query().encode(),
            "metric_id_and_version=6618791275130b73714e8d4c-3&metric_id_and_version=6618791275130b73714e8d4c-\
             &source_type=simulation&simulation_unit_test_set_run_id=r"
        );
    }
}
