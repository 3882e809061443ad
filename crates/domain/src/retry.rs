//! When a request that failed is sent again.
//!
//! Reads are repeated after passing faults with exponential back-off and full jitter, the way the
//! vendor's own clients do. Writes are repeated only after a 429 that says when: it alone promises
//! that nothing happened, and the API has no idempotency key.

use crate::instant::Instant;

/// Why a request failed, as far as repeating it is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No answer came: the connection failed or broke.
    Connection,
    /// An answer with this status.
    Status(u16),
    /// No answer in time. Not repeated: the person has waited long enough to be asked.
    Timeout,
}

/// How often a read is sent in all.
pub const ATTEMPTS: u32 = 3;

/// The longest that `Retry-After` is obeyed without asking the person, in milliseconds.
pub const LONGEST_WAIT: i64 = 60_000;

const BASE: f64 = 250.0;
const CAP: f64 = 30_000.0;

/// How many milliseconds to wait before sending again; `None`: do not.
///
/// `attempt` counts what was sent, from 1; `retry_after` is the server's wish in milliseconds;
/// `random` is in `0.0..1.0`.
#[must_use]
pub fn delay(
    fault: Fault,
    is_read: bool,
    attempt: u32,
    retry_after: Option<i64>,
    random: f64,
) -> Option<i64> {
    if attempt >= ATTEMPTS || retry_after.is_some_and(|wish| wish > LONGEST_WAIT) {
        return None;
    }
    match (fault, retry_after) {
        (Fault::Status(429), Some(wish)) => Some(wish.max(0) + jitter(BASE, random)),
        (Fault::Status(429), None) if is_read => Some(backoff(4.0 * BASE, attempt, random)),
        (Fault::Status(503), Some(wish)) if is_read => Some(wish.max(0) + jitter(BASE, random)),
        (Fault::Connection | Fault::Status(408 | 500 | 502..=504), _) if is_read => {
            Some(backoff(BASE, attempt, random))
        }
        _ => None,
    }
}

/// Full jitter: anything up to the exponential delay.
fn backoff(base: f64, attempt: u32, random: f64) -> i64 {
    let exponent = i32::try_from(attempt.saturating_sub(1)).unwrap_or(16).min(16);
    jitter((base * 2_f64.powi(exponent)).min(CAP), random)
}

#[expect(clippy::cast_possible_truncation, reason = "at most CAP")]
fn jitter(most: f64, random: f64) -> i64 {
    (most * random.clamp(0.0, 1.0)) as i64
}

/// Reads `Retry-After`: seconds, or a date (RFC 9110, 10.2.3). In milliseconds from when the answer came. A date
/// is the server's: it is read only where it is known what time the server had (`date`); one in the past is 0.
#[must_use]
pub fn retry_after(header: &str, date: Option<Instant>) -> Option<i64> {
    let header = header.trim();
    // A fraction is no part of the standard, but harmless: the next second is meant.
    let (whole, fraction) = header.split_once('.').unwrap_or((header, ""));
    match whole.parse::<u32>() {
        Ok(seconds) if fraction.bytes().all(|digit| digit.is_ascii_digit()) => {
            Some((i64::from(seconds) + i64::from(!fraction.is_empty())) * 1000)
        }
        _ => Instant::parse_http_date(header).zip(date).map(|(wish, date)| wish.since(date).max(0)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn writes_are_repeated_only_after_a_429_that_says_when() {
        for status in [400, 401, 403, 404, 408, 409, 422, 500, 502, 503, 504] {
            assert_eq!(delay(Fault::Status(status), false, 1, None, 0.5), None, "{status}");
            let wished = delay(Fault::Status(status), false, 1, Some(100), 0.5);
            assert_eq!(wished, None, "{status}");
        }
        assert_eq!(delay(Fault::Connection, false, 1, None, 0.5), None);
        assert_eq!(delay(Fault::Status(429), false, 1, None, 0.5), None);
        assert_eq!(delay(Fault::Status(429), false, 1, Some(2000), 0.0), Some(2000));
    }

    #[test]
    fn reads_are_repeated_after_passing_faults_only() {
        for status in [408, 429, 500, 502, 503, 504] {
            assert!(delay(Fault::Status(status), true, 1, None, 0.5).is_some(), "{status}");
        }
        for status in [400, 401, 403, 404, 409, 422, 501] {
            assert_eq!(delay(Fault::Status(status), true, 1, None, 0.5), None, "{status}");
        }
        assert_eq!(delay(Fault::Timeout, true, 1, None, 0.5), None);
        assert!(delay(Fault::Connection, true, 2, None, 0.5).is_some());
        assert_eq!(delay(Fault::Connection, true, ATTEMPTS, None, 0.5), None);
    }

    #[test]
    fn a_wish_beyond_a_minute_is_left_to_the_person() {
        assert_eq!(delay(Fault::Status(429), true, 1, Some(LONGEST_WAIT + 1), 0.5), None);
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let now = Some(Instant(784_111_777_000));
        assert_eq!(retry_after("3", now), Some(3000));
        assert_eq!(retry_after("3", None), Some(3000));
        assert_eq!(retry_after("Sun, 06 Nov 1994 08:50:07 GMT", None), None, "by which clock?");
        assert_eq!(retry_after(" 0.5 ", now), Some(1000));
        assert_eq!(retry_after("Sun, 06 Nov 1994 08:50:07 GMT", now), Some(30_000));
        assert_eq!(retry_after("Sun, 06 Nov 1994 08:00:00 GMT", now), Some(0));
        for wrong in ["", "soon", "-1", "inf", "NaN", "1e99"] {
            assert_eq!(retry_after(wrong, now), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn back_off_grows_and_stays_under_its_cap(attempt in 1..ATTEMPTS, random in 0.0..1.0_f64) {
            let wait = delay(Fault::Connection, true, attempt, None, random).unwrap();
            let most = 250 * (1 << (attempt - 1));
            prop_assert!((0..=most).contains(&wait));
        }
    }
}
