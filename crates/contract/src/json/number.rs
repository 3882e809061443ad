//! Numbers from text and to text. A [`Value`] keeps a number as it was written (`serde_json`'s
//! `arbitrary_precision`), so that what nobody changes is sent to the digit.
//!
//! Own code in place of the standard library's, whose exact ways need tables (docs/DECISIONS.md).
//! Both ways are exact for decimals of up to 15 digits and powers up to 22, which is more than a
//! threshold needs, and beyond that as near as some rounding leaves it.

use serde_json::{Number, Value};

/// From here on a float does not hold every integer (2^53).
const EXACT: f64 = 9_007_199_254_740_992.0;

/// The largest power of ten that a float holds exactly.
const EXACT_POWER: i32 = 22;

/// How many digits are written; a float holds as many of any decimal.
const DIGITS: i32 = 15;

/// A number as an integer, if it is one and the float holds it exactly.
pub(super) fn whole(number: f64) -> Option<i64> {
    #[expect(clippy::cast_possible_truncation, reason = "checked to be in range")]
    (number.abs() < EXACT && number.fract() == 0.0).then_some(number as i64)
}

/// A number as JSON has it, in as few digits as are needed: `4`, `4.5`, `1e-7`. At most 15 digits are
/// kept. Empty for what is no number or infinite.
#[must_use]
pub fn number_text(number: f64) -> String {
    if let Some(whole) = whole(number) {
        return whole.to_string();
    }
    if !number.is_finite() {
        return String::new();
    }
    let (digits, exponent) = digits_of(number.abs());
    let text = written(&digits, exponent);
    if number < 0.0 { ["-", &text].concat() } else { text }
}

/// The digits of a positive number without zeros at the end, and the power of ten of the first.
fn digits_of(number: f64) -> (String, i32) {
    let (mut exponent, mut rest) = (0, number);
    while rest >= 10.0 {
        rest /= 10.0;
        exponent += 1;
    }
    while rest < 1.0 {
        rest *= 10.0;
        exponent -= 1;
    }
    // Dividing step by step is not exact: near a power of ten the first digit may be the next one's.
    let digits = loop {
        let scaled = scale(number, DIGITS - 1 - exponent) + 0.5;
        if scaled >= 1e15 {
            exponent += 1;
        } else if scaled < 1e14 {
            exponent -= 1;
        } else {
            #[expect(clippy::cast_possible_truncation, reason = "checked to be in range")]
            break scaled as i64;
        }
    };
    (digits.to_string().trim_end_matches('0').to_owned(), exponent)
}

/// Puts the point where it belongs, or the power behind, where there were too many zeros.
fn written(digits: &str, exponent: i32) -> String {
    let zeros = |count: i32| "0".repeat(usize::try_from(count).unwrap_or(0));
    let behind = |start: &str, rest: &str| {
        if rest.is_empty() { start.to_owned() } else { [start, ".", rest].concat() }
    };
    match exponent {
        0..=20 => {
            let padded = [digits, &zeros(exponent + 1 - i32::try_from(digits.len()).unwrap_or(0))].concat();
            let (start, rest) =
                padded.split_at_checked(usize::try_from(exponent + 1).unwrap_or(1)).unwrap_or((&padded, ""));
            behind(start, rest)
        }
        -6..=-1 => ["0.", &zeros(-1 - exponent), digits].concat(),
        _ => {
            let (start, rest) = digits.split_at_checked(1).unwrap_or((digits, ""));
            [&behind(start, rest), "e", &exponent.to_string()].concat()
        }
    }
}

/// A number as it is written. The text must be a number of JSON's.
pub(super) fn value(text: String) -> Value {
    Value::Number(of_text(text))
}

/// [`value`], bare.
pub(super) fn of_text(text: String) -> Number {
    Number::from_string_unchecked(text)
}

