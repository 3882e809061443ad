//! The services, metrics, personas, scenarios and users of the edge seed.

use serde_json::{Value, json};

use super::super::plot::Plot;
use super::{id, set, texts};
use crate::names::ORGANIZATION;
use crate::store::{Document, Kind};

pub(super) fn sow(plot: &mut Plot) {
    services(plot);
    metrics(plot);
    personas(plot);
    scenarios(plot);
    users(plot);
}

fn hide(plot: &mut Plot, kind: Kind, name: &str) {
    let hidden = id(name);
    for document in plot.documents.iter_mut().filter(|d| d.kind == kind && d.id == hidden) {
        document.hidden = true;
    }
}

fn services(plot: &mut Plot) {
    let pinned = json!({
        "agent_version_number": null, "service_hierarchical_state_machine_version_number": null,
        "llm_model_preferences": {},
    });
    let both = json!({"edge": pinned, "release": pinned});
    let strange = json!({"edge": pinned, "<i>set</i>": pinned, "": pinned, "broken": null});
    for (at, (name, title, sets)) in [
        ("service", "Edge Desk", both.clone()),
        ("inactive service", "Closed Desk", both.clone()),
        ("hidden service", "Secret Desk", both),
        ("strange service", "<u>Strange</u> & \u{202e}ksed\u{202c}", strange),
        ("bare service", "", json!({})),
    ]
    .into_iter()
    .enumerate()
    {
        let origin = plot.origin(name, at * 9);
        plot.add(
            Kind::Service,
            json!({
                "id": id(name), "name": title, "description": "", "version_sets": sets,
                "is_active": name != "inactive service",
                "service_hierarchical_state_machine_id": id("state machine"), "agent_id": "",
                "tags": [], "keyterms": [], "creator": origin.creator, "updated_by": origin.updated_by,
            }),
        );
    }
    hide(plot, Kind::Service, "hidden service");
}

fn metrics(plot: &mut Plot) {
    for (at, (name, kind, value)) in [
        ("boolean metric", "boolean", Some(json!({"type": "boolean"}))),
        ("number metric", "numerical", Some(json!({"type": "numerical", "lower_bound": 1, "upper_bound": 5}))),
        ("category metric", "categorical", Some(json!({"type": "categorical", "categories": ["Resolved", "Escalated"]}))),
        ("deleted metric", "boolean", Some(json!({"type": "boolean"}))),
        ("hidden metric", "boolean", Some(json!({"type": "boolean"}))),
        ("unknown metric", "ordinal", Some(json!({"type": "ordinal", "ranks": ["poor", "good"]}))),
        ("metric with bounds the wrong way round", "numerical",
         Some(json!({"type": "numerical", "lower_bound": 10, "upper_bound": -1e300}))),
        ("metric without categories", "categorical", Some(json!({"type": "categorical", "categories": []}))),
        ("metric with fifty categories", "categorical",
         Some(json!({"type": "categorical", "categories": (0..50).map(|n| format!("<{n}> category {n}")).collect::<Vec<_>>()}))),
        ("metric whose value is null", "boolean", Some(Value::Null)),
        ("metric without versions", "numerical", None),
    ]
    .into_iter()
    .enumerate()
    {
        let origin = plot.origin(name, at * 7);
        plot.add(
            Kind::Metric,
            json!({
                "id": id(name), "org_id": ORGANIZATION, "name": format!("Edge {name}"),
                "applied_to_services": [id("service"), id("nowhere")], "additional_notes": "<p>note</p>",
                "tags": [], "creator": origin.creator, "updated_by": origin.updated_by,
                "metric_value_type": kind, "is_deleted": name == "deleted metric",
                "created_at": origin.created_at, "updated_at": origin.updated_at,
            }),
        );
        let Some(value) = value else { continue };
        plot.add(
            Kind::MetricVersion,
            json!({
                "metric_id": id(name), "version": 1, "description": format!("Judges <b>{name}</b>."),
                "metric_value": value, "creator": origin.creator, "created_at": origin.created_at,
            }),
        );
    }
    hide(plot, Kind::Metric, "hidden metric");
}

fn personas(plot: &mut Plot) {
    let hostile: Vec<String> = texts::all().into_iter().step_by(4).collect();
    let named = ["persona", "deleted persona", "hidden persona", "persona without versions"];
    let all = named.into_iter().map(|name| (name.to_owned(), format!("Edge {name}")));
    let more = hostile.into_iter().enumerate().map(|(at, text)| (format!("persona {at}"), text));
    for (at, (name, title)) in all.chain(more).enumerate() {
        let origin = plot.origin(&name, at * 4);
        plot.add(
            Kind::Persona,
            json!({
                "id": id(&name), "name": title, "role": if at % 3 == 2 { "" } else { "<role> & patient" },
                "tags": {"a:b": "c", "bare": null}, "is_deleted": name == "deleted persona",
                "created_at": origin.created_at, "creator": origin.creator, "updated_at": origin.updated_at,
                "updated_by": origin.updated_by,
            }),
        );
        if name == "persona without versions" {
            continue;
        }
        let mut version = json!({
            "_id": id(&format!("version of {name}")), "org_id": ORGANIZATION,
            "simulation_persona_id": id(&name), "version": 1, "background": title.repeat(3),
            "preferred_language": "xx-not-a-language", "timezone": "Mars/Olympus_Mons",
            "user_models": [title, ""], "nonsensitive_user_variables": {"UPPER-case": "<b>x</b>"},
            "creator": origin.creator,
        });
        if at % 4 == 3 {
            set(&mut version, "background", Value::Null);
            set(&mut version, "user_models", Value::Null);
        }
        plot.add(Kind::PersonaVersion, version);
    }
    hide(plot, Kind::Persona, "hidden persona");
}

fn scenarios(plot: &mut Plot) {
    for (at, (name, first)) in [
        ("scenario", json!("user-message")),
        ("deleted scenario", json!("skip")),
        ("scenario with an unknown beginning", json!("carrier-pigeon")),
        ("scenario whose beginning is null", json!(null)),
        ("<h1>scenario</h1>", json!("external-event")),
    ]
    .into_iter()
    .enumerate()
    {
        let origin = plot.origin(name, at * 6);
        plot.add(
            Kind::Scenario,
            json!({
                "id": id(name), "name": format!("Edge {name}"), "tags": {}, "is_deleted": name == "deleted scenario",
                "created_at": origin.created_at, "creator": origin.creator, "updated_at": origin.updated_at,
                "updated_by": origin.updated_by,
            }),
        );
        plot.add(
            Kind::ScenarioVersion,
            json!({
                "_id": id(&format!("version of {name}")), "org_id": ORGANIZATION,
                "simulation_scenario_id": id(name), "version": 1, "objective": "o".repeat(2000),
                "instructions": "First line.\n\nSecond line.\t<script>alert(1)</script>",
                "initial_message_type": first, "conversation_starts_at": "whenever", "creator": origin.creator,
            }),
        );
    }
}

fn users(plot: &mut Plot) {
    for (user_id, first_name, last_name) in [
        ("no-name", json!(""), json!("")),
        ("null-name", Value::Null, Value::Null),
        ("<script>user</script>", json!("<b>Bold</b>"), json!("\u{202e}eman\u{202c}")),
    ] {
        let body = json!({
            "org_id": ORGANIZATION, "user_id": user_id, "first_name": first_name, "last_name": last_name,
            "email": "", "role": "SimulationViewerRole", "user_stats": null, "preferences": null,
        });
        plot.documents.push(Document::new(Kind::User, body));
    }
}
