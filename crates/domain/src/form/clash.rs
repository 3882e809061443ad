//! Criteria that say the same twice, or that can never hold together: every criterion must hold in
//! every conversation.

use contract::Verb;

use super::checks::{Facts, Field, Problem};
use super::model::{CriterionForm, Shape, TestForm};
use crate::letters;

/// Tells each criterion that repeats or contradicts one above it.
pub(super) fn clashes(form: &TestForm, facts: &Facts, mut tell: impl FnMut(Field, Problem)) {
    for (at, one) in form.criteria.iter().enumerate() {
        let mut above = form.criteria.iter().take(at);
        let is_named = !letters::is_blank(&one.name);
        if is_named && above.clone().any(|other| letters::look_alike(&other.name, &one.name)) {
            tell(Field::CriterionName(one.key), Problem::SameName);
        }
        let problem = above.find_map(|other| between(other, one, facts));
        if let Some(problem) = problem {
            tell(Field::Expected(one.key), problem);
        }
    }
}

fn between(first: &CriterionForm, second: &CriterionForm, facts: &Facts) -> Option<Problem> {
    if first.metric_id.is_empty() || first.metric_id != second.metric_id || first.shape != second.shape {
        return None;
    }
    match first.shape {
        Shape::Boolean => {
            let (first, second) = (first.answer?, second.answer?);
            Some(if first == second { Problem::Repeats } else { Problem::Contradicts })
        }
        Shape::Numerical => {
            let read = |one: &CriterionForm| Some((one.verb(), facts.notation.read(&one.threshold)?));
            numbers(read(first)?, read(second)?)
        }
        Shape::Categorical => {
            if first.categories.is_empty() || second.categories.is_empty() {
                return None;
            }
            let shared = first.categories.iter().filter(|category| second.categories.contains(category));
            match shared.count() {
                0 => Some(Problem::Contradicts),
                count if count == first.categories.len() && count == second.categories.len() => {
                    Some(Problem::Repeats)
                }
                _ => None,
            }
        }
        Shape::Undecided | Shape::Unknown => None,
    }
}

fn numbers(first: (Verb, f64), second: (Verb, f64)) -> Option<Problem> {
    if first == second {
        return Some(Problem::Repeats);
    }
    numbers_contradict(first, second).then_some(Problem::Contradicts)
}

/// Whether no number meets both comparisons.
#[expect(clippy::float_cmp, reason = "the API compares exactly, so does this")]
pub(super) fn numbers_contradict(first: (Verb, f64), second: (Verb, f64)) -> bool {
    let ((verb, threshold), (other, limit)) = (first, second);
    match (verb, other) {
        (Verb::NotEqual, Verb::Equal) | (Verb::Equal, Verb::NotEqual) => threshold == limit,
        // Anything but one number leaves room beside every bound.
        (Verb::NotEqual, _) | (_, Verb::NotEqual) => false,
        (Verb::Equal, _) => !other.holds(threshold, limit),
        (_, Verb::Equal) => !verb.holds(limit, threshold),
        _ if is_floor(verb) == is_floor(other) => false,
        _ => {
            let ((floor, from), (ceiling, to)) =
                if is_floor(verb) { (first, second) } else { (second, first) };
            from > to || (from == to && (floor == Verb::MoreThan || ceiling == Verb::LessThan))
        }
    }
}

fn is_floor(verb: Verb) -> bool {
    matches!(verb, Verb::AtLeast | Verb::MoreThan)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn verb() -> impl Strategy<Value = Verb> {
        (0..6_usize).prop_map(|at| Verb::ALL[at])
    }

    proptest! {
        /// Whole thresholds are held against all halves around them.
        #[test]
        fn a_contradiction_is_what_no_number_can_meet(
            first in (verb(), -3..4_i32), second in (verb(), -3..4_i32),
        ) {
            let [first, second] = [first, second].map(|(verb, number)| (verb, f64::from(number)));
            let meets = |number: f64| first.0.holds(number, first.1) && second.0.holds(number, second.1);
            let possible = (-20..20).any(|half| meets(f64::from(half) / 2.0));
            let told = numbers(first, second);
            prop_assert_eq!(told == Some(Problem::Contradicts), !possible && first != second);
            prop_assert_eq!(told == Some(Problem::Repeats), first == second);
        }
    }

    fn told(criteria: [CriterionForm; 2]) -> Vec<Problem> {
        let form = TestForm { criteria: super::super::Rows::of(criteria), ..TestForm::default() };
        let mut told = Vec::new();
        clashes(&form, &Facts::default(), |_, problem| told.push(problem));
        told
    }

    #[test]
    fn the_same_metric_with_the_same_expectation_repeats() {
        let yes = CriterionForm {
            name: "A".into(),
            metric_id: "m".into(),
            shape: Shape::Boolean,
            answer: Some(true),
            ..CriterionForm::default()
        };
        let other = CriterionForm { name: "B".into(), ..yes.clone() };
        assert_eq!(told([yes.clone(), other.clone()]), [Problem::Repeats]);
        assert_eq!(told([yes.clone(), yes.clone()]), [Problem::SameName, Problem::Repeats]);
        let no = CriterionForm { answer: Some(false), ..other };
        assert_eq!(told([yes.clone(), no.clone()]), [Problem::Contradicts]);
        assert_eq!(told([yes, CriterionForm { metric_id: "n".into(), ..no }]), []);
    }

    #[test]
    fn categories_without_one_in_common_contradict() {
        let one = |name: &str, categories: &[&str]| CriterionForm {
            name: name.into(),
            metric_id: "m".into(),
            shape: Shape::Categorical,
            categories: categories.iter().map(ToString::to_string).collect(),
            ..CriterionForm::default()
        };
        assert_eq!(told([one("A", &["x", "y"]), one("B", &["z"])]), [Problem::Contradicts]);
        assert_eq!(told([one("A", &["x", "y"]), one("B", &["y", "x"])]), [Problem::Repeats]);
        assert_eq!(told([one("A", &["x", "y"]), one("B", &["y"])]), []);
        assert_eq!(told([one("A", &["x"]), one("B", &[])]), []);
    }
}
