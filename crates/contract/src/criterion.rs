//! Success criteria: what a metric's result must be for a unit test to pass.

use crate::MetricId;
use crate::json::{self, AsItCame, FromJson, ToJson, Value, number_text, over};

/// A named criterion of a unit test (`SuccessCriterion`).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SuccessCriterion {
    /// The criterion's own name; not empty in a request, trimmed by the server.
    pub name: String,
    /// The metric whose result is judged.
    pub metric_id: MetricId,
    /// What is expected of the result.
    pub criterion: Criterion,
    /// The object as it came, where it holds more: members that this version does not know, here or in the
    /// criterion, and numbers to the digit. They are sent along, for the API replaces all criteria.
    pub as_it_came: AsItCame,
}

impl SuccessCriterion {
    /// The same without what only the object that came said.
    #[must_use]
    pub fn plain(&self) -> Self {
        Self { as_it_came: AsItCame::default(), ..self.clone() }
    }
}

impl FromJson for SuccessCriterion {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self {
            name: json::field(value, "name"),
            metric_id: json::field(value, "metric_id"),
            criterion: json::field(value, "criterion"),
            as_it_came: if is_plain(value) { AsItCame::default() } else { AsItCame::keep(value) },
        })
    }
}

/// Whether what is read of a criterion is all there is. Most are so, and lists have thousands.
fn is_plain(value: &Value) -> bool {
    let text = |name: &str| value.get(name).and_then(Value::as_str);
    let has = |value: &Value, count: usize| value.as_object().is_some_and(|members| members.len() == count);
    let plain_names = text("name").is_some_and(|name| name.trim() == name) && text("metric_id").is_some();
    let criterion = value.get("criterion").unwrap_or(&Value::Null);
    has(value, 3)
        && plain_names
        && match criterion.get("type").and_then(Value::as_str) {
            Some("numerical") => has(criterion, 3) && is_short(criterion.get("threshold")),
            Some("boolean" | "categorical") => has(criterion, 2),
            // Of another type: the criterion is kept as it came anyway.
            _ => true,
        }
}

/// Whether a number is written as this version writes it.
fn is_short(number: Option<&Value>) -> bool {
    let Some(Value::Number(number)) = number else { return false };
    let read = f64::from_json(&Value::Number(number.clone()));
    read.is_some_and(|read| number_text(read) == number.as_str())
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
        let is_same = |there: &Self| *there == Self { as_it_came: there.as_it_came.clone(), ..self.clone() };
        if self.as_it_came.read().as_ref().is_some_and(is_same) {
            return self.as_it_came.to_json();
        }
        let came = self.as_it_came.value().and_then(|value| value.get("criterion"));
        self.as_it_came.with(&[
            ("name", self.name.to_json()),
            ("metric_id", self.metric_id.to_json()),
            ("criterion", self.criterion.over(came)),
        ])
    }
}

impl Criterion {
    /// Its JSON, with what else the object that came held. A criterion of another type is another thing: what
    /// came said nothing of it.
    fn over(&self, came: Option<&Value>) -> Value {
        let json = self.to_json();
        let came = came.filter(|came| came.get("type").is_some() && came.get("type") == json.get("type"));
        let there = came.and_then(Self::known);
        match (self, json) {
            (Self::Unknown { .. }, json) => json,
            (_, Value::Object(mut members)) => {
                // To the digit: written anew, it may be another number.
                if self.threshold().is_some() && self.threshold() == there.as_ref().and_then(Self::threshold)
                {
                    members.remove("threshold");
                }
                let members: Vec<(&str, Value)> =
                    members.iter().map(|(name, member)| (name.as_str(), member.clone())).collect();
                over(came, &members)
            }
            (_, json) => json,
        }
    }

