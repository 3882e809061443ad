//! Values that the document does not know yet, as a newer server may send them: only contrary
//! servers do, for one metric and one scenario that no unit test uses.

use serde_json::{Value, json};

use super::plot::Plot;
use crate::contrary::{UNKNOWN_MESSAGE_TYPE, UNKNOWN_METRIC_TYPE};
use crate::store::Kind;

pub(super) fn sow(plot: &mut Plot) {
    let used: Vec<String> = plot
        .documents
        .iter()
        .filter(|document| document.kind == Kind::UnitTest)
        .map(|document| document.body.to_string())
        .collect();
    let unused = |kind: Kind| {
        let is_used = |id: &str| used.iter().any(|test| test.contains(id));
        let found = plot.documents.iter().find(|document| {
            let is_live = document.body.get("is_deleted") == Some(&Value::Bool(false));
            document.kind == kind && is_live && !is_used(&document.id)
        });
        found.map(|document| document.id.clone())
    };
    let (metric, scenario) = (unused(Kind::Metric), unused(Kind::Scenario));
    for document in &mut plot.documents {
        let of = |field: &str| document.body.get(field).and_then(Value::as_str).map(str::to_owned);
        let change = match document.kind {
            Kind::Metric if Some(&document.id) == metric.as_ref() => {
                ("metric_value_type", json!(UNKNOWN_METRIC_TYPE))
            }
            Kind::MetricVersion if metric.is_some() && of("metric_id") == metric => {
                ("metric_value", json!({"type": UNKNOWN_METRIC_TYPE, "ranks": ["poor", "fair", "good"]}))
            }
            Kind::ScenarioVersion if scenario.is_some() && of("simulation_scenario_id") == scenario => {
                ("initial_message_type", json!(UNKNOWN_MESSAGE_TYPE))
            }
            _ => continue,
        };
        if let Value::Object(body) = &mut document.body {
            body.insert(change.0.to_owned(), change.1);
        }
    }
}
