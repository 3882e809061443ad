//! What was chosen lately in pickers: ids only, per person and organization, kept in this browser.

use contract::ServiceId;
use domain::kind::Kind;

use super::personal::Personal;

/// How many are kept.
const MOST: usize = 5;

fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Service => "recent.service",
        Kind::Persona => "recent.persona",
        Kind::Scenario => "recent.scenario",
        Kind::Metric => "recent.metric",
        Kind::User => "recent.user",
        Kind::UnitTest => "recent.unit-test",
        Kind::TestSet => "recent.test-set",
    }
}

/// The ids chosen lately, the latest first.
#[must_use]
pub fn recent(personal: &Personal, kind: Kind) -> Vec<String> {
    let stored = personal.get(name(kind)).unwrap_or_default();
    // The ids of all kinds look alike; whatever else is stored there is not ours.
    let ids = stored.split(' ').filter(|id| ServiceId::parse(id).is_some());
    ids.take(MOST).map(str::to_owned).collect()
}

/// Remembers a choice. Where storing is not possible, nothing is remembered.
pub fn remember(personal: &Personal, kind: Kind, id: &str) {
    let mut ids = recent(personal, kind);
    ids.retain(|other| other != id);
    ids.insert(0, id.to_owned());
    ids.truncate(MOST);
    personal.set(name(kind), Some(&ids.join(" ")));
}
