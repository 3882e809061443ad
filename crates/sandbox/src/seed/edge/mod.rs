//! The `edge` seed: texts that try to break a page, and documents that break their own shape.
//!
//! What departs from the document carries the tag `broken` where it can carry one; everything else
//! is valid, if unkind.

mod broken_tests;
mod catalogue;
mod moved_on;
pub(super) mod runs;
mod texts;

use serde_json::{Value, json};

use super::plot::{Plot, tag_list};
use crate::hash::object_id;
use crate::names::ORGANIZATION;
use crate::store::Kind;

pub(super) fn sow(plot: &mut Plot) {
    catalogue::sow(plot);
    for (at, text) in texts::all().into_iter().enumerate() {
        let mut test = valid_test(plot, &format!("hostile {at}"), at);
        set(&mut test, "description", json!(format!("{text} — as a description: {text}")));
        set(&mut test, "tags", tag_list(&json!({"suite": text, "n": at.to_string()})));
        set(&mut test, "name", json!(text));
        plot.add(Kind::UnitTest, test);
    }
    broken_tests::sow(plot);
    moved_on::sow(plot);
    sets(plot);
    runs::broken(plot);
}

fn id(name: &str) -> String {
    object_id(&format!("edge {name}"))
}

fn set(document: &mut Value, field: &str, value: Value) {
    if let Value::Object(document) = document {
        document.insert(field.to_owned(), value);
    }
}

/// A test without fault.
fn valid_test(plot: &Plot, name: &str, at: usize) -> Value {
    let origin = plot.origin(name, at);
    json!({
        "id": id(name), "org_id": ORGANIZATION, "created_at": origin.created_at,
        "updated_at": origin.updated_at, "name": name, "description": "A test of the edge seed.",
        "service_id": id("service"), "service_version_set_name": "release", "persona_id": id("persona"),
        "scenario_id": id("scenario"), "max_interactions": 20,
        "success_criterions": [{
            "name": "Completion Rate", "metric_id": id("boolean metric"),
            "criterion": {"type": "boolean", "expected_value": true},
        }],
        "is_deleted": false, "tags": [], "creator": origin.creator, "updated_by": origin.updated_by,
    })
}

fn sets(plot: &mut Plot) {
    let member = |name: &str, count: Value| json!({"unit_test_id": id(name), "run_count": count});
    let many: Value = (0..30).map(|at| member(&format!("hostile {}", at % 12), json!(at + 1))).collect();
    let shapes = [
        (
            "<b>Bold</b> & \"quoted\" 'set'",
            json!("\u{202e}txet\u{202c}"),
            json!([member("hostile 0", json!(1))]),
        ),
        ("Members that repeat", json!(null), many),
        ("Broken: members that are missing", json!(""), json!([member("nowhere", json!(3))])),
        ("Broken: a deleted member", json!("x".repeat(900)), json!([member("deleted test", json!(2))])),
        (
            "Broken: counts of nothing",
            json!(null),
            json!([member("hostile 1", json!(0)), member("hostile 2", json!(null))]),
        ),
        ("Broken: a huge count", json!(null), json!([member("hostile 3", json!(9_007_199_254_740_993_i64))])),
        ("Broken: no members at all", json!(null), json!(null)),
        ("Broken: members of other kinds", json!(7), json!([null, "text", {"unit_test_id": "not-an-id"}])),
    ];
    for (at, (name, description, members)) in shapes.into_iter().enumerate() {
        let origin = plot.origin(name, at * 5);
        let tags =
            if name.starts_with("Broken") { json!([{"key": "broken", "value": null}]) } else { json!([]) };
        plot.add(
            Kind::TestSet,
            json!({
                "id": id(&format!("set {at}")), "org_id": ORGANIZATION, "created_at": origin.created_at,
                "updated_at": origin.updated_at, "name": name, "description": description,
                "unit_test_runs": members, "last_triggered_run_id": null, "is_deleted": false, "tags": tags,
                "creator": origin.creator, "updated_by": origin.updated_by,
            }),
        );
    }
}
