//! Success criteria: what a metric's result must be for a unit test to pass.

use crate::MetricId;
use crate::json::{self, FromJson, ToJson, Value};

/// A named criterion of a unit test (`SuccessCriterion`).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SuccessCriterion {
    /// The criterion's own name; not empty in a request, trimmed by the server.
    pub name: String,
    /// The metric whose result is judged.
    pub metric_id: MetricId,
    /// What is expected of the result.
    pub criterion: Criterion,
}

impl FromJson for SuccessCriterion {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self {
            name: json::field(value, "name"),
            metric_id: json::field(value, "metric_id"),
            criterion: json::field(value, "criterion"),
        })
    }
}

/// What is expected of a result (`SuccessCriterionDescription`, told apart by `type`).
///
/// The server checks only that the type is the metric's (400 otherwise).
#[derive(Clone, Debug, PartialEq)]
pub enum Criterion {
    /// The result equals `expected_value`.
    Boolean {
        /// The answer that passes.
        expected_value: bool,
    },
    /// The result compares to `threshold`: result *verb* threshold.
    Numerical {
        /// The comparison.
        verb: Verb,
        /// The number compared with, in the metric's own unit.
        threshold: f64,
    },
    /// The result is one of `expected_values`; at least one in a request.
    Categorical {
        /// The categories that pass.
        expected_values: Vec<String>,
    },
    /// Of a type, or with parts, that this version does not know. Kept as it came, so that a
    /// change to another field of the test does not destroy it.
    Unknown {
        /// What came.
        json: Value,
    },
}

impl Default for Criterion {
    fn default() -> Self {
        Self::Unknown { json: Value::Null }
    }
}

/// How a number is compared (`Verb`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verb {
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `<=`
    AtMost,
    /// `<`
    LessThan,
    /// `>=`
    AtLeast,
    /// `>`
    MoreThan,
}

impl Verb {
    /// All comparisons, in the order a person is offered them.
    pub const ALL: [Self; 6] =
        [Self::AtLeast, Self::AtMost, Self::MoreThan, Self::LessThan, Self::Equal, Self::NotEqual];

    /// The sign that is sent.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Self::Equal => "==",
            Self::NotEqual => "!=",
            Self::AtMost => "<=",
            Self::LessThan => "<",
            Self::AtLeast => ">=",
            Self::MoreThan => ">",
        }
    }

    /// Reads a sign.
    #[must_use]
    pub fn from_sign(sign: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verb| verb.sign() == sign)
    }

    /// Whether `result` *verb* `threshold` holds.
    #[must_use]
    #[expect(clippy::float_cmp, reason = "the API compares exactly, so does this")]
    pub fn holds(self, result: f64, threshold: f64) -> bool {
        match self {
            Self::Equal => result == threshold,
            Self::NotEqual => result != threshold,
            Self::AtMost => result <= threshold,
            Self::LessThan => result < threshold,
            Self::AtLeast => result >= threshold,
            Self::MoreThan => result > threshold,
        }
    }
}

impl Criterion {
    fn known(value: &Value) -> Option<Self> {
        let kind: String = json::required(value, "type")?;
        Some(match kind.as_str() {
            "boolean" => Self::Boolean { expected_value: json::required(value, "expected_value")? },
            "numerical" => Self::Numerical {
                verb: Verb::from_sign(&json::required::<String>(value, "verb")?)?,
                threshold: json::required(value, "threshold")?,
            },
            "categorical" => Self::Categorical { expected_values: all_texts(value.get("expected_values")?)? },
            _ => return None,
        })
    }
}

/// A list of texts and nothing else: what is left out here would be lost at the next save.
fn all_texts(value: &Value) -> Option<Vec<String>> {
    value.as_array()?.iter().map(String::from_json).collect()
}

impl FromJson for Criterion {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self::known(value).unwrap_or_else(|| Self::Unknown { json: value.clone() }))
    }
}

impl ToJson for SuccessCriterion {
    fn to_json(&self) -> Value {
        json::object(&[("name", &self.name), ("metric_id", &self.metric_id), ("criterion", &self.criterion)])
    }
}

impl ToJson for Criterion {
    fn to_json(&self) -> Value {
        match self {
            Self::Boolean { expected_value } => {
                json::object(&[("type", &"boolean"), ("expected_value", expected_value)])
            }
            Self::Numerical { verb, threshold } => {
                json::object(&[("type", &"numerical"), ("verb", &verb.sign()), ("threshold", threshold)])
            }
            Self::Categorical { expected_values } => {
                json::object(&[("type", &"categorical"), ("expected_values", expected_values)])
            }
            Self::Unknown { json } => json.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::json::{decode, encode};

    #[test]
    fn the_documented_example_reads_as_completion_rate_is_yes() {
        let json = r#"{"name":"Completion Rate","metric_id":"6618791275130b73714e8d4c",
            "criterion":{"type":"boolean","expected_value":true}}"#;
        let criterion: SuccessCriterion = decode(json).unwrap();
        assert_eq!(criterion.name, "Completion Rate");
        assert_eq!(criterion.criterion, Criterion::Boolean { expected_value: true });
    }

    #[test]
    fn what_is_unknown_is_sent_as_it_came() {
        for json in [
            r#"{"rank":3,"type":"ordinal"}"#,
            r#"{"threshold":3,"type":"numerical","verb":"~="}"#,
            r#"{"type":"boolean"}"#,
            r#"{"expected_values":["a",3],"type":"categorical"}"#,
            "null",
        ] {
            let criterion: Criterion = decode(json).unwrap();
            assert!(matches!(criterion, Criterion::Unknown { .. }), "{json}");
            assert_eq!(encode(&criterion), json);
        }
    }

    #[test]
    fn whole_thresholds_are_sent_without_a_fraction() {
        let sent = |threshold| encode(&Criterion::Numerical { verb: Verb::AtLeast, threshold });
        assert_eq!(sent(4.0), r#"{"threshold":4,"type":"numerical","verb":">="}"#);
        assert_eq!(sent(-0.5), r#"{"threshold":-0.5,"type":"numerical","verb":">="}"#);
    }

    proptest! {
        #[test]
        fn known_criteria_survive_their_json(shape in 0..3, flag: bool, verb in 0..6_usize,
            digits in -999_999_999_999_999..=999_999_999_999_999_i64, decimals in 0..9_u32, values in prop::collection::vec(".{1,6}", 1..4)) {
            // Fifteen digits are what a double holds for certain, and more than a threshold needs.
            let number = format!("{digits}e-{decimals}").parse().unwrap();
            let criterion = match shape {
                0 => Criterion::Boolean { expected_value: flag },
                1 => Criterion::Numerical { verb: Verb::ALL[verb], threshold: number },
                _ => Criterion::Categorical { expected_values: values },
            };
            let json = encode(&criterion);
            prop_assert_eq!(decode::<Criterion>(&json).unwrap(), criterion);
        }
    }
}
