//! How long something still holds, told calmly: by the minute, and by the second only near its end.

use crate::instant::Instant;

/// What is left of a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// So many whole minutes, rounded down: at least 1.
    Minutes(i64),
    /// So many seconds, rounded up: 1 to 60.
    Seconds(i64),
    /// Nothing.
    Over,
}

const SECOND: i64 = 1000;
const MINUTE: i64 = 60 * SECOND;

impl Left {
    /// What is left at `now` until `end`.
    #[must_use]
    pub fn until(end: Instant, now: Instant) -> Self {
        match end.since(now) {
            left if left <= 0 => Self::Over,
            left if left <= MINUTE => Self::Seconds((left + SECOND - 1) / SECOND),
            left => Self::Minutes(left / MINUTE),
        }
    }

    /// In how many milliseconds it will be told in another way, at the soonest; none when it is over.
    #[must_use]
    pub fn next_change(end: Instant, now: Instant) -> Option<i64> {
        let left = end.since(now);
        match Self::until(end, now) {
            Self::Over => None,
            Self::Seconds(seconds) => Some(left - (seconds - 1) * SECOND),
            // A minute is told until less than it is left; the last one turns into sixty seconds.
            Self::Minutes(minutes) => Some((left - minutes * MINUTE + 1).min(left - MINUTE).max(1)),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn minutes_then_seconds() {
        for (left, expected) in [
            (15 * MINUTE, Left::Minutes(15)),
            (15 * MINUTE - 1, Left::Minutes(14)),
            (MINUTE + 1, Left::Minutes(1)),
            (MINUTE, Left::Seconds(60)),
            (MINUTE - 1, Left::Seconds(60)),
            (1, Left::Seconds(1)),
            (0, Left::Over),
            (-5, Left::Over),
        ] {
            assert_eq!(Left::until(Instant(left), Instant(0)), expected, "{left}");
        }
    }

    proptest! {
        #[test]
        fn it_is_looked_at_when_it_changes_and_not_before(left in 1..20 * MINUTE) {
            let end = Instant(left);
            let said = Left::until(end, Instant(0));
            let wait = Left::next_change(end, Instant(0)).unwrap();
            prop_assert!(wait > 0);
            prop_assert_eq!(Left::until(end, Instant(wait - 1)), said);
            prop_assert_ne!(Left::until(end, Instant(wait)), said);
        }
    }
}
