//! Runs and how they go on: what is frozen at the start, who ends when and how, and the document that
//! follows at a moment. All of it is a function of the run's plan and of the runs' time; nothing here
//! waits, and nothing knows HTTP.

mod change;
mod clock;
mod document;
mod judge;
mod outcome;
mod plan;
mod snapshot;
mod timetable;
mod values;
mod words;

use anyhow::{Context, Result};
use serde_json::{Value, json};

pub(crate) use change::{Change, change};
pub(crate) use clock::{RunClock, is_speed};
pub(crate) use document::{done, evaluations, findings};
pub(crate) use judge::{Conversation, conversation};
pub(crate) use outcome::Outcome;
pub(crate) use plan::{Habits, Plan};
pub(crate) use snapshot::Snapshot;

use crate::store::{Document, KeptPlan, Kind, Store};

/// What every run has.
#[derive(Debug)]
pub(crate) struct Start<'a> {
    pub(crate) id: String,
    pub(crate) organization: &'a str,
    pub(crate) test_set: &'a str,
    pub(crate) creator: Value,
    /// As documents write it.
    pub(crate) created_at: String,
    pub(crate) snapshot: Snapshot,
}

impl Start<'_> {
    /// The run's document, with nothing done yet.
    pub(crate) fn document(&self) -> Value {
        let results: Vec<Value> = self.snapshot.specs.iter().map(|_| Value::Null).collect();
        json!({
            "id": self.id, "org_id": self.organization, "is_completed": false,
            "simulation_unit_test_set_id": self.test_set, "failed_metrics": false, "errored": false,
            "artifacts_generated": false, "unit_test_run_specs": self.snapshot.specs,
            "unit_test_run_results": results, "created_at": self.created_at, "creator": self.creator,
        })
    }
}

/// Brings the documents of all runs up to now.
pub(crate) fn settle(store: &mut Store, now_ms: i64) -> Result<()> {
    for plan in store.due_plans(now_ms)? {
        let plan: Plan = serde_json::from_str(&plan)?;
        if let Some(run) = store.get(Kind::Run, &plan.run)? {
            keep(store, &plan, run, now_ms)?;
        } else {
            store.forget_plan(&plan.run)?;
        }
    }
    Ok(())
}

/// A run with its plan; none where it is unknown or goes on by no plan.
pub(crate) fn find(store: &Store, id: &str) -> Result<Option<(Plan, Value)>> {
    let Some(plan) = store.plan(id)? else { return Ok(None) };
    let run = store.get(Kind::Run, id)?;
    Ok(run.map(|run| Ok::<_, serde_json::Error>((serde_json::from_str(&plan)?, run))).transpose()?)
}

/// Keeps a plan and what follows from it now.
pub(crate) fn keep(store: &mut Store, plan: &Plan, mut run: Value, now_ms: i64) -> Result<()> {
    let next_ms = document::write(&mut run, plan, now_ms);
    store.put(&[Document::new(Kind::Run, run)])?;
    store.put_plans(&[kept(plan, now_ms, next_ms)?])
}

/// Keeps many new runs at once.
pub(crate) fn keep_all(store: &mut Store, runs: Vec<(Plan, Value)>, now_ms: i64) -> Result<()> {
    let (mut documents, mut plans) = (Vec::new(), Vec::new());
    for (plan, mut run) in runs {
        let next_ms = document::write(&mut run, &plan, now_ms);
        documents.push(Document::new(Kind::Run, run));
        plans.push(kept(&plan, now_ms, next_ms)?);
    }
    store.put(&documents)?;
    store.put_plans(&plans)
}

/// Makes a run the last one of its set.
pub(crate) fn make_last(store: &mut Store, test_set: &str, run: &str) -> Result<()> {
    let mut set = store.get(Kind::TestSet, test_set)?.context("the set of a run is gone")?;
    if let Value::Object(set) = &mut set {
        set.insert("last_triggered_run_id".to_owned(), json!(run));
    }
    store.put(&[Document::new(Kind::TestSet, set)])
}

fn kept(plan: &Plan, kept_ms: i64, next_ms: Option<i64>) -> Result<KeptPlan> {
    Ok(KeptPlan { run: plan.run.clone(), kept_ms, next_ms, body: serde_json::to_string(plan)? })
}

/// What a run is made of, as far as it can be read: the specs of its document.
pub(crate) fn specs(run: &Value) -> &[Value] {
    run.get("unit_test_run_specs").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

/// How many judgements a run's document tells.
pub(crate) fn judged(run: &Value) -> usize {
    let list = |of: &Value, field: &str| of.get(field).and_then(Value::as_array).cloned().unwrap_or_default();
    let results = list(run, "unit_test_run_results");
    let criteria = results.iter().flat_map(|result| list(result, "metric_evaluation_results"));
    criteria.map(|criterion| list(&criterion, "results").len()).sum()
}
