//! The `large` seed: 5,000 unit tests and what they need, put together from parts.

pub(super) mod runs;

use serde_json::{Value, json};

use super::plot::{Origin, Plot, tag_list};
use crate::hash::{hash, object_id};
use crate::names::ORGANIZATION;
use crate::store::Kind;

const TESTS: usize = 5000;
const SERVICES: usize = 24;
const PERSONAS: usize = 150;
const SCENARIOS: usize = 260;
const METRICS: usize = 60;
/// Beside the one of forty tests.
const SETS: usize = 39;

const AREAS: [&str; 12] = [
    "Intake",
    "Scheduling",
    "Refills",
    "Billing",
    "Shop",
    "Nurse line",
    "Laboratory",
    "Imaging",
    "Dental",
    "Physiotherapy",
    "Vaccination",
    "Travel clinic",
];
const PEOPLE: [&str; 15] = [
    "Confused newcomer",
    "Hurried parent",
    "Anxious reader",
    "Registered proxy",
    "Sceptical lawyer",
    "Talkative widower",
    "Angry payer",
    "Deaf patient",
    "Blind patient",
    "Exchange student",
    "Night-shift worker",
    "Marathon runner",
    "Retired teacher",
    "Caller without proof",
    "Prompt tamperer",
];
const EVENTS: [&str; 13] = [
    "sets up an account",
    "moves a visit",
    "cancels on the day",
    "asks for a refill",
    "disputes a charge",
    "returns a package",
    "reports a fever",
    "asks for a record",
    "wants a discount",
    "misses a dose",
    "asks for an interpreter",
    "answers a reminder",
    "wants a second opinion",
];
const QUALITIES: [&str; 12] = [
    "Completion",
    "Politeness",
    "Clarity",
    "Empathy",
    "Identity check",
    "Privacy",
    "Accuracy",
    "Escalation",
    "Outcome",
    "Effort",
    "Read-back",
    "Tone",
];
const TYPES: [&str; 3] = ["boolean", "numerical", "categorical"];
const PRIORITIES: [&str; 3] = ["high", "medium", "low"];
const VERSION_SETS: [&str; 3] = ["release", "preview", "edge"];

pub(super) fn sow(plot: &mut Plot) {
    for at in 0..SERVICES {
        service(plot, at);
    }
    for at in 0..METRICS {
        metric(plot, at);
    }
    for at in 0..PERSONAS {
        persona(plot, at);
    }
    for at in 0..SCENARIOS {
        scenario(plot, at);
    }
    for at in 0..TESTS {
        unit_test(plot, at);
    }
    for at in 0..SETS {
        test_set(plot, at);
    }
    let forty = runs::forty().into_iter().map(|test| member(test, 5)).collect();
    add_set(plot, SETS, &runs::name_of_forty(), forty);
}

/// One of a few, round and round.
fn pick<'a>(parts: &[&'a str], at: usize) -> &'a str {
    parts.get(at % parts.len().max(1)).copied().unwrap_or_default()
}

/// A number below `below` that looks random.
fn chance(of: &str, at: usize, below: usize) -> usize {
    let below = u64::try_from(below).unwrap_or(1).max(1);
    usize::try_from(hash(&format!("{of} {at}")) % below).unwrap_or_default()
}

fn id(kind: &str, at: usize) -> String {
    object_id(&format!("large {kind} {at}"))
}

fn service(plot: &mut Plot, at: usize) {
    let name = format!("{} {}", pick(&AREAS, at), if at < AREAS.len() { "Desk" } else { "Line" });
    let Origin { creator, updated_by, .. } = plot.origin(&name, at);
    let pinned = json!({
        "agent_version_number": at + 3, "service_hierarchical_state_machine_version_number": at + 9,
        "llm_model_preferences": {},
    });
    let latest = json!({
        "agent_version_number": null, "service_hierarchical_state_machine_version_number": null,
        "llm_model_preferences": {},
    });
    plot.add(
        Kind::Service,
        json!({
            "id": id("service", at), "name": name, "description": format!("Talks to people about {name}."),
            "version_sets": {"edge": latest, "release": pinned.clone(), "preview": pinned},
            "is_active": at != SERVICES - 1,
            "service_hierarchical_state_machine_id": id("state machine", at), "agent_id": id("agent", at % 5),
            "tags": [{"key": "area", "value": pick(&AREAS, at)}], "keyterms": [],
            "creator": creator, "updated_by": updated_by,
        }),
    );
}

fn metric(plot: &mut Plot, at: usize) {
    let name = format!("{} {}", pick(&QUALITIES, at), at / QUALITIES.len() + 1);
    let kind = pick(&TYPES, at);
    let origin = plot.origin(&name, at * 80);
    let value = match kind {
        "numerical" => json!({"type": kind, "lower_bound": 1, "upper_bound": 5}),
        "categorical" => json!({"type": kind, "categories": ["Resolved", "Escalated", "Abandoned"]}),
        _ => json!({"type": kind}),
    };
    plot.add(
        Kind::Metric,
        json!({
            "id": id("metric", at), "org_id": ORGANIZATION, "name": name,
            "applied_to_services": [id("service", at % SERVICES), id("service", (at + 7) % SERVICES)],
            "additional_notes": null, "tags": [{"key": "area", "value": pick(&QUALITIES, at)}],
            "creator": origin.creator, "updated_by": origin.updated_by, "metric_value_type": kind,
            "is_deleted": false, "created_at": origin.created_at, "updated_at": origin.updated_at,
        }),
    );
    plot.add(
        Kind::MetricVersion,
        json!({
            "metric_id": id("metric", at), "version": 1, "metric_value": value, "creator": origin.creator,
            "description": format!("Judges {name} over the whole conversation."), "created_at": origin.created_at,
        }),
    );
}

