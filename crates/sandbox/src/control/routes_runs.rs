//! `/_sandbox/` of runs: their time, how tests turn out, single runs, and what was downloaded.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use super::routes::{Given, Outcome, Shared, body, failed, no};
use crate::runs::{self, Change, Outcome as Habit};

/// The runs' time: another speed, standing still or going on.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Pace {
    speed: Option<f64>,
    frozen: Option<bool>,
}

pub(super) async fn pace(State(world): Shared, given: Given<Pace>) -> Outcome {
    let Pace { speed, frozen } = body(given)?;
    if speed.is_some_and(|speed| !runs::is_speed(speed)) {
        return Err(no(StatusCode::BAD_REQUEST, "The speed is from 0 to 10000."));
    }
    let clock = {
        let mut control = world.control();
        control.run_clock.change(&world.clock, speed, frozen);
        control.run_clock
    };
    Ok(Json(json!({"speed": clock.speed(), "frozen": clock.is_frozen()})))
}

pub(super) async fn change(State(world): Shared, Path(id): Path<String>, given: Given<Change>) -> Outcome {
    let given = body(given)?;
    let now_ms = world.run_now_ms();
    let told = runs::change(&mut world.store(), &id, given, now_ms).map_err(failed)?;
    told.map(Json).ok_or_else(|| no(StatusCode::NOT_FOUND, "There is no such run, or it goes on by no plan."))
}

/// How tests turn out in runs that start from now on, by id; `*` stands for all others.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Habits {
    tests: BTreeMap<String, Habit>,
}

pub(super) async fn habits(State(world): Shared, given: Given<Habits>) -> Outcome {
    let tests = body(given)?.tests;
    let named = tests.iter().map(|(test, habit)| (test.as_str(), habit.as_str()));
    world.store().put_habits(named).map_err(failed)?;
    Ok(Json(json!({})))
}

pub(super) async fn forget_habits(State(world): Shared) -> Outcome {
    world.store().clear_habits().map_err(failed)?;
    Ok(Json(json!({})))
}

/// How long addresses of artifacts hold that are given out from now on.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Artifacts {
    lifetime_s: i64,
}

pub(super) async fn artifacts(State(world): Shared, given: Given<Artifacts>) -> Outcome {
    world.control().artifacts_lifetime_s = body(given)?.lifetime_s;
    Ok(Json(json!({})))
}

pub(super) async fn downloads(State(world): Shared) -> Json<Value> {
    Json(json!(world.artifacts.downloads()))
}

pub(super) async fn forget_downloads(State(world): Shared) -> Json<Value> {
    world.artifacts.clear_downloads();
    Json(json!({}))
}
