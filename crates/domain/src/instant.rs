//! Moments in milliseconds since 1970 UTC, read from the two formats that servers write.
//!
//! Own code because the browser's `Date` takes a time without a zone for local time (the API means
//! UTC), and a calendar library costs more bytes than all of this crate (docs/DECISIONS.md).

use contract::Timestamp;

/// Milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(pub i64);

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;

impl Instant {
    /// This moment `milliseconds` later.
    #[must_use]
    pub fn plus(self, milliseconds: i64) -> Self {
        Self(self.0.saturating_add(milliseconds))
    }

    /// Whether a calendar has this moment: those of browsers end 100,000,000 days from 1970 (ECMA-262, 21.4.1.1).
    #[must_use]
    pub fn is_date(self) -> bool {
        self.0.unsigned_abs() <= 8_640_000_000_000_000
    }

    /// Milliseconds from `earlier` to this; negative if it is later.
    #[must_use]
    pub fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// Whether this is less than so many milliseconds after `earlier`. Where it is before that, the clock was set
    /// back, and nobody knows how long ago it was: it is not.
    #[must_use]
    pub fn is_within(self, milliseconds: i64, earlier: Self) -> bool {
        (0..milliseconds).contains(&self.since(earlier))
    }

    /// Reads a timestamp of the API, if it is one.
    #[must_use]
    pub fn read(timestamp: &Timestamp) -> Option<Self> {
        Self::parse_rfc3339(&timestamp.0)
    }

    /// Reads RFC 3339. A missing zone means UTC, as Python's servers mean it.
    #[must_use]
    pub fn parse_rfc3339(text: &str) -> Option<Self> {
        let text = text.trim();
        let (date, time) = text.split_once(['T', 't', ' '])?;
        let mut date = date.splitn(3, '-');
        let (year, month, day) =
            (digits(date.next()?, 4)?, digits(date.next()?, 2)?, digits(date.next()?, 2)?);
        let (clock, offset) = split_zone(time)?;
        let mut clock = clock.splitn(3, ':');
        let (hour, minute) = (digits(clock.next()?, 2)?, digits(clock.next()?, 2)?);
        let (second, milliseconds) = split_fraction(clock.next()?)?;
        let moment = from_parts(year, month, day, hour, minute, second)?;
        Some(Self(moment + milliseconds - offset * MINUTE))
    }

    /// Writes RFC 3339 in UTC, to the millisecond. Nothing before the year 0 or after 9999.
    #[must_use]
    pub fn to_rfc3339(self) -> Option<String> {
        let (days, rest) = (self.0.div_euclid(DAY), self.0.rem_euclid(DAY));
        let (year, month, day) = civil_from_days(days);
        let (hour, minute) = (rest / (60 * MINUTE), rest / MINUTE % 60);
        let (second, milliseconds) = (rest / 1000 % 60, rest % 1000);
        let text =
            format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{milliseconds:03}Z");
        (0..=9999).contains(&year).then_some(text)
    }

    /// Reads the date of an HTTP header: `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, 5.6.7; the two
    /// obsolete forms are not read).
    #[must_use]
    pub fn parse_http_date(text: &str) -> Option<Self> {
        const MONTHS: [&str; 12] =
            ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let (_, text) = text.trim().split_once(", ")?;
        let mut parts = text.split(' ');
        let day = digits(parts.next()?, 2)?;
        let name = parts.next()?;
        let month = MONTHS.iter().position(|month| *month == name)?;
        let year = digits(parts.next()?, 4)?;
        let mut clock = parts.next()?.splitn(3, ':');
        let (hour, minute) = (digits(clock.next()?, 2)?, digits(clock.next()?, 2)?);
        let second = digits(clock.next()?, 2)?;
        let utc = parts.next() == Some("GMT") && parts.next().is_none();
        let moment = from_parts(year, i64::try_from(month).ok()? + 1, day, hour, minute, second)?;
        utc.then_some(Self(moment))
    }
}

