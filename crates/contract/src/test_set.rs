//! Simulation unit test sets: which unit tests run together, and how often each.

use crate::json::{self, AsItCame, FromJson, ToJson, Value};
use crate::{
    Continuation, Listed, Query, SortDirection, TagFilter, Tags, TestSetId, TestSetRunId, Timestamp,
    UnitTestId, UserRef,
};

/// A set: `SimulationUnitTestSetInstance` in lists (`id`), `SimulationUnitTestSet` in search
/// (`_id`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TestSet {
    /// Its id.
    pub id: TestSetId,
    /// The organization it belongs to.
    pub org_id: String,
    /// When it was created; optional in the document.
    pub created_at: Option<Timestamp>,
    /// When it was last changed; optional in the document.
    pub updated_at: Option<Timestamp>,
    /// Unique in the organization.
    pub name: String,
    /// What it is for.
    pub description: Option<String>,
    /// Its members.
    pub unit_test_runs: Vec<TestSetMember>,
    /// Its latest run.
    pub last_triggered_run_id: Option<TestSetRunId>,
    /// Whether it was soft-deleted.
    pub is_deleted: bool,
    /// Its tags.
    pub tags: Tags,
    /// Who created it.
    pub creator: UserRef,
    /// Who last changed it.
    pub updated_by: UserRef,
}

impl FromJson for TestSet {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self {
            id: json::id(value)?,
            org_id: json::field(value, "org_id"),
            created_at: json::field(value, "created_at"),
            updated_at: json::field(value, "updated_at"),
            name: json::field(value, "name"),
            description: json::field(value, "description"),
            unit_test_runs: json::field(value, "unit_test_runs"),
            last_triggered_run_id: json::field(value, "last_triggered_run_id"),
            is_deleted: json::field(value, "is_deleted"),
            tags: json::field(value, "tags"),
            creator: json::field(value, "creator"),
            updated_by: json::field(value, "updated_by"),
        })
    }
}

/// A member of a set (`UnitTestRunDescriptor`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TestSetMember {
    /// The unit test.
    pub unit_test_id: UnitTestId,
    /// How many conversations a run of the set simulates; at least 1.
    pub run_count: i64,
    /// The object as it came, where it holds more: it is sent along, for the API replaces all members.
    pub as_it_came: AsItCame,
}

impl FromJson for TestSetMember {
    fn from_json(value: &Value) -> Option<Self> {
        let run_count: i64 = json::field(value, "run_count");
        let is_short = |number: &Value| *number == run_count.to_json();
        let is_plain = value.as_object().is_some_and(|members| members.len() == 2)
            && value.get("unit_test_id").is_some_and(Value::is_string)
            && value.get("run_count").is_some_and(is_short);
        Some(Self {
            unit_test_id: json::field(value, "unit_test_id"),
            run_count,
            as_it_came: if is_plain { AsItCame::default() } else { AsItCame::keep(value) },
        })
    }
}

impl ToJson for TestSetMember {
    fn to_json(&self) -> Value {
        let is_same =
            |there: &Self| there.unit_test_id == self.unit_test_id && there.run_count == self.run_count;
        if self.as_it_came.read().as_ref().is_some_and(is_same) {
            return self.as_it_came.to_json();
        }
        self.as_it_came
            .with(&[("unit_test_id", self.unit_test_id.to_json()), ("run_count", self.run_count.to_json())])
    }
}

/// The parameters of `GET …/simulation/unit_test_set/`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListTestSets {
    /// Only these; empty: all.
    pub ids: Vec<TestSetId>,
    /// How many to return, 0 to [`ListTestSets::MAX_LIMIT`], which is the default.
    pub limit: Option<u32>,
    /// Where to go on.
    pub continuation_token: Option<Continuation>,
    /// Only deleted ones or only live ones; absent: both.
    pub is_deleted: Option<bool>,
    /// Only sets that hold any of these tests.
    pub unit_test_ids: Vec<UnitTestId>,
    /// Only sets created by any of these users.
    pub creators: Vec<UserRef>,
    /// Only sets with these tags.
    pub tags: Vec<TagFilter>,
    /// By `updated_at`.
    pub sort: Option<SortDirection>,
}

impl ListTestSets {
    /// The largest `limit`.
    pub const MAX_LIMIT: u32 = 20;

    /// The query string.
    #[must_use]
    pub fn query(&self) -> Query {
        let mut query = Query::new();
        query.extend("id", self.ids.iter().map(TestSetId::as_str));
        query.push_some("limit", self.limit);
        query.push_some("continuation_token", self.continuation_token.as_ref().map(Continuation::as_str));
        query.push_some("is_deleted", self.is_deleted);
        query.extend("unit_test_id", self.unit_test_ids.iter().map(UnitTestId::as_str));
        query.extend("creator", self.creators.iter().map(UserRef::to_filter));
        query.extend("tag", self.tags.iter().map(ToString::to_string));
        query.sort("updated_at", self.sort);
        query
    }
}

/// The parameters of `GET …/simulation/unit_test_set/search/`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SearchTestSets {
    /// What to search for; must not be empty after trimming.
    pub query: String,
    /// Only sets created by any of these users.
    pub creators: Vec<UserRef>,
    /// Only sets with these tags.
    pub tags: Vec<TagFilter>,
    /// Only sets that hold any of these tests.
    pub unit_test_ids: Vec<UnitTestId>,
}

impl SearchTestSets {
    /// The query string.
    #[must_use]
    pub fn query(&self) -> Query {
        let mut query = Query::new();
        query.push("query", self.query.as_str());
        query.extend("creator", self.creators.iter().map(UserRef::to_filter));
        query.extend("tag", self.tags.iter().map(ToString::to_string));
        query.extend("unit_test_id", self.unit_test_ids.iter().map(UnitTestId::as_str));
        query
    }
}

