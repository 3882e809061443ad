//! The organization call: the only one without credentials, so a check of organization and region.

use crate::json::{self, FromJson, Value};

/// The answer of `GET …/organization/`.
///
/// `default_user_preferences` and `tenant_id` are there only for administrators and are not read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Organization {
    /// Its id, as in paths.
    pub org_id: String,
    /// Its name for people.
    pub org_name: String,
}

impl FromJson for Organization {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self { org_id: json::required(value, "org_id")?, org_name: json::field(value, "org_name") })
    }
}
