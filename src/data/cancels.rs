//! Which runs somebody asked to cancel here. The API never tells, so it is remembered in this browser until
//! the run is over.

use contract::TestSetRunId;

use leptos::prelude::{GetValue, StoredValue};

use crate::browser::storage;
use crate::reactive::RwSignal;

/// How many are remembered.
const MOST: usize = 20;

/// The runs. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Cancels {
    key: StoredValue<String>,
    asked: RwSignal<Vec<TestSetRunId>>,
}

impl Cancels {
    /// What is remembered for an organization.
    #[must_use]
    pub fn new(organization: &str) -> Self {
        let key = format!("simulation-console.cancelled.{organization}");
        let stored = storage::get(&key).unwrap_or_default();
        let asked = stored.split(' ').filter_map(TestSetRunId::parse).take(MOST).collect();
        Self { key: StoredValue::new(key), asked: RwSignal::new(asked) }
    }

    /// Whether a run was asked to be cancelled; follows the answer.
    #[must_use]
    pub fn has(self, id: &TestSetRunId) -> bool {
        self.asked.with(|asked| asked.contains(id))
    }

    /// Remembers a run.
    pub fn add(self, id: &TestSetRunId) {
        self.change(|asked| {
            asked.retain(|other| other != id);
            asked.insert(0, id.clone());
            asked.truncate(MOST);
        });
    }

    /// Forgets a run: it is over.
    pub fn remove(self, id: &TestSetRunId) {
        if self.asked.try_with_untracked(|asked| asked.contains(id)) == Some(true) {
            self.change(|asked| asked.retain(|other| other != id));
        }
    }

    fn change(self, change: impl FnOnce(&mut Vec<TestSetRunId>)) {
        self.asked.update(change);
        let ids = self.asked.try_get_untracked().unwrap_or_default();
        let text = ids.iter().map(TestSetRunId::as_str).collect::<Vec<_>>().join(" ");
        let key = self.key.try_get_value().unwrap_or_default();
        storage::set(&key, (!text.is_empty()).then_some(text.as_str()));
    }
}
