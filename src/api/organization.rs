//! The organization.

use contract::{Operation, Organization, Query};

use super::{Api, ApiError};

/// Reads the organization's name; needs no credentials, so it tells whether organization and region
/// are right.
///
/// # Errors
/// Not found where either is wrong.
pub async fn get(api: Api) -> Result<Organization, ApiError> {
    api.get(Operation::GetOrganization, Query::new()).await
}
