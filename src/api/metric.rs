//! Metrics.

use contract::{ListMetrics, MetricList, Operation};

use super::{Api, ApiError};

/// Reads a page of metrics.
///
/// # Errors
/// As any read.
pub async fn list(api: Api, request: &ListMetrics) -> Result<MetricList, ApiError> {
    api.get(Operation::ListMetrics, request.query()).await
}
