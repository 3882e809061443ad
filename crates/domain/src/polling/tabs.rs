//! Who in other tabs looks at which runs. Tabs say so when it changes and when the leader calls the roll; one
//! that does not answer is gone.

use contract::TestSetRunId;

use super::{Attention, SECOND};
use crate::instant::Instant;

/// How often the leader calls the roll, in milliseconds.
pub const ROLL_CALL: i64 = 20 * SECOND;

/// A tab that was silent for so long is gone: it missed two calls.
const SILENCE: i64 = 2 * ROLL_CALL + 5 * SECOND;

/// A run that a tab looks at.
pub type Watch = (TestSetRunId, Attention);

/// The other tabs.
#[derive(Clone, Debug, Default)]
pub struct Tabs(Vec<Tab>);

#[derive(Clone, Debug)]
struct Tab {
    name: String,
    heard: Instant,
    watches: Vec<Watch>,
}

impl Tabs {
    /// A tab says what it looks at. Says whether it was not heard of before.
    pub fn hear(&mut self, name: &str, watches: Vec<Watch>, now: Instant) -> bool {
        let before = self.0.len();
        self.forget(name);
        let is_new = self.0.len() == before;
        self.0.push(Tab { name: name.to_owned(), heard: now, watches });
        is_new
    }

    /// A tab closes.
    pub fn forget(&mut self, name: &str) {
        self.0.retain(|tab| tab.name != name);
    }

    /// Forgets the tabs that are silent.
    pub fn expire(&mut self, now: Instant) {
        self.0.retain(|tab| now.since(tab.heard) < SILENCE);
    }

    /// Nobody could answer while this tab did not call: all get a new chance.
    pub fn start_over(&mut self, now: Instant) {
        for tab in &mut self.0 {
            tab.heard = now;
        }
    }

    /// Whether there are others who look at runs.
    #[must_use]
    pub fn are_there(&self) -> bool {
        self.0.iter().any(|tab| !tab.watches.is_empty())
    }

    /// All that the others look at.
    pub fn watches(&self) -> impl Iterator<Item = &Watch> {
        self.0.iter().flat_map(|tab| &tab.watches)
    }
}
