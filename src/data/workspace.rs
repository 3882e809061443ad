//! What a signed-in person works with: the API, the names, the catalogue as it was left.

use leptos::prelude::*;

use super::catalogue::Catalogue;
use super::names::Names;
use crate::api::Api;

/// The data of one session. Cheap to copy; made anew when the person or the organization changes,
/// not when the same person signs in again.
#[derive(Clone, Copy)]
pub struct Workspace {
    /// The API.
    pub api: Api,
    /// What ids stand for.
    pub names: Names,
    /// The catalogue of unit tests, kept so that going back finds it as it was.
    pub catalogue: Catalogue,
    organization: StoredValue<String>,
}

impl Workspace {
    /// A workspace with nothing loaded.
    #[must_use]
    pub fn new(api: Api, organization: String) -> Self {
        let names = Names::new(api);
        let catalogue = Catalogue::new(api, names);
        Self { api, names, catalogue, organization: StoredValue::new(organization) }
    }

    /// The organization's id, as in addresses.
    #[must_use]
    pub fn organization(self) -> String {
        self.organization.try_get_value().unwrap_or_default()
    }
}
