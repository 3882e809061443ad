//! Whether a criterion can pass at all: a threshold beyond what its metric answers, or categories that the
//! metric no longer has, decide every conversation before it begins. Of stored criteria, without a form.

use std::collections::BTreeMap;

use contract::{Criterion, MetricId, MetricValue, SuccessCriterion, Verb};

use super::clash::numbers_contradict;

/// What results a criterion leaves room for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Prospect {
    /// Some results pass and others do not, or it is not known.
    #[default]
    Open,
    /// No result that the metric can have passes.
    Never,
    /// Every result that the metric can have passes.
    Always,
}

impl Prospect {
    /// Of one criterion; `value` is what the latest version of its metric can answer, where it is known.
    #[must_use]
    pub fn of(criterion: &Criterion, value: Option<&MetricValue>) -> Self {
        match (criterion, value) {
            (
                Criterion::Numerical { verb, threshold },
                Some(MetricValue::Numerical { lower_bound, upper_bound }),
            ) => Self::of_number(*verb, *threshold, (*lower_bound, *upper_bound)),
            (Criterion::Categorical { expected_values }, _) if expected_values.is_empty() => Self::Never,
            (Criterion::Categorical { expected_values }, Some(MetricValue::Categorical { categories })) => {
                // A metric without categories is one whose answer broke the contract.
                let passing = categories.iter().filter(|category| expected_values.contains(category));
                match passing.count() {
                    _ if categories.is_empty() => Self::Open,
                    0 => Self::Never,
                    count if count == categories.len() => Self::Always,
                    _ => Self::Open,
                }
            }
            _ => Self::Open,
        }
    }

    /// Of a comparison with a threshold, for results between two bounds, both included.
    #[must_use]
    pub fn of_number(verb: Verb, threshold: f64, (lower, upper): (f64, f64)) -> Self {
        // Bounds that contradict each other, or are no numbers, say nothing.
        let are_bounds = lower <= upper;
        let is_inside = lower <= threshold && threshold <= upper;
        // Between its bounds a metric may have any result: only the bounds themselves are certain.
        if !are_bounds || (is_inside && lower < upper && matches!(verb, Verb::Equal | Verb::NotEqual)) {
            return Self::Open;
        }
        match (verb.holds(lower, threshold), verb.holds(upper, threshold)) {
            (true, true) => Self::Always,
            (false, false) => Self::Never,
            _ => Self::Open,
        }
    }
}

/// The criteria of a stored test that can never pass, by their places from 0: alone, or together with another
/// one, for a test passes only where all of them do. `values` holds what the latest versions of the metrics can
/// answer, as far as it is known.
#[must_use]
pub fn never_pass(criteria: &[SuccessCriterion], values: &BTreeMap<MetricId, MetricValue>) -> Vec<usize> {
    let alone =
        |one: &SuccessCriterion| Prospect::of(&one.criterion, values.get(&one.metric_id)) == Prospect::Never;
    let together = |at: usize, one: &SuccessCriterion| {
        criteria.iter().enumerate().any(|(other_at, other)| {
            other_at != at && other.metric_id == one.metric_id && contradict(&one.criterion, &other.criterion)
        })
    };
    let hopeless = criteria.iter().enumerate().filter(|(at, one)| alone(one) || together(*at, one));
    hopeless.map(|(at, _)| at).collect()
}

