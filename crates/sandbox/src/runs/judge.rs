//! How one conversation of a run turns out: what the judges find, or why it could not be run. Always the
//! same for the same run, test and repetition.

use serde_json::Value;

use super::plan::Upset;
use super::values::Values;
use super::{Outcome, Plan, words};
use crate::hash::{hash, mix};

/// How a conversation turned out.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Conversation {
    /// A finding for each criterion, in their order.
    Judged(Vec<Finding>),
    /// It could not be run.
    Failed(String),
}

/// What a metric's judge found.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Finding {
    /// Null: the metric was deemed not applicable.
    pub(crate) value: Value,
    /// A metric that does not apply misses nothing.
    pub(crate) passed: bool,
}

/// The criteria of a spec.
pub(crate) fn criteria(spec: &Value) -> &[Value] {
    spec.get("metrics_to_evaluate").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

/// How a conversation of the test in this place turns out.
pub(crate) fn conversation(plan: &Plan, spec: &Value, place: usize, run_index: usize) -> Conversation {
    let test = spec.get("unit_test_id").and_then(Value::as_str).unwrap_or_default();
    let chance = mix(hash(&plan.run) ^ mix(hash(test) ^ mix((place as u64) << 32 | run_index as u64)));
    let upset = plan.upsets.iter().rev().find(|upset| upset.place == place && upset.run_index == run_index);
    let outcome = plan.outcome(place);
    let error = match upset {
        Some(Upset { error, .. }) => error.clone(),
        None => {
            let errs = outcome == Outcome::Erroring && (run_index == 0 || chance % 100 < 30);
            errs.then(|| words::error(spec, chance))
        }
    };
    if let Some(error) = error {
        return Conversation::Failed(error);
    }
    let misses = upset.is_some()
        || match outcome {
            Outcome::Failing => run_index == 0 || chance % 100 < 70,
            Outcome::Flaky => chance % 100 < 35,
            Outcome::Passing | Outcome::Erroring | Outcome::Stuck => false,
        };
    let criteria = criteria(spec);
    let values: Vec<Values> = criteria.iter().map(|criterion| values(plan, criterion)).collect();
    let weak = if misses { weak_place(test, &values) } else { None };
    let findings = values.iter().enumerate().map(|(at, values)| {
        let chance = mix(chance ^ mix(at as u64 + 1));
        let wanted = if weak == Some(at) { &values.missing } else { &values.meeting };
        let passed = weak != Some(at);
        // Now and then a metric does not apply; never the first, which is what the test is about.
        let value =
            if passed && at > 0 && chance.is_multiple_of(23) { None } else { pick(wanted, chance >> 8) };
        Finding { value: value.unwrap_or_default(), passed }
    });
    Conversation::Judged(findings.collect())
}

fn values(plan: &Plan, criterion: &Value) -> Values {
    let metric = criterion.get("metric_id").and_then(Value::as_str).and_then(|id| plan.metrics.get(id));
    let value = metric.map_or(&Value::Null, |metric| &metric.value);
    Values::of(value, criterion.get("success_criterion").unwrap_or(&Value::Null))
}

/// The criterion that a test misses when it misses one: always the same, among those that can be missed.
fn weak_place(test: &str, values: &[Values]) -> Option<usize> {
    let count = values.len().max(1);
    let first = usize::try_from(hash(test) % 997).unwrap_or_default();
    let places = (0..count).map(|step| (first + step) % count);
    places.into_iter().find(|at| values.get(*at).is_some_and(|values| !values.missing.is_empty()))
}

fn pick(values: &[Value], chance: u64) -> Option<Value> {
    let at = chance % u64::try_from(values.len()).unwrap_or(1).max(1);
    values.get(usize::try_from(at).unwrap_or_default()).cloned()
}
