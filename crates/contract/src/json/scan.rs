//! Passing over JSON without building values: where its parts stand, and that it is whole.
//!
//! An answer of megabytes of which one item changed is split by this into the texts of its items, so that
//! only what changed is read ([`super::decode`]). What it takes and what it refuses is the same as of
//! [`super::parse()`]; the tests hold one against the other.

use super::parse::{DEEPEST, Reader, is_of_number, read_number};

/// Goes through a text from value to value. Every step answers `None` where the text is no JSON; then
/// nothing that follows means anything.
pub struct Scanner<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

/// What is done with each member of an object or item of a list: it must pass over its value.
type Visit<'v, 'a, T> = &'v mut dyn FnMut(&mut Scanner<'a>, T) -> Option<()>;

impl<'a> Scanner<'a> {
    /// At the start of a text.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0, depth: 0 }
    }

    /// Where it stands, in bytes.
    #[must_use]
    pub fn place(&self) -> usize {
        self.at
    }

    /// Whether nothing but space follows.
    pub fn is_at_end(&mut self) -> bool {
        self.peek().is_none()
    }

    /// The next byte after any space.
    pub fn peek(&mut self) -> Option<u8> {
        loop {
            let next = self.byte()?;
            if !matches!(next, b' ' | b'\t' | b'\n' | b'\r') {
                return Some(next);
            }
            self.at += 1;
        }
    }

    /// Passes over a value, and answers its text.
    pub fn value(&mut self) -> Option<&'a str> {
        self.text_of(&mut |scanner| match scanner.peek()? {
            b'{' => scanner.members(&mut |scanner, _| scanner.value().map(drop)),
            b'[' => scanner.items(&mut |scanner, ()| scanner.value().map(drop)),
            b'"' => scanner.string(),
            b't' => scanner.word("true"),
            b'f' => scanner.word("false"),
            b'n' => scanner.word("null"),
            _ => scanner.number(),
        })
    }

    /// Passes over what `pass` passes over, and answers its text.
    pub fn text_of(&mut self, pass: &mut dyn FnMut(&mut Self) -> Option<()>) -> Option<&'a str> {
        self.peek()?;
        let start = self.at;
        pass(self)?;
        self.text.get(start..self.at)
    }

    /// Passes over an object, member by member: its name as it is written, quotes and escapes included.
    pub fn members(&mut self, visit: Visit<'_, 'a, &'a str>) -> Option<()> {
        self.enclosed(b'{', b'}', &mut |scanner, ()| {
            let name = scanner.text_of(&mut Self::string)?;
            scanner.peek().filter(|next| *next == b':')?;
            scanner.at += 1;
            visit(scanner, name)
        })
    }

    /// Passes over a list, item by item.
    pub fn items(&mut self, visit: Visit<'_, 'a, ()>) -> Option<()> {
        self.enclosed(b'[', b']', visit)
    }

    fn enclosed(&mut self, start: u8, end: u8, visit: Visit<'_, 'a, ()>) -> Option<()> {
        self.peek().filter(|next| *next == start)?;
        self.at += 1;
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        let mut goes_on = self.peek()? != end;
        while goes_on {
            visit(self, ())?;
            goes_on = self.peek()? == b',';
            self.at += usize::from(goes_on);
        }
        self.depth -= 1;
        self.peek().filter(|next| *next == end)?;
        self.at += 1;
        Some(())
    }

    fn string(&mut self) -> Option<()> {
        self.byte().filter(|next| *next == b'"')?;
        self.at += 1;
        loop {
            let rest = self.text.as_bytes().get(self.at..)?;
            self.at += rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..b' '))?;
            let found = self.byte()?;
            self.at += 1;
            match found {
                b'"' => return Some(()),
                b'\\' => self.at += Reader::escape(self.text.get(self.at..)?)?,
                _ => return None,
            }
        }
    }

    fn word(&mut self, word: &str) -> Option<()> {
        self.text.get(self.at..)?.starts_with(word).then(|| self.at += word.len())
    }

    fn number(&mut self) -> Option<()> {
        let rest = self.text.get(self.at..)?;
        let end = rest.bytes().position(|byte| !is_of_number(byte.into())).unwrap_or(rest.len());
        read_number(rest.get(..end)?)?;
        self.at += end;
        Some(())
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }
}

