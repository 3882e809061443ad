//! Metrics, personas and scenarios of the demo seed, with their versions.

use anyhow::{Context, Result};
use serde_json::{Map, Value, json};

use super::super::plot::{Origin, Plot, tag_list};
use super::{id_of, read, text};
use crate::hash::object_id;
use crate::names::ORGANIZATION;
use crate::store::Kind;

/// A day, in minutes.
const DAY: u64 = 1440;

pub(super) fn metrics(plot: &mut Plot) -> Result<()> {
    for (place, metric) in read(include_str!("metrics.json"))?.iter().enumerate() {
        let (id, name) = (id_of("metric", metric)?, text(metric, "name")?);
        let origin = plot.origin(name, place * 3 + 5);
        let services: Vec<String> = metric
            .get("services")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .map(service_id)
            .collect::<Result<_>>()?;
        plot.add(
            Kind::Metric,
            json!({
                "id": id,
                "org_id": ORGANIZATION,
                "name": name,
                "applied_to_services": services,
                "additional_notes": metric.get("notes"),
                "tags": tag_list(metric.get("tags").unwrap_or(&Value::Null)),
                "creator": origin.creator,
                "updated_by": origin.updated_by,
                "metric_value_type": text(metric, "type")?,
                "is_deleted": metric.get("deleted").is_some_and(|deleted| deleted == true),
                "created_at": origin.created_at,
                "updated_at": origin.updated_at,
            }),
        );
        for (number, version) in versions(metric)?.iter().enumerate() {
            let mut value = json!({"type": text(metric, "type")?});
            for field in ["lower_bound", "upper_bound", "categories"] {
                if let (Some(part), Value::Object(value)) = (version.get(field), &mut value) {
                    value.insert(field.to_owned(), part.clone());
                }
            }
            let created_at = moment(plot, &origin, number, versions(metric)?.len(), place);
            plot.add(
                Kind::MetricVersion,
                json!({
                    "metric_id": id,
                    "version": number + 1,
                    "description": text(version, "description")?,
                    "metric_value": value,
                    "creator": origin.creator,
                    "created_at": created_at,
                }),
            );
        }
    }
    Ok(())
}

pub(super) fn personas(plot: &mut Plot) -> Result<()> {
    for (place, persona) in read(include_str!("personas.json"))?.iter().enumerate() {
        let (id, name) = (id_of("persona", persona)?, text(persona, "name")?);
        let origin = plot.origin(name, place * 3 + 2);
        plot.add(Kind::Persona, versioned(persona, &id, &origin, &["role"])?);
        let all = versions(persona)?;
        for (number, version) in all.iter().enumerate() {
            let created_at = moment(plot, &origin, number, all.len(), place);
            let either = |field: &str| version.get(field).or(persona.get(field)).cloned();
            plot.add(
                Kind::PersonaVersion,
                json!({
                    "_id": object_id(&format!("persona version {id} {number}")),
                    "org_id": ORGANIZATION,
                    "created_at": created_at,
                    "updated_at": created_at,
                    "simulation_persona_id": id,
                    "version": number + 1,
                    "background": text(version, "background")?,
                    "preferred_language": either("language"),
                    "timezone": either("timezone"),
                    "user_models": either("models").unwrap_or(json!([])),
                    "nonsensitive_user_variables": either("variables").unwrap_or(json!({})),
                    "sensitive_user_variables": either("sensitive").unwrap_or(json!({})),
                    "creator": origin.creator,
                }),
            );
        }
    }
    Ok(())
}

pub(super) fn scenarios(plot: &mut Plot) -> Result<()> {
    for (place, scenario) in read(include_str!("scenarios.json"))?.iter().enumerate() {
        let (id, name) = (id_of("scenario", scenario)?, text(scenario, "name")?);
        let origin = plot.origin(name, place * 2 + 3);
        plot.add(Kind::Scenario, versioned(scenario, &id, &origin, &[])?);
        let all = versions(scenario)?;
        for (number, version) in all.iter().enumerate() {
            let created_at = moment(plot, &origin, number, all.len(), place);
            let either = |field: &str| version.get(field).or(scenario.get(field)).cloned();
            plot.add(
                Kind::ScenarioVersion,
                json!({
                    "_id": object_id(&format!("scenario version {id} {number}")),
                    "org_id": ORGANIZATION,
                    "created_at": created_at,
                    "updated_at": created_at,
                    "simulation_scenario_id": id,
                    "version": number + 1,
                    "objective": text(version, "objective")?,
                    "instructions": text(version, "instructions")?,
                    "initial_message_type": either("first").unwrap_or(json!("user-message")),
                    "conversation_starts_at": either("starts_at"),
                    "creator": origin.creator,
                }),
            );
        }
    }
    Ok(())
}

/// A persona or scenario itself: its tags are an object.
fn versioned(thing: &Value, id: &str, origin: &Origin, more: &[&str]) -> Result<Value> {
    let mut document = json!({
        "id": id,
        "name": text(thing, "name")?,
        "tags": thing.get("tags").unwrap_or(&Value::Object(Map::new())),
        "is_deleted": thing.get("deleted").is_some_and(|deleted| deleted == true),
        "created_at": origin.created_at,
        "creator": origin.creator,
        "updated_at": origin.updated_at,
        "updated_by": origin.updated_by,
    });
    for field in more {
        if let Value::Object(document) = &mut document {
            document.insert((*field).to_owned(), json!(text(thing, field)?));
        }
    }
    Ok(document)
}

/// The `versions` of a thing, or the thing itself as its only one.
fn versions(thing: &Value) -> Result<Vec<Value>> {
    match thing.get("versions") {
        Some(versions) => versions.as_array().cloned().context("versions"),
        None => Ok(vec![thing.clone()]),
    }
}

/// The first version was made with the thing, the others some days apart.
fn moment(plot: &Plot, origin: &Origin, number: usize, count: usize, place: usize) -> String {
    if number == 0 {
        return origin.created_at.clone();
    }
    if number + 1 == count {
        return origin.updated_at.clone();
    }
    let days = u64::try_from((count - number) * 9 + place).unwrap_or_default();
    plot.ago(days * DAY).max(origin.created_at.clone()).min(origin.updated_at.clone())
}

fn service_id(key: &str) -> Result<String> {
    let services = read(include_str!("services.json"))?;
    let service = services.iter().find(|service| service.get("key").is_some_and(|found| found == key));
    id_of("service", service.with_context(|| format!("no service {key}"))?)
}
