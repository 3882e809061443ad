//! The organization.

use contract::{Operation, Organization, Query};

use super::{Api, Call};

/// Reads the organization's name; needs no credentials, so it tells whether organization and region
/// are right.
///
/// # Errors
/// Not found where either is wrong.
pub fn get(api: Api) -> Call<Organization> {
    api.get(Operation::GetOrganization, Query::new())
}
