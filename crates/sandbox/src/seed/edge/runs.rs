//! Runs that try to break a page: some that went their way with hostile names, and some whose documents
//! are broken.

use serde_json::{Value, json};

use super::super::plot::Plot;
use super::super::runs::{End, Past};
use super::{id, set};
use crate::names::{ADMINISTRATOR, EDITOR, ORGANIZATION, OWNER};
use crate::runs::Outcome;
use crate::store::Kind;

pub(in super::super) fn pasts() -> Vec<Past> {
    let past = |name: &str, of: usize, ago: i64, creator| {
        Past::new(id(name), id(&format!("set {of}")), ago, creator)
    };
    let mut script = past("run with a script for artifacts", 0, 7200, OWNER);
    script.artifacts_url = Some("javascript:alert('artifacts')");
    let mut nowhere = past("run with no address for artifacts", 0, 9200, OWNER);
    nowhere.artifacts_url = Some("not an address");
    let mut errors = past("run of errors", 1, 86_400, EDITOR);
    errors.outcomes = (0..30).map(|place| (place, Outcome::Erroring)).collect();
    let mut stuck = past("stuck run", 1, 4000, ADMINISTRATOR);
    stuck.end = End::Stuck(20);
    let mut cancelled = past("cancelled at once", 0, 5000, EDITOR);
    cancelled.end = End::Cancelled(0);
    vec![script, nowhere, errors, stuck, cancelled, past("run of missing members", 2, 6000, OWNER)]
}

/// Documents that depart from their shape.
pub(super) fn broken(plot: &mut Plot) {
    let long = "The tool said: ".to_owned() + &"no-".repeat(900);
    let result = |criteria: Value, errors: Value| json!({"unit_test_id": id("hostile 0"), "metric_evaluation_results": criteria, "run_errors": errors});
    let judged = |results: Value| json!([{"metric_id": id("boolean metric"), "metric_version": 1, "results": results}]);
    let cases: [(&str, Vec<(&str, Value)>); 14] = [
        (
            "lists that are null",
            vec![("unit_test_run_specs", json!(null)), ("unit_test_run_results", json!(null))],
        ),
        ("no results", vec![("unit_test_run_results", json!([]))]),
        (
            "more results than tests",
            vec![(
                "unit_test_run_results",
                json!([
                    result(judged(json!([["e1", true]])), json!([null])),
                    result(json!([]), json!([])),
                    null,
                    "text"
                ]),
            )],
        ),
        (
            "results of another test",
            vec![(
                "unit_test_run_results",
                json!([{"unit_test_id": id("nowhere"), "metric_evaluation_results": [], "run_errors": []}]),
            )],
        ),
        (
            "judgements of another shape",
            vec![(
                "unit_test_run_results",
                json!([result(
                    judged(json!([["e1"], true, null, ["e2", "yes"], ["e3", true, "more"]])),
                    json!(null)
                )]),
            )],
        ),
        (
            "more judgements than repetitions",
            vec![(
                "unit_test_run_results",
                json!([result(judged(json!(vec![json!(["e1", true]); 40])), json!([]))]),
            )],
        ),
        (
            "an endless error",
            vec![(
                "unit_test_run_results",
                json!([result(json!([]), json!([long, "<b>bold</b> & \u{202e}rorre", ""]))]),
            )],
        ),
        (
            "flags that are missing",
            vec![
                ("is_completed", json!(null)),
                ("failed_metrics", json!(null)),
                ("errored", json!(null)),
                ("artifacts_generated", json!(null)),
            ],
        ),
        ("flags that are words", vec![("is_completed", json!("yes")), ("errored", json!(1))]),
        ("both failed and errored", vec![("failed_metrics", json!(true)), ("errored", json!(true))]),
        ("no moment", vec![("created_at", json!("yesterday"))]),
        ("a moment to come", vec![("created_at", json!("2999-12-31T23:59:59Z"))]),
        (
            "nobody's set",
            vec![
                ("simulation_unit_test_set_id", json!(id("no set"))),
                ("creator", json!({"org_id": "elsewhere", "user_id": "<i>nobody</i>"})),
            ],
        ),
        (
            "fields of the future",
            vec![
                ("outcome", json!("inconclusive")),
                ("is_completed", json!(false)),
                ("phase", json!({"name": "judging"})),
            ],
        ),
    ];
    for (at, (name, changes)) in cases.into_iter().enumerate() {
        let mut run = json!({
            "id": id(&format!("broken run: {name}")), "org_id": ORGANIZATION, "is_completed": true,
            "simulation_unit_test_set_id": id("set 0"), "failed_metrics": false, "errored": false,
            "artifacts_generated": false, "unit_test_run_specs": [spec()],
            "unit_test_run_results": [result(judged(json!([["e1", true], ["e2", false]])), json!([null, null, "The agent did not answer."]))],
            "created_at": plot.ago(200 + u64::try_from(at).unwrap_or_default() * 90),
            "creator": {"org_id": ORGANIZATION, "user_id": OWNER},
        });
        for (field, value) in changes {
            set(&mut run, field, value);
        }
        plot.add(Kind::Run, run);
    }
}

fn spec() -> Value {
    json!({
        "unit_test_id": id("hostile 0"), "run_count": 3,
        "service_hierarchical_state_machine_version_info": [id("state machine"), 4],
        "agent_version_info": ["", 2], "scenario_version_info": [id("scenario"), 1],
        "persona_version_info": [id("persona"), 1], "llm_model_preferences": {"engage_user": {"llm_name": "<i>model</i>", "params": {}}},
        "max_interactions": 20,
        "metrics_to_evaluate": [{
            "metric_id": id("boolean metric"), "success_criterion_name": "Completion <b>Rate</b>",
            "success_criterion": {"type": "boolean", "expected_value": true},
        }],
    })
}
