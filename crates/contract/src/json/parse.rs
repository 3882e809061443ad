//! From text to [`Value`].
//!
//! Own code in place of `serde_json`'s reader: that one can read into any type, and the wasm file
//! would carry all of it (docs/DECISIONS.md). The tests hold this one against it.

use std::str::Chars;

use serde_json::{Map, Number, Value};

use super::number::{self, number_text};

/// Lists and objects deeper than this are refused: the reader calls itself for each level.
pub(super) const DEEPEST: usize = 128;

/// Reads a whole text; on failure, where it stops being JSON, in bytes.
pub(super) fn parse(text: &str) -> Result<Value, usize> {
    let mut reader = Reader { rest: text.chars(), depth: 0 };
    let value = reader.value().filter(|_| reader.peek().is_none());
    value.ok_or(text.len() - reader.rest.as_str().len())
}

pub(super) struct Reader<'a> {
    rest: Chars<'a>,
    depth: usize,
}

impl<'a> Reader<'a> {
    /// The next character after any space.
    fn peek(&mut self) -> Option<char> {
        self.skip(|next| matches!(next, ' ' | '\t' | '\n' | '\r'));
        self.rest.clone().next()
    }

    /// Passes over what fits, and returns it.
    fn skip(&mut self, fits: fn(char) -> bool) -> &'a str {
        let text = self.rest.as_str();
        while self.rest.clone().next().is_some_and(fits) {
            self.rest.next();
        }
        text.get(..text.len() - self.rest.as_str().len()).unwrap_or_default()
    }

    /// Passes over this word, if it is next.
    fn take(&mut self, word: &str) -> Option<()> {
        self.rest = self.rest.as_str().strip_prefix(word)?.chars();
        Some(())
    }

    fn value(&mut self) -> Option<Value> {
        match self.peek()? {
            '{' => self.object(),
            '[' => self.list(),
            '"' => self.text().map(Value::String),
            't' => self.take("true").map(|()| Value::Bool(true)),
            'f' => self.take("false").map(|()| Value::Bool(false)),
            'n' => self.take("null").map(|()| Value::Null),
            _ => self.number().map(Value::Number),
        }
    }

    fn object(&mut self) -> Option<Value> {
        let mut members = Map::new();
        self.items('}', &mut |reader| {
            let name = reader.peek().and_then(|_| reader.text())?;
            reader.peek()?;
            reader.take(":")?;
            members.insert(name, reader.value()?);
            Some(())
        })?;
        Some(Value::Object(members))
    }

    fn list(&mut self) -> Option<Value> {
        let mut items = Vec::new();
        self.items(']', &mut |reader| {
            items.push(reader.value()?);
            Some(())
        })?;
        Some(Value::Array(items))
    }

    /// Whatever stands between brackets, with commas between.
    fn items(&mut self, end: char, item: &mut dyn FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.rest.next();
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        let mut goes_on = self.peek()? != end;
        while goes_on {
            item(self)?;
            goes_on = self.peek()? == ',';
            if goes_on {
                self.rest.next();
            }
        }
        self.depth -= 1;
        self.peek().filter(|next| *next == end)?;
        self.rest.next();
        Some(())
    }

    fn text(&mut self) -> Option<String> {
        self.take("\"")?;
        let mut text = String::new();
        loop {
            match self.rest.next()? {
                '"' => return Some(text),
                '\\' => text.push(self.escaped()?),
                next if next < ' ' => return None,
                next => text.push(next),
            }
        }
    }

    fn escaped(&mut self) -> Option<char> {
        match self.rest.next()? {
            'b' => Some('\u{8}'),
            'f' => Some('\u{c}'),
            'n' => Some('\n'),
            'r' => Some('\r'),
            't' => Some('\t'),
            'u' => self.code_point(),
            next => matches!(next, '"' | '\\' | '/').then_some(next),
        }
    }

    /// A code point in four digits, or in two surrogates of four.
    fn code_point(&mut self) -> Option<char> {
        let high = self.four_digits()?;
        if !(0xD800..0xDC00).contains(&high) {
            return char::from_u32(high);
        }
        self.take("\\u")?;
        let low = self.four_digits()?.checked_sub(0xDC00).filter(|low| *low < 0x400)?;
        char::from_u32(0x1_0000 + (high - 0xD800) * 0x400 + low)
    }

    fn four_digits(&mut self) -> Option<u32> {
        (0..4).try_fold(0, |value, _| Some(value * 16 + self.rest.next()?.to_digit(16)?))
    }

    fn number(&mut self) -> Option<Number> {
        read_number(self.skip(is_of_number))
    }

    /// How long an escape is, without its backslash, if `text` starts with one.
    pub(super) fn escape(text: &'a str) -> Option<usize> {
        let mut reader = Self { rest: text.chars(), depth: 0 };
        reader.escaped()?;
        Some(text.len() - reader.rest.as_str().len())
    }
}

