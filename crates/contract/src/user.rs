//! Users: the names behind creators.

use serde::{Deserialize, Serialize};

use crate::{Continuation, Listed, Query, SortDirection};

/// A user (`UserInstance`). Statistics, preferences and variables are not read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct User {
    /// The organization of the user.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub org_id: String,
    /// The user's id: any text, not an object id.
    pub user_id: String,
    /// The first name; may be empty.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub first_name: String,
    /// The last name; may be empty.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub last_name: String,
    /// The e-mail address; may be empty.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub email: String,
}

/// The parameters of `GET …/user/`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListUsers {
    /// Only these (`user_id`, not `id`).
    pub user_ids: Vec<String>,
    /// Only those with one of these addresses.
    pub emails: Vec<String>,
    /// How many to return, 0 to [`ListUsers::MAX_LIMIT`], which is the default.
    pub limit: Option<u32>,
    /// Where to go on.
    pub continuation_token: Option<Continuation>,
    /// By `last_name`.
    pub sort: Option<SortDirection>,
}

impl ListUsers {
    /// The largest `limit`.
    pub const MAX_LIMIT: u32 = 100;

    /// The query string.
    #[must_use]
    pub fn query(&self) -> Query {
        let mut query = Query::new();
        query.extend("user_id", self.user_ids.iter().map(String::as_str));
        query.extend("email", self.emails.iter().map(String::as_str));
        query.push_some("limit", self.limit);
        query.push_some("continuation_token", self.continuation_token.as_ref().map(Continuation::as_str));
        query.sort("last_name", self.sort);
        query
    }
}

/// A page of users.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserList {
    /// The users.
    pub users: Listed<User>,
    /// Whether there is another page.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub has_more: bool,
    /// The way to it.
    #[serde(default)]
    pub continuation_token: Option<Continuation>,
}
