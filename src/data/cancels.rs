//! Which runs a person asked to cancel here. The API never tells, so this browser remembers it: while the run
//! goes on, and afterwards for the latest of them, so that a run that ended early says why.

use contract::TestSetRunId;

use leptos::prelude::{StoredValue, WithValue};

use crate::reactive::RwSignal;
use crate::state::personal::Personal;

/// What they are kept under.
const NAME: &str = "cancelled";

/// How many are remembered.
const MOST: usize = 50;

/// The runs. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Cancels {
    personal: StoredValue<Personal>,
    asked: RwSignal<Vec<TestSetRunId>>,
}

impl Cancels {
    /// What is remembered for a person.
    #[must_use]
    pub fn new(personal: Personal) -> Self {
        let stored = personal.get(NAME).unwrap_or_default();
        let asked = stored.split(' ').filter_map(TestSetRunId::parse).take(MOST).collect();
        Self { personal: StoredValue::new(personal), asked: RwSignal::new(asked) }
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
        self.personal.try_with_value(|personal| personal.set(NAME, Some(&text)));
    }
}