/// Whether no result meets both.
fn contradict(one: &Criterion, other: &Criterion) -> bool {
    match (one, other) {
        (Criterion::Boolean { expected_value: one }, Criterion::Boolean { expected_value: other }) => {
            one != other
        }
        (
            Criterion::Numerical { verb, threshold },
            Criterion::Numerical { verb: other_verb, threshold: other_threshold },
        ) => numbers_contradict((*verb, *threshold), (*other_verb, *other_threshold)),
        (
            Criterion::Categorical { expected_values: one },
            Criterion::Categorical { expected_values: other },
        ) => !one.iter().any(|category| other.contains(category)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn numerical(verb: Verb, threshold: f64) -> Criterion {
        Criterion::Numerical { verb, threshold }
    }

    fn categorical(values: &[&str]) -> Criterion {
        Criterion::Categorical { expected_values: values.iter().map(ToString::to_string).collect() }
    }

    fn bounds(lower_bound: f64, upper_bound: f64) -> MetricValue {
        MetricValue::Numerical { lower_bound, upper_bound }
    }

    fn categories(values: &[&str]) -> MetricValue {
        MetricValue::Categorical { categories: values.iter().map(ToString::to_string).collect() }
    }

    #[test]
    fn what_can_never_pass_is_told_from_what_always_does() {
        for (criterion, value, prospect) in [
            (numerical(Verb::AtLeast, 6.0), Some(bounds(1.0, 5.0)), Prospect::Never),
            (numerical(Verb::MoreThan, 5.0), Some(bounds(1.0, 5.0)), Prospect::Never),
            (numerical(Verb::AtLeast, 1.0), Some(bounds(1.0, 5.0)), Prospect::Always),
            (numerical(Verb::NotEqual, 7.0), Some(bounds(1.0, 5.0)), Prospect::Always),
            (numerical(Verb::AtLeast, 4.0), Some(bounds(1.0, 5.0)), Prospect::Open),
            (numerical(Verb::AtLeast, 6.0), Some(bounds(5.0, 1.0)), Prospect::Open),
            (numerical(Verb::AtLeast, 6.0), None, Prospect::Open),
            (numerical(Verb::AtLeast, 6.0), Some(categories(&["a"])), Prospect::Open),
            (categorical(&["gone"]), Some(categories(&["a", "b"])), Prospect::Never),
            (categorical(&["gone", "a"]), Some(categories(&["a", "b"])), Prospect::Open),
            (categorical(&["a", "b", "c"]), Some(categories(&["a", "b"])), Prospect::Always),
            (categorical(&["a"]), Some(categories(&[])), Prospect::Open),
            (categorical(&[]), None, Prospect::Never),
            (Criterion::Boolean { expected_value: true }, None, Prospect::Open),
            (Criterion::default(), None, Prospect::Open),
        ] {
            assert_eq!(Prospect::of(&criterion, value.as_ref()), prospect, "{criterion:?} {value:?}");
        }
    }

    #[test]
    fn criteria_that_exclude_each_other_can_never_pass() {
        let of = |metric: &str, criterion| SuccessCriterion {
            metric_id: MetricId::from_response(metric),
            criterion,
            ..SuccessCriterion::default()
        };
        let yes = |expected_value| Criterion::Boolean { expected_value };
        let criteria = [
            of("a", yes(true)),
            of("b", numerical(Verb::AtLeast, 4.0)),
            of("a", yes(false)),
            of("c", categorical(&["x"])),
            of("b", numerical(Verb::AtMost, 4.0)),
            of("d", categorical(&["y"])),
        ];
        assert_eq!(never_pass(&criteria, &BTreeMap::new()), [0, 2]);
        let values = BTreeMap::from([(MetricId::from_response("c"), categories(&["z"]))]);
        assert_eq!(never_pass(&criteria, &values), [0, 2, 3]);
    }

    proptest! {
        /// Held against every half within the bounds.
        #[test]
        fn a_prospect_is_what_the_results_say(
            verb in 0..6_usize, threshold in -4..12_i32, lower in -3..4_i32, width in 0..6_i32,
        ) {
            let (verb, threshold) = (Verb::ALL[verb], f64::from(threshold) / 2.0);
            let (lower, upper) = (f64::from(lower), f64::from(lower + width));
            let results: Vec<bool> = (0..=width * 4)
                .map(|quarter| verb.holds(lower + f64::from(quarter) / 4.0, threshold))
                .collect();
            let expected = match (results.contains(&true), results.contains(&false)) {
                (true, false) => Prospect::Always,
                (false, true) => Prospect::Never,
                _ => Prospect::Open,
            };
            prop_assert_eq!(Prospect::of_number(verb, threshold, (lower, upper)), expected);
        }
    }
}
