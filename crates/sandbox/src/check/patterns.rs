//! The document's patterns, written out so that no regular expressions are needed.

/// `^[a-f0-9]{24}$`
pub(crate) const OBJECT_ID: &str = "^[a-f0-9]{24}$";
/// `^[\w\s]+$`
pub(crate) const WORDS: &str = r"^[\w\s]+$";
/// `^[a-z_][a-z0-9_]+$`
pub(crate) const VARIABLE: &str = "^[a-z_][a-z0-9_]+$";

pub(crate) fn is_object_id(text: &str) -> bool {
    text.len() == 24 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

pub(crate) fn is_words(text: &str) -> bool {
    let fits = |c: char| c.is_alphanumeric() || c == '_' || c.is_whitespace() || is_mark(c);
    !text.is_empty() && text.chars().all(fits)
}

/// Combining marks belong to `\w`; the blocks of the common scripts are enough here.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{64b}'..='\u{65f}' | '\u{93a}'..='\u{94f}' | '\u{e31}'..='\u{e4e}' | '\u{200c}'..='\u{200d}')
}

pub(crate) fn is_variable(text: &str) -> bool {
    let mut chars = text.chars();
    let first = chars.next().is_some_and(|c| c.is_ascii_lowercase() || c == '_');
    let rest = chars.as_str();
    first
        && !rest.is_empty()
        && rest.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

/// The shape of an ISO 639-3 code. The document lists 7,910 of them; the shape is enough here.
pub(crate) fn is_language(text: &str) -> bool {
    text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// The shape of an IANA time zone name: `UTC`, `Europe/Oslo`, `America/Argentina/Ushuaia`, `Etc/GMT+3`.
pub(crate) fn is_time_zone(text: &str) -> bool {
    let part = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_uppercase())
            && part.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '+'))
    };
    let mut parts = text.split('/');
    let area = parts.next().unwrap_or_default();
    let rest: Vec<&str> = parts.collect();
    let alone = matches!(
        area,
        "UTC"
            | "GMT"
            | "UCT"
            | "CET"
            | "EET"
            | "EST"
            | "HST"
            | "MET"
            | "MST"
            | "PRC"
            | "ROC"
            | "ROK"
            | "WET"
            | "Zulu"
            | "Universal"
            | "Greenwich"
            | "Cuba"
            | "Egypt"
            | "Eire"
            | "Hongkong"
            | "Iceland"
            | "Iran"
            | "Israel"
            | "Jamaica"
            | "Japan"
            | "Kwajalein"
            | "Libya"
            | "Navajo"
            | "Poland"
            | "Portugal"
            | "Singapore"
            | "Turkey"
            | "GB"
            | "NZ"
            | "EST5EDT"
            | "CST6CDT"
            | "MST7MDT"
            | "PST8PDT"
    );
    if rest.is_empty() { alone } else { rest.len() <= 2 && part(area) && rest.into_iter().all(part) }
}

/// `text@host`, without blanks: the shape of an e-mail address.
pub(crate) fn is_email(text: &str) -> bool {
    text.split_once('@').is_some_and(|(user, host)| {
        !user.is_empty() && host.contains('.') && !host.contains('@') && !text.contains(char::is_whitespace)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_patterns_take_what_they_should() {
        for (text, fits) in
            [("a", false), ("ab", true), ("_1", true), ("1a", false), ("aB", false), ("", false)]
        {
            assert_eq!(is_variable(text), fits, "variable {text}");
        }
        for (text, fits) in
            [("care team", true), ("a-b", false), ("", false), ("über_1", true), ("a:b", false)]
        {
            assert_eq!(is_words(text), fits, "words {text}");
        }
        for (text, fits) in [
            ("Europe/Oslo", true),
            ("America/Argentina/Ushuaia", true),
            ("UTC", true),
            ("Oslo", false),
            ("europe/oslo", false),
            ("Europe/", false),
            ("", false),
        ] {
            assert_eq!(is_time_zone(text), fits, "time zone {text}");
        }
        for (text, fits) in [("eng", true), ("en", false), ("ENG", false), ("engl", false)] {
            assert_eq!(is_language(text), fits, "language {text}");
        }
        for (text, fits) in [("a@b.example", true), ("a@b", false), ("@b.c", false), ("a b@c.d", false)] {
            assert_eq!(is_email(text), fits, "e-mail {text}");
        }
    }
}
