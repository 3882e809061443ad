//! Unit test sets.

use contract::{ListTestSets, Operation, TestSetList};

use super::{Api, ApiError};

/// Reads a page of sets.
///
/// # Errors
/// As any read.
pub async fn list(api: Api, request: &ListTestSets) -> Result<TestSetList, ApiError> {
    api.get(Operation::ListTestSets, request.query()).await
}
