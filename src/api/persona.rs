//! Personas.

use contract::{
    CreatePersona, CreatedPersona, ListPersonas, ListVersions, Operation, PersonaId, PersonaList,
    PersonaMatches, PersonaVersionList, SearchPersonas,
};

use super::{Api, Call};

/// Reads a page of personas.
///
/// # Errors
/// As any read.
pub fn list(api: Api, request: &ListPersonas) -> Call<PersonaList> {
    api.get(Operation::ListPersonas, request.query())
}

/// Reads versions of a persona.
///
/// # Errors
/// As any read; not found for a persona that is missing.
pub fn versions(api: Api, id: &PersonaId, request: &ListVersions) -> Call<PersonaVersionList> {
    api.get_of(Operation::ListPersonaVersions, id.as_str(), request.query())
}

/// Searches personas: the 50 that fit best, deleted ones possibly among them.
///
/// # Errors
/// As any read.
pub fn search(api: Api, request: &SearchPersonas) -> Call<PersonaMatches> {
    api.get(Operation::SearchPersonas, request.query())
}

/// Creates a persona with its first version; the answer is its id alone.
///
/// # Errors
/// Conflict where the name is taken.
pub fn create(api: Api, request: &CreatePersona) -> Call<CreatedPersona> {
    api.create(Operation::CreatePersona, request)
}
