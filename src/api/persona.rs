//! Personas.

use contract::{ListPersonas, ListVersions, Operation, PersonaId, PersonaList, PersonaVersionList};

use super::{Api, ApiError};

/// Reads a page of personas.
///
/// # Errors
/// As any read.
pub async fn list(api: Api, request: &ListPersonas) -> Result<PersonaList, ApiError> {
    api.get(Operation::ListPersonas, request.query()).await
}

/// Reads versions of a persona.
///
/// # Errors
/// As any read; not found for a persona that is missing.
pub async fn versions(
    api: Api,
    id: &PersonaId,
    request: &ListVersions,
) -> Result<PersonaVersionList, ApiError> {
    api.get_of(Operation::ListPersonaVersions, id.as_str(), request.query()).await
}
