//! Simulation personas: who talks to the agent.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize, Serializer};

use crate::{Continuation, Listed, PersonaId, Query, SortDirection, TagFilter, Tags, Timestamp, UserRef};

/// A persona (`SimulationPersonaInstance`). What it is like is on its versions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Persona {
    /// Its id; `id` in lists and in search.
    #[serde(alias = "_id")]
    pub id: PersonaId,
    /// Its name; fixed after creation.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub name: String,
    /// Its role; fixed after creation.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub role: String,
    /// Its tags, as an object on the wire.
    #[serde(default, serialize_with = "Tags::as_object")]
    pub tags: Tags,
    /// Whether it was soft-deleted.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub is_deleted: bool,
    /// When it was created.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub created_at: Timestamp,
    /// Who created it.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub creator: UserRef,
    /// When it was last changed.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub updated_at: Timestamp,
    /// Who last changed it.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub updated_by: UserRef,
}

/// A version of a persona (`SimulationPersonaVersion`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonaVersion {
    /// The version's own id; `_id` on the wire.
    #[serde(default, rename = "_id", alias = "id", deserialize_with = "crate::lenient::or_default")]
    pub id: String,
    /// The organization it belongs to.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub org_id: String,
    /// When it was created; optional in the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Timestamp>,
    /// When it was last changed; optional in the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<Timestamp>,
    /// The persona.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub simulation_persona_id: PersonaId,
    /// Its number, from 1.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub version: i64,
    /// What the persona is like.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub background: String,
    /// ISO 639-3, or none.
    #[serde(default)]
    pub preferred_language: Option<String>,
    /// IANA name, or none.
    #[serde(default)]
    pub timezone: Option<String>,
    /// What the agent is to know of the user.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub user_models: Vec<String>,
    /// Variables of the user.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub nonsensitive_user_variables: BTreeMap<String, String>,
    /// Variables that are called sensitive but stored unencrypted.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub sensitive_user_variables: BTreeMap<String, String>,
    /// Who created the version.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub creator: UserRef,
}

/// The parameters of `GET …/simulation/persona/`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListPersonas {
    /// Only these; empty: all.
    pub ids: Vec<PersonaId>,
    /// How many to return, 0 to [`ListPersonas::MAX_LIMIT`], which is the default.
    pub limit: Option<u32>,
    /// Where to go on.
    pub continuation_token: Option<Continuation>,
    /// Only deleted ones or only live ones; absent: both.
    pub is_deleted: Option<bool>,
    /// Only personas with any of these roles.
    pub roles: Vec<String>,
    /// Only personas created by any of these users.
    pub creators: Vec<UserRef>,
    /// Only personas with these tags.
    pub tags: Vec<TagFilter>,
    /// By `updated_at`.
    pub sort: Option<SortDirection>,
}

impl ListPersonas {
    /// The largest `limit`.
    pub const MAX_LIMIT: u32 = 50;

    /// The query string.
    #[must_use]
    pub fn query(&self) -> Query {
        let mut query = Query::new();
        query.extend("id", self.ids.iter().map(PersonaId::as_str));
        query.push_some("limit", self.limit);
        query.push_some("continuation_token", self.continuation_token.as_ref().map(Continuation::as_str));
        query.push_some("is_deleted", self.is_deleted);
        query.extend("role", self.roles.iter().map(String::as_str));
        query.extend("creator", self.creators.iter().map(UserRef::to_filter));
        query.extend("tag", self.tags.iter().map(ToString::to_string));
        query.sort("updated_at", self.sort);
        query
    }
}

/// The parameters of `GET …/simulation/persona/search`: the top 50 by relevance.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SearchPersonas {
    /// What to search for; must not be empty after trimming.
    pub query: String,
    /// Only personas with any of these roles.
    pub roles: Vec<String>,
    /// Only personas created by any of these users.
    pub creators: Vec<UserRef>,
    /// Only personas with these tags.
    pub tags: Vec<TagFilter>,
}

