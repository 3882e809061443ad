//! What was chosen lately in pickers: ids only, per organization, kept in this browser.

use contract::ServiceId;
use domain::kind::Kind;

use crate::browser::storage;

/// How many are kept.
const MOST: usize = 5;

fn key(organization: &str, kind: Kind) -> String {
    let kind = match kind {
        Kind::Service => "service",
        Kind::Persona => "persona",
        Kind::Scenario => "scenario",
        Kind::Metric => "metric",
        Kind::User => "user",
        Kind::UnitTest => "unit-test",
        Kind::TestSet => "test-set",
    };
    format!("simulation-console.recent.{kind}.{organization}")
}

/// The ids chosen lately, the latest first.
#[must_use]
pub fn recent(organization: &str, kind: Kind) -> Vec<String> {
    let stored = storage::get(&key(organization, kind)).unwrap_or_default();
    // The ids of all kinds look alike; whatever else is stored there is not ours.
    let ids = stored.split(' ').filter(|id| ServiceId::parse(id).is_some());
    ids.take(MOST).map(str::to_owned).collect()
}

/// Remembers a choice. Where storing is not possible, nothing is remembered.
pub fn remember(organization: &str, kind: Kind, id: &str) {
    let mut ids = recent(organization, kind);
    ids.retain(|other| other != id);
    ids.insert(0, id.to_owned());
    ids.truncate(MOST);
    storage::set(&key(organization, kind), Some(&ids.join(" ")));
}
