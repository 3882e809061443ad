//! What a run freezes at its start: the tests of the set as they are now, with the versions that apply.

use std::collections::BTreeMap;

use anyhow::Result;
use serde_json::{Value, json};

use super::plan::Metric;
use crate::store::{Kind, Store};

/// What is frozen of a set.
#[derive(Clone, Debug, Default)]
pub(crate) struct Snapshot {
    /// What runs, as documents write it.
    pub(crate) specs: Vec<Value>,
    /// The metrics that judge.
    pub(crate) metrics: BTreeMap<String, Metric>,
}

impl Snapshot {
    /// Freezes the members of a set. Those that are gone or deleted are left out: a deleted test is not run again.
    pub(crate) fn take(store: &Store, set: &Value) -> Result<Self> {
        let mut snapshot = Self::default();
        for member in list(set, "unit_test_runs") {
            let Some(id) = member.get("unit_test_id").and_then(Value::as_str) else { continue };
            let Some(test) = store.get(Kind::UnitTest, id)? else { continue };
            if test.get("is_deleted").and_then(Value::as_bool) == Some(true) {
                continue;
            }
            let count = member.get("run_count").and_then(Value::as_i64).unwrap_or_default();
            snapshot.add(store, &test, count)?;
        }
        Ok(snapshot)
    }

    /// Freezes a test.
    pub(crate) fn add(&mut self, store: &Store, test: &Value, run_count: i64) -> Result<()> {
        let text = |field: &str| test.get(field).and_then(Value::as_str).unwrap_or_default();
        let service = store.get(Kind::Service, text("service_id"))?.unwrap_or_default();
        let set = service.get("version_sets").and_then(|sets| sets.get(text("service_version_set_name")));
        let set = set.unwrap_or(&Value::Null);
        let versioned = |id: &str, number: &str| {
            json!([
                service.get(id).and_then(Value::as_str).unwrap_or_default(),
                version(&service, set, number)
            ])
        };
        let latest = |kind: Kind, field: &str| -> Result<Value> {
            Ok(json!([text(field), store.latest_number(kind, text(field))?.unwrap_or(1)]))
        };
        let mut metrics = Vec::new();
        for criterion in list(test, "success_criterions") {
            let metric_id = criterion.get("metric_id");
            if let Some(id) = metric_id.and_then(Value::as_str)
                && !self.metrics.contains_key(id)
            {
                self.metrics.insert(id.to_owned(), metric(store, id)?);
            }
            metrics.push(json!({
                "metric_id": metric_id, "success_criterion_name": criterion.get("name"),
                "success_criterion": criterion.get("criterion"),
            }));
        }
        self.specs.push(json!({
            "unit_test_id": test.get("id"),
            "run_count": run_count,
            "service_hierarchical_state_machine_version_info": versioned(
                "service_hierarchical_state_machine_id",
                "service_hierarchical_state_machine_version_number",
            ),
            "agent_version_info": versioned("agent_id", "agent_version_number"),
            "scenario_version_info": latest(Kind::ScenarioVersion, "scenario_id")?,
            "persona_version_info": latest(Kind::PersonaVersion, "persona_id")?,
            "llm_model_preferences": set.get("llm_model_preferences").filter(|of| of.is_object()).unwrap_or(&json!({})),
            "max_interactions": test.get("max_interactions"),
            "metrics_to_evaluate": metrics,
        }));
        Ok(())
    }
}

/// The number that a version set pins, or the latest: one more than any set pins.
fn version(service: &Value, set: &Value, number: &str) -> i64 {
    let pinned = |set: &Value| set.get(number).and_then(Value::as_i64);
    pinned(set).unwrap_or_else(|| {
        let sets = service.get("version_sets").and_then(Value::as_object).into_iter().flatten();
        sets.filter_map(|(_, set)| pinned(set)).max().unwrap_or_default() + 1
    })
}

fn metric(store: &Store, id: &str) -> Result<Metric> {
    let version = store.latest_number(Kind::MetricVersion, id)?.unwrap_or(1);
    let metric = store.get(Kind::Metric, id)?.unwrap_or_default();
    let details = store.get(Kind::MetricVersion, &format!("{id}-{version}"))?.unwrap_or_default();
    let text = |of: &Value, field: &str| of.get(field).and_then(Value::as_str).unwrap_or_default().to_owned();
    Ok(Metric {
        name: text(&metric, "name"),
        version,
        description: text(&details, "description"),
        value: details.get("metric_value").cloned().unwrap_or_default(),
    })
}

fn list<'a>(of: &'a Value, field: &str) -> impl Iterator<Item = &'a Value> {
    of.get(field).and_then(Value::as_array).into_iter().flatten()
}
