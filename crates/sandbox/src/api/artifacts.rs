//! The address of a run's artifacts. The artifacts themselves are on another port.

use jiff::SignedDuration;
use serde_json::{Value, json};

use super::runs::{settle, visible};
use crate::check::params::Params;
use crate::clock::written;
use crate::http::{Call, Refusal, Reply};
use crate::runs;
use crate::world::World;

const STATE_MACHINE: &str = "Organization:GetServiceHierarchicalStateMachine";

pub(super) fn get(world: &World, call: &Call) -> Result<Reply, Refusal> {
    let mut params = Params::new(&call.query);
    let id = params.path_id("simulation_unit_test_set_run_id", call.id.as_deref());
    params.finish()?;
    call.demand_own()?;
    settle(world)?;
    let store = world.store();
    let run = visible(&store, &id, "Specified organization or unit test set run is not found.")?;
    call.demand(STATE_MACHINE)?;
    if run.get("artifacts_generated").and_then(Value::as_bool) != Some(true) {
        let early = "The artifacts for the unit test set run are not yet available for retrieval";
        return Err(Refusal::bad_request(early));
    }
    let lifetime = SignedDuration::from_secs(world.control().artifacts_lifetime_s);
    let expires = world.clock.now().checked_add(lifetime).unwrap_or(jiff::Timestamp::MAX);
    let elsewhere = runs::find(&store, &id)?.and_then(|(plan, _)| plan.artifacts_url);
    let url = elsewhere.unwrap_or_else(|| world.artifacts.sign(&id, expires));
    Ok(Reply::ok(&json!({"presigned_url": url, "url_expires_at": written(expires)})))
}
