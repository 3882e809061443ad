//! Runs of the past. A seed says of each when it began and what was out of the ordinary; what came of it
//! follows as for a run that somebody starts.

use anyhow::{Context, Result};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::plot::user_info;
use crate::clock::written;
use crate::names::ORGANIZATION;
use crate::runs::{self, Habits, Outcome, Plan, Snapshot, Start};
use crate::store::{Kind, Store};
use crate::world::Manner;

/// A run that began before the sandbox did.
#[derive(Debug)]
pub(super) struct Past {
    pub(super) id: String,
    pub(super) test_set: String,
    /// Seconds before now.
    pub(super) began_s_ago: i64,
    pub(super) creator: &'static str,
    /// How the tests in these places turned out, where it is not as usual.
    pub(super) outcomes: Vec<(usize, Outcome)>,
    pub(super) end: End,
    /// How many versions agents and context graphs were behind then.
    pub(super) versions_behind: i64,
    /// Where its artifacts are said to be, in place of a signed address.
    pub(super) artifacts_url: Option<&'static str>,
}

/// What became of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// It goes, or went, its way.
    Natural,
    /// It was cancelled, so many seconds after it began.
    Cancelled(i64),
    /// It broke off with an error, so many seconds after it began.
    BrokeOff(i64),
    /// It has not gone on since so many seconds after it began.
    Stuck(i64),
    /// It ended, and its artifacts never came.
    WithoutArtifacts,
}

impl Past {
    pub(super) fn new(id: String, test_set: String, began_s_ago: i64, creator: &'static str) -> Self {
        Self {
            id,
            test_set,
            began_s_ago,
            creator,
            outcomes: Vec::new(),
            end: End::Natural,
            versions_behind: 0,
            artifacts_url: None,
        }
    }
}

/// Adds runs to a database that holds their sets; the newest of a set is the last one that it names.
pub(super) fn sow(store: &mut Store, mut pasts: Vec<Past>, manner: Manner, now: Timestamp) -> Result<()> {
    pasts.sort_by_key(|past| std::cmp::Reverse(past.began_s_ago));
    let now_ms = now.as_millisecond();
    let mut kept = Vec::new();
    let mut last = std::collections::BTreeMap::new();
    for past in pasts {
        let set = store.get(Kind::TestSet, &past.test_set)?.context("a past run of no set")?;
        let mut snapshot = Snapshot::take(store, &set)?;
        for spec in &mut snapshot.specs {
            age(spec, past.versions_behind);
        }
        let began_ms = now_ms - past.began_s_ago * 1000;
        let began = now.checked_sub(SignedDuration::from_secs(past.began_s_ago)).unwrap_or(now);
        let mut plan = Plan::new(&past.id, began_ms, Habits::new(manner.contrary));
        plan.metrics = snapshot.metrics.clone();
        for (place, spec) in snapshot.specs.iter().enumerate() {
            let said = past.outcomes.iter().find(|(at, _)| *at == place).map(|(_, outcome)| *outcome);
            let test = spec.get("unit_test_id").and_then(Value::as_str).unwrap_or_default();
            plan.outcomes.push(match said {
                Some(outcome) => outcome,
                None => Outcome::usual(store, test)?,
            });
        }
        match past.end {
            End::Natural => {}
            End::Cancelled(after) => plan.cancelled_at_ms = Some(after * 1000),
            End::BrokeOff(after) => plan.broke_off_at_ms = Some(after * 1000),
            End::Stuck(after) => plan.stuck_at_ms = Some(after * 1000),
            End::WithoutArtifacts => plan.artifacts = Some(false),
        }
        plan.artifacts_url = past.artifacts_url.map(str::to_owned);
        let start = Start {
            id: past.id.clone(),
            organization: ORGANIZATION,
            test_set: &past.test_set,
            creator: user_info(past.creator),
            created_at: written(began),
            snapshot,
        };
        kept.push((plan, start.document()));
        last.insert(past.test_set, past.id);
    }
    runs::keep_all(store, kept, now_ms)?;
    for (test_set, run) in last {
        runs::make_last(store, &test_set, &run)?;
    }
    Ok(())
}

/// Takes the pinned versions of a spec back, to the first at most.
fn age(spec: &mut Value, behind: i64) {
    for field in ["agent_version_info", "service_hierarchical_state_machine_version_info"] {
        let Some(version) = spec.get_mut(field).and_then(|info| info.get_mut(1)) else { continue };
        *version = json!((version.as_i64().unwrap_or(1) - behind).max(1));
    }
}
