//! What a token says of its end, and when to speak of it. Only the server ends a session.

use contract::json::{self, Value};

use crate::instant::Instant;

/// How long before its end a session is announced to end, in milliseconds.
pub const ANNOUNCE_BEFORE: i64 = 5 * 60_000;

/// Where a session is in its life, by the server's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expiry {
    /// Nothing to say; look again after so many milliseconds, if both the end and the server's time are known.
    Fine(Option<i64>),
    /// It ends in so many whole minutes, at least 1; look again after a minute.
    Soon(i64),
    /// It is over by its own account. The server has the last word.
    Over,
}

impl Expiry {
    /// The state of a session that ends at `end`, when it is `now` by the server's clock. Where the server's time
    /// is not known, there is nothing to say: the clock of this machine tells nothing about it.
    #[must_use]
    pub fn at(end: Option<Instant>, now: Option<Instant>) -> Self {
        let Some(left) = end.zip(now).map(|(end, now)| end.since(now)) else { return Self::Fine(None) };
        match left {
            left if left <= 0 => Self::Over,
            left if left <= ANNOUNCE_BEFORE => Self::Soon((left + 59_999) / 60_000),
            left => Self::Fine(Some(left - ANNOUNCE_BEFORE)),
        }
    }
}

/// The server's clock, as far as its answers tell (the header `Date`, which a browser hides from other origins).
/// It goes on by a clock of this machine that nobody can set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ServerClock(Option<(Instant, Instant)>);

impl ServerClock {
    /// An answer says what time it is; `steady` is this machine's steady clock at that moment.
    pub fn hear(&mut self, date: Instant, steady: Instant) {
        self.0 = Some((date, steady));
    }

    /// What time it is for the server; nothing where no answer told.
    #[must_use]
    pub fn now(self, steady: Instant) -> Option<Instant> {
        let (date, heard) = self.0?;
        Some(date.plus(steady.since(heard).max(0)))
    }
}

/// The end of a token that is a JWT (`exp`, RFC 7519), for tokens that were pasted and come
/// without an `expires_at`. Nothing is verified: that is the server's business.
#[must_use]
pub fn token_end(token: &str) -> Option<Instant> {
    let seconds: i64 = json::required(&claims(token)?, "exp")?;
    (0..=LATEST).contains(&seconds).then(|| Instant(seconds * 1000))
}

/// What a token that is a JWT says of itself. Nothing is verified.
pub(crate) fn claims(token: &str) -> Option<Value> {
    let payload = base64url(token.split('.').nth(1)?)?;
    json::parse(std::str::from_utf8(&payload).ok()?).ok()
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_end_is_announced_five_minutes_ahead() {
        let end = Some(Instant(600_000));
        let at = |now| Expiry::at(end, Some(Instant(now)));
        assert_eq!(Expiry::at(None, Some(Instant(0))), Expiry::Fine(None));
        assert_eq!(at(0), Expiry::Fine(Some(300_000)));
        assert_eq!(at(300_000), Expiry::Soon(5));
        assert_eq!(at(599_999), Expiry::Soon(1));
        assert_eq!(at(600_000), Expiry::Over);
        assert_eq!(Expiry::at(end, None), Expiry::Fine(None), "nobody knows what time it is for the server");
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
    fn the_servers_time_goes_on_by_a_steady_clock() {
        let mut clock = ServerClock::default();
        assert_eq!(clock.now(Instant(5)), None);
        clock.hear(Instant(1_000_000), Instant(50));
        assert_eq!(clock.now(Instant(50)), Some(Instant(1_000_000)));
        assert_eq!(clock.now(Instant(3050)), Some(Instant(1_003_000)));
        assert_eq!(
            clock.now(Instant(0)),
            Some(Instant(1_000_000)),
            "a clock that goes back takes nothing away"
        );
    }

    proptest! {
        /// The time of day of this machine is no argument of anything here: it may jump as it likes. Its steady clock
        /// may stand still while the machine sleeps.
        #[test]
        fn no_session_is_over_before_the_server_says_so(
            life in 1..10_000_000_i64,
            steps in prop::collection::vec((0..600_000_i64, 0..3_600_000_i64, any::<bool>()), 1..40),
        ) {
            let (mut clock, mut server, mut steady) = (ServerClock::default(), 1_700_000_000_000, 0);
            let end = Instant(server + life);
            for (passes, sleeps, is_answered) in steps {
                server += passes + sleeps;
                steady += passes;
                if is_answered {
                    clock.hear(Instant(server), Instant(steady));
                }
                let expiry = Expiry::at(Some(end), clock.now(Instant(steady)));
                prop_assert!(server >= end.0 || expiry != Expiry::Over);
                prop_assert!(!(is_answered && server >= end.0) || expiry == Expiry::Over);
            }
        }

        #[test]
        fn no_token_can_break_it(token in ".{0,60}") {
            let _ = token_end(&token);
        }
    }
}
