//! What all seeds share: ids, moments, creators, and the documents gathered so far.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::clock::written;
use crate::hash::{hash, mix};
use crate::names::{ADMINISTRATOR, EDITOR, ORGANIZATION, OWNER};
use crate::store::{Document, Kind};

/// Those who made things.
const AUTHORS: [&str; 6] = [OWNER, EDITOR, "ines-carvalho", ADMINISTRATOR, "dara-mensah", "koharu-hayashi"];

/// A seed in the making.
#[derive(Debug)]
pub(super) struct Plot {
    now: Timestamp,
    pub(super) documents: Vec<Document>,
}

/// When and by whom something was made and changed.
#[derive(Clone, Debug)]
pub(super) struct Origin {
    pub(super) created_at: String,
    pub(super) updated_at: String,
    pub(super) creator: Value,
    pub(super) updated_by: Value,
}

impl Plot {
    pub(super) fn new(now: Timestamp) -> Self {
        Self { now, documents: Vec::new() }
    }

    pub(super) fn add(&mut self, kind: Kind, body: Value) {
        self.documents.push(Document::new(kind, body));
    }

    /// So many minutes ago, give or take a minute.
    pub(super) fn ago(&self, minutes: u64) -> String {
        let millis = minutes.saturating_mul(60_000).saturating_sub(mix(minutes) % 60_000);
        let passed = SignedDuration::from_millis(i64::try_from(millis).unwrap_or(i64::MAX));
        written(self.now.checked_sub(passed).unwrap_or(self.now))
    }

    /// The origin of the `place`-th thing of its kind: the first were changed minutes ago, the
    /// later ones months ago, and a few together.
    pub(super) fn origin(&self, name: &str, place: usize) -> Origin {
        let chance = hash(name);
        let place = u64::try_from(place).unwrap_or_default();
        // Every tenth run of five was changed by one import, at one moment.
        let together = place % 50 >= 40 && place % 50 < 45;
        let base = if together { place - place % 50 + 40 } else { place };
        let jitter = if together { 50 } else { chance % 100 };
        let updated = 4 + base * base * (60 + jitter) / 16;
        let created = updated + (chance >> 8) % 200_000;
        let never_changed = (chance >> 32).is_multiple_of(4);
        let creator = author(chance >> 16);
        Origin {
            created_at: self.ago(if never_changed { updated } else { created }),
            updated_at: self.ago(updated),
            updated_by: if never_changed { creator.clone() } else { author(chance >> 24) },
            creator,
        }
    }
}

/// The places of some names in a row that looks random; the first keeps its place.
pub(super) fn mixed_places<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<usize> {
    let mut order: Vec<(u64, usize)> =
        names.into_iter().enumerate().map(|(at, name)| (if at == 0 { 0 } else { hash(name) }, at)).collect();
    order.sort_unstable();
    let mut places = vec![0; order.len()];
    for (place, (_, at)) in order.into_iter().enumerate() {
        if let Some(slot) = places.get_mut(at) {
            *slot = place;
        }
    }
    places
}

/// One of the authors, as documents name users.
fn author(chance: u64) -> Value {
    let at = usize::try_from(chance % 6).unwrap_or_default();
    user_info(AUTHORS.get(at).copied().unwrap_or(OWNER))
}

pub(super) fn user_info(user_id: &str) -> Value {
    json!({"org_id": ORGANIZATION, "user_id": user_id})
}

/// Tags as most documents hold them.
pub(super) fn tag_list(tags: &Value) -> Value {
    tags.as_object().into_iter().flatten().map(|(key, value)| json!({"key": key, "value": value})).collect()
}
