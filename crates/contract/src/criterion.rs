//! Success criteria: what a metric's result must be for a unit test to pass.

use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

use crate::MetricId;

/// A named criterion of a unit test (`SuccessCriterion`).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SuccessCriterion {
    /// The criterion's own name; not empty in a request, trimmed by the server.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub name: String,
    /// The metric whose result is judged.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub metric_id: MetricId,
    /// What is expected of the result.
    #[serde(default, deserialize_with = "crate::lenient::or_default")]
    pub criterion: Criterion,
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
        /// The JSON text.
        json: String,
    },
}

impl Default for Criterion {
    fn default() -> Self {
        Self::Unknown { json: "null".to_owned() }
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

/// The parts of all known types, each optional.
#[derive(Deserialize)]
struct Parts {
    #[serde(rename = "type")]
    kind: String,
    expected_value: Option<bool>,
    verb: Option<String>,
    threshold: Option<f64>,
    expected_values: Option<Vec<String>>,
}

impl Parts {
    fn known(self) -> Option<Criterion> {
        Some(match self.kind.as_str() {
            "boolean" => Criterion::Boolean { expected_value: self.expected_value? },
            "numerical" => {
                Criterion::Numerical { verb: Verb::from_sign(&self.verb?)?, threshold: self.threshold? }
            }
            "categorical" => Criterion::Categorical { expected_values: self.expected_values? },
            _ => return None,
        })
    }
}

impl<'de> Deserialize<'de> for Criterion {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        let known = serde_json::from_str::<Parts>(raw.get()).ok().and_then(Parts::known);
        Ok(known.unwrap_or_else(|| Self::Unknown { json: raw.get().to_owned() }))
    }
}

impl Serialize for Criterion {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Boolean { expected_value } => {
                let mut map = serializer.serialize_map(Some(2))?;
                map.serialize_entry("type", "boolean")?;
                map.serialize_entry("expected_value", expected_value)?;
                map.end()
            }
            Self::Numerical { verb, threshold } => {
                let mut map = serializer.serialize_map(Some(3))?;
                map.serialize_entry("type", "numerical")?;
                map.serialize_entry("verb", verb.sign())?;
                match whole(*threshold) {
                    Some(whole) => map.serialize_entry("threshold", &whole)?,
                    None => map.serialize_entry("threshold", threshold)?,
                }
                map.end()
            }
            Self::Categorical { expected_values } => {
                let mut map = serializer.serialize_map(Some(2))?;
                map.serialize_entry("type", "categorical")?;
                map.serialize_entry("expected_values", expected_values)?;
                map.end()
            }
            Self::Unknown { json } => {
                let raw = RawValue::from_string(json.clone()).map_err(serde::ser::Error::custom)?;
                raw.serialize(serializer)
            }
        }
    }
}

/// A number without a fraction as an integer, so that 4 is sent as `4`, not as `4.0`.
fn whole(number: f64) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0; // 2^53: integers up to here are exact.
    #[expect(clippy::cast_possible_truncation, reason = "checked to be a whole number in range")]
    (number.fract() == 0.0 && number.abs() < EXACT).then_some(number as i64)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_documented_example_reads_as_completion_rate_is_yes() {
        let json = r#"{"name":"Completion Rate","metric_id":"6618791275130b73714e8d4c",
            "criterion":{"type":"boolean","expected_value":true}}"#;
        let criterion: SuccessCriterion = serde_json::from_str(json).unwrap();
        assert_eq!(criterion.name, "Completion Rate");
        assert_eq!(criterion.criterion, Criterion::Boolean { expected_value: true });
    }

    #[test]
    fn what_is_unknown_is_kept_to_the_letter() {
        for json in [
            r#"{"type":"ordinal","rank": 3}"#,
            r#"{"type":"numerical","verb":"~=","threshold":3}"#,
            r#"{"type":"boolean"}"#,
            "null",
        ] {
            let criterion: Criterion = serde_json::from_str(json).unwrap();
            assert_eq!(criterion, Criterion::Unknown { json: json.into() });
            assert_eq!(serde_json::to_string(&criterion).unwrap(), json);
        }
    }

    #[test]
    fn whole_thresholds_are_sent_without_a_fraction() {
        let sent = |threshold| {
            serde_json::to_string(&Criterion::Numerical { verb: Verb::AtLeast, threshold }).unwrap()
        };
        assert_eq!(sent(4.0), r#"{"type":"numerical","verb":">=","threshold":4}"#);
        assert_eq!(sent(-0.5), r#"{"type":"numerical","verb":">=","threshold":-0.5}"#);
    }

    proptest! {
        #[test]
        fn known_criteria_survive_their_json(shape in 0..3, flag: bool, verb in 0..6_usize,
            number in -1e9..1e9_f64, values in prop::collection::vec(".{1,6}", 1..4)) {
            let criterion = match shape {
                0 => Criterion::Boolean { expected_value: flag },
                1 => Criterion::Numerical { verb: Verb::ALL[verb], threshold: number },
                _ => Criterion::Categorical { expected_values: values },
            };
            let json = serde_json::to_string(&criterion).unwrap();
            prop_assert_eq!(serde_json::from_str::<Criterion>(&json).unwrap(), criterion);
        }
    }
}