/// Whether a name as it is written is this one.
#[must_use]
pub fn is_name(written: &str, name: &str) -> bool {
    let plain = written.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    // Escapes in names are allowed, and never seen.
    plain == Some(name) || (written.contains('\\') && super::decode::<String>(written).as_deref() == Ok(name))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::super::parse;
    use super::*;

    /// What the text is, by the scanner alone: a whole value, or nothing.
    fn scan(text: &str) -> Option<&str> {
        let mut scanner = Scanner::new(text);
        let value = scanner.value()?;
        scanner.is_at_end().then_some(value)
    }

    fn items(text: &str) -> Option<Vec<&str>> {
        let (mut scanner, mut items) = (Scanner::new(text), Vec::new());
        scanner.items(&mut |scanner, ()| {
            items.push(scanner.value()?);
            Some(())
        })?;
        scanner.is_at_end().then_some(items)
    }

    fn members(text: &str) -> Option<Vec<(&str, &str)>> {
        let (mut scanner, mut members) = (Scanner::new(text), Vec::new());
        scanner.members(&mut |scanner, name| {
            members.push((name, scanner.value()?));
            Some(())
        })?;
        scanner.is_at_end().then_some(members)
    }

    fn json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Into::into),
            any::<i64>().prop_map(Into::into),
            (-1e9..1e9_f64).prop_map(Into::into),
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
        fn the_parts_are_those_that_the_reader_finds(
            sent in prop::collection::vec(json(), 0..6), named in prop::collection::vec((any::<String>(), json()), 0..6),
        ) {
            for text in [Value::from(sent.clone()).to_string(), serde_json::to_string_pretty(&sent).unwrap()] {
                let read: Vec<Value> = items(&text).unwrap().iter().map(|item| parse(item).unwrap()).collect();
                prop_assert_eq!(Value::from(read), parse(&text).unwrap());
            }
            let object = Value::Object(named.into_iter().collect());
            for text in [object.to_string(), serde_json::to_string_pretty(&object).unwrap()] {
                let members = members(&text).unwrap();
                let read = members.iter().map(|(name, value)| {
                    let name: String = super::super::decode(name).unwrap();
                    assert!(members.iter().filter(|(written, _)| is_name(written, &name)).count() == 1);
                    (name, parse(value).unwrap())
                });
                prop_assert_eq!(Value::Object(read.collect()), parse(&text).unwrap());
            }
        }

        #[test]
        fn what_is_cut_or_garbled_is_refused_as_the_reader_refuses_it(
            value in json(), cut in any::<prop::sample::Index>(), garble in any::<prop::sample::Index>(), by in any::<char>(),
        ) {
            let whole: Vec<char> = value.to_string().chars().collect();
            let cut: String = whole.iter().take(cut.index(whole.len())).collect();
            prop_assert_eq!(scan(&cut).is_some(), parse(&cut).is_ok(), "{}", cut);
            let place = garble.index(whole.len());
            let garbled: String = whole.iter().enumerate().map(|(at, c)| if at == place { by } else { *c }).collect();
            prop_assert_eq!(scan(&garbled).is_some(), parse(&garbled).is_ok(), "{}", garbled);
        }

        #[test]
        fn no_text_stops_it(text in any::<String>(), noise in "[\\[\\]{}\",:\\\\u0-9eE.+ truefalsn-]{0,40}") {
            for text in [&text, &noise] {
                prop_assert_eq!(scan(text).is_some(), parse(text).is_ok(), "{}", text);
                let (mut one, mut other) = (Scanner::new(text), Scanner::new(text));
                let _ = one.members(&mut |scanner, _| scanner.value().map(drop));
                let _ = other.items(&mut |scanner, ()| scanner.value().map(drop));
            }
        }
    }

    #[test]
    fn too_deep_is_refused() {
        assert!(scan(&"[".repeat(100_000)).is_none());
        let deep = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
        assert!(scan(&deep(DEEPEST)).is_some() && parse(&deep(DEEPEST)).is_ok());
        assert!(scan(&deep(DEEPEST + 1)).is_none() && parse(&deep(DEEPEST + 1)).is_err());
    }

    #[test]
    fn names_may_be_escaped() {
        assert!(is_name("\"id\"", "id") && is_name(r#""\u0069d""#, "id"));
        assert!(!is_name("\"_id\"", "id") && !is_name("\"", "") && !is_name(r#""\ud800""#, "id"));
    }
}
