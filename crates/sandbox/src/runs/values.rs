//! Values that a judge may find: within a metric's bounds and categories, meeting a criterion or not.

use serde_json::{Number, Value, json};

/// More whole numbers between two bounds are not tried one by one.
const MOST: f64 = 500.0;

/// What a metric can find that meets a criterion, and what does not.
#[derive(Debug, Default)]
pub(super) struct Values {
    pub(super) meeting: Vec<Value>,
    pub(super) missing: Vec<Value>,
}

impl Values {
    /// The values of a metric, as its version describes them, held against a criterion.
    pub(super) fn of(metric: &Value, criterion: &Value) -> Self {
        let text =
            |of: &Value, field: &str| of.get(field).and_then(Value::as_str).unwrap_or_default().to_owned();
        let mut values = Self::default();
        match text(criterion, "type").as_str() {
            "boolean" => {
                let expected = criterion.get("expected_value").and_then(Value::as_bool).unwrap_or(true);
                values.meeting.push(json!(expected));
                values.missing.push(json!(!expected));
            }
            "numerical" => {
                let (verb, threshold) =
                    (text(criterion, "verb"), number(criterion, "threshold").unwrap_or_default());
                for value in numbers(metric, threshold) {
                    values.add(meets(value, &verb, threshold), json_number(value));
                }
            }
            "categorical" => {
                let expected = texts(criterion, "expected_values");
                for category in texts(metric, "categories") {
                    values.add(expected.contains(&category), json!(category));
                }
                if values.meeting.is_empty() {
                    values.meeting.extend(expected.first().map(|expected| json!(expected)));
                }
            }
            // A criterion of another kind: nobody here knows what meets it.
            _ => values.meeting.push(Value::Null),
        }
        values
    }

    fn add(&mut self, meets: bool, value: Value) {
        if meets { &mut self.meeting } else { &mut self.missing }.push(value);
    }
}

/// The numbers between a metric's bounds: the whole ones, or steps of a twentieth.
fn numbers(metric: &Value, threshold: f64) -> Vec<f64> {
    let lower = number(metric, "lower_bound").unwrap_or(threshold - 2.0);
    let upper = number(metric, "upper_bound").unwrap_or(threshold + 2.0);
    let (lower, upper) = (lower.min(upper), lower.max(upper));
    let span = upper - lower;
    let is_whole = lower.fract() == 0.0 && upper.fract() == 0.0 && span > 1.0;
    let (steps, width) = if is_whole && span <= MOST { (span, 1.0) } else { (20.0, span / 20.0) };
    std::iter::successors(Some(0.0), |step| (*step < steps).then_some(step + 1.0))
        .map(|step| lower + step * width)
        .filter(|value| value.is_finite())
        .collect()
}

fn meets(value: f64, verb: &str, threshold: f64) -> bool {
    match verb {
        "<" => value < threshold,
        "<=" => value <= threshold,
        ">" => value > threshold,
        ">=" => value >= threshold,
        "!=" => (value - threshold).abs() > f64::EPSILON,
        _ => (value - threshold).abs() <= f64::EPSILON,
    }
}

fn number(of: &Value, field: &str) -> Option<f64> {
    of.get(field).and_then(Value::as_f64)
}

fn texts(of: &Value, field: &str) -> Vec<String> {
    let all = of.get(field).and_then(Value::as_array).into_iter().flatten();
    all.filter_map(Value::as_str).map(str::to_owned).collect()
}

/// Whole numbers without a fraction, others to two digits.
fn json_number(value: f64) -> Value {
    let whole =
        format!("{value:.0}").parse::<i64>().ok().filter(|_| value.fract() == 0.0 && value.abs() < 1e15);
    match whole {
        Some(whole) => json!(whole),
        None => {
            let rounded =
                if value.abs() < 1e6 { format!("{value:.2}").parse().unwrap_or(value) } else { value };
            Number::from_f64(rounded).map_or(Value::Null, Value::Number)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(metric: Value, criterion: Value) -> (Vec<Value>, Vec<Value>) {
        let Values { meeting, missing } = Values::of(&metric, &criterion);
        (meeting, missing)
    }

    #[test]
    fn numbers_are_within_the_bounds() {
        let metric = json!({"type": "numerical", "lower_bound": 1, "upper_bound": 5});
        let at_least_4 = json!({"type": "numerical", "verb": ">=", "threshold": 4});
        assert_eq!(
            values(metric, at_least_4),
            (vec![json!(4), json!(5)], vec![json!(1), json!(2), json!(3)])
        );
        let share = json!({"type": "numerical", "lower_bound": 0, "upper_bound": 1});
        let (meeting, missing) = values(share, json!({"type": "numerical", "verb": "<", "threshold": 0.1}));
        assert_eq!((meeting, missing.len()), (vec![json!(0), json!(0.05)], 19));
    }

    #[test]
    fn what_can_only_pass_has_nothing_that_misses() {
        let metric = json!({"type": "categorical", "categories": ["Resolved", "Escalated"]});
        let any = json!({"type": "categorical", "expected_values": ["Escalated", "Resolved", "Gone"]});
        assert_eq!(values(metric.clone(), any).1, Vec::<Value>::new());
        let gone = json!({"type": "categorical", "expected_values": ["Gone"]});
        assert_eq!(values(metric, gone).0, [json!("Gone")], "there is always something to say");
    }

    #[test]
    fn hostile_bounds_give_finite_numbers() {
        let metric = json!({"lower_bound": 1e308, "upper_bound": -1e308});
        let (meeting, missing) = values(metric, json!({"type": "numerical", "verb": ">", "threshold": 8.5}));
        assert!(meeting.iter().chain(&missing).all(|value| value.as_f64().is_some_and(f64::is_finite)));
    }
}
