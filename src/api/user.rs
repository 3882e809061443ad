//! Users.

use contract::{ListUsers, Operation, UserList};

use super::{Api, Call};

/// Reads a page of users.
///
/// # Errors
/// As any read.
pub fn list(api: Api, request: &ListUsers) -> Call<UserList> {
    api.get(Operation::ListUsers, request.query())
}
