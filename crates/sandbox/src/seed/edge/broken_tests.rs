//! Unit tests that depart from the document, one fault each. The name says which.

use serde_json::{Value, json};

use super::super::plot::Plot;
use super::{id, set, valid_test};
use crate::store::{Document, Kind};

pub(super) fn sow(plot: &mut Plot) {
    let faults = references().into_iter().chain(criteria()).chain(moments()).chain(others());
    for (at, (what, field, value)) in faults.enumerate() {
        let mut test = valid_test(plot, &format!("broken {at}"), at);
        set(&mut test, "name", json!(format!("Broken: {what}")));
        set(&mut test, "tags", json!([{"key": "broken", "value": field}]));
        match value {
            Some(value) => set(&mut test, field, value),
            None => {
                if let Value::Object(test) = &mut test {
                    test.remove(field);
                }
            }
        }
        plot.add(Kind::UnitTest, test);
    }
    let mut deleted = valid_test(plot, "deleted test", 3);
    set(&mut deleted, "is_deleted", json!(true));
    plot.add(Kind::UnitTest, deleted);
    for (name, body) in [
        ("null in place of a test", Value::Null),
        ("a text in place of a test", json!("this is no unit test")),
        ("a list in place of a test", json!([1, 2, 3])),
        ("a test of nothing but an id", json!({"id": id("bare test")})),
    ] {
        plot.documents.push(Document { kind: Kind::UnitTest, id: id(name), body, hidden: false });
    }
}

/// What is wrong, the field, and its value; none removes the field.
type Fault = (&'static str, &'static str, Option<Value>);

fn references() -> Vec<Fault> {
    vec![
        ("a persona that is missing", "persona_id", Some(json!(id("nowhere")))),
        ("a persona that is deleted", "persona_id", Some(json!(id("deleted persona")))),
        ("a persona that nobody may see", "persona_id", Some(json!(id("hidden persona")))),
        ("a persona id that is malformed", "persona_id", Some(json!("not-an-id"))),
        ("a persona id that is empty", "persona_id", Some(json!(""))),
        ("a persona id that is a number", "persona_id", Some(json!(42))),
        ("a persona id that is null", "persona_id", Some(Value::Null)),
        ("no persona id at all", "persona_id", None),
        ("a service that is missing", "service_id", Some(json!(id("nowhere")))),
        ("a service that is inactive", "service_id", Some(json!(id("inactive service")))),
        ("a service that nobody may see", "service_id", Some(json!(id("hidden service")))),
        ("a service id in upper case", "service_id", Some(json!(id("service").to_uppercase()))),
        ("a version set that is missing", "service_version_set_name", Some(json!("gone"))),
        ("a version set without a name", "service_version_set_name", Some(json!(""))),
        ("no version set at all", "service_version_set_name", None),
        ("a scenario that is missing", "scenario_id", Some(json!(id("nowhere")))),
        ("a scenario that is deleted", "scenario_id", Some(json!(id("deleted scenario")))),
        ("a scenario id with markup", "scenario_id", Some(json!("<b>id</b>&tag=x"))),
        ("a creator that is unknown", "creator", Some(json!({"org_id": "elsewhere", "user_id": "nobody"}))),
        ("a creator that is null", "creator", Some(Value::Null)),
        ("no creator at all", "creator", None),
        ("a creator without a user", "creator", Some(json!({"org_id": "northwind"}))),
    ]
}

