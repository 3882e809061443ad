//! Simulation unit tests.

use crate::json::{self, FromJson, ToJson, Value};
use crate::{
    Continuation, Listed, MetricId, PersonaId, Query, ScenarioId, ServiceId, SortDirection, SuccessCriterion,
    TagFilter, Tags, Timestamp, UnitTestId, UserRef,
};

/// A unit test: `SimulationUnitTestInstance` in lists (`id`), `SimulationUnitTest` in search
/// (`_id`).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct UnitTest {
    /// Its id. The one field without which an item is unreadable.
    pub id: UnitTestId,
    /// The organization it belongs to.
    pub org_id: String,
    /// When it was created; optional in the document.
    pub created_at: Option<Timestamp>,
    /// When it was last changed; optional in the document.
    pub updated_at: Option<Timestamp>,
    /// Unique in the organization and fixed after creation.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// The service it talks to.
    pub service_id: ServiceId,
    /// The service's version set it talks to, by name.
    pub service_version_set_name: String,
    /// Who talks; the latest version when it runs.
    pub persona_id: PersonaId,
    /// What happens; the latest version when it runs.
    pub scenario_id: ScenarioId,
    /// After so many interactions the test fails, 1 to 100. 0 stands for an answer without it.
    pub max_interactions: i64,
    /// What must hold for it to pass.
    pub success_criterions: Vec<SuccessCriterion>,
    /// Whether it was soft-deleted.
    pub is_deleted: bool,
    /// Its tags.
    pub tags: Tags,
    /// Who created it.
    pub creator: UserRef,
    /// Who last changed it.
    pub updated_by: UserRef,
}

impl FromJson for UnitTest {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self {
            id: json::id(value)?,
            org_id: json::field(value, "org_id"),
            created_at: json::field(value, "created_at"),
            updated_at: json::field(value, "updated_at"),
            name: json::field(value, "name"),
            description: json::field(value, "description"),
            service_id: json::field(value, "service_id"),
            service_version_set_name: json::field(value, "service_version_set_name"),
            persona_id: json::field(value, "persona_id"),
            scenario_id: json::field(value, "scenario_id"),
            max_interactions: json::field(value, "max_interactions"),
            success_criterions: json::field(value, "success_criterions"),
            is_deleted: json::field(value, "is_deleted"),
            tags: json::field(value, "tags"),
            creator: json::field(value, "creator"),
            updated_by: json::field(value, "updated_by"),
        })
    }
}

/// The parameters of `GET …/simulation/unit_test/`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListUnitTests {
    /// Only these; empty: all.
    pub ids: Vec<UnitTestId>,
    /// How many to return, 0 to [`ListUnitTests::MAX_LIMIT`]; 50 if absent.
    pub limit: Option<u32>,
    /// Where to go on, from the answer before.
    pub continuation_token: Option<Continuation>,
    /// Only deleted ones or only live ones; absent: both.
    pub is_deleted: Option<bool>,
    /// Only tests of any of these services.
    pub service_ids: Vec<ServiceId>,
    /// Only tests with any of these personas.
    pub persona_ids: Vec<PersonaId>,
    /// Only tests with any of these scenarios.
    pub scenario_ids: Vec<ScenarioId>,
    /// Only tests with a criterion on any of these metrics.
    pub metric_ids: Vec<MetricId>,
    /// Only tests created by any of these users.
    pub creators: Vec<UserRef>,
    /// Only tests with these tags. Whether several mean all or any is not documented.
    pub tags: Vec<TagFilter>,
    /// By `updated_at`; the order is unknown if absent.
    pub sort: Option<SortDirection>,
}

impl ListUnitTests {
    /// The largest `limit`; more is a 422.
    pub const MAX_LIMIT: u32 = 500;

    /// The query string.
    #[must_use]
    pub fn query(&self) -> Query {
        let mut query = Query::new();
        query.extend("id", self.ids.iter().map(UnitTestId::as_str));
        query.push_some("limit", self.limit);
        query.push_some("continuation_token", self.continuation_token.as_ref().map(Continuation::as_str));
        query.push_some("is_deleted", self.is_deleted);
        query.extend("service_id", self.service_ids.iter().map(ServiceId::as_str));
        query.extend("persona_id", self.persona_ids.iter().map(PersonaId::as_str));
        query.extend("scenario_id", self.scenario_ids.iter().map(ScenarioId::as_str));
        query.extend("metric_id", self.metric_ids.iter().map(MetricId::as_str));
        query.extend("creator", self.creators.iter().map(UserRef::to_filter));
        query.extend("tag", self.tags.iter().map(ToString::to_string));
        query.sort("updated_at", self.sort);
        query
    }
}

