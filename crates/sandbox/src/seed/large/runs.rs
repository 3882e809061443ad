//! Three hundred runs: fifty of them of a set of forty tests with three criteria and five repetitions
//! each, to see how a page copes with much that changes.

use super::super::runs::{End, Past};
use super::{chance, id, pick};
use crate::names::{ADMINISTRATOR, EDITOR, OWNER};
use crate::runs::Outcome;

const OF_FORTY: usize = 50;
const OTHERS: usize = 250;
/// Sets of more tests are not run.
const SMALL_SETS: usize = 18;
const PEOPLE: [&str; 3] = [OWNER, ADMINISTRATOR, EDITOR];

pub(in super::super) fn pasts() -> Vec<Past> {
    let of_forty = (0..OF_FORTY).map(|at| past(&id("test set", super::SETS), "run of forty", at, 4));
    let others = (0..OTHERS).map(|at| past(&id("test set", at % SMALL_SETS), "run", at, 11));
    of_forty.chain(others).collect()
}

fn past(set: &str, kind: &str, at: usize, hours_apart: usize) -> Past {
    let creator = PEOPLE.get(chance(kind, at, PEOPLE.len())).copied().unwrap_or(OWNER);
    let seconds = 1800 + at * hours_apart * 3600 + chance("late", at, 3000);
    let mut past =
        Past::new(id(kind, at), set.to_owned(), i64::try_from(seconds).unwrap_or(i64::MAX), creator);
    past.versions_behind = i64::try_from(at / 20).unwrap_or_default();
    past.outcomes = vec![(at % 5, Outcome::Failing), (3, Outcome::Flaky)];
    past.end = match at % 40 {
        17 => End::Cancelled(30),
        29 => End::BrokeOff(20),
        33 => End::WithoutArtifacts,
        _ => End::Natural,
    };
    past
}

/// The members of the set of forty: tests with three criteria, none of them deleted.
pub(super) fn forty() -> Vec<usize> {
    (0..super::TESTS).filter(|test| test % 50 != 49 && chance("criteria", *test, 4) == 2).take(40).collect()
}

/// Its name.
pub(super) fn name_of_forty() -> String {
    format!("{} - forty tests", pick(&super::AREAS, 0))
}
