//! The plan of a run: all that decides what it is going to do. Together with the specs in the run's
//! document and the time, everything follows from it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Outcome;

/// What a run is going to do.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Plan {
    /// The run's id: what looks random follows from it.
    pub(crate) run: String,
    /// When it began, in the runs' time.
    pub(crate) started_ms: i64,
    /// How fast the runs' time passed then: evaluations are dated by it.
    pub(crate) speed: f64,
    pub(crate) habits: Habits,
    /// How the tests turn out, in the order of the specs.
    pub(crate) outcomes: Vec<Outcome>,
    /// The metrics, as they were at the start.
    pub(crate) metrics: BTreeMap<String, Metric>,
    /// How far it was put ahead of its time, or behind.
    #[serde(default)]
    pub(crate) shift_ms: i64,
    /// So long after its start it stopped going on.
    #[serde(default)]
    pub(crate) stuck_at_ms: Option<i64>,
    /// So long after its start it was asked to be cancelled.
    #[serde(default)]
    pub(crate) cancelled_at_ms: Option<i64>,
    /// So long after its start it broke off with an error.
    #[serde(default)]
    pub(crate) broke_off_at_ms: Option<i64>,
    /// What a test demands of single conversations.
    #[serde(default)]
    pub(crate) upsets: Vec<Upset>,
    /// Whether artifacts are there; by itself, where it is not said.
    #[serde(default)]
    pub(crate) artifacts: Option<bool>,
    /// The address that artifacts are said to be at, in place of a signed one.
    #[serde(default)]
    pub(crate) artifacts_url: Option<String>,
    /// How many evaluations were written down; they are written when somebody asks.
    #[serde(default)]
    pub(crate) evaluated: usize,
}

/// What a server does in its own way.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Habits {
    /// Between a run's end and its artifacts.
    pub(crate) artifacts_after_ms: i64,
    /// Between a cancellation and its effect.
    pub(crate) cancel_after_ms: i64,
    /// Cancelled runs get artifacts, too.
    pub(crate) cancelled_has_artifacts: bool,
    /// A test's result is null until all of its conversations are done.
    pub(crate) whole_tests: bool,
}

impl Habits {
    pub(crate) fn new(contrary: bool) -> Self {
        if contrary {
            Self {
                artifacts_after_ms: 90_000,
                cancel_after_ms: 12_000,
                cancelled_has_artifacts: true,
                whole_tests: true,
            }
        } else {
            Self {
                artifacts_after_ms: 10_000,
                cancel_after_ms: 4000,
                cancelled_has_artifacts: false,
                whole_tests: false,
            }
        }
    }
}

/// A metric as it judges.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Metric {
    pub(crate) name: String,
    pub(crate) version: i64,
    pub(crate) description: String,
    /// Its type with bounds or categories.
    pub(crate) value: Value,
}

/// A conversation that goes otherwise than by habit.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Upset {
    /// The test's place among the specs.
    pub(crate) place: usize,
    /// Which of its conversations, from 0.
    pub(crate) run_index: usize,
    /// Why it could not be run; without, it does not pass.
    pub(crate) error: Option<String>,
}

impl Plan {
    pub(crate) fn new(run: &str, started_ms: i64, habits: Habits) -> Self {
        Self {
            run: run.to_owned(),
            started_ms,
            speed: 1.0,
            habits,
            outcomes: Vec::new(),
            metrics: BTreeMap::new(),
            shift_ms: 0,
            stuck_at_ms: None,
            cancelled_at_ms: None,
            broke_off_at_ms: None,
            upsets: Vec::new(),
            artifacts: None,
            artifacts_url: None,
            evaluated: 0,
        }
    }

    /// How long it has been going on, or pretending to.
    pub(crate) fn passed_ms(&self, now_ms: i64) -> i64 {
        now_ms.saturating_sub(self.started_ms).saturating_add(self.shift_ms)
    }

    /// How a test turns out.
    pub(crate) fn outcome(&self, place: usize) -> Outcome {
        self.outcomes.get(place).copied().unwrap_or_default()
    }
}
