//! Success criteria: a union told apart by `type`, whose tag stands in the place of a problem.

use serde_json::{Value, json};

use super::body::{Form, any_text, choice, flag, list, number, object_id, text};
use super::{Loc, Problems};

const VERBS: &[&str] = &["==", "!=", "<=", "<", ">=", ">"];

/// A criterion that passed all checks.
#[derive(Clone, Debug)]
pub(crate) struct CheckedCriterion {
    pub(crate) metric_id: String,
    /// The metric's type that it demands.
    pub(crate) kind: &'static str,
    /// As it is stored.
    pub(crate) document: Value,
}

/// A named criterion of a unit test.
pub(crate) fn criterion(value: &Value, loc: &Loc, problems: &mut Problems) -> Option<CheckedCriterion> {
    let form = Form::open(value, loc.clone(), problems)?;
    let name = form.required("name", problems, text);
    let metric_id = form.required("metric_id", problems, object_id);
    let described = form.required("criterion", problems, description);
    let (name, metric_id, (kind, criterion)) = (name?, metric_id?, described?);
    let document = json!({"name": name, "metric_id": metric_id, "criterion": criterion});
    Some(CheckedCriterion { metric_id, kind, document })
}

fn description(value: &Value, loc: &Loc, problems: &mut Problems) -> Option<(&'static str, Value)> {
    let form = Form::open(value, loc.clone(), problems)?;
    let Some(tag) = form.raw("type") else {
        let context = json!({"discriminator": "'type'"});
        let message = "Unable to extract tag using discriminator 'type'";
        problems.add_with(loc, "union_tag_not_found", message, value, context);
        return None;
    };
    match tag.as_str() {
        Some("numerical") => {
            let form = Form::open(value, loc.name("numerical"), problems)?;
            let verb = form.required("verb", problems, choice(VERBS));
            let threshold = form.required("threshold", problems, number);
            Some(("numerical", json!({"type": "numerical", "verb": verb?, "threshold": threshold?})))
        }
        Some("boolean") => {
            let form = Form::open(value, loc.name("boolean"), problems)?;
            let expected = form.required("expected_value", problems, flag)?;
            Some(("boolean", json!({"type": "boolean", "expected_value": expected})))
        }
        Some("categorical") => {
            let form = Form::open(value, loc.name("categorical"), problems)?;
            let expected = form.required("expected_values", problems, list(1, text))?;
            Some(("categorical", json!({"type": "categorical", "expected_values": expected})))
        }
        _ => {
            let expected = "'numerical', 'boolean', 'categorical'";
            let found = any_text(tag, loc, &mut Problems::default()).unwrap_or_else(|| tag.to_string());
            let message = format!(
                "Input tag '{found}' found using 'type' does not match any of the expected tags: {expected}"
            );
            let context = json!({"discriminator": "'type'", "tag": found, "expected_tags": expected});
            problems.add_with(loc, "union_tag_invalid", message, value, context);
            None
        }
    }
}