/// Whether a text is a number as JSON writes it: `-0.5e3`, but not `01`, `1.` or `+1`.
pub(super) fn is_strict(text: &str) -> bool {
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    let whole = whole.strip_prefix('-').unwrap_or(whole);
    let is_led_by_zero = whole.len() > 1 && whole.starts_with('0');
    let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    all_digits(whole) && !is_led_by_zero && all_digits(fraction) && all_digits(exponent)
}

/// Reads a decimal fraction.
pub(super) fn read(text: &str) -> Option<f64> {
    let (digits, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (sign, digits) = digits.strip_prefix('-').map_or((1.0, digits), |digits| (-1.0, digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut number = 0.0;
    for digit in whole.chars().chain(fraction.chars()) {
        number = number * 10.0 + f64::from(digit.to_digit(10)?);
    }
    let power = exponent.parse::<i32>().ok()?.checked_sub(i32::try_from(fraction.len()).ok()?)?;
    (!digits.is_empty()).then_some(sign * scale(number, power).min(f64::MAX))
}

/// Moves the point, in steps that a float holds exactly.
fn scale(mut number: f64, power: i32) -> f64 {
    // No float reaches so far, and nobody is to wait for the steps.
    let mut power = power.clamp(-1000, 1000);
    while power != 0 {
        let step = power.clamp(-EXACT_POWER, EXACT_POWER);
        let factor = 10_f64.powi(step.abs());
        number = if step < 0 { number / factor } else { number * factor };
        power -= step;
    }
    number
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn short_decimals_are_written_as_a_person_would() {
        for (number, text) in [
            (0.0, "0"),
            (-0.0, "0"),
            (4.0, "4"),
            (4.5, "4.5"),
            (-0.25, "-0.25"),
            (0.1, "0.1"),
            (0.1 + 0.2, "0.3"),
            (0.000_001, "0.000001"),
            (1e-7, "1e-7"),
            (-1.5e-9, "-1.5e-9"),
            (123_456.789, "123456.789"),
            (9_007_199_254_740_991.0, "9007199254740991"),
            (1e16, "10000000000000000"),
            (1e21, "1e21"),
            (1e300, "1e300"),
            (9.99, "9.99"),
            (99.999_999_999_999_9, "99.9999999999999"),
            (0.999_999_999_999_999_9, "1"),
        ] {
            assert_eq!(number_text(number), text);
        }
        for none in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(number_text(none), "");
        }
    }

    #[test]
    fn hostile_powers_are_read_at_once() {
        for (text, number) in
            [("1e999999999", f64::MAX), ("0e999999999", 0.0), ("1e-999999999", 0.0), ("-1e400", f64::MIN)]
        {
            assert_eq!(read(text), Some(number), "{text}");
        }
    }

    proptest! {
        #[test]
        fn decimals_of_fifteen_digits_are_exact(
            digits in -999_999_999_999_999..=999_999_999_999_999_i64, decimals in 0..=8_i32,
        ) {
            let number: f64 = format!("{digits}e-{decimals}").parse().unwrap();
            let text = number_text(number);
            prop_assert_eq!(text.parse::<f64>().unwrap(), number, "{}", text);
            prop_assert_eq!(read(&text), Some(number), "{}", text);
        }

        #[test]
        fn any_number_is_written_as_json_and_nearly_the_same(number in prop::num::f64::NORMAL) {
            let text = number_text(number);
            let near = |read: f64| (read - number).abs() <= number.abs() * 1e-14;
            let exact: serde_json::Value = serde_json::from_str(&text).unwrap();
            prop_assert!(near(exact.as_f64().unwrap()), "{number:e} {text}");
            prop_assert!(near(read(&text).unwrap()), "{number:e} {text}");
        }

        #[test]
        fn the_smallest_numbers_stop_nothing(number in prop::num::f64::SUBNORMAL) {
            prop_assert!(serde_json::from_str::<serde_json::Value>(&number_text(number)).is_ok());
        }
    }
}
