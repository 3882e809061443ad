//! A criterion as the parts of a sentence: "Completion Rate is yes", "Politeness is at least 4",
//! "Outcome is one of Resolved, Escalated".

use contract::{Criterion, SuccessCriterion, Verb};

/// A criterion as a sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Sentence {
    /// What is judged: the criterion's own name, or nothing where it has none.
    pub subject: Option<String>,
    /// What is expected.
    pub expectation: Expectation,
}

/// What is expected of a metric's result.
#[derive(Clone, Debug, PartialEq)]
pub enum Expectation {
    /// It is yes, or no.
    Answer(bool),
    /// It compares to a number.
    Number(Verb, f64),
    /// It is one of these. Empty where the answer broke the contract: nothing can match.
    OneOf(Vec<String>),
    /// A kind of criterion that this version does not know.
    Unknown,
}

impl Sentence {
    /// The sentence of a criterion.
    #[must_use]
    pub fn of(criterion: &SuccessCriterion) -> Self {
        let name = criterion.name.trim();
        let subject = (!name.is_empty()).then(|| name.to_owned());
        Self { subject, expectation: Expectation::of(&criterion.criterion) }
    }
}

impl Expectation {
    /// What a criterion expects.
    #[must_use]
    pub fn of(criterion: &Criterion) -> Self {
        match criterion {
            Criterion::Boolean { expected_value } => Self::Answer(*expected_value),
            Criterion::Numerical { verb, threshold } => Self::Number(*verb, *threshold),
            Criterion::Categorical { expected_values } => Self::OneOf(expected_values.clone()),
            Criterion::Unknown { .. } => Self::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_type_has_its_own_sentence() {
        let sentence = |name: &str, criterion| {
            Sentence::of(&SuccessCriterion { name: name.into(), criterion, ..SuccessCriterion::default() })
        };
        let rate = sentence("Completion Rate", Criterion::Boolean { expected_value: true });
        assert_eq!(rate.subject.as_deref(), Some("Completion Rate"));
        assert_eq!(rate.expectation, Expectation::Answer(true));
        let polite = sentence("P", Criterion::Numerical { verb: Verb::AtLeast, threshold: 4.0 });
        assert_eq!(polite.expectation, Expectation::Number(Verb::AtLeast, 4.0));
        let nameless = sentence("  ", Criterion::default());
        assert_eq!(nameless, Sentence { subject: None, expectation: Expectation::Unknown });
    }
}
