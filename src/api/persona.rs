//! Personas.

use contract::{ListPersonas, ListVersions, Operation, PersonaId, PersonaList, PersonaVersionList};

use super::{Api, Reading};

/// Reads a page of personas.
///
/// # Errors
/// As any read.
pub fn list(api: Api, request: &ListPersonas) -> Reading<PersonaList> {
    api.get(Operation::ListPersonas, request.query())
}

/// Reads versions of a persona.
///
/// # Errors
/// As any read; not found for a persona that is missing.
pub fn versions(api: Api, id: &PersonaId, request: &ListVersions) -> Reading<PersonaVersionList> {
    api.get_of(Operation::ListPersonaVersions, id.as_str(), request.query())
}
