//! The console's own query strings: pairs, decoded leniently and encoded readably.

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

/// What must be encoded within a key or a value. Commas, colons, slashes and stars stay readable:
/// people share these addresses in chat.
const RESERVED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'&')
    .add(b'\'')
    .add(b'+')
    .add(b'<')
    .add(b'=')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Reads a query string, with or without a leading `?`. `+` reads as a blank, as forms write it;
/// what is not UTF-8 is replaced.
#[must_use]
pub fn decode(query: &str) -> Vec<(String, String)> {
    let text = |part: &str| {
        let blanks = part.replace('+', " ");
        percent_decode_str(&blanks).decode_utf8_lossy().into_owned()
    };
    let query = query.strip_prefix('?').unwrap_or(query);
    let pairs = query.split('&').filter(|pair| !matches!(*pair, "" | "="));
    pairs
        .map(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            (text(key), text(value))
        })
        .collect()
}

/// Writes a query string without a leading `?`.
#[must_use]
pub fn encode<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut query = String::new();
    for (key, value) in pairs {
        if !query.is_empty() {
            query.push('&');
        }
        query.extend(utf8_percent_encode(key, RESERVED));
        if !value.is_empty() {
            query.push('=');
            query.extend(utf8_percent_encode(value, RESERVED));
        }
    }
    query
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn addresses_stay_readable() {
        assert_eq!(
            encode([("tag", "suite:*"), ("creator", "org,user"), ("deleted", "")]),
            "tag=suite:*&creator=org,user&deleted"
        );
    }

    #[test]
    fn broken_encodings_are_survived() {
        assert_eq!(
            decode("?a=%zz&b=%ff&&=c&d"),
            [
                ("a".into(), "%zz".into()),
                ("b".into(), "\u{fffd}".into()),
                (String::new(), "c".into()),
                ("d".into(), String::new()),
            ]
        );
    }

    proptest! {
        #[test]
        fn pairs_survive_the_address(pairs in prop::collection::vec((".{1,8}", ".{0,8}"), 0..6)) {
            let query = encode(pairs.iter().map(|(key, value)| (key.as_str(), value.as_str())));
            prop_assert_eq!(decode(&query), pairs);
        }
    }
}