/// What a number is made of.
pub(super) fn is_of_number(next: char) -> bool {
    matches!(next, '0'..='9' | '-' | '+' | '.' | 'e' | 'E')
}

/// Takes a little more for a number than JSON does, such as `01` and `1.`. Keeps every digit.
pub(super) fn read_number(text: &str) -> Option<Number> {
    let read = number::read(text)?;
    // What JSON would not write is written as it should be.
    let written = if number::is_strict(text) { text.to_owned() } else { number_text(read) };
    Some(number::of_text(written))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::decode;
    use super::*;

    fn json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Into::into),
            any::<i64>().prop_map(Into::into),
            any::<String>().prop_map(Into::into),
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
        fn what_serde_json_writes_is_read_as_it_was(value in json()) {
            prop_assert_eq!(parse(&value.to_string()), Ok(value.clone()));
            prop_assert_eq!(parse(&serde_json::to_string_pretty(&value).unwrap()), Ok(value));
        }

        #[test]
        fn decimals_are_as_near_as_it_matters(number in -1e9..1e9_f64, shown in 0..9_usize) {
            let text = format!("{number:.shown$}");
            let exact: f64 = text.parse().unwrap();
            let read: f64 = decode(&text).unwrap();
            prop_assert!((read - exact).abs() <= exact.abs() * 1e-15, "{text} {read}");
        }

        #[test]
        fn no_text_stops_it(text in any::<String>(), noise in "[\\[\\]{}\",:\\\\u0-9eE.+ truefalsn-]{0,40}") {
            let _ = parse(&text);
            let read = parse(&noise).is_ok();
            prop_assert!(read || serde_json::from_str::<Value>(&noise).is_err(), "{noise}");
        }
    }

    #[test]
    fn short_decimals_are_exact() {
        for (text, number) in [("0.1", 0.1), ("-2.5e3", -2500.0), ("1e22", 1e22), ("4.35E-2", 0.0435)] {
            assert_eq!(decode::<f64>(text), Ok(number));
        }
    }

    #[test]
    fn escapes_are_read() {
        let read = parse(r#""\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00""#);
        assert_eq!(read, Ok("\"\\/\u{8}\u{c}\n\r\t\u{e9}\u{1f600}".into()));
    }

    #[test]
    fn what_is_no_json_is_refused_where_it_ends_to_be() {
        for (text, place) in [
            ("", 0),
            ("<html>", 0),
            ("{\"a\":1", 6),
            ("[1,]", 3),
            ("[1 2]", 3),
            ("1 1", 2),
            ("nul", 0),
            ("-", 1),
        ] {
            assert_eq!(parse(text), Err(place), "{text}");
        }
        for text in [r#""\ud800""#, r#""\ud800\u0041""#, r#""\x""#, "\"\n\"", "[1}", "{1:2}", "{\"a\",}"] {
            assert!(parse(text).is_err(), "{text}");
        }
        assert!(parse(&"[".repeat(100_000)).is_err());
    }
}
