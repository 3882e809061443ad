//! Simulation scenarios: what happens in the conversation.

use crate::json::{self, FromJson, ToJson, Value};
use crate::{Continuation, Listed, Query, ScenarioId, SortDirection, TagFilter, Tags, Timestamp, UserRef};

/// A scenario (`SimulationScenarioInstance`). What happens is on its versions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scenario {
    /// Its id; `id` in lists and in search.
    pub id: ScenarioId,
    /// Its name; fixed after creation.
    pub name: String,
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

impl FromJson for Scenario {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self {
            id: json::id(value)?,
            name: json::field(value, "name"),
            tags: json::field(value, "tags"),
            is_deleted: json::field(value, "is_deleted"),
            created_at: json::field(value, "created_at"),
            creator: json::field(value, "creator"),
            updated_at: json::field(value, "updated_at"),
            updated_by: json::field(value, "updated_by"),
        })
    }
}

/// A version of a scenario (`SimulationScenarioVersion`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScenarioVersion {
    /// The version's own id; `_id` on the wire.
    pub id: String,
    /// The organization it belongs to.
    pub org_id: String,
    /// When it was created; optional in the document.
    pub created_at: Option<Timestamp>,
    /// When it was last changed; optional in the document.
    pub updated_at: Option<Timestamp>,
    /// The scenario.
    pub simulation_scenario_id: ScenarioId,
    /// Its number, from 1.
    pub version: i64,
    /// What the simulated user wants.
    pub objective: String,
    /// How the simulated user goes about it.
    pub instructions: String,
    /// Who speaks first.
    pub initial_message_type: InitialMessageType,
    /// When the conversation is set, or none for the server's time.
    pub conversation_starts_at: Option<Timestamp>,
    /// Who created the version.
    pub creator: UserRef,
}

impl FromJson for ScenarioVersion {
    fn from_json(value: &Value) -> Option<Self> {
        value.as_object()?;
        Some(Self {
            id: json::id(value).unwrap_or_default(),
            org_id: json::field(value, "org_id"),
            created_at: json::field(value, "created_at"),
            updated_at: json::field(value, "updated_at"),
            simulation_scenario_id: json::field(value, "simulation_scenario_id"),
            version: json::field(value, "version"),
            objective: json::field(value, "objective"),
            instructions: json::field(value, "instructions"),
            initial_message_type: json::field(value, "initial_message_type"),
            conversation_starts_at: json::field(value, "conversation_starts_at"),
            creator: json::field(value, "creator"),
        })
    }
}

/// Who speaks first (`InitialMessageType`; meanings from the vendor's guide).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum InitialMessageType {
    /// `user-message`: the persona.
    Persona,
    /// `external-event`: an event from outside starts the conversation.
    ExternalEvent,
    /// `skip`: the agent.
    Agent,
    /// A type that this version does not know; empty where the answer named none.
    Other(String),
}

impl InitialMessageType {
    /// The text on the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Persona => "user-message",
            Self::ExternalEvent => "external-event",
            Self::Agent => "skip",
            Self::Other(other) => other,
        }
    }
}

impl Default for InitialMessageType {
    fn default() -> Self {
        Self::Other(String::new())
    }
}

impl FromJson for InitialMessageType {
    fn from_json(value: &Value) -> Option<Self> {
        Some(match value.as_str()? {
            "user-message" => Self::Persona,
            "external-event" => Self::ExternalEvent,
            "skip" => Self::Agent,
            other => Self::Other(other.to_owned()),
        })
    }
}

impl ToJson for InitialMessageType {
    fn to_json(&self) -> Value {
        self.as_str().to_json()
    }
}

/// The parameters of `GET …/simulation/scenario/`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListScenarios {
    /// Only these; empty: all.
    pub ids: Vec<ScenarioId>,
    /// How many to return, 0 to [`ListScenarios::MAX_LIMIT`]; 50 if absent.
    pub limit: Option<u32>,
    /// Where to go on.
    pub continuation_token: Option<Continuation>,
    /// Only deleted ones or only live ones; absent: both.
    pub is_deleted: Option<bool>,
    /// Only scenarios created by any of these users.
    pub creators: Vec<UserRef>,
    /// Only scenarios with these tags.
    pub tags: Vec<TagFilter>,
    /// By `updated_at`.
    pub sort: Option<SortDirection>,
}

impl ListScenarios {
    /// The largest `limit`.
    pub const MAX_LIMIT: u32 = 200;

    /// The query string.
    #[must_use]
    pub fn query(&self) -> Query {
        let mut query = Query::new();
        query.extend("id", self.ids.iter().map(ScenarioId::as_str));
        query.push_some("limit", self.limit);
        query.push_some("continuation_token", self.continuation_token.as_ref().map(Continuation::as_str));
        query.push_some("is_deleted", self.is_deleted);
        query.extend("creator", self.creators.iter().map(UserRef::to_filter));
        query.extend("tag", self.tags.iter().map(ToString::to_string));
        query.sort("updated_at", self.sort);
        query
    }
}