/// A page of sets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TestSetList {
    /// The sets.
    pub simulation_unit_test_sets: Listed<TestSet>,
    /// Whether there is another page.
    pub has_more: bool,
    /// The way to it.
    pub continuation_token: Option<Continuation>,
    /// On the first page only.
    pub filter_values: Option<TestSetFilterValues>,
}

impl FromJson for TestSetList {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self {
            simulation_unit_test_sets: Listed::from_json(value.get("simulation_unit_test_sets")?)?,
            has_more: json::field(value, "has_more"),
            continuation_token: json::field(value, "continuation_token"),
            filter_values: json::field(value, "filter_values"),
        })
    }
}

/// The values that occur.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TestSetFilterValues {
    /// Creators.
    pub creators: Vec<UserRef>,
    /// Unit tests that are members.
    pub unit_test_ids: Vec<UnitTestId>,
    /// Tag keys.
    pub tags: Vec<String>,
}

impl FromJson for TestSetFilterValues {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self {
            creators: json::field(value, "creators"),
            unit_test_ids: json::field(value, "unit_test_ids"),
            tags: json::field(value, "tags"),
        })
    }
}

/// The answer of a search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TestSetMatches {
    /// The sets found, deleted ones among them.
    pub simulation_unit_test_sets: Listed<TestSet>,
}

impl FromJson for TestSetMatches {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self { simulation_unit_test_sets: Listed::from_json(value.get("simulation_unit_test_sets")?)? })
    }
}

/// The body of `POST …/simulation/unit_test_set/`. Every key is required.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CreateTestSet {
    /// Not empty after trimming; 409 if taken.
    pub name: String,
    /// Not empty after trimming, or none (null).
    pub description: Option<String>,
    /// At least one; counts of at least 1. 404 if a test is unknown.
    pub unit_test_runs: Vec<TestSetMember>,
    /// May be empty.
    pub tags: Tags,
}

impl ToJson for CreateTestSet {
    fn to_json(&self) -> Value {
        json::object(&[
            ("name", &self.name),
            ("description", &self.description),
            ("unit_test_runs", &self.unit_test_runs),
            ("tags", &self.tags),
        ])
    }
}

/// The answer to a create (201): the id and nothing else.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CreatedTestSet {
    /// The new set.
    pub simulation_unit_test_set_id: TestSetId,
}

impl FromJson for CreatedTestSet {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self { simulation_unit_test_set_id: json::required(value, "simulation_unit_test_set_id")? })
    }
}

/// The body of `POST …/simulation/unit_test_set/{id}`: only what changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UpdateTestSet {
    /// Not empty after trimming; 409 if taken.
    pub name: Option<String>,
    /// A text, not empty after trimming, or `Some(None)`, which is sent as null and clears it. Left out it
    /// stays (the document); that null clears it is a reading.
    pub description: Option<Option<String>>,
    /// All members, replacing the old ones; at least one.
    pub unit_test_runs: Option<Vec<TestSetMember>>,
    /// All tags, replacing the old ones.
    pub tags: Option<Tags>,
}

impl UpdateTestSet {
    /// Whether nothing changes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl ToJson for UpdateTestSet {
    fn to_json(&self) -> Value {
        json::object_of_given(&[
            ("name", json::given(&self.name)),
            ("description", json::given(&self.description)),
            ("unit_test_runs", json::given(&self.unit_test_runs)),
            ("tags", json::given(&self.tags)),
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::encode;

    #[test]
    fn a_create_without_a_description_says_so() {
        let body = CreateTestSet {
            name: "Nightly".into(),
            description: None,
            unit_test_runs: vec![TestSetMember {
                unit_test_id: UnitTestId::from_response("6618791275130b73714e8d1c"),
                run_count: 5,
                ..TestSetMember::default()
            }],
            tags: Tags::default(),
        };
        assert_eq!(
            encode(&body),
            r#"{"description":null,"name":"Nightly","tags":{},"unit_test_runs":[{"run_count":5,"unit_test_id":"6618791275130b73714e8d1c"}]}"#
        );
    }

    #[test]
    fn a_member_goes_back_as_it_came() {
        for json in [
            r#"{"run_count":5,"unit_test_id":"a"}"#,
            r#"{"run_count":5.0,"unit_test_id":"a"}"#,
            r#"{"run_count":1e1,"unit_test_id":"a","weight":2}"#,
            r#"{"run_count":9007199254740993,"unit_test_id":"a"}"#,
        ] {
            let member: TestSetMember = crate::json::decode(json).unwrap();
            assert_eq!(encode(&member), json);
            assert_eq!(member.as_it_came == AsItCame::default(), !json.contains(['.', 'w']), "{json}");
        }
        let more: TestSetMember =
            crate::json::decode(r#"{"run_count":5.0,"unit_test_id":"a","weight":2}"#).unwrap();
        let sent = encode(&TestSetMember { run_count: 7, ..more });
        assert_eq!(sent, r#"{"run_count":7,"unit_test_id":"a","weight":2}"#);
    }

    #[test]
    fn an_update_tells_clearing_the_description_from_leaving_it() {
        let update = |description| UpdateTestSet { description, ..UpdateTestSet::default() };
        assert_eq!(encode(&update(None)), "{}");
        assert_eq!(encode(&update(Some(None))), r#"{"description":null}"#);
        assert_eq!(encode(&update(Some(Some("All".into())))), r#"{"description":"All"}"#);
        assert!(update(None).is_empty() && !update(Some(None)).is_empty());
    }
}
