//! What a browser can send in the headers of a request, and putting right what people paste into a field for
//! one.
//!
//! A browser's `fetch` throws at a header value with a character above U+00FF. Every value that comes from a
//! person, from the settings or from a store is checked here first.

use crate::letters;

/// Why a text cannot be sent in a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsendable {
    /// Nothing is left of it.
    Empty,
    /// It holds this character.
    Character(char),
}

/// Puts a pasted value right: takes away what cannot be seen, line breaks, and quotes around it.
///
/// # Errors
/// What is left cannot be sent.
pub fn clean(pasted: &str) -> Result<String, Unsendable> {
    let text = bare(pasted);
    match text.chars().find(|character| !is_sendable(*character)) {
        Some(character) => Err(Unsendable::Character(character)),
        None if text.is_empty() => Err(Unsendable::Empty),
        None => Ok(text),
    }
}

/// Puts a pasted token right: [`clean`], and without the header's name, the scheme and any blanks.
///
/// # Errors
/// What is left cannot be a token: tokens have only visible ASCII characters.
pub fn clean_token(pasted: &str) -> Result<String, Unsendable> {
    let text = bare(pasted);
    let text = strip_word(strip_word(&text, "authorization:"), "bearer");
    let text: String = bare(text).chars().filter(|character| !character.is_whitespace()).collect();
    match text.chars().find(|character| !character.is_ascii_graphic()) {
        Some(character) => Err(Unsendable::Character(character)),
        None if text.is_empty() => Err(Unsendable::Empty),
        None => Ok(text),
    }
}

/// Whether a text may be handed to a browser as the value of a header.
#[must_use]
pub fn is_value(text: &str) -> bool {
    text.chars().all(is_sendable)
}

/// Whether a text may be handed to a browser as the name of a header (RFC 9110, 5.1).
#[must_use]
pub fn is_name(text: &str) -> bool {
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty() && text.bytes().all(is_token)
}

/// Whether a text may be handed to a browser as the address of a request: made of visible ASCII characters.
/// Paths and queries are percent-encoded before.
#[must_use]
pub fn is_address(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_graphic())
}

/// Whether an organization's id can stand in an address. A browser takes `.` and `..` for steps in the path,
/// however they are encoded.
#[must_use]
pub fn is_path_segment(text: &str) -> bool {
    !matches!(text, "" | "." | "..")
}

/// A text without what copying adds to it and nobody sees. Blanks stay.
#[must_use]
pub fn without_invisible(text: &str) -> String {
    text.chars().filter(|character| !is_invisible(*character)).collect()
}

/// Visible ASCII, blanks, and the visible half of Latin-1: `fetch` sends each as one byte.
fn is_sendable(character: char) -> bool {
    matches!(character, ' '..='~' | '\u{a1}'..='\u{ff}') && character != '\u{ad}'
}

/// Soft hyphens, zero-width and filling characters, marks of direction, byte order marks; but no white space.
fn is_invisible(character: char) -> bool {
    letters::is_invisible(character) && !character.is_whitespace()
}

/// What ends a line; the last two are Unicode's own.
fn is_line_break(character: char) -> bool {
    character.is_control() || matches!(character, '\u{2028}' | '\u{2029}')
}

const QUOTES: &[char] = &['"', '\'', '`', '“', '”', '„', '‟', '‘', '’', '‚', '‛', '«', '»', '‹', '›'];

/// A text without invisible characters, line breaks, and blanks and quotes around it.
fn bare(text: &str) -> String {
    let is_kept = |character: &char| !is_invisible(*character) && !is_line_break(*character);
    let text: String = text.chars().filter(is_kept).collect();
    let is_around = |character: char| character.is_whitespace() || QUOTES.contains(&character);
    text.trim_matches(is_around).to_owned()
}

