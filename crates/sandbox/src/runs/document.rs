//! What is answered of a run at a moment: its document, and the evaluations behind it.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::judge::{Conversation, Finding, conversation, criteria};
use super::timetable::{Moment, Timetable};
use super::{Plan, specs, words};
use crate::clock::written;
use crate::hash::object_id;
use crate::store::{Document, Kind};

/// Writes what is done by now into a run's document; returns when it changes next, in the runs' time.
pub(super) fn write(run: &mut Value, plan: &Plan, now_ms: i64) -> Option<i64> {
    let moment = Timetable::new(plan, specs(run)).moment(plan, now_ms);
    let (mut failed, mut errored) = (false, moment.broke_off);
    let results: Vec<Value> = specs(run)
        .iter()
        .enumerate()
        .map(|(place, spec)| {
            let done = moment.done.get(place).copied().unwrap_or_default();
            let conversations: Vec<Conversation> =
                (0..done).map(|run_index| conversation(plan, spec, place, run_index)).collect();
            for conversation in &conversations {
                match conversation {
                    Conversation::Judged(findings) => {
                        failed |= findings.iter().any(|finding| !finding.passed);
                    }
                    Conversation::Failed(_) => errored = true,
                }
            }
            let all = moment.all.get(place).copied().unwrap_or_default();
            let is_told = done > 0 && (!plan.habits.whole_tests || done == all || moment.is_over);
            if is_told { result(plan, spec, place, &conversations, all) } else { Value::Null }
        })
        .collect();
    if let Value::Object(run) = run {
        for (field, value) in [
            ("is_completed", json!(moment.is_over)),
            ("failed_metrics", json!(failed)),
            ("errored", json!(errored)),
            ("artifacts_generated", json!(moment.has_artifacts)),
            ("unit_test_run_results", json!(results)),
        ] {
            run.insert(field.to_owned(), value);
        }
    }
    let after_start = moment.next_ms?;
    Some(after_start.saturating_add(plan.started_ms).saturating_sub(plan.shift_ms))
}

/// What came of one test. The errors of conversations that are still to come are told as none by servers
/// that tell whole tests, and not at all by others.
fn result(plan: &Plan, spec: &Value, place: usize, conversations: &[Conversation], all: usize) -> Value {
    let by_criterion: Vec<Value> = criteria(spec)
        .iter()
        .enumerate()
        .map(|(at, criterion)| {
            let metric = criterion.get("metric_id").unwrap_or(&Value::Null);
            let version =
                metric.as_str().and_then(|id| plan.metrics.get(id)).map_or(1, |metric| metric.version);
            let results: Vec<Value> = conversations
                .iter()
                .enumerate()
                .filter_map(|(run_index, conversation)| match conversation {
                    Conversation::Judged(findings) => {
                        let passed = findings.get(at)?.passed;
                        Some(json!([evaluation_id(&plan.run, place, run_index, at), passed]))
                    }
                    Conversation::Failed(_) => None,
                })
                .collect();
            json!({"metric_id": metric, "metric_version": version, "results": results})
        })
        .collect();
    let mut errors: Vec<Value> = conversations
        .iter()
        .map(|conversation| match conversation {
            Conversation::Judged(_) => Value::Null,
            Conversation::Failed(error) => json!(error),
        })
        .collect();
    if plan.habits.whole_tests {
        errors.resize(all, Value::Null);
    }
    json!({
        "unit_test_id": spec.get("unit_test_id"), "metric_evaluation_results": by_criterion, "run_errors": errors,
    })
}

/// The evaluations of what is done by now.
pub(crate) fn evaluations(run: &Value, plan: &Plan, now_ms: i64) -> Vec<Document> {
    let timetable = Timetable::new(plan, specs(run));
    let Moment { done, .. } = timetable.moment(plan, now_ms);
    let started = run.get("created_at").and_then(Value::as_str).and_then(|at| at.parse::<Timestamp>().ok());
    let mut documents = Vec::new();
    for ((place, spec), done) in specs(run).iter().enumerate().zip(done) {
        for run_index in 0..done {
            let Conversation::Judged(findings) = conversation(plan, spec, place, run_index) else { continue };
            let at = started.map(|at| dated(plan, at, timetable.end_of(place, run_index)));
            for (criterion, (wanted, finding)) in criteria(spec).iter().zip(&findings).enumerate() {
                let id = evaluation_id(&plan.run, place, run_index, criterion);
                let mut body = evaluation(plan, wanted, finding, &id);
                if let Value::Object(body) = &mut body {
                    body.insert("org_id".to_owned(), run.get("org_id").cloned().unwrap_or_default());
                    body.insert("created_at".to_owned(), json!(at));
                    body.insert("updated_at".to_owned(), json!(at));
                    body.insert(
                        "source".to_owned(),
                        json!({
                            "type": "simulation", "simulation_unit_test_set_run_id": plan.run,
                            "unit_test_id": spec.get("unit_test_id"), "run_index": run_index,
                            "references": references(&id),
                        }),
                    );
                }
                documents.push(Document::new(Kind::Evaluation, body));
            }
        }
    }
    documents
}

/// How many conversations of a test a run's document counts as done: those that its result tells of.
pub(crate) fn done(run: &Value, plan: &Plan, place: usize, now_ms: i64) -> usize {
    let moment = Timetable::new(plan, specs(run)).moment(plan, now_ms);
    moment.done.get(place).copied().unwrap_or_default()
}

/// What the judges found in one conversation, as artifacts tell it; nothing where it could not be run.
pub(crate) fn findings(plan: &Plan, spec: &Value, place: usize, run_index: usize) -> Vec<Value> {
    let Conversation::Judged(findings) = conversation(plan, spec, place, run_index) else {
        return Vec::new();
    };
    let told = criteria(spec).iter().zip(&findings).enumerate().map(|(criterion, (wanted, finding))| {
        let mut told =
            evaluation(plan, wanted, finding, &evaluation_id(&plan.run, place, run_index, criterion));
        if let Value::Object(told) = &mut told {
            told.insert("success_criterion_name".to_owned(), json!(wanted.get("success_criterion_name")));
            told.insert("passed".to_owned(), json!(finding.passed));
        }
        told
    });
    told.collect()
}

fn evaluation(plan: &Plan, wanted: &Value, finding: &Finding, id: &str) -> Value {
    let metric_id = wanted.get("metric_id").unwrap_or(&Value::Null);
    let metric = metric_id.as_str().and_then(|id| plan.metrics.get(id));
    json!({
        "id": id, "metric_id": metric_id, "metric_version": metric.map_or(1, |metric| metric.version),
        "result": finding.value, "justification": words::justification(metric, wanted, finding, id),
    })
}

/// When a conversation was judged: the runs' time may have been faster than the sandbox's.
fn dated(plan: &Plan, started: Timestamp, end_ms: i64) -> String {
    let end = Duration::from_millis(u64::try_from(end_ms).unwrap_or_default());
    let speed = if plan.speed > 1.0 { plan.speed } else { 1.0 };
    let passed = SignedDuration::try_from(end.div_f64(speed)).unwrap_or_default();
    written(started.checked_add(passed).unwrap_or(started))
}

/// The messages that a judgement points at.
fn references(id: &str) -> Vec<String> {
    (0..2).map(|n| object_id(&format!("message {n} of {id}"))).collect()
}

/// The id that a run's document and the evaluation share.
pub(crate) fn evaluation_id(run: &str, place: usize, run_index: usize, criterion: usize) -> String {
    object_id(&format!("evaluation {run} {place} {run_index} {criterion}"))
}
