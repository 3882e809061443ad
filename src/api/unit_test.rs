//! Unit tests.

use contract::{
    CreateUnitTest, CreatedUnitTest, ListUnitTests, Operation, SearchUnitTests, UnitTestId, UnitTestList,
    UnitTestMatches, UpdateUnitTest,
};

use super::{Api, Call};

/// Reads a page of unit tests.
///
/// # Errors
/// As any read.
pub fn list(api: Api, request: &ListUnitTests) -> Call<UnitTestList> {
    api.get(Operation::ListUnitTests, request.query())
}

/// Searches unit tests; the answer is whole and holds deleted tests, too.
///
/// # Errors
/// As any read.
pub fn search(api: Api, request: &SearchUnitTests) -> Call<UnitTestMatches> {
    api.get(Operation::SearchUnitTests, request.query())
}

/// Creates a unit test; the answer is its id alone.
///
/// # Errors
/// Conflict where the name is taken, not found or bad request where something it refers to is
/// missing or of another type. After no answer it may exist all the same: see
/// `data::test_writing`.
pub fn create(api: Api, request: &CreateUnitTest) -> Call<CreatedUnitTest> {
    api.create(Operation::CreateUnitTest, request)
}

/// Changes the parts of a unit test that the request names.
///
/// # Errors
/// As for a create, but for the conflict: the name stays.
pub fn update(api: Api, id: &UnitTestId, request: &UpdateUnitTest) -> Call<()> {
    api.update(Operation::UpdateUnitTest, id.as_str(), request)
}

/// Deletes a unit test for good.
///
/// # Errors
/// Bad request where a set still uses it, not found where it is gone already.
pub fn delete(api: Api, id: &UnitTestId) -> Call<()> {
    api.delete(Operation::DeleteUnitTest, id.as_str())
}
