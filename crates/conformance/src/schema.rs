//! Schemas of the document, compiled once each, and values held against them.

use std::collections::HashMap;

use jsonschema::Validator;
use serde_json::{Value, json};

/// The compiled schemas, by where they stand.
#[derive(Debug)]
pub(crate) struct Schemas {
    components: Value,
    compiled: HashMap<String, Result<Validator, String>>,
}

impl Schemas {
    pub(crate) fn new(components: Value) -> Self {
        Self { components, compiled: HashMap::new() }
    }

    /// What is wrong with a value, in words. `place` names the schema, once for all.
    pub(crate) fn problems(&mut self, place: &str, schema: &Value, value: &Value) -> Vec<String> {
        match self.validator(place, schema) {
            Err(words) => vec![words.clone()],
            Ok(validator) => validator.iter_errors(value).map(|error| words(&error)).collect(),
        }
    }

    fn validator(&mut self, place: &str, schema: &Value) -> &Result<Validator, String> {
        let components = &self.components;
        self.compiled.entry(place.to_owned()).or_insert_with(|| {
            // The components come along, so that `#/components/...` is found.
            let whole = json!({ "allOf": [schema], "components": components });
            jsonschema::draft202012::new(&whole).map_err(|error| format!("the schema is broken: {error}"))
        })
    }

    /// What is wrong with the texts of a query or path parameter.
    pub(crate) fn text_problems(&mut self, place: &str, schema: &Value, texts: &[&str]) -> Vec<String> {
        let is_list = schema.get("type").and_then(Value::as_str) == Some("array");
        if !is_list && texts.len() > 1 {
            return vec![format!("is there {} times, but takes one value", texts.len())];
        }
        // A text has no type: it is right if any reading of it is, else the nearest reading speaks.
        let mut nearest: Option<Vec<String>> = None;
        for reading in READINGS {
            let Some(values) = texts.iter().map(|text| reading(text)).collect::<Option<Vec<Value>>>() else {
                continue;
            };
            let value =
                if is_list { Value::Array(values) } else { values.into_iter().next().unwrap_or_default() };
            let problems = self.problems(place, schema, &value);
            if nearest.as_ref().is_none_or(|found| problems.len() < found.len()) {
                nearest = Some(problems);
            }
        }
        nearest.unwrap_or_default()
    }
}

/// The ways to read a text, the more particular first.
const READINGS: &[fn(&str) -> Option<Value>] = &[
    |text| text.parse::<i64>().ok().map(Value::from),
    |text| text.to_lowercase().parse::<bool>().ok().map(Value::from),
    |text| text.parse::<f64>().ok().filter(|number| number.is_finite()).map(Value::from),
    |text| Some(Value::from(text)),
];

/// An error with its place; long values are cut.
fn words(error: &jsonschema::ValidationError<'_>) -> String {
    let place = error.instance_path().as_str().to_owned();
    let mut words: String = error.to_string().chars().take(300).collect();
    if words.len() < error.to_string().len() {
        words.push('…');
    }
    if place.is_empty() { words } else { format!("{words} at {}", generic(&place)) }
}

/// The place with its list positions left out, so that equal problems look equal.
fn generic(place: &str) -> String {
    let is_position = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let parts = place.split('/').map(|part| if is_position(part) { "*" } else { part });
    parts.collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(schema: &Value, texts: &[&str]) -> usize {
        Schemas::new(json!({})).text_problems("here", schema, texts).len()
    }

    #[test]
    fn texts_are_read_as_the_schema_wants() {
        assert_eq!(count(&json!({ "type": "integer", "maximum": 50 }), &["50"]), 0);
        assert_eq!(count(&json!({ "type": "integer", "maximum": 50 }), &["51"]), 1);
        assert_eq!(count(&json!({ "type": "integer" }), &["many"]), 1);
        assert_eq!(count(&json!({ "type": "string" }), &["50"]), 0);
        assert_eq!(count(&json!({ "anyOf": [{ "type": "boolean" }, { "type": "null" }] }), &["true"]), 0);
        assert_eq!(count(&json!({ "anyOf": [{ "type": "boolean" }, { "type": "null" }] }), &["yes"]), 1);
    }

    #[test]
    fn repeated_values_make_a_list() {
        let list = json!({ "type": "array", "uniqueItems": true, "items": { "type": "string" } });
        assert_eq!(count(&list, &["a", "1"]), 0);
        assert_eq!(count(&list, &["a", "a"]), 1);
        assert_eq!(count(&list, &["7", "7"]), 1, "numbers alike are texts alike");
        assert_eq!(count(&json!({ "type": "string" }), &["a", "b"]), 1);
    }

    #[test]
    fn a_broken_schema_is_a_problem() {
        let mut schemas = Schemas::new(json!({}));
        assert_eq!(schemas.problems("here", &json!({ "$ref": "#/components/none" }), &json!(1)).len(), 1);
    }

    #[test]
    fn positions_are_left_out() {
        assert_eq!(generic("/items/12/id"), "/items/*/id");
    }
}