/// The parameters of `GET …/simulation/unit_test/search/`. No paging, no sort, no `is_deleted`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SearchUnitTests {
    /// What to search for; must not be empty after trimming.
    pub query: String,
    /// Only tests created by any of these users.
    pub creators: Vec<UserRef>,
    /// Only tests with these tags.
    pub tags: Vec<TagFilter>,
    /// Only tests of any of these services.
    pub service_ids: Vec<ServiceId>,
    /// Only tests with any of these personas.
    pub persona_ids: Vec<PersonaId>,
    /// Only tests with any of these scenarios.
    pub scenario_ids: Vec<ScenarioId>,
    /// Only tests with a criterion on any of these metrics.
    pub metric_ids: Vec<MetricId>,
}

impl SearchUnitTests {
    /// The query string.
    #[must_use]
    pub fn query(&self) -> Query {
        let mut query = Query::new();
        query.push("query", self.query.as_str());
        query.extend("creator", self.creators.iter().map(UserRef::to_filter));
        query.extend("tag", self.tags.iter().map(ToString::to_string));
        query.extend("service_id", self.service_ids.iter().map(ServiceId::as_str));
        query.extend("persona_id", self.persona_ids.iter().map(PersonaId::as_str));
        query.extend("scenario_id", self.scenario_ids.iter().map(ScenarioId::as_str));
        query.extend("metric_id", self.metric_ids.iter().map(MetricId::as_str));
        query
    }
}

/// A page of the list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct UnitTestList {
    /// The tests.
    pub simulation_unit_tests: Listed<UnitTest>,
    /// Whether there is another page. It alone decides, not the token.
    pub has_more: bool,
    /// The way to the next page.
    pub continuation_token: Option<Continuation>,
    /// On the first page only.
    pub filter_values: Option<UnitTestFilterValues>,
}

impl FromJson for UnitTestList {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self {
            simulation_unit_tests: Listed::from_json(value.get("simulation_unit_tests")?)?,
            has_more: json::field(value, "has_more"),
            continuation_token: json::field(value, "continuation_token"),
            filter_values: json::field(value, "filter_values"),
        })
    }
}

/// The values that occur, "assuming the user has access to everything".
#[derive(Clone, Debug, Default, PartialEq)]
pub struct UnitTestFilterValues {
    /// Creators "under the current filters".
    pub creators: Vec<UserRef>,
    /// Tag keys "under the current filters"; never values.
    pub tags: Vec<String>,
    /// Services; whether under the current filters is not said.
    pub service_ids: Vec<ServiceId>,
    /// Personas, likewise.
    pub persona_ids: Vec<PersonaId>,
    /// Scenarios, likewise.
    pub scenario_ids: Vec<ScenarioId>,
    /// Metrics, likewise.
    pub metric_ids: Vec<MetricId>,
}

impl FromJson for UnitTestFilterValues {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self {
            creators: json::field(value, "creators"),
            tags: json::field(value, "tags"),
            service_ids: json::field(value, "service_ids"),
            persona_ids: json::field(value, "persona_ids"),
            scenario_ids: json::field(value, "scenario_ids"),
            metric_ids: json::field(value, "metric_ids"),
        })
    }
}

/// The answer of a search.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct UnitTestMatches {
    /// The tests found, deleted ones among them.
    pub simulation_unit_tests: Listed<UnitTest>,
}

impl FromJson for UnitTestMatches {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self { simulation_unit_tests: Listed::from_json(value.get("simulation_unit_tests")?)? })
    }
}

/// The body of `POST …/simulation/unit_test/`. Everything is required.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CreateUnitTest {
    /// Not empty after trimming; 409 if taken.
    pub name: String,
    /// Not empty after trimming.
    pub description: String,
    /// 404 if unknown.
    pub service_id: ServiceId,
    /// One of the service's version sets; 404 if unknown.
    pub service_version_set_name: String,
    /// 404 if unknown.
    pub persona_id: PersonaId,
    /// 404 if unknown.
    pub scenario_id: ScenarioId,
    /// 1 to 100.
    pub max_interactions: u32,
    /// At least one; 400 if a type is not its metric's, 404 if a metric is unknown.
    pub success_criterions: Vec<SuccessCriterion>,
    /// May be empty.
    pub tags: Tags,
}

impl ToJson for CreateUnitTest {
    fn to_json(&self) -> Value {
        json::object(&[
            ("name", &self.name),
            ("description", &self.description),
            ("service_id", &self.service_id),
            ("service_version_set_name", &self.service_version_set_name),
            ("persona_id", &self.persona_id),
            ("scenario_id", &self.scenario_id),
            ("max_interactions", &self.max_interactions),
            ("success_criterions", &self.success_criterions),
            ("tags", &self.tags),
        ])
    }
}

