//! Runs: list, start, cancel. How they go on is `crate::runs`' business.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::facets::Facets;
use super::listing::Listing;
use super::test_set_writes::live_set;
use crate::check::body::{Form, object_id as checked_id, parse};
use crate::check::params::Params;
use crate::check::{Loc, Problems};
use crate::clock::written;
use crate::hash::object_id;
use crate::http::{Call, Refusal, Reply};
use crate::runs::{self, Habits, Outcome, Plan, Snapshot, Start};
use crate::store::{Kind, Selection, SortKey, Store};
use crate::world::World;

const KEY: &str = "simulation_unit_test_set_runs";
/// Runs have no tags; the document promises their keys all the same.
const FACETS: Facets = Facets {
    narrowed: &[("creators", "creator"), ("tags", "tag")],
    open: &[("simulation_unit_test_set_ids", "simulation_unit_test_set_id")],
};
const SEE_SETS: &str = "Simulation:GetSimulationUnitTestSet";
const SEE_TESTS: &str = "Simulation:GetSimulationUnitTest";

pub(super) fn list(world: &World, call: &Call) -> Result<Reply, Refusal> {
    let mut params = Params::new(&call.query);
    let mut selection = Selection::all(Kind::Run);
    selection.ids = params.ids("id");
    let limit = params.limit(50, 0..=50);
    let token = params.continuation_token();
    selection.facets = vec![
        ("creator", params.creators()),
        ("simulation_unit_test_set_id", params.ids("simulation_unit_test_set_id")),
    ];
    for flag in ["is_completed", "failed_metrics", "errored"] {
        let wanted = params.flag(flag).map(|wanted| wanted.to_string());
        selection.facets.push((flag, wanted.into_iter().collect()));
    }
    selection.created = (params.moment("created_after"), params.moment("created_before"));
    let sort = params.sort(&[("created_at", SortKey::CreatedAt)]);
    params.finish()?;
    settle(world)?;
    let listing = Listing { key: KEY, selection, sort, limit, token, facets: Some(FACETS) };
    listing.answer_with(world, call, |run| masked(call, run))
}

/// What the user may see of a run.
fn masked(call: &Call, run: String) -> Result<String, Refusal> {
    let (sees_sets, sees_tests) = (call.may(SEE_SETS), call.may(SEE_TESTS));
    if sees_sets && sees_tests {
        return Ok(run);
    }
    let mut run: Value = serde_json::from_str(&run)?;
    for (list, fields) in [
        (
            "unit_test_run_specs",
            &[
                ("scenario_version_info", Value::Null),
                ("persona_version_info", Value::Null),
                ("metrics_to_evaluate", json!([])),
            ][..],
        ),
        ("unit_test_run_results", &[("metric_evaluation_results", json!([]))]),
    ] {
        let Some(Value::Array(items)) = run.get_mut(list) else { continue };
        if !sees_sets {
            items.clear();
        }
        for (field, nothing) in fields {
            for item in items.iter_mut().filter_map(Value::as_object_mut) {
                item.insert((*field).to_owned(), nothing.clone());
            }
        }
    }
    Ok(run.to_string())
}

pub(super) fn create(world: &World, call: &Call) -> Result<Reply, Refusal> {
    let body = parse(&call.body, call.is_json())?;
    let mut problems = Problems::default();
    let form = Form::open(&body, Loc::of("body"), &mut problems);
    let set_id =
        form.and_then(|form| form.required("simulation_unit_test_set_id", &mut problems, checked_id));
    problems.finish()?;
    let Some(set_id) = set_id else { return Err(Refusal::invalid(Vec::new())) };
    call.demand_own()?;
    settle(world)?;
    let (clock, contrary) = {
        let control = world.control();
        (control.run_clock, control.manner.contrary)
    };
    let mut store = world.store();
    let missing = "The specified organization or simulation unit test set was not found.";
    let set = live_set(&store, &set_id, missing)?;
    if has_unfinished(&store, call, &set_id)? {
        let running = "The user already has an unfinished run for this simulation unit test set.";
        return Err(Refusal::conflict(running));
    }
    let start = Start {
        id: next_id(&store, &set_id)?,
        organization: &call.organization,
        test_set: &set_id,
        creator: call.user_info(),
        created_at: written(world.clock.now()),
        snapshot: Snapshot::take(&store, &set)?,
    };
    let now_ms = clock.now_ms(&world.clock);
    let mut plan = Plan::new(&start.id, now_ms, Habits::new(contrary));
    plan.speed = clock.speed();
    plan.outcomes = outcomes(&store, &start.snapshot)?;
    plan.metrics = start.snapshot.metrics.clone();
    runs::keep(&mut store, &plan, start.document(), now_ms)?;
    runs::make_last(&mut store, &set_id, &start.id)?;
    drop(store);
    world.created(Kind::Run, &start.id);
    Ok(Reply::json(StatusCode::CREATED, &json!({"simulation_unit_test_set_run_id": start.id})))
}

