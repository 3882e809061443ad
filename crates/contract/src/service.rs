//! Services and their version sets.

use std::collections::BTreeMap;

use crate::json::{self, FromJson, Value};
use crate::{Continuation, Listed, Query, ServiceId, SortDirection, TagFilter, Tags, UserRef};

/// A service (`ServiceInstance`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Service {
    /// Its id.
    pub id: ServiceId,
    /// Its name.
    pub name: String,
    /// Its version sets by name. `edge` and `release` always exist, all other names are free; the
    /// list is read, never assumed.
    pub version_sets: BTreeMap<String, Option<VersionSet>>,
    /// What it is for.
    pub description: String,
    /// Whether it is in use; a service cannot be deleted.
    pub is_active: Option<bool>,
    /// Its context graph.
    pub service_hierarchical_state_machine_id: String,
    /// Its agent.
    pub agent_id: String,
    /// Its tags.
    pub tags: Tags,
    /// Words that transcription gets wrong.
    pub keyterms: Vec<String>,
    /// Who created it.
    pub creator: UserRef,
    /// Who last changed it.
    pub updated_by: UserRef,
}

impl FromJson for Service {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self {
            id: json::id(value)?,
            name: json::field(value, "name"),
            version_sets: json::field(value, "version_sets"),
            description: json::field(value, "description"),
            is_active: json::field(value, "is_active"),
            service_hierarchical_state_machine_id: json::field(
                value,
                "service_hierarchical_state_machine_id",
            ),
            agent_id: json::field(value, "agent_id"),
            tags: json::field(value, "tags"),
            keyterms: json::field(value, "keyterms"),
            creator: json::field(value, "creator"),
            updated_by: json::field(value, "updated_by"),
        })
    }
}

/// What a version set pins. Absent numbers mean the latest. Model preferences are not read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VersionSet {
    /// The agent's version.
    pub agent_version_number: Option<i64>,
    /// The context graph's version.
    pub service_hierarchical_state_machine_version_number: Option<i64>,
}

impl FromJson for VersionSet {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self {
            agent_version_number: json::field(value, "agent_version_number"),
            service_hierarchical_state_machine_version_number: json::field(
                value,
                "service_hierarchical_state_machine_version_number",
            ),
        })
    }
}

/// The parameters of `GET …/service/`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListServices {
    /// Only these; empty: all.
    pub ids: Vec<ServiceId>,
    /// Only active or only inactive ones; absent: both.
    pub is_active: Option<bool>,
    /// Only services with these tags. The parameter is `tags` here, `tag` everywhere else.
    pub tags: Vec<TagFilter>,
    /// How many to return, 1 to [`ListServices::MAX_LIMIT`]; 10 if absent.
    pub limit: Option<u32>,
    /// Where to go on.
    pub continuation_token: Option<Continuation>,
    /// By `name`.
    pub sort: Option<SortDirection>,
}

impl ListServices {
    /// The largest `limit`.
    pub const MAX_LIMIT: u32 = 20;

    /// The query string.
    #[must_use]
    pub fn query(&self) -> Query {
        let mut query = Query::new();
        query.extend("id", self.ids.iter().map(ServiceId::as_str));
        query.push_some("is_active", self.is_active);
        query.sort("name", self.sort);
        query.extend("tags", self.tags.iter().map(ToString::to_string));
        query.push_some("limit", self.limit);
        query.push_some("continuation_token", self.continuation_token.as_ref().map(Continuation::as_str));
        query
    }
}

/// A page of services.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServiceList {
    /// The services.
    pub services: Listed<Service>,
    /// Whether there is another page.
    pub has_more: bool,
    /// The way to it.
    pub continuation_token: Option<Continuation>,
    /// On the first page only.
    pub filter_values: Option<ServiceFilterValues>,
}

impl FromJson for ServiceList {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self {
            services: Listed::from_json(value.get("services")?)?,
            has_more: json::field(value, "has_more"),
            continuation_token: json::field(value, "continuation_token"),
            filter_values: json::field(value, "filter_values"),
        })
    }
}

/// The values that occur.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServiceFilterValues {
    /// Tag keys.
    pub tags: Vec<String>,
}

impl FromJson for ServiceFilterValues {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self { tags: json::field(value, "tags") })
    }
}
