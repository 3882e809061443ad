//! Simulation personas: who talks to the agent.

use std::collections::BTreeMap;

use crate::json::{self, FromJson, ToJson, Value};
use crate::{Continuation, Listed, PersonaId, Query, SortDirection, TagFilter, Tags, Timestamp, UserRef};

/// A persona (`SimulationPersonaInstance`). What it is like is on its versions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Persona {
    /// Its id; `id` in lists and in search.
    pub id: PersonaId,
    /// Its name; fixed after creation.
    pub name: String,
    /// Its role; fixed after creation.
    pub role: String,
    /// Its tags, as an object on the wire.
    pub tags: Tags,
    /// Whether it was soft-deleted.
    pub is_deleted: bool,
    /// When it was created.
    pub created_at: Timestamp,
    /// Who created it.
    pub creator: UserRef,
    /// When it was last changed.
    pub updated_at: Timestamp,
    /// Who last changed it.
    pub updated_by: UserRef,
}

impl FromJson for Persona {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self {
            id: json::id(value)?,
            name: json::field(value, "name"),
            role: json::field(value, "role"),
            tags: json::field(value, "tags"),
            is_deleted: json::field(value, "is_deleted"),
            created_at: json::field(value, "created_at"),
            creator: json::field(value, "creator"),
            updated_at: json::field(value, "updated_at"),
            updated_by: json::field(value, "updated_by"),
        })
    }
}

/// A version of a persona (`SimulationPersonaVersion`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonaVersion {
    /// The version's own id; `_id` on the wire.
    pub id: String,
    /// The organization it belongs to.
    pub org_id: String,
    /// When it was created; optional in the document.
    pub created_at: Option<Timestamp>,
    /// When it was last changed; optional in the document.
    pub updated_at: Option<Timestamp>,
    /// The persona.
    pub simulation_persona_id: PersonaId,
    /// Its number, from 1.
    pub version: i64,
    /// What the persona is like.
    pub background: String,
    /// ISO 639-3, or none.
    pub preferred_language: Option<String>,
    /// IANA name, or none.
    pub timezone: Option<String>,
    /// What the agent is to know of the user.
    pub user_models: Vec<String>,
    /// Variables of the user.
    pub nonsensitive_user_variables: BTreeMap<String, String>,
    /// Variables that are called sensitive but stored unencrypted.
    pub sensitive_user_variables: BTreeMap<String, String>,
    /// Who created the version.
    pub creator: UserRef,
}

impl FromJson for PersonaVersion {
    fn from_json(value: &Value) -> Option<Self> {
        value.as_object()?;
        Some(Self {
            id: json::id(value).unwrap_or_default(),
            org_id: json::field(value, "org_id"),
            created_at: json::field(value, "created_at"),
            updated_at: json::field(value, "updated_at"),
            simulation_persona_id: json::field(value, "simulation_persona_id"),
            version: json::field(value, "version"),
            background: json::field(value, "background"),
            preferred_language: json::field(value, "preferred_language"),
            timezone: json::field(value, "timezone"),
            user_models: json::field(value, "user_models"),
            nonsensitive_user_variables: json::field(value, "nonsensitive_user_variables"),
            sensitive_user_variables: json::field(value, "sensitive_user_variables"),
            creator: json::field(value, "creator"),
        })
    }
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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonaList {
    /// The personas.
    pub simulation_personas: Listed<Persona>,
    /// Whether there is another page.
    pub has_more: bool,
    /// The way to it.
    pub continuation_token: Option<Continuation>,
    /// On the first page only.
    pub filter_values: Option<PersonaFilterValues>,
}

impl FromJson for PersonaList {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self {
            simulation_personas: Listed::from_json(value.get("simulation_personas")?)?,
            has_more: json::field(value, "has_more"),
            continuation_token: json::field(value, "continuation_token"),
            filter_values: json::field(value, "filter_values"),
        })
    }
}

