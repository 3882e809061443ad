//! A unit test whose world has moved on: its persona is deleted, its version set, a category and a
//! bound are gone, and its tags were made under other rules. A form must show all of it, and lose none.

use serde_json::{Value, json};

use super::super::plot::Plot;
use super::{id, set, valid_test};
use crate::store::Kind;

pub(super) fn sow(plot: &mut Plot) {
    plot.add(Kind::UnitTest, test(plot));
}

fn test(plot: &Plot) -> Value {
    let criterion = |name: &str, metric: &str, criterion: Value| json!({"name": name, "metric_id": id(metric), "criterion": criterion});
    let mut test = valid_test(plot, "broken all at once", 120);
    for (field, value) in [
        ("name", json!("Broken: everything at once")),
        ("persona_id", json!(id("deleted persona"))),
        ("service_version_set_name", json!("gone")),
        (
            "success_criterions",
            json!([
                criterion(
                    "A category that is gone",
                    "category metric",
                    json!({"type": "categorical", "expected_values": ["Faxed", "Resolved"]})
                ),
                criterion(
                    "A bound that is gone",
                    "number metric",
                    json!({"type": "numerical", "verb": ">=", "threshold": 8.5})
                ),
                criterion(
                    "A kind of the future",
                    "unknown metric",
                    json!({"type": "ordinal", "rank": "good"})
                ),
                criterion(
                    "A metric that is gone",
                    "deleted metric",
                    json!({"type": "boolean", "expected_value": false})
                ),
            ]),
        ),
        (
            "tags",
            json!([
                {"key": "broken", "value": "everything"}, {"key": "care-team", "value": "night-shift"},
                {"key": "a:b", "value": "c:d"}, {"key": "empty", "value": ""}, {"key": "bare", "value": null},
                {"key": " padded ", "value": " blanks "},
            ]),
        ),
    ] {
        set(&mut test, field, value);
    }
    test
}
