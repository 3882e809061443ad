//! Metrics.

use contract::{
    ListMetrics, ListVersions, MetricId, MetricList, MetricMatches, MetricVersionList, Operation,
    SearchMetrics,
};

use super::{Api, Call};

/// Reads a page of metrics.
///
/// # Errors
/// As any read.
pub fn list(api: Api, request: &ListMetrics) -> Call<MetricList> {
    api.get(Operation::ListMetrics, request.query())
}

/// Searches metrics by name: the 50 that fit best, deleted ones possibly among them.
///
/// # Errors
/// As any read.
pub fn search(api: Api, request: &SearchMetrics) -> Call<MetricMatches> {
    api.get(Operation::SearchMetrics, request.query())
}

/// Reads versions of a metric: what it judges, its bounds or categories.
///
/// # Errors
/// As any read; not found for a metric that is missing.
pub fn versions(api: Api, id: &MetricId, request: &ListVersions) -> Call<MetricVersionList> {
    api.get_of(Operation::ListMetricVersions, id.as_str(), request.query())
}
