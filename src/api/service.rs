//! Services.

use contract::{ListServices, Operation, ServiceList};

use super::{Api, Reading};

/// Reads a page of services.
///
/// # Errors
/// As any read.
pub fn list(api: Api, request: &ListServices) -> Reading<ServiceList> {
    api.get(Operation::ListServices, request.query())
}
