//! What a token says of itself, and when to speak of its end.

use contract::json;

use crate::instant::Instant;

/// How long before its end a session is announced to end, in milliseconds.
pub const ANNOUNCE_BEFORE: i64 = 5 * 60_000;

/// Where a session is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expiry {
    /// Nothing to say; look again after so many milliseconds, if an end is known.
    Fine(Option<i64>),
    /// It ends in so many whole minutes, at least 1; look again after a minute.
    Soon(i64),
    /// It is over.
    Over,
}

impl Expiry {
    /// The state at `now` of a session that ends at `end`.
    #[must_use]
    pub fn at(end: Option<Instant>, now: Instant) -> Self {
        let Some(end) = end else { return Self::Fine(None) };
        match end.since(now) {
            left if left <= 0 => Self::Over,
            left if left <= ANNOUNCE_BEFORE => Self::Soon((left + 59_999) / 60_000),
            left => Self::Fine(Some(left - ANNOUNCE_BEFORE)),
        }
    }
}

/// The end of a token that is a JWT (`exp`, RFC 7519), for tokens that were pasted and come
/// without an `expires_at`. Nothing is verified: that is the server's business.
#[must_use]
pub fn token_end(token: &str) -> Option<Instant> {
    let payload = base64url(token.split('.').nth(1)?)?;
    let claims = json::parse(std::str::from_utf8(&payload).ok()?).ok()?;
    let seconds: i64 = json::required(&claims, "exp")?;
    (0..=LATEST).contains(&seconds).then(|| Instant(seconds * 1000))
}

/// The end of the year 9999: later ends are nonsense.
const LATEST: i64 = 253_402_300_799;

fn base64url(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let (mut bits, mut count) = (0_u32, 0);
    for byte in text.trim_end_matches('=').bytes() {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'-' | b'+' => 62,
            b'_' | b'/' => 63,
            _ => return None,
        };
        bits = (bits << 6) | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from((bits >> count) & 0xff).ok()?);
        }
    }
    Some(bytes)
}

/// Puts a pasted token right: people copy the header's name, quotes and line breaks along.
/// Nothing where it cannot be sent in a header.
#[must_use]
pub fn clean_token(pasted: &str) -> Option<String> {
    let text = pasted.trim().trim_matches(['"', '\'']).trim();
    let text = strip_word(strip_word(text, "authorization:"), "bearer");
    let token: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let sendable = !token.is_empty() && token.chars().all(|c| c.is_ascii_graphic());
    sendable.then_some(token)
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
    fn the_end_is_announced_five_minutes_ahead() {
        let end = Some(Instant(600_000));
        assert_eq!(Expiry::at(None, Instant(0)), Expiry::Fine(None));
        assert_eq!(Expiry::at(end, Instant(0)), Expiry::Fine(Some(300_000)));
        assert_eq!(Expiry::at(end, Instant(300_000)), Expiry::Soon(5));
        assert_eq!(Expiry::at(end, Instant(599_999)), Expiry::Soon(1));
        assert_eq!(Expiry::at(end, Instant(600_000)), Expiry::Over);
    }

    #[test]
    fn the_end_of_a_jwt_is_read() {
        // {"alg":"none"} . {"exp":1700000000}
        let token = "eyJhbGciOiJub25lIn0.eyJleHAiOjE3MDAwMDAwMDB9.x";
        assert_eq!(token_end(token), Some(Instant(1_700_000_000_000)));
        for other in ["", "opaque", "a.b.c", "a.eyJleHAiOiJ4In0.c", "a.eyJleHAiOjFlOTl9.c"] {
            assert_eq!(token_end(other), None, "{other}");
        }
    }

    #[test]
    fn pasted_tokens_are_put_right() {
        for pasted in
            ["abc.def", " abc.def\n", "Bearer abc.def", "Authorization: bearer abc.def", "\"abc.\ndef\""]
        {
            assert_eq!(clean_token(pasted).as_deref(), Some("abc.def"), "{pasted}");
        }
        for wrong in ["", "  ", "Bearer ", "schlüssel"] {
            assert_eq!(clean_token(wrong), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn no_token_can_break_it(token in ".{0,60}") {
            let _ = token_end(&token);
            let _ = clean_token(&token);
        }
    }
}
