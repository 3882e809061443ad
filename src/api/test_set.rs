//! Unit test sets.

use contract::{
    CreateTestSet, CreatedTestSet, ListTestSets, Operation, SearchTestSets, TestSetId, TestSetList,
    TestSetMatches, UpdateTestSet,
};

use super::{Api, Call};

/// Reads a page of sets.
///
/// # Errors
/// As any read.
pub fn list(api: Api, request: &ListTestSets) -> Call<TestSetList> {
    api.get(Operation::ListTestSets, request.query())
}

/// Searches sets; the answer is whole and holds deleted sets, too.
///
/// # Errors
/// As any read.
pub fn search(api: Api, request: &SearchTestSets) -> Call<TestSetMatches> {
    api.get(Operation::SearchTestSets, request.query())
}

/// Creates a set; the answer is its id alone.
///
/// # Errors
/// Conflict where the name is taken, not found where a unit test is missing. After no answer it may exist all
/// the same.
pub fn create(api: Api, request: &CreateTestSet) -> Call<CreatedTestSet> {
    api.create(Operation::CreateTestSet, request)
}

/// Changes the parts of a set that the request names.
///
/// # Errors
/// As for a create.
pub fn update(api: Api, id: &TestSetId, request: &UpdateTestSet) -> Call<()> {
    api.update(Operation::UpdateTestSet, id.as_str(), request)
}

/// Deletes a set for good.
///
/// # Errors
/// Not found where it is gone already.
pub fn delete(api: Api, id: &TestSetId) -> Call<()> {
    api.delete(Operation::DeleteTestSet, id.as_str())
}
