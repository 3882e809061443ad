//! Unit test sets.

use contract::{ListTestSets, Operation, TestSetList};

use super::{Api, Call};

/// Reads a page of sets.
///
/// # Errors
/// As any read.
pub fn list(api: Api, request: &ListTestSets) -> Call<TestSetList> {
    api.get(Operation::ListTestSets, request.query())
}
