//! The organization call: the only one without credentials, so a check of organization and region.

use serde::{Deserialize, Serialize};

/// The answer of `GET …/organization/`.
///
/// `default_user_preferences` and `tenant_id` are there only for administrators and are not read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organization {
    /// Its id, as in paths.
    pub org_id: String,
    /// Its name for people.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub org_name: String,
}
