//! From [`Value`] to text.
//!
//! Own code in place of `serde_json`'s writer, which brings the standard library's tables for
//! floats along (docs/DECISIONS.md). The tests hold it against `serde_json`'s reader.

use serde_json::{Number, Value};

/// Writes a whole value without blanks.
pub(super) fn write(value: &Value) -> String {
    let mut text = String::new();
    put(&mut text, value);
    text
}

fn put(text: &mut String, value: &Value) {
    match value {
        Value::Null => text.push_str("null"),
        Value::Bool(true) => text.push_str("true"),
        Value::Bool(false) => text.push_str("false"),
        Value::Number(number) => put_number(text, number),
        Value::String(string) => put_string(text, string),
        Value::Array(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                separate(text, index);
                put(text, item);
            }
            text.push(']');
        }
        Value::Object(members) => {
            text.push('{');
            for (index, (name, member)) in members.iter().enumerate() {
                separate(text, index);
                put_string(text, name);
                text.push(':');
                put(text, member);
            }
            text.push('}');
        }
    }
}

fn separate(text: &mut String, index: usize) {
    if index > 0 {
        text.push(',');
    }
}

fn put_number(text: &mut String, number: &Number) {
    text.push_str(number.as_str());
}

fn put_string(text: &mut String, string: &str) {
    text.push('"');
    for next in string.chars() {
        match next {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            control if control < ' ' => {
                text.push_str("\\u00");
                let code = u32::from(control);
                text.extend(
                    [code / 16, code % 16].into_iter().filter_map(|digit| char::from_digit(digit, 16)),
                );
            }
            next => text.push(next),
        }
    }
    text.push('"');
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::parse;
    use super::*;

    fn json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Into::into),
            any::<i64>().prop_map(Into::into),
            any::<u64>().prop_map(Into::into),
            any::<String>().prop_map(Into::into),
            "[\\x00-\\x7f]{0,8}".prop_map(Into::into),
        ];
        leaf.prop_recursive(5, 64, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Into::into),
                prop::collection::vec((any::<String>(), inner), 0..5)
                    .prop_map(|members| Value::Object(members.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_as_it_was(value in json()) {
            let text = write(&value);
            prop_assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value.clone(), "{}", text);
            prop_assert_eq!(parse(&text), Ok(value));
        }
    }

    #[test]
    fn controls_are_escaped_and_letters_are_not() {
        let text = write(&"\u{0}\u{1f}\n\"\\é😀\u{2028}".into());
        assert_eq!(text, "\"\\u0000\\u001f\\n\\\"\\\\é😀\u{2028}\"");
    }

    #[test]
    fn numbers_keep_their_digits() {
        let text = "[4,4.0,4.5,1e300,-1,1E+2,0.30000000000000004,9007199254740993,18446744073709551616]";
        assert_eq!(write(&parse(text).unwrap()), text);
        assert_eq!(write(&parse("[01,1.,-.5]").unwrap()), "[1,1,-0.5]", "what is no JSON is not sent");
    }
}
