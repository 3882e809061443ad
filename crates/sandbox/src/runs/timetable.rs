//! When each conversation of a run ends, and what is done at a moment.

use serde_json::Value;

use super::{Outcome, Plan};
use crate::hash::{hash, mix};

/// No conversation ends then.
const NEVER: i64 = i64::MAX;
/// More are not simulated: a run of more goes on for ever. Nothing needs so many, and a set may ask for any number.
const MOST: usize = 5000;
/// About how many conversations follow each other; the others go on beside them.
const DEEP: usize = 12;

/// The ends of all conversations, in milliseconds after the start.
#[derive(Debug)]
pub(crate) struct Timetable {
    /// By test and conversation; within a test they end in order.
    ends: Vec<Vec<i64>>,
}

/// How far a run is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Moment {
    /// How many conversations are done, by test.
    pub(crate) done: Vec<usize>,
    /// How many conversations there are, by test.
    pub(crate) all: Vec<usize>,
    pub(crate) is_over: bool,
    /// It broke off with an error.
    pub(crate) broke_off: bool,
    pub(crate) has_artifacts: bool,
    /// When something changes next by itself, after the start.
    pub(crate) next_ms: Option<i64>,
}

impl Timetable {
    pub(crate) fn new(plan: &Plan, specs: &[Value]) -> Self {
        let count = |spec: &Value| {
            let count = spec.get("run_count").and_then(Value::as_u64).unwrap_or_default();
            usize::try_from(count).unwrap_or(usize::MAX)
        };
        let mut left = MOST;
        let mut slots: Vec<(usize, usize)> = Vec::new();
        let mut ends = Vec::new();
        for (place, spec) in specs.iter().enumerate() {
            let simulated = count(spec).min(left);
            left -= simulated;
            slots.extend((0..simulated).map(|run_index| (place, run_index)));
            // One that never ends stands for all that are not simulated.
            ends.push(if count(spec) > simulated { vec![NEVER] } else { Vec::new() });
        }
        // Three tests at a time, as a runner would that has several workers.
        slots.sort_by_key(|(place, run_index)| (place / 3, *run_index, *place));
        let mut free_at = vec![0_i64; slots.len().div_ceil(DEEP).max(2)];
        let seed = hash(&plan.run);
        for (place, run_index) in slots {
            let Some(worker) = free_at.iter_mut().min() else { break };
            let chance = mix(seed ^ mix((place as u64) << 32 | run_index as u64));
            *worker += 3500 + i64::try_from(chance % 7000).unwrap_or_default();
            if let Some(ends) = ends.get_mut(place) {
                ends.push(*worker);
            }
        }
        for (place, ends) in ends.iter_mut().enumerate() {
            ends.sort_unstable();
            if let Some(last) = ends.last_mut().filter(|_| plan.outcome(place) == Outcome::Stuck) {
                *last = NEVER;
            }
        }
        Self { ends }
    }

    /// How far the run is at a moment.
    pub(crate) fn moment(&self, plan: &Plan, now_ms: i64) -> Moment {
        let passed = plan.passed_ms(now_ms);
        let stuck = plan.stuck_at_ms.unwrap_or(NEVER);
        let last = self.ends.iter().flatten().copied().max().unwrap_or_default();
        let natural = if last > stuck { NEVER } else { last };
        let cancelled = plan.cancelled_at_ms.map(|at| at.saturating_add(plan.habits.cancel_after_ms));
        let stop = cancelled.into_iter().chain(plan.broke_off_at_ms).min();
        let cut_off = stop.filter(|stop| *stop < natural);
        let end = cut_off.unwrap_or(natural);
        let upto = passed.min(end).min(stuck);
        let is_over = end != NEVER && passed >= end;
        let broke_off = is_over && cut_off.is_some() && plan.broke_off_at_ms == cut_off;
        let was_cancelled = cut_off.is_some() && plan.broke_off_at_ms != cut_off;
        let artifacts_at = (end != NEVER && (!was_cancelled || plan.habits.cancelled_has_artifacts))
            .then(|| end.saturating_add(plan.habits.artifacts_after_ms));
        let by_itself = is_over && artifacts_at.is_some_and(|at| passed >= at);
        let ends = self.ends.iter().flatten().copied().filter(|at| *at <= end && *at <= stuck);
        let next_ms = ends.chain([end]).chain(artifacts_at).filter(|at| *at > passed && *at != NEVER).min();
        Moment {
            done: self.ends.iter().map(|ends| ends.iter().filter(|at| **at <= upto).count()).collect(),
            all: self.ends.iter().map(Vec::len).collect(),
            is_over,
            broke_off,
            has_artifacts: plan.artifacts.unwrap_or(by_itself),
            next_ms,
        }
    }

    /// When so many conversations are done; none where that never happens.
    pub(crate) fn when_done(&self, conversations: usize) -> Option<i64> {
        let mut ends: Vec<i64> = self.ends.iter().flatten().copied().collect();
        ends.sort_unstable();
        let last = match conversations.checked_sub(1) {
            None => Some(0),
            Some(last) => ends.get(last).copied(),
        };
        last.filter(|at| *at != NEVER)
    }

    /// When a conversation ends, after the start.
    pub(crate) fn end_of(&self, place: usize, run_index: usize) -> i64 {
        self.ends.get(place).and_then(|ends| ends.get(run_index)).copied().unwrap_or(NEVER)
    }

    /// The conversation that ends next after a moment.
    pub(crate) fn next_after(&self, passed_ms: i64) -> Option<(usize, usize)> {
        let all = self.ends.iter().enumerate().flat_map(|(place, ends)| {
            ends.iter().enumerate().map(move |(run_index, at)| (*at, place, run_index))
        });
        let next = all.filter(|(at, ..)| *at > passed_ms && *at != NEVER).min();
        next.map(|(_, place, run_index)| (place, run_index))
    }
}
