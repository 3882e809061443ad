//! Users: the names behind creators.

use crate::json::{self, FromJson, Value};
use crate::{Continuation, Listed, Query, SortDirection};

/// A user (`UserInstance`). Statistics, preferences and variables are not read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct User {
    /// The organization of the user.
    pub org_id: String,
    /// The user's id: any text, not an object id.
    pub user_id: String,
    /// The first name; may be empty.
    pub first_name: String,
    /// The last name; may be empty.
    pub last_name: String,
    /// The e-mail address; may be empty.
    pub email: String,
}

impl FromJson for User {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self {
            org_id: json::field(value, "org_id"),
            user_id: json::required(value, "user_id")?,
            first_name: json::field(value, "first_name"),
            last_name: json::field(value, "last_name"),
            email: json::field(value, "email"),
        })
    }
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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UserList {
    /// The users.
    pub users: Listed<User>,
    /// Whether there is another page.
    pub has_more: bool,
    /// The way to it.
    pub continuation_token: Option<Continuation>,
}

impl FromJson for UserList {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self {
            users: Listed::from_json(value.get("users")?)?,
            has_more: json::field(value, "has_more"),
            continuation_token: json::field(value, "continuation_token"),
        })
    }
}
