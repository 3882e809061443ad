//! What metrics' judges said of single conversations. Evaluations of runs are written down when somebody
//! asks for them: there are a hundred times as many as anybody reads.

use super::facets::Facets;
use super::listing::Listing;
use super::runs::settle;
use crate::check::params::Params;
use crate::http::{Call, Refusal, Reply};
use crate::runs::{self, Plan};
use crate::store::{Kind, Selection, SortKey, Store};
use crate::world::World;

const KEY: &str = "metric_evaluation_results";
const FACETS: Facets = Facets { narrowed: &[], open: &[("metric_ids", "metric_id")] };
const SOURCES: [&str; 3] = ["post-session", "manual", "simulation"];

pub(super) fn list(world: &World, call: &Call) -> Result<Reply, Refusal> {
    let mut params = Params::new(&call.query);
    let mut selection = Selection::all(Kind::Evaluation);
    let limit = params.limit(500, 0..=500);
    let token = params.continuation_token();
    selection.created = (params.moment("timestamp_after"), params.moment("timestamp_before"));
    let runs = params.ids("simulation_unit_test_set_run_id");
    selection.facets = vec![
        ("metric_id", params.ids("metric_id")),
        ("metric_id_and_version", params.metrics_and_versions("metric_id_and_version")),
        ("source_type", params.choices("source_type", &SOURCES)),
        ("conversation_id", params.ids("conversation_id")),
        ("simulation_unit_test_set_run_id", runs.clone()),
    ];
    let sort = params.sort(&[("created_at", SortKey::CreatedAt)]);
    params.finish()?;
    settle(world)?;
    let now_ms = world.run_now_ms();
    write_down(&mut world.store(), &runs, now_ms)?;
    Listing { key: KEY, selection, sort, limit, token, facets: Some(FACETS) }.answer(world, call)
}

/// Writes down what was judged since somebody asked last, of these runs or of all.
fn write_down(store: &mut Store, runs: &[String], now_ms: i64) -> Result<(), Refusal> {
    let plans = if runs.is_empty() {
        store.plans()?
    } else {
        runs.iter().filter_map(|run| store.plan(run).transpose()).collect::<Result<_, _>>()?
    };
    for plan in plans {
        let plan: Plan = serde_json::from_str(&plan)?;
        let Some((mut plan, run)) = runs::find(store, &plan.run)? else { continue };
        let judged = runs::judged(&run);
        if plan.evaluated == judged {
            continue;
        }
        store.put(&runs::evaluations(&run, &plan, now_ms))?;
        plan.evaluated = judged;
        runs::keep(store, &plan, run, now_ms)?;
    }
    Ok(())
}
