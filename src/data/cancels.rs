//! Which runs somebody asked to cancel here. The API never tells, so this browser remembers it: while the run
//! goes on, and afterwards for the latest of them, so that a run that ended early says why.

use contract::TestSetRunId;

use leptos::prelude::{GetValue, StoredValue};

use crate::browser::storage;
use crate::reactive::RwSignal;

/// How many are remembered.
const MOST: usize = 50;

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
        self.asked.update(|asked| {
            asked.retain(|other| other != id);
            asked.insert(0, id.clone());
            asked.truncate(MOST);
        });
        let ids = self.asked.try_get_untracked().unwrap_or_default();
        let text = ids.iter().map(TestSetRunId::as_str).collect::<Vec<_>>().join(" ");
        storage::set(&self.key.try_get_value().unwrap_or_default(), Some(&text));
    }
}
