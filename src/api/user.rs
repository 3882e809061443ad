//! Users.

use contract::{ListUsers, Operation, UserList};

use super::{Api, ApiError};

/// Reads a page of users.
///
/// # Errors
/// As any read.
pub async fn list(api: Api, request: &ListUsers) -> Result<UserList, ApiError> {
    api.get(Operation::ListUsers, request.query()).await
}
