//! Users.

use contract::{ListUsers, Operation, UserList};

use super::{Api, Reading};

/// Reads a page of users.
///
/// # Errors
/// As any read.
pub fn list(api: Api, request: &ListUsers) -> Reading<UserList> {
    api.get(Operation::ListUsers, request.query())
}
