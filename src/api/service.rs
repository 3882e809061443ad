//! Services.

use contract::{ListServices, Operation, ServiceList};

use super::{Api, ApiError};

/// Reads a page of services.
///
/// # Errors
/// As any read.
pub async fn list(api: Api, request: &ListServices) -> Result<ServiceList, ApiError> {
    api.get(Operation::ListServices, request.query()).await
}