/// The values that occur.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonaFilterValues {
    /// Creators.
    pub creators: Vec<UserRef>,
    /// Tag keys.
    pub tags: Vec<String>,
    /// Roles.
    pub roles: Vec<String>,
}

impl FromJson for PersonaFilterValues {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self {
            creators: json::field(value, "creators"),
            tags: json::field(value, "tags"),
            roles: json::field(value, "roles"),
        })
    }
}

/// The answer of a search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonaMatches {
    /// The personas found, best first, deleted ones possibly among them.
    pub simulation_personas: Listed<Persona>,
}

impl FromJson for PersonaMatches {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self { simulation_personas: Listed::from_json(value.get("simulation_personas")?)? })
    }
}

/// A page of versions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonaVersionList {
    /// The versions.
    pub simulation_persona_versions: Listed<PersonaVersion>,
    /// Whether there is another page.
    pub has_more: bool,
    /// The way to it.
    pub continuation_token: Option<Continuation>,
}

impl FromJson for PersonaVersionList {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self {
            simulation_persona_versions: Listed::from_json(value.get("simulation_persona_versions")?)?,
            has_more: json::field(value, "has_more"),
            continuation_token: json::field(value, "continuation_token"),
        })
    }
}

/// The body of `POST …/simulation/persona/`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CreatePersona {
    /// Not empty after trimming; 409 if taken.
    pub name: String,
    /// Not empty after trimming.
    pub role: String,
    /// At most 20; keys and values of letters, digits, underscores and blanks (`^[\w\s]+$`).
    pub tags: Tags,
    /// What it is like.
    pub initial_version: NewPersonaVersion,
}

/// The content of a new version. Both variable maps and `user_models` are required, empty or not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewPersonaVersion {
    /// Not empty after trimming.
    pub background: String,
    /// ISO 639-3, one of the document's 7,910.
    pub preferred_language: Setting,
    /// IANA name, one of the document's 599.
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

impl ToJson for Setting {
    fn to_json(&self) -> Value {
        match self {
            Self::Default | Self::None => Value::Null,
            Self::Value(value) => value.to_json(),
        }
    }
}

impl ToJson for CreatePersona {
    fn to_json(&self) -> Value {
        json::object(&[
            ("name", &self.name),
            ("role", &self.role),
            ("tags", &self.tags),
            ("initial_version", &self.initial_version),
        ])
    }
}

impl ToJson for NewPersonaVersion {
    fn to_json(&self) -> Value {
        let mut members: Vec<(&str, &dyn ToJson)> = vec![
            ("background", &self.background),
            ("user_models", &self.user_models),
            ("nonsensitive_user_variables", &self.nonsensitive_user_variables),
            ("sensitive_user_variables", &self.sensitive_user_variables),
        ];
        let settings = [("preferred_language", &self.preferred_language), ("timezone", &self.timezone)];
        for (name, setting) in settings {
            if !setting.is_default() {
                members.push((name, setting));
            }
        }
        json::object(&members)
    }
}

/// The answer to a create (201).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CreatedPersona {
    /// The new persona.
    pub simulation_persona_id: PersonaId,
}

impl FromJson for CreatedPersona {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self { simulation_persona_id: json::required(value, "simulation_persona_id")? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::encode;

    #[test]
    fn required_parts_of_a_new_persona_are_sent_empty() {
        let body = encode(&CreatePersona::default());
        assert_eq!(
            body,
            r#"{"initial_version":{"background":"","nonsensitive_user_variables":{},"#.to_owned()
                + r#""sensitive_user_variables":{},"user_models":[]},"name":"","role":"","tags":{}}"#
        );
    }

    #[test]
    fn none_is_not_the_default() {
        let version = NewPersonaVersion { timezone: Setting::None, ..NewPersonaVersion::default() };
        let body = encode(&version);
        assert!(body.contains(r#""timezone":null"#), "{body}");
        assert!(!body.contains("preferred_language"), "{body}");
    }
}
