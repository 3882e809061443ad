//! Simulation unit test sets: which unit tests run together, and how often each.

use serde::{Deserialize, Serialize};

use crate::{
    Continuation, Listed, Query, SortDirection, TagFilter, Tags, TestSetId, TestSetRunId, Timestamp,
    UnitTestId, UserRef,
};

/// A set: `SimulationUnitTestSetInstance` in lists (`id`), `SimulationUnitTestSet` in search
/// (`_id`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TestSet {
    /// Its id.
    #[serde(alias = "_id")]
    pub id: TestSetId,
    /// The organization it belongs to.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub org_id: String,
    /// When it was created; optional in the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Timestamp>,
    /// When it was last changed; optional in the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<Timestamp>,
    /// Unique in the organization.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub name: String,
    /// What it is for.
    #[serde(default)]
    pub description: Option<String>,
    /// Its members.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub unit_test_runs: Vec<TestSetMember>,
    /// Its latest run.
    #[serde(default)]
    pub last_triggered_run_id: Option<TestSetRunId>,
    /// Whether it was soft-deleted.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub is_deleted: bool,
    /// Its tags.
    #[serde(default, serialize_with = "Tags::as_list")]
    pub tags: Tags,
    /// Who created it.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub creator: UserRef,
    /// Who last changed it.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub updated_by: UserRef,
}

/// A member of a set (`UnitTestRunDescriptor`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TestSetMember {
    /// The unit test.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub unit_test_id: UnitTestId,
    /// How many conversations a run of the set simulates; at least 1.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub run_count: i64,
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
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TestSetList {
    /// The sets.
    pub simulation_unit_test_sets: Listed<TestSet>,
    /// Whether there is another page.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub has_more: bool,
    /// The way to it.
    #[serde(default)]
    pub continuation_token: Option<Continuation>,
    /// On the first page only.
    #[serde(default)]
    pub filter_values: Option<TestSetFilterValues>,
}

/// The values that occur.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TestSetFilterValues {
    /// Creators.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub creators: Vec<UserRef>,
    /// Unit tests that are members.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub unit_test_ids: Vec<UnitTestId>,
    /// Tag keys.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub tags: Vec<String>,
}

/// The answer of a search.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TestSetMatches {
    /// The sets found, deleted ones among them.
    pub simulation_unit_test_sets: Listed<TestSet>,
}