/// `text` without a leading `word`, whatever its case.
fn strip_word<'a>(text: &'a str, word: &str) -> &'a str {
    match text.split_at_checked(word.len()) {
        Some((start, rest)) if start.eq_ignore_ascii_case(word) => rest.trim_start(),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn pasted_tokens_are_put_right() {
        for pasted in [
            "abc.def",
            " abc.def\n",
            "Bearer abc.def",
            "Authorization: bearer abc.def",
            "\"abc.\ndef\"",
            "“abc.def”",
            "Bearer “abc.def”",
            "\u{feff}abc.\u{200b}def\u{ad}",
            "abc.\r\n  def",
            "'Bearer abc.def'",
        ] {
            assert_eq!(clean_token(pasted).as_deref(), Ok("abc.def"), "{pasted:?}");
        }
        for nothing in ["", "  ", "Bearer ", "\u{200b}", "\"\""] {
            assert_eq!(clean_token(nothing), Err(Unsendable::Empty), "{nothing:?}");
        }
        for (wrong, character) in [("schlüssel", 'ü'), ("ab“c", '“'), ("ab…", '…')] {
            assert_eq!(clean_token(wrong), Err(Unsendable::Character(character)), "{wrong}");
        }
    }

    #[test]
    fn pasted_keys_are_put_right_and_what_cannot_be_sent_is_named() {
        for (pasted, sent) in [
            ("key-1", "key-1"),
            (" “key-1”\n", "key-1"),
            ("\u{200b}mara\u{ad}-lindqvist\u{feff}", "mara-lindqvist"),
            ("josé", "josé"),
            ("two words", "two words"),
        ] {
            assert_eq!(clean(pasted).as_deref(), Ok(sent), "{pasted:?}");
        }
        for (wrong, character) in [("Łukasz", 'Ł'), ("a’b", '’'), ("名前", '名'), ("🙂", '🙂')] {
            assert_eq!(clean(wrong), Err(Unsendable::Character(character)), "{wrong}");
        }
        assert_eq!(clean("\u{3164}"), Err(Unsendable::Empty));
    }

    #[test]
    fn what_shows_nothing_in_a_name_is_taken_out_of_what_is_sent() {
        let invisible = ('\0'..=char::MAX).filter(|character| letters::is_invisible(*character));
        for character in invisible.filter(|character| !character.is_whitespace()) {
            let pasted = format!("key{character}-1");
            assert_eq!(clean(&pasted).as_deref(), Ok("key-1"), "{character:?}");
            assert_eq!(clean_token(&pasted).as_deref(), Ok("key-1"), "{character:?}");
            assert_eq!(without_invisible(&pasted), "key-1", "{character:?}");
        }
        assert_eq!(clean("key\u{2028}-1\u{2029}").as_deref(), Ok("key-1"), "line breaks");
        assert_eq!(without_invisible("two words"), "two words");
    }

    #[test]
    fn dots_are_no_organization() {
        assert!(["", ".", ".."].iter().all(|text| !is_path_segment(text)));
        assert!(["northwind", "...", "a/b", "%2e"].iter().all(|text| is_path_segment(text)));
    }

    /// What `fetch` takes: each character is one byte, and none of it ends the line (Fetch, "header value").
    fn browser_takes(value: &str) -> bool {
        value
            .chars()
            .all(|character| u32::from(character) <= 0xff && !matches!(character, '\0' | '\r' | '\n'))
            && value.trim_matches([' ', '\t']) == value
    }

    fn texts() -> impl Strategy<Value = String> {
        let sample =
            prop::sample::select(vec!["Łukasz", "“a”", "\u{200b}", "\u{ad}", "\0", "é", "Bearer ", "\r\n"]);
        let part =
            prop_oneof![".{0,8}", "[ -~]{0,8}", "[\\x00-\\u{ff}]{0,8}", sample.prop_map(str::to_owned)];
        prop::collection::vec(part, 0..6).prop_map(|parts| parts.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn what_is_cleaned_can_be_sent(text in texts()) {
            for value in [clean(&text), clean_token(&text)].into_iter().flatten() {
                prop_assert!(browser_takes(&value) && is_value(&value) && !value.is_empty(), "{:?}", value);
                prop_assert_eq!(clean(&value), Ok(value.clone()), "once is enough");
            }
            if is_value(&text) {
                prop_assert!(text.chars().all(|character| u32::from(character) <= 0xff && !character.is_control()));
            }
        }

        #[test]
        fn what_is_named_is_there(text in texts()) {
            for problem in [clean(&text).err(), clean_token(&text).err()] {
                if let Some(Unsendable::Character(character)) = problem {
                    prop_assert!(text.contains(character));
                }
            }
        }

        #[test]
        fn visible_ascii_is_sent_as_it_is(text in "[a-zA-Z0-9._-]{1,200}") {
            prop_assume!(!text.to_ascii_lowercase().starts_with("bearer"));
            prop_assert_eq!(clean(&text), Ok(text.clone()));
            prop_assert_eq!(clean_token(&text), Ok(text));
        }
    }
}
