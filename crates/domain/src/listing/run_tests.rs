//! Views of runs: answers with one value, and days.

use proptest::prelude::*;

use super::*;
use crate::day::Day;

const SET: &str = "6618791275130b73714e8d1c";
const HOUR: i64 = 3_600_000;

fn runs(query: &str) -> View {
    View::from_query(Listing::Runs, query)
}

/// Days in Berlin, where summer time of 2026 begins on 29 March and ends on 25 October.
fn berlin(day: Day) -> Option<Instant> {
    let summer = Day::parse("2026-03-30")? <= day && day <= Day::parse("2026-10-25")?;
    let midnight = Instant::parse_rfc3339(&format!("{day}T00:00:00Z"))?;
    Some(midnight.plus(if summer { -2 * HOUR } else { -HOUR }))
}

fn bounds(query: &str) -> (Option<String>, Option<String>) {
    let request = runs(query).list_runs(50, &berlin);
    (request.created_after.map(|at| at.0), request.created_before.map(|at| at.0))
}

#[test]
fn what_cannot_be_read_is_kept_and_named() {
    let query = "set=Nightly&completed=maybe&from=22.11.2026&sort=name&utm_source=chat";
    let view = runs(query);
    let kept = [("set", "Nightly"), ("completed", "maybe"), ("from", "22.11.2026"), ("sort", "name")];
    assert_eq!(view.unreadable, kept.map(|(key, value)| (key.to_owned(), value.to_owned())));
    assert_eq!(view.to_query(), query);
    assert!(view.filters.is_empty());
}

#[test]
fn contradictions_are_named() {
    let view = runs("failing=yes&failing=no&failing=yes&from=2026-01-01&from=2026-01-02");
    assert_eq!(view.filters.values(Facet::Failing).collect::<Vec<_>>(), [YES]);
    let kept = [("failing", "no"), ("from", "2026-01-02")];
    assert_eq!(view.unreadable, kept.map(|(key, value)| (key.to_owned(), value.to_owned())));
}

#[test]
fn what_was_not_read_does_not_come_to_life() {
    let mut view = runs("failing=yes&failing=no&to=2026-01-01&to=2026-02-01");
    view.choose(Facet::Failing, YES);
    view.set(Facet::To, None);
    assert_eq!(view.to_query(), "");
}

#[test]
fn yes_takes_the_place_of_no() {
    let mut view = runs("");
    for (value, expected) in [(NO, "errored=no"), (YES, "errored=yes"), (YES, "")] {
        assert_eq!(view.choose(Facet::Errored, value), Some(()));
        assert_eq!(view.to_query(), expected);
    }
    assert_eq!(view.choose(Facet::Errored, "perhaps"), None);
}

#[test]
fn lists_are_asked_for_as_documented() {
    let query = format!("set={SET}&completed=no&failing=yes&errored=no&sort=oldest");
    let expected = format!(
        "limit=50&simulation_unit_test_set_id={SET}&is_completed=false&failed_metrics=true&errored=false&sort_by=%2Bcreated_at"
    );
    assert_eq!(runs(&query).list_runs(50, &berlin).query().encode(), expected);
    let choices = runs(&query).choices().list_runs(1, &berlin);
    assert_eq!(choices.query().encode(), "limit=1&sort_by=-created_at");
}

#[test]
fn days_are_whole_and_those_of_the_person() {
    let day = |day: &str| bounds(&format!("from={day}&to={day}"));
    let pair = |from: &str, to: &str| (Some(from.to_owned()), Some(to.to_owned()));
    assert_eq!(day("2026-11-22"), pair("2026-11-21T23:00:00.000Z", "2026-11-22T22:59:59.999999Z"));
    assert_eq!(day("2026-07-01"), pair("2026-06-30T22:00:00.000Z", "2026-07-01T21:59:59.999999Z"));
    // 23 and 25 hours.
    assert_eq!(day("2026-03-29"), pair("2026-03-28T23:00:00.000Z", "2026-03-29T21:59:59.999999Z"));
    assert_eq!(day("2026-10-25"), pair("2026-10-24T22:00:00.000Z", "2026-10-25T22:59:59.999999Z"));
    assert_eq!(bounds("to=9999-12-31"), (None, None), "the day after has no date");
}

#[test]
fn days_that_exclude_each_other_are_noticed() {
    assert!(runs("from=2026-02-01&to=2026-01-31").filters.is_backwards());
    assert!(!runs("from=2026-02-01&to=2026-02-01").filters.is_backwards());
    assert!(!runs("to=2026-02-01").filters.is_backwards());
}

proptest! {
    #[test]
    fn the_end_of_a_day_is_before_the_next_ones_start(year in 1970..9999_i64, month in 1..=12_i64,
        day in 1..=28_i64, offset in -12 * HOUR..14 * HOUR) {
        let at = Day { year, month, day };
        let start = |day: Day| Some(Instant::parse_rfc3339(&format!("{day}T00:00:00Z"))?.plus(-offset));
        let request = runs(&format!("from={}&to={at}", at.next())).list_runs(50, &start);
        if let (Some(after), Some(before)) = (request.created_after, request.created_before) {
            prop_assert!(before.0 < after.0, "{before:?} {after:?}");
            let gap = Instant::read(&after).zip(Instant::read(&before)).map(|(after, before)| after.since(before));
            prop_assert_eq!(gap, Some(1));
        }
    }
}