/// The answer to a create (201): the id and nothing else.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CreatedUnitTest {
    /// The new test.
    pub simulation_unit_test_id: UnitTestId,
}

impl FromJson for CreatedUnitTest {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self { simulation_unit_test_id: json::required(value, "simulation_unit_test_id")? })
    }
}

/// The body of `POST …/simulation/unit_test/{id}/`: only what changes. No name: a unit test
/// cannot be renamed. `run_count` is left out on purpose: no answer ever returns it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct UpdateUnitTest {
    /// Not empty after trimming.
    pub description: Option<String>,
    /// Another service.
    pub service_id: Option<ServiceId>,
    /// Another version set.
    pub service_version_set_name: Option<String>,
    /// Another persona.
    pub persona_id: Option<PersonaId>,
    /// Another scenario.
    pub scenario_id: Option<ScenarioId>,
    /// 1 to 100.
    pub max_interactions: Option<u32>,
    /// All criteria, replacing the old ones; at least one.
    pub success_criterions: Option<Vec<SuccessCriterion>>,
    /// All tags, replacing the old ones.
    pub tags: Option<Tags>,
}

impl UpdateUnitTest {
    /// Whether nothing changes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl ToJson for UpdateUnitTest {
    fn to_json(&self) -> Value {
        json::object_of_given(&[
            ("description", json::given(&self.description)),
            ("service_id", json::given(&self.service_id)),
            ("service_version_set_name", json::given(&self.service_version_set_name)),
            ("persona_id", json::given(&self.persona_id)),
            ("scenario_id", json::given(&self.scenario_id)),
            ("max_interactions", json::given(&self.max_interactions)),
            ("success_criterions", json::given(&self.success_criterions)),
            ("tags", json::given(&self.tags)),
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::{decode, encode};
    use crate::{Criterion, Tag};

    #[test]
    fn list_and_search_read_alike() {
        for key in ["id", "_id"] {
            let json = format!(r#"{{"{key}":"6618791275130b73714e8d1c","name":"A","future":1}}"#);
            let test: UnitTest = decode(&json).unwrap();
            assert_eq!((test.id.as_str(), test.name.as_str()), ("6618791275130b73714e8d1c", "A"));
        }
    }

    #[test]
    fn nulls_and_missing_fields_are_survived() {
        let json = r#"{"id":"x","name":null,"tags":null,"creator":null,"success_criterions":null,
            "max_interactions":null,"is_deleted":null,"updated_at":null}"#;
        let test: UnitTest = decode(json).unwrap();
        assert_eq!(test, UnitTest { id: UnitTestId::from_response("x"), ..UnitTest::default() });
    }

    #[test]
    fn a_create_is_the_documented_body() {
        let body = CreateUnitTest {
            name: "Onboarding - Confused New User".into(),
            description: "Guides".into(),
            service_id: ServiceId::from_response("6618791275130b73714e8d1c"),
            service_version_set_name: "release".into(),
            persona_id: PersonaId::from_response("6618791275130b73714e8d2a"),
            scenario_id: ScenarioId::from_response("6618791275130b73714e8d3b"),
            max_interactions: 20,
            success_criterions: vec![SuccessCriterion {
                name: "Completion Rate".into(),
                metric_id: MetricId::from_response("6618791275130b73714e8d4c"),
                criterion: Criterion::Boolean { expected_value: true },
                ..SuccessCriterion::default()
            }],
            tags: Tags(vec![
                Tag { key: "suite".into(), value: Some("onboarding".into()) },
                Tag { key: "slow".into(), value: None },
            ]),
        };
        assert_eq!(
            encode(&body),
            r#"{"description":"Guides","max_interactions":20,"name":"Onboarding - Confused New User","#
                .to_owned()
                + r#""persona_id":"6618791275130b73714e8d2a","scenario_id":"6618791275130b73714e8d3b","#
                + r#""service_id":"6618791275130b73714e8d1c","service_version_set_name":"release","#
                + r#""success_criterions":[{"criterion":{"expected_value":true,"type":"boolean"},"#
                + r#""metric_id":"6618791275130b73714e8d4c","name":"Completion Rate"}],"#
                + r#""tags":{"slow":null,"suite":"onboarding"}}"#
        );
    }

    #[test]
    fn an_update_sends_only_what_changed() {
        let update = UpdateUnitTest { max_interactions: Some(5), ..UpdateUnitTest::default() };
        assert_eq!(encode(&update), r#"{"max_interactions":5}"#);
        let cleared = UpdateUnitTest { tags: Some(Tags::default()), ..UpdateUnitTest::default() };
        assert_eq!(encode(&cleared), r#"{"tags":{}}"#);
        assert!(UpdateUnitTest::default().is_empty() && !cleared.is_empty());
    }
}