fn criteria() -> Vec<Fault> {
    let of = |metric: &str, criterion: Value| {
        Some(json!([{"name": "Criterion", "metric_id": id(metric), "criterion": criterion}]))
    };
    let yes = json!({"type": "boolean", "expected_value": true});
    let number =
        |verb: &str, threshold: Value| json!({"type": "numerical", "verb": verb, "threshold": threshold});
    let twice = json!({"name": "Same", "metric_id": id("boolean metric"), "criterion": yes});
    let field = "success_criterions";
    vec![
        ("a metric that is missing", field, of("nowhere", yes.clone())),
        ("a metric that is deleted", field, of("deleted metric", yes.clone())),
        ("a metric that nobody may see", field, of("hidden metric", yes.clone())),
        ("a criterion of another type than its metric", field, of("boolean metric", number(">=", json!(3)))),
        (
            "a criterion of an unknown type",
            field,
            of("unknown metric", json!({"type": "ordinal", "rank": "good"})),
        ),
        ("an unknown comparison", field, of("number metric", number("~=", json!(3)))),
        ("a threshold below the bounds", field, of("number metric", number(">=", json!(-100)))),
        ("a threshold beyond all numbers", field, of("number metric", number("<", json!(1.797e308)))),
        (
            "a threshold with many digits",
            field,
            of("number metric", number("==", json!(2.099_999_999_999_999_6))),
        ),
        ("a threshold that is a text", field, of("number metric", number("==", json!("3")))),
        (
            "a category that no longer exists",
            field,
            of("category metric", json!({"type": "categorical", "expected_values": ["Resolved", "Faxed"]})),
        ),
        (
            "no expected category",
            field,
            of("category metric", json!({"type": "categorical", "expected_values": []})),
        ),
        ("the same criterion three times", field, Some(json!([twice, twice, twice]))),
        ("forty criteria", field, Some(json!(vec![twice.clone(); 40]))),
        ("a criterion that is null", field, Some(json!([null, twice]))),
        (
            "a criterion without a name",
            field,
            Some(json!([{"metric_id": id("boolean metric"), "criterion": yes}])),
        ),
        (
            "a criterion without a description",
            field,
            Some(json!([{"name": "Bare", "metric_id": id("boolean metric")}])),
        ),
        ("no criteria", field, Some(json!([]))),
        ("criteria that are null", field, Some(Value::Null)),
        ("criteria that are missing", field, None),
    ]
}

fn moments() -> Vec<Fault> {
    let field = "updated_at";
    vec![
        ("no last change", field, None),
        ("a last change that is null", field, Some(Value::Null)),
        ("a last change of yesterday, in words", field, Some(json!("yesterday"))),
        ("a last change without a zone", field, Some(json!("2026-03-01T10:00:00"))),
        ("a last change without seconds", field, Some(json!("2026-03-01T10:00Z"))),
        ("a last change in the year 9999", field, Some(json!("9999-12-31T23:59:59Z"))),
        ("a last change before the clinic", field, Some(json!("0001-01-01T00:00:00Z"))),
        ("a last change in seconds", field, Some(json!(1_700_000_000))),
        ("a last change before its creation", "created_at", Some(json!("2099-01-01T00:00:00Z"))),
        ("an empty last change", field, Some(json!(""))),
    ]
}

fn others() -> Vec<Fault> {
    let many: Vec<Value> =
        (0..60).map(|at| json!({"key": format!("tag {at}"), "value": format!("value {at}")})).collect();
    let colons =
        json!([{"key": "a:b", "value": "c:d"}, {"key": "*", "value": "*"}, {"key": "", "value": ""}]);
    vec![
        ("at most 0 interactions", "max_interactions", Some(json!(0))),
        ("at most -1 interactions", "max_interactions", Some(json!(-1))),
        ("at most a trillion interactions", "max_interactions", Some(json!(1_000_000_000_000_i64))),
        ("interactions that are a text", "max_interactions", Some(json!("20"))),
        ("interactions that are null", "max_interactions", Some(Value::Null)),
        ("sixty tags", "tags", Some(json!(many))),
        ("tags with colons, stars and nothing", "tags", Some(colons)),
        ("tags that are null", "tags", Some(Value::Null)),
        ("tags that are missing", "tags", None),
        ("tags as an object", "tags", Some(json!({"suite": "edge", "bare": null}))),
        ("a tag without a value", "tags", Some(json!([{"key": "bare"}]))),
        ("an empty description", "description", Some(json!(""))),
        ("a description that is null", "description", Some(Value::Null)),
        ("a name that is null", "name", Some(Value::Null)),
        ("a name that is missing", "name", None),
        ("a name that is a number", "name", Some(json!(12))),
        ("an empty name", "name", Some(json!(""))),
        ("a deletion that is null", "is_deleted", Some(Value::Null)),
        ("a deletion that is missing", "is_deleted", None),
        ("a deletion that is a text", "is_deleted", Some(json!("false"))),
        ("a field that nobody knows", "future", Some(json!({"deep": [{"er": null}]}))),
    ]
}