/// The parameters of `GET …/simulation/scenario/search`: the top 50 by relevance.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SearchScenarios {
    /// What to search for; must not be empty after trimming.
    pub query: String,
    /// Only scenarios created by any of these users.
    pub creators: Vec<UserRef>,
    /// Only scenarios with these tags.
    pub tags: Vec<TagFilter>,
}

impl SearchScenarios {
    /// The query string.
    #[must_use]
    pub fn query(&self) -> Query {
        let mut query = Query::new();
        query.push("query", self.query.as_str());
        query.extend("creator", self.creators.iter().map(UserRef::to_filter));
        query.extend("tag", self.tags.iter().map(ToString::to_string));
        query
    }
}

/// A page of scenarios.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScenarioList {
    /// The scenarios.
    pub simulation_scenarios: Listed<Scenario>,
    /// Whether there is another page.
    pub has_more: bool,
    /// The way to it.
    pub continuation_token: Option<Continuation>,
    /// On the first page only.
    pub filter_values: Option<ScenarioFilterValues>,
}

impl FromJson for ScenarioList {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self {
            simulation_scenarios: Listed::from_json(value.get("simulation_scenarios")?)?,
            has_more: json::field(value, "has_more"),
            continuation_token: json::field(value, "continuation_token"),
            filter_values: json::field(value, "filter_values"),
        })
    }
}

/// The values that occur.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScenarioFilterValues {
    /// Creators.
    pub creators: Vec<UserRef>,
    /// Tag keys.
    pub tags: Vec<String>,
}

impl FromJson for ScenarioFilterValues {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self { creators: json::field(value, "creators"), tags: json::field(value, "tags") })
    }
}

/// The answer of a search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScenarioMatches {
    /// The scenarios found, best first, deleted ones possibly among them.
    pub simulation_scenarios: Listed<Scenario>,
}

impl FromJson for ScenarioMatches {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self { simulation_scenarios: Listed::from_json(value.get("simulation_scenarios")?)? })
    }
}

/// A page of versions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScenarioVersionList {
    /// The versions.
    pub simulation_scenario_versions: Listed<ScenarioVersion>,
    /// Whether there is another page.
    pub has_more: bool,
    /// The way to it.
    pub continuation_token: Option<Continuation>,
}

impl FromJson for ScenarioVersionList {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self {
            simulation_scenario_versions: Listed::from_json(value.get("simulation_scenario_versions")?)?,
            has_more: json::field(value, "has_more"),
            continuation_token: json::field(value, "continuation_token"),
        })
    }
}

/// The body of `POST …/simulation/scenario/`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CreateScenario {
    /// Not empty after trimming; 409 if taken.
    pub name: String,
    /// At most 20; keys and values of letters, digits, underscores and blanks (`^[\w\s]+$`).
    pub tags: Tags,
    /// What happens.
    pub initial_version: NewScenarioVersion,
}

/// The content of a new version.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewScenarioVersion {
    /// Not empty after trimming.
    pub objective: String,
    /// Not empty after trimming.
    pub instructions: String,
    /// Who speaks first; one of the three known types.
    pub initial_message_type: InitialMessageType,
    /// Required, null for the server's time.
    pub conversation_starts_at: Option<Timestamp>,
}

impl ToJson for CreateScenario {
    fn to_json(&self) -> Value {
        json::object(&[
            ("name", &self.name),
            ("tags", &self.tags),
            ("initial_version", &self.initial_version),
        ])
    }
}

impl ToJson for NewScenarioVersion {
    fn to_json(&self) -> Value {
        json::object(&[
            ("objective", &self.objective),
            ("instructions", &self.instructions),
            ("initial_message_type", &self.initial_message_type),
            ("conversation_starts_at", &self.conversation_starts_at),
        ])
    }
}

/// The answer to a create (201).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CreatedScenario {
    /// The new scenario.
    pub simulation_scenario_id: ScenarioId,
}

impl FromJson for CreatedScenario {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self { simulation_scenario_id: json::required(value, "simulation_scenario_id")? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::encode;

    #[test]
    fn a_new_scenario_says_that_it_has_no_time_of_its_own() {
        let body = CreateScenario {
            name: "Refill".into(),
            tags: Tags::default(),
            initial_version: NewScenarioVersion {
                objective: "Get a refill".into(),
                instructions: "Be brief".into(),
                initial_message_type: InitialMessageType::Agent,
                conversation_starts_at: None,
            },
        };
        assert_eq!(
            encode(&body),
            r#"{"initial_version":{"conversation_starts_at":null,"initial_message_type":"skip","#.to_owned()
                + r#""instructions":"Be brief","objective":"Get a refill"},"name":"Refill","tags":{}}"#
        );
    }
}