    fn threshold(&self) -> Option<f64> {
        match self {
            Self::Numerical { threshold, .. } => Some(*threshold),
            _ => None,
        }
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

    /// What a server of a later version may answer.
    const CAME: &str = r#"{"criterion":{"threshold":0.30000000000000004,"tolerance":1e3,"type":"numerical","verb":">="},"metric_id":"m","name":"N","weight":2.0}"#;

    #[test]
    fn what_is_not_known_and_every_digit_are_sent_as_they_came() {
        for json in [
            CAME,
            r#"{"criterion":{"threshold":9007199254740993,"type":"numerical","verb":"<"},"metric_id":"m","name":"N"}"#,
            r#"{"criterion":{"threshold":4.0,"type":"numerical","verb":"=="},"metric_id":"m","name":"N"}"#,
            r#"{"criterion":{"expected_value":true,"type":"boolean"},"metric_id":"m","name":" N "}"#,
            r#"{"criterion":{"expected_values":["a"],"type":"categorical","weight":-0.0},"metric_id":"m","name":"N"}"#,
            r#"{"criterion":{"rank":1E+2,"type":"ordinal"},"metric_id":"m","name":"N","weight":null}"#,
            r#"{"criterion":null,"metric_id":"m","name":null}"#,
        ] {
            let criterion: SuccessCriterion = decode(json).unwrap();
            assert_eq!(encode(&criterion), json);
        }
    }

    #[test]
    fn a_change_keeps_what_it_does_not_change() {
        let mut criterion: SuccessCriterion = decode(CAME).unwrap();
        criterion.name = "Other".into();
        assert_eq!(encode(&criterion), CAME.replace("\"N\"", "\"Other\""));
        criterion.criterion = Criterion::Numerical { verb: Verb::AtMost, threshold: 5.0 };
        assert_eq!(
            encode(&criterion),
            r#"{"criterion":{"threshold":5,"tolerance":1e3,"type":"numerical","verb":"<="},"metric_id":"m","name":"Other","weight":2.0}"#
        );
        criterion.criterion = Criterion::Boolean { expected_value: true };
        assert_eq!(
            encode(&criterion),
            r#"{"criterion":{"expected_value":true,"type":"boolean"},"metric_id":"m","name":"Other","weight":2.0}"#,
            "what belonged to another type says nothing of this one"
        );
        assert_eq!(
            encode(&decode::<SuccessCriterion>(CAME).unwrap().plain()),
            encode(&SuccessCriterion {
                name: "N".into(),
                metric_id: MetricId::from_response("m"),
                criterion: Criterion::Numerical {
                    verb: Verb::AtLeast,
                    threshold: f64::from_json(&json::parse("0.30000000000000004").unwrap()).unwrap()
                },
                ..SuccessCriterion::default()
            })
        );
    }

    #[test]
    fn nothing_is_kept_of_what_is_known_whole() {
        let json =
            r#"{"criterion":{"threshold":4.5,"type":"numerical","verb":">="},"metric_id":"m","name":"N"}"#;
        assert_eq!(decode::<SuccessCriterion>(json).unwrap().as_it_came, AsItCame::default());
    }

    fn member() -> impl Strategy<Value = Value> {
        prop_oneof![
            Just(Value::Null),
            any::<i64>().prop_map(Into::into),
            "-?(0|[1-9][0-9]{0,24})(\\.[0-9]{1,24})?([eE][-+]?[0-9]{1,2})?"
                .prop_map(|number| json::parse(&number).unwrap()),
            ".{0,5}".prop_map(Value::from),
            prop::collection::vec("[a-z]{0,2}", 0..3).prop_map(Value::from),
        ]
    }

    proptest! {
        /// Whatever comes, known or not, goes back as it came.
        #[test]
        fn any_object_goes_back_as_it_came(
            members in prop::collection::btree_map(prop::sample::select(vec!["name", "metric_id", "weight", "x"]), member(), 0..4),
            criterion in prop::collection::btree_map(
                prop::sample::select(vec!["expected_value", "expected_values", "threshold", "verb", "weight"]), member(), 0..5),
            kind in prop::sample::select(vec!["boolean", "numerical", "categorical", "ordinal"]),
        ) {
            let mut inner: serde_json::Map<String, Value> = criterion.into_iter().map(|(name, one)| (name.to_owned(), one)).collect();
            inner.insert("type".to_owned(), kind.into());
            if kind == "numerical" { inner.insert("verb".to_owned(), ">=".into()); }
            let mut object: serde_json::Map<String, Value> = members.into_iter().map(|(name, one)| (name.to_owned(), one)).collect();
            object.insert("criterion".to_owned(), Value::Object(inner));
            let json = json::write(&Value::Object(object));
            let read: SuccessCriterion = decode(&json).unwrap();
            prop_assert_eq!(encode(&read), json);
        }
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
