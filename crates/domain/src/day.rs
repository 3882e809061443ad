//! A day of the calendar, as it stands in addresses and date fields: `2026-11-22`. Which moments belong to
//! it depends on where somebody is: the browser knows.

use std::fmt;

use crate::instant::{days_in, digits};

/// A day of the years 1970 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// The year.
    pub year: i64,
    /// The month, from 1.
    pub month: i64,
    /// The day of the month, from 1.
    pub day: i64,
}

impl Day {
    /// The first day.
    pub const FIRST: Self = Self { year: 1970, month: 1, day: 1 };
    /// The last day.
    pub const LAST: Self = Self { year: 9999, month: 12, day: 31 };

    /// Reads `2026-11-22`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let (year, month, day) =
            (digits(parts.next()?, 4)?, digits(parts.next()?, 2)?, digits(parts.next()?, 2)?);
        let real = parts.next().is_none()
            && year >= Self::FIRST.year
            && (1..=12).contains(&month)
            && (1..=days_in(year, month)).contains(&day);
        real.then_some(Self { year, month, day })
    }

    /// The day after. After the last day that is one that cannot be read again.
    #[must_use]
    pub fn next(self) -> Self {
        let Self { year, month, day } = self;
        match (day < days_in(year, month), month < 12) {
            (true, _) => Self { day: day + 1, ..self },
            (false, true) => Self { year, month: month + 1, day: 1 },
            (false, false) => Self { year: year + 1, month: 1, day: 1 },
        }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_days_are_read() {
        assert_eq!(Day::parse("2026-02-28").map(|day| day.next().to_string()).as_deref(), Some("2026-03-01"));
        assert_eq!(Day::parse("2024-02-28").map(|day| day.next().to_string()).as_deref(), Some("2024-02-29"));
        assert_eq!(Day::parse("2026-12-31").map(|day| day.next().to_string()).as_deref(), Some("2027-01-01"));
        // The second is what a date field says while a year is being typed.
        for wrong in
            ["2026-02-29", "0002-11-22", "2026-13-01", "2026-1-1", "2026-11-22T00:00", "22.11.2026", "", "-"]
        {
            assert_eq!(Day::parse(wrong), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn days_are_written_as_they_are_read(year in 1970..9999_i64, month in 1..=12_i64, day in 1..=28_i64) {
            let day = Day { year, month, day };
            prop_assert_eq!(Day::parse(&day.to_string()), Some(day));
            prop_assert_eq!(Day::parse(&day.next().to_string()), Some(day.next()));
            prop_assert!(day < day.next());
        }

        #[test]
        fn no_text_can_break_it(text in ".{0,20}") {
            let _ = Day::parse(&text);
        }
    }
}