fn persona(plot: &mut Plot, at: usize) {
    let name = format!("{} {}", pick(&PEOPLE, at), at / PEOPLE.len() + 1);
    let origin = plot.origin(&name, at * 30);
    let (owner, role) = (id("persona", at), if at.is_multiple_of(3) { "Caregiver" } else { "Patient" });
    plot.add(
        Kind::Persona,
        json!({
            "id": owner, "name": name, "role": role, "tags": {"group": pick(&PEOPLE, at), "sample": null},
            "is_deleted": false, "created_at": origin.created_at, "creator": origin.creator,
            "updated_at": origin.updated_at, "updated_by": origin.updated_by,
        }),
    );
    plot.add(
        Kind::PersonaVersion,
        json!({
            "_id": id("persona version", at), "org_id": ORGANIZATION, "created_at": origin.created_at,
            "updated_at": origin.created_at, "simulation_persona_id": owner, "version": 1,
            "background": format!("{name} lives {} minutes from the clinic and has been there {} times.",
                chance("distance", at, 90) + 1, chance("visits", at, 30)),
            "preferred_language": "eng", "timezone": "America/New_York", "user_models": [],
            "nonsensitive_user_variables": {}, "sensitive_user_variables": {}, "creator": origin.creator,
        }),
    );
}

fn scenario(plot: &mut Plot, at: usize) {
    let name = format!("Someone {}, case {}", pick(&EVENTS, at), at / EVENTS.len() + 1);
    let origin = plot.origin(&name, at * 19);
    let owner = id("scenario", at);
    plot.add(
        Kind::Scenario,
        json!({
            "id": owner, "name": name, "tags": {"event": pick(&EVENTS, at)}, "is_deleted": false,
            "created_at": origin.created_at, "creator": origin.creator, "updated_at": origin.updated_at,
            "updated_by": origin.updated_by,
        }),
    );
    plot.add(
        Kind::ScenarioVersion,
        json!({
            "_id": id("scenario version", at), "org_id": ORGANIZATION, "created_at": origin.created_at,
            "updated_at": origin.created_at, "simulation_scenario_id": owner, "version": 1,
            "objective": format!("The person {} and leaves content.", pick(&EVENTS, at)),
            "instructions": "Say what you want at once. Answer what you are asked.",
            "initial_message_type": pick(&["user-message", "skip", "external-event"], at),
            "conversation_starts_at": null, "creator": origin.creator,
        }),
    );
}

fn unit_test(plot: &mut Plot, at: usize) {
    let (service, persona) = (chance("service", at, SERVICES), chance("persona", at, PERSONAS));
    let scenario = chance("scenario", at, SCENARIOS);
    let (area, person, event) = (pick(&AREAS, service), pick(&PEOPLE, persona), pick(&EVENTS, scenario));
    let name = format!("{area} {at:04} - {person} {event}");
    let origin = plot.origin(&name, at % 700);
    let criteria: Vec<Value> =
        (0..=chance("criteria", at, 4)).map(|n| criterion(chance("metric", at * 4 + n, METRICS))).collect();
    let tags = tag_list(&json!({
        "suite": area.to_lowercase(), "priority": pick(&PRIORITIES, at), "batch": format!("batch {}", at / 100),
    }));
    plot.add(
        Kind::UnitTest,
        json!({
            "id": id("unit test", at), "org_id": ORGANIZATION, "created_at": origin.created_at,
            "updated_at": origin.updated_at, "name": name,
            "description": format!("{person} {event}; the agent of {area} copes within the limit."),
            "service_id": id("service", service), "service_version_set_name": pick(&VERSION_SETS, at),
            "persona_id": id("persona", persona), "scenario_id": id("scenario", scenario),
            "max_interactions": 5 + at % 60, "success_criterions": criteria, "is_deleted": at % 50 == 49,
            "tags": tags, "creator": origin.creator, "updated_by": origin.updated_by,
        }),
    );
}

fn criterion(metric: usize) -> Value {
    let expected = match pick(&TYPES, metric) {
        "numerical" => json!({"type": "numerical", "verb": ">=", "threshold": 3}),
        "categorical" => json!({"type": "categorical", "expected_values": ["Resolved", "Escalated"]}),
        _ => json!({"type": "boolean", "expected_value": true}),
    };
    json!({"name": pick(&QUALITIES, metric), "metric_id": id("metric", metric), "criterion": expected})
}

fn test_set(plot: &mut Plot, at: usize) {
    let name = format!("{} - set {at:02}", pick(&AREAS, at));
    // Deleted tests, every fiftieth, are in no set.
    let members: Vec<Value> = (0..5 + at * 2)
        .map(|n| (at * 113 + n * 7) % TESTS)
        .filter(|test| test % 50 != 49)
        .map(|test| member(test, 1 + test % 6))
        .collect();
    add_set(plot, at, &name, members);
}

fn member(test: usize, run_count: usize) -> Value {
    json!({"unit_test_id": id("unit test", test), "run_count": run_count})
}

fn add_set(plot: &mut Plot, at: usize, name: &str, members: Vec<Value>) {
    let origin = plot.origin(name, at * 17);
    plot.add(
        Kind::TestSet,
        json!({
            "id": id("test set", at), "org_id": ORGANIZATION, "created_at": origin.created_at,
            "updated_at": origin.updated_at, "name": name, "description": null, "unit_test_runs": members,
            "last_triggered_run_id": null, "is_deleted": false,
            "tags": [{"key": "area", "value": pick(&AREAS, at)}], "creator": origin.creator,
            "updated_by": origin.updated_by,
        }),
    );
}