impl SearchPersonas {
    /// The query string.
    #[must_use]
    pub fn query(&self) -> Query {
        let mut query = Query::new();
        query.push("query", self.query.as_str());
        query.extend("role", self.roles.iter().map(String::as_str));
        query.extend("creator", self.creators.iter().map(UserRef::to_filter));
        query.extend("tag", self.tags.iter().map(ToString::to_string));
        query
    }
}

/// A page of personas.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonaList {
    /// The personas.
    pub simulation_personas: Listed<Persona>,
    /// Whether there is another page.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub has_more: bool,
    /// The way to it.
    #[serde(default)]
    pub continuation_token: Option<Continuation>,
    /// On the first page only.
    #[serde(default)]
    pub filter_values: Option<PersonaFilterValues>,
}

/// The values that occur.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonaFilterValues {
    /// Creators.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub creators: Vec<UserRef>,
    /// Tag keys.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub tags: Vec<String>,
    /// Roles.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub roles: Vec<String>,
}

/// The answer of a search.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonaMatches {
    /// The personas found, best first, deleted ones possibly among them.
    pub simulation_personas: Listed<Persona>,
}

/// A page of versions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonaVersionList {
    /// The versions.
    pub simulation_persona_versions: Listed<PersonaVersion>,
    /// Whether there is another page.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub has_more: bool,
    /// The way to it.
    #[serde(default)]
    pub continuation_token: Option<Continuation>,
}

/// The body of `POST …/simulation/persona/`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CreatePersona {
    /// Not empty after trimming; 409 if taken.
    pub name: String,
    /// Not empty after trimming.
    pub role: String,
    /// At most 20; keys and values of letters, digits, underscores and blanks (`^[\w\s]+$`).
    #[serde(serialize_with = "Tags::as_object")]
    pub tags: Tags,
    /// What it is like.
    pub initial_version: NewPersonaVersion,
}

/// The content of a new version. Both variable maps and `user_models` are required, empty or not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct NewPersonaVersion {
    /// Not empty after trimming.
    pub background: String,
    /// ISO 639-3, one of the document's 7,910.
    #[serde(skip_serializing_if = "Setting::is_default")]
    pub preferred_language: Setting,
    /// IANA name, one of the document's 599.
    #[serde(skip_serializing_if = "Setting::is_default")]
    pub timezone: Setting,
    /// Each not empty after trimming.
    pub user_models: Vec<String>,
    /// At most 20; keys match `^[a-z_][a-z0-9_]+$`.
    pub nonsensitive_user_variables: BTreeMap<String, String>,
    /// Likewise. Stored unencrypted: the document asks for staging data only.
    pub sensitive_user_variables: BTreeMap<String, String>,
}

/// A setting that falls back to the organization's: absent or an empty object means the default,
/// null means explicitly none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Setting {
    /// The organization's default: the key is left out.
    #[default]
    Default,
    /// Explicitly none.
    None,
    /// This value.
    Value(String),
}

impl Setting {
    /// Whether the key is left out.
    #[must_use]
    pub fn is_default(&self) -> bool {
        *self == Self::Default
    }
}

impl Serialize for Setting {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Default | Self::None => serializer.serialize_none(),
            Self::Value(value) => serializer.serialize_str(value),
        }
    }
}

/// The answer to a create (201).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreatedPersona {
    /// The new persona.
    pub simulation_persona_id: PersonaId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn required_parts_of_a_new_persona_are_sent_empty() {
        let body = serde_json::to_string(&CreatePersona::default()).unwrap();
        assert_eq!(
            body,
            r#"{"name":"","role":"","tags":{},"initial_version":{"background":"","user_models":[],"#
                .to_owned()
                + r#""nonsensitive_user_variables":{},"sensitive_user_variables":{}}}"#
        );
    }

    #[test]
    fn none_is_not_the_default() {
        let version = NewPersonaVersion { timezone: Setting::None, ..NewPersonaVersion::default() };
        let body = serde_json::to_string(&version).unwrap();
        assert!(body.contains(r#""timezone":null"#), "{body}");
        assert!(!body.contains("preferred_language"), "{body}");
    }
}
