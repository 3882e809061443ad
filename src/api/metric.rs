//! Metrics.

use contract::{ListMetrics, MetricList, Operation};

use super::{Api, Reading};

/// Reads a page of metrics.
///
/// # Errors
/// As any read.
pub fn list(api: Api, request: &ListMetrics) -> Reading<MetricList> {
    api.get(Operation::ListMetrics, request.query())
}
