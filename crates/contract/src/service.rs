//! Services and their version sets.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Continuation, Listed, Query, ServiceId, SortDirection, TagFilter, Tags, UserRef};

/// A service (`ServiceInstance`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Service {
    /// Its id.
    #[serde(alias = "_id")]
    pub id: ServiceId,
    /// Its name.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub name: String,
    /// Its version sets by name. `edge` and `release` always exist, all other names are free; the
    /// list is read, never assumed.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub version_sets: BTreeMap<String, Option<VersionSet>>,
    /// What it is for.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub description: String,
    /// Whether it is in use; a service cannot be deleted.
    #[serde(default = "yes")]
    pub is_active: Option<bool>,
    /// Its context graph.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub service_hierarchical_state_machine_id: String,
    /// Its agent.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub agent_id: String,
    /// Its tags.
    #[serde(default, serialize_with = "Tags::as_list")]
    pub tags: Tags,
    /// Words that transcription gets wrong.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub keyterms: Vec<String>,
    /// Who created it.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub creator: UserRef,
    /// Who last changed it.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub updated_by: UserRef,
}

/// An answer without `is_active` is read as an active service.
#[expect(clippy::unnecessary_wraps, reason = "the field's type")]
fn yes() -> Option<bool> {
    Some(true)
}

/// What a version set pins. Absent numbers mean the latest. Model preferences are not read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionSet {
    /// The agent's version.
    #[serde(default)]
    pub agent_version_number: Option<i64>,
    /// The context graph's version.
    #[serde(default)]
    pub service_hierarchical_state_machine_version_number: Option<i64>,
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
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceList {
    /// The services.
    pub services: Listed<Service>,
    /// Whether there is another page.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub has_more: bool,
    /// The way to it.
    #[serde(default)]
    pub continuation_token: Option<Continuation>,
    /// On the first page only.
    #[serde(default)]
    pub filter_values: Option<ServiceFilterValues>,
}

/// The values that occur.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceFilterValues {
    /// Tag keys.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub tags: Vec<String>,
}
