//! Unit tests.

use contract::{ListUnitTests, Operation, SearchUnitTests, UnitTestList, UnitTestMatches};

use super::{Api, Reading};

/// Reads a page of unit tests.
///
/// # Errors
/// As any read.
pub fn list(api: Api, request: &ListUnitTests) -> Reading<UnitTestList> {
    api.get(Operation::ListUnitTests, request.query())
}

/// Searches unit tests; the answer is whole and holds deleted tests, too.
///
/// # Errors
/// As any read.
pub fn search(api: Api, request: &SearchUnitTests) -> Reading<UnitTestMatches> {
    api.get(Operation::SearchUnitTests, request.query())
}
