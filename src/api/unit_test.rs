//! Unit tests.

use contract::{ListUnitTests, Operation, SearchUnitTests, UnitTestList, UnitTestMatches};

use super::{Api, ApiError};

/// Reads a page of unit tests.
///
/// # Errors
/// As any read.
pub async fn list(api: Api, request: &ListUnitTests) -> Result<UnitTestList, ApiError> {
    api.get(Operation::ListUnitTests, request.query()).await
}

/// Searches unit tests; the answer is whole and holds deleted tests, too.
///
/// # Errors
/// As any read.
pub async fn search(api: Api, request: &SearchUnitTests) -> Result<UnitTestMatches, ApiError> {
    api.get(Operation::SearchUnitTests, request.query()).await
}
