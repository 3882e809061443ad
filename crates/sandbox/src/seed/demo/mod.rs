//! The `demo` seed: a clinic with a pharmacy shop. What it says is in the JSON files beside this;
//! here it becomes the documents that the API answers with. Things refer to each other by key.

mod catalogue;
pub(super) mod runs;
mod tests;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::plot::{Plot, tag_list};
use crate::hash::object_id;
use crate::store::Kind;

/// Everything, well written.
pub(super) fn sow(plot: &mut Plot) -> Result<()> {
    services(plot, usize::MAX)?;
    catalogue::metrics(plot)?;
    catalogue::personas(plot)?;
    catalogue::scenarios(plot)?;
    tests::unit_tests(plot)?;
    tests::test_sets(plot)
}

/// One service and nothing that uses it.
pub(super) fn sow_one_service(plot: &mut Plot) -> Result<()> {
    services(plot, 1)
}

fn services(plot: &mut Plot, count: usize) -> Result<()> {
    for (place, service) in read(include_str!("services.json"))?.iter().take(count).enumerate() {
        let key = text(service, "key")?;
        let origin = plot.origin(key, place);
        let sets = service.get("version_sets").and_then(Value::as_object).context("version_sets")?;
        let sets: Value = sets
            .iter()
            .map(|(name, pinned)| (name.clone(), version_set(pinned)))
            .collect::<serde_json::Map<_, _>>()
            .into();
        plot.add(
            Kind::Service,
            json!({
                "id": id_of("service", service)?,
                "name": service.get("name"),
                "version_sets": sets,
                "description": service.get("description"),
                "is_active": service.get("is_active").is_none_or(|active| active != false),
                "service_hierarchical_state_machine_id": object_id(&format!("state machine {key}")),
                "agent_id": object_id(&format!("agent {}", service.get("agent").unwrap_or(&Value::Null))),
                "tags": tag_list(service.get("tags").unwrap_or(&Value::Null)),
                "keyterms": service.get("keyterms").unwrap_or(&json!([])),
                "creator": origin.creator,
                "updated_by": origin.updated_by,
            }),
        );
    }
    Ok(())
}

/// `[agent version, context graph version]`, or null for the latest of both.
fn version_set(pinned: &Value) -> Value {
    let preferences = match pinned.get(0) {
        Some(_) => json!({"engage_user": {"llm_name": "sample-large-2", "params": {"temperature": 0.2}}}),
        None => json!({}),
    };
    json!({
        "agent_version_number": pinned.get(0),
        "service_hierarchical_state_machine_version_number": pinned.get(1),
        "llm_model_preferences": preferences,
    })
}

fn read(json: &str) -> Result<Vec<Value>> {
    serde_json::from_str(json).context("the demo seed is not readable")
}

fn text<'a>(value: &'a Value, field: &str) -> Result<&'a str> {
    value.get(field).and_then(Value::as_str).with_context(|| format!("{field} is missing in {value}"))
}

/// The id that a thing says, or the one that follows from its key.
fn id_of(kind: &str, thing: &Value) -> Result<String> {
    match thing.get("id").and_then(Value::as_str) {
        Some(id) => Ok(id.to_owned()),
        None => Ok(object_id(&format!("{kind} {}", text(thing, "key")?))),
    }
}