fn has_unfinished(store: &Store, call: &Call, set_id: &str) -> Result<bool, Refusal> {
    let user = call.user.as_ref().map(|user| format!("{},{}", call.organization, user.user_id));
    let mut own = Selection::all(Kind::Run);
    own.with_hidden = true;
    own.facets = vec![
        ("creator", user.into_iter().collect()),
        ("simulation_unit_test_set_id", vec![set_id.to_owned()]),
        ("is_completed", vec!["false".to_owned()]),
    ];
    Ok(store.count(&own)? > 0)
}

/// Counted by set rather than random: what looks random in a run follows from its id, so the same steps
/// give the same run again.
fn next_id(store: &Store, set_id: &str) -> Result<String, Refusal> {
    let mut runs = Selection::all(Kind::Run);
    runs.facets = vec![("simulation_unit_test_set_id", vec![set_id.to_owned()])];
    runs.with_hidden = true;
    let mut number = store.count(&runs)?;
    loop {
        number += 1;
        let id = object_id(&format!("run {number} of {set_id}"));
        if store.get(Kind::Run, &id)?.is_none() {
            return Ok(id);
        }
    }
}

fn outcomes(store: &Store, snapshot: &Snapshot) -> Result<Vec<Outcome>, Refusal> {
    let tests = snapshot.specs.iter().map(|spec| spec.get("unit_test_id").and_then(Value::as_str));
    Ok(tests.map(|test| Outcome::usual(store, test.unwrap_or_default())).collect::<Result<_, _>>()?)
}

/// Any user with the permission may cancel; the run goes on for a while.
pub(super) fn cancel(world: &World, call: &Call) -> Result<Reply, Refusal> {
    let mut params = Params::new(&call.query);
    let id = params.path_id("simulation_unit_test_set_run_id", call.id.as_deref());
    params.finish()?;
    call.demand_own()?;
    settle(world)?;
    let now_ms = world.run_now_ms();
    let mut store = world.store();
    let run =
        visible(&store, &id, "The specified organization or simulation unit test set run was not found.")?;
    if run.get("is_completed").and_then(Value::as_bool) == Some(true) {
        return Err(Refusal::conflict("The simulation unit test set run is not in progress."));
    }
    if let Some((mut plan, run)) = runs::find(&store, &id)?
        && plan.cancelled_at_ms.is_none()
    {
        plan.cancelled_at_ms = Some(plan.passed_ms(now_ms));
        runs::keep(&mut store, &plan, run, now_ms)?;
    }
    Ok(Reply::no_content())
}

/// A run that is there and not hidden.
pub(super) fn visible(store: &Store, id: &str, missing: &str) -> Result<Value, Refusal> {
    let mut visible = Selection::all(Kind::Run);
    visible.ids = vec![id.to_owned()];
    let is_there = store.count(&visible)? > 0;
    let run = if is_there { store.get(Kind::Run, id)? } else { None };
    run.ok_or_else(|| Refusal::not_found(missing))
}

/// Brings the runs' documents up to now.
pub(super) fn settle(world: &World) -> Result<(), Refusal> {
    let now_ms = world.run_now_ms();
    Ok(runs::settle(&mut world.store(), now_ms)?)
}
