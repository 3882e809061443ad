//! What the version lists of personas, scenarios and metrics have in common.

use crate::{Continuation, Query, SortDirection};

/// The parameters of `GET …/{id}/version/`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListVersions {
    /// `latest`, a number, or an inclusive range such as `2-5` or `1-latest`; absent: all.
    pub version: Option<String>,
    /// How many to return, 1 to [`ListVersions::MAX_LIMIT`], which is the default.
    pub limit: Option<u32>,
    /// Where to go on.
    pub continuation_token: Option<Continuation>,
    /// By `version`.
    pub sort: Option<SortDirection>,
}

impl ListVersions {
    /// The largest `limit`.
    pub const MAX_LIMIT: u32 = 10;

    /// Only the latest version.
    #[must_use]
    pub fn latest() -> Self {
        Self { version: Some("latest".to_owned()), ..Self::default() }
    }

    /// The query string.
    #[must_use]
    pub fn query(&self) -> Query {
        let mut query = Query::new();
        query.push_some("version", self.version.as_deref());
        query.push_some("limit", self.limit);
        query.push_some("continuation_token", self.continuation_token.as_ref().map(Continuation::as_str));
        query.sort("version", self.sort);
        query
    }
}
