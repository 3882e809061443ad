//! Services.

use contract::{ListServices, Operation, ServiceList};

use super::{Api, Call};

/// Reads a page of services.
///
/// # Errors
/// As any read.
pub fn list(api: Api, request: &ListServices) -> Call<ServiceList> {
    api.get(Operation::ListServices, request.query())
}