/// A number of exactly `width` digits.
pub(crate) fn digits(text: &str, width: usize) -> Option<i64> {
    (text.len() == width && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

/// Splits `08:49:37.5+02:00` into the clock and the zone's offset in minutes.
fn split_zone(time: &str) -> Option<(&str, i64)> {
    if let Some(clock) = time.strip_suffix(['Z', 'z']) {
        return Some((clock, 0));
    }
    let Some(position) = time.rfind(['+', '-']) else { return Some((time, 0)) };
    let (clock, zone) = time.split_at_checked(position)?;
    let sign = if zone.starts_with('-') { -1 } else { 1 };
    let zone = zone.get(1..)?;
    let (hours, minutes) = zone.split_once(':').or_else(|| zone.split_at_checked(2))?;
    Some((clock, sign * (digits(hours, 2)? * 60 + digits(minutes, 2)?)))
}

/// Splits `37.123456` into seconds and milliseconds.
fn split_fraction(text: &str) -> Option<(i64, i64)> {
    let Some((second, fraction)) = text.split_once('.') else { return Some((digits(text, 2)?, 0)) };
    let plain = !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit());
    let thousandths = fraction.bytes().chain(*b"000").take(3);
    let milliseconds = thousandths.fold(0, |sum, digit| sum * 10 + i64::from(digit - b'0'));
    plain.then_some((digits(second, 2)?, milliseconds))
}

fn from_parts(year: i64, month: i64, day: i64, hour: i64, minute: i64, second: i64) -> Option<i64> {
    // A leap second (60) reads as the next minute's start.
    let real = (1..=12).contains(&month)
        && (1..=days_in(year, month)).contains(&day)
        && (0..24).contains(&hour)
        && (0..60).contains(&minute)
        && (0..=60).contains(&second);
    real.then(|| days_from_civil(year, month, day) * DAY + (hour * 60 + minute) * MINUTE + second * 1000)
}

/// How many days a month has.
pub(crate) fn days_in(year: i64, month: i64) -> i64 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days from 1970-01-01 to a date of the proleptic Gregorian calendar (Howard Hinnant's
/// `days_from_civil`).
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// The date of a day, by its number from 1970-01-01 (Howard Hinnant's `civil_from_days`).
fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn known_moments() {
        for (text, expected) in [
            ("1970-01-01T00:00:00Z", Some(0)),
            ("2024-02-29T12:30:15.250Z", Some(1_709_209_815_250)),
            ("2024-02-29T12:30:15.250999+00:00", Some(1_709_209_815_250)),
            ("2024-02-29T14:30:15+02:00", Some(1_709_209_815_000)),
            ("2024-02-29T10:00:15-0230", Some(1_709_209_815_000)),
            ("2024-02-29 12:30:15", Some(1_709_209_815_000)),
            ("9999-12-31T23:59:59Z", Some(253_402_300_799_000)),
            ("2023-02-29T12:30:15Z", None),
            ("2024-13-01T00:00:00Z", None),
            ("2024-02-29", None),
            ("yesterday", None),
            ("", None),
            ("2024-02-29T12:30:15.Z", None),
            ("２０２４-02-29T12:30:15Z", None),
        ] {
            assert_eq!(Instant::parse_rfc3339(text), expected.map(Instant), "{text}");
        }
    }

    #[test]
    fn calendars_end() {
        let last = 8_640_000_000_000_000;
        for (moment, is_date) in
            [(0, true), (last, true), (-last, true), (last + 1, false), (i64::MIN, false), (i64::MAX, false)]
        {
            assert_eq!(Instant(moment).is_date(), is_date, "{moment}");
        }
    }

    #[test]
    fn a_clock_that_was_set_back_makes_nothing_fresh() {
        let read = Instant(1_000_000);
        assert!(read.is_within(30_000, read) && Instant(1_029_999).is_within(30_000, read));
        assert!(!Instant(1_030_000).is_within(30_000, read));
        assert!(!Instant(0).is_within(30_000, read), "an hour back, and it would be fresh for an hour");
    }

    #[test]
    fn dates_of_headers() {
        let expected = Some(Instant(784_111_777_000));
        assert_eq!(Instant::parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT"), expected);
        for wrong in ["Sun, 06 Nov 1994 08:49:37 CET", "Sunday, 06-Nov-94 08:49:37 GMT", "120", ""] {
            assert_eq!(Instant::parse_http_date(wrong), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn no_text_can_break_it(text in ".{0,40}") {
            let _ = Instant::parse_rfc3339(&text);
            let _ = Instant::parse_http_date(&text);
        }

        #[test]
        fn what_is_written_reads_the_same(moment in -62_167_219_200_000_i64..=253_402_300_799_999) {
            let moment = Instant(moment);
            let text = moment.to_rfc3339().unwrap_or_default();
            prop_assert_eq!(Instant::parse_rfc3339(&text), Some(moment), "{}", text);
        }

        #[test]
        fn what_has_no_date_is_not_written(moment in prop_oneof![i64::MIN..-62_167_219_200_000, 253_402_300_800_000..i64::MAX]) {
            prop_assert_eq!(Instant(moment).to_rfc3339(), None);
        }

        #[test]
        fn days_follow_each_other(year in 0..9999_i64, month in 1..=12_i64, day in 1..=31_i64) {
            let day = day.min(days_in(year, month));
            let next = match (month, day == days_in(year, month)) {
                (_, false) => (year, month, day + 1),
                (12, true) => (year + 1, 1, 1),
                (_, true) => (year, month + 1, 1),
            };
            let number = |(year, month, day)| days_from_civil(year, month, day);
            prop_assert_eq!(number((year, month, day)) + 1, number(next));
        }
    }
}
