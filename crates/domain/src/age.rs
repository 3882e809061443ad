//! How long ago something was, in the unit a person would use.

use crate::instant::Instant;

/// An age, coarse on purpose: it is read at a glance, the exact moment is one hover away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Age {
    /// Less than a minute, or a little in the future (clocks differ).
    JustNow,
    /// Minutes, 1 to 59.
    Minutes(i64),
    /// Hours, 1 to 23.
    Hours(i64),
    /// Days, 1 to 6.
    Days(i64),
    /// Longer ago, or clearly in the future: show the date.
    Date,
}

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

impl Age {
    /// The age of `then` at `now`.
    #[must_use]
    pub fn of(then: Instant, now: Instant) -> Self {
        match now.since(then) {
            age if age < -5 * MINUTE => Self::Date,
            age if age < MINUTE => Self::JustNow,
            age if age < HOUR => Self::Minutes(age / MINUTE),
            age if age < DAY => Self::Hours(age / HOUR),
            age if age < 7 * DAY => Self::Days(age / DAY),
            _ => Self::Date,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_are_told_in_the_largest_whole_unit() {
        for (age, expected) in [
            (0, Age::JustNow),
            (-2 * MINUTE, Age::JustNow),
            (MINUTE, Age::Minutes(1)),
            (HOUR - 1, Age::Minutes(59)),
            (5 * HOUR + 1, Age::Hours(5)),
            (DAY, Age::Days(1)),
            (7 * DAY, Age::Date),
            (-DAY, Age::Date),
        ] {
            assert_eq!(Age::of(Instant(0), Instant(age)), expected, "{age}");
        }
        assert_eq!(Age::of(Instant(i64::MIN), Instant(i64::MAX)), Age::Date);
    }
}
