//! Sixty runs of the sets: a history in which something broke and was mended, something is shaky, and a
//! few went wrong in other ways.

use anyhow::{Context, Result};
use serde_json::Value;

use super::super::runs::{End, Past};
use super::{read, text};
use crate::hash::{hash, object_id};
use crate::names::{ADMINISTRATOR, EDITOR, OWNER};
use crate::runs::Outcome::{self, Erroring, Failing, Flaky, Passing, Stuck};

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;
/// No set of the demo has more.
const MOST_TESTS: usize = 40;

/// What the runs of a set were like.
struct History {
    set: &'static str,
    runs: i64,
    /// When the newest began, and how far apart they are, in seconds.
    newest: i64,
    apart: i64,
    /// Tests in these places turned out like this, from one run to another, counted from the newest.
    spells: &'static [(usize, Outcome, i64, i64)],
    /// Runs in which everything passed.
    calm: &'static [i64],
    /// Runs that ended in another way.
    ends: &'static [(i64, End)],
    /// The one who started the newest; none: they take turns.
    newest_by: Option<&'static str>,
}

const HISTORIES: [History; 10] = [
    // Every night. The third test broke with a new version a week ago and was mended yesterday.
    History {
        set: "Smoke - every release",
        runs: 16,
        newest: 7 * HOUR,
        apart: DAY,
        spells: &[(2, Failing, 1, 7), (6, Flaky, 0, 99), (9, Erroring, 4, 4), (0, Passing, 0, 99)],
        calm: &[0, 9, 10, 12, 13, 15],
        ends: &[(5, End::BrokeOff(40)), (11, End::Cancelled(25))],
        newest_by: None,
    },
    // Going on as the sandbox starts.
    History {
        set: "Onboarding - full",
        runs: 8,
        newest: 12,
        apart: 7 * DAY,
        spells: &[(0, Flaky, 3, 7), (0, Passing, 0, 2), (4, Failing, 0, 1), (7, Erroring, 0, 0)],
        calm: &[5, 6],
        ends: &[],
        newest_by: Some(EDITOR),
    },
    History {
        set: "Scheduling - full",
        runs: 7,
        newest: 2 * DAY + 3 * HOUR,
        apart: 7 * DAY,
        spells: &[(3, Flaky, 0, 99), (5, Failing, 2, 99)],
        calm: &[0, 1, 5],
        ends: &[(3, End::Cancelled(30))],
        newest_by: None,
    },
    History {
        set: "Refills - pharmacist's board",
        runs: 3,
        newest: 12 * DAY,
        apart: 90 * DAY,
        spells: &[(1, Failing, 1, 2)],
        calm: &[0],
        ends: &[],
        newest_by: None,
    },
    // The newest ended, and its artifacts never came.
    History {
        set: "Billing - full",
        runs: 6,
        newest: DAY + 5 * HOUR,
        apart: 7 * DAY,
        spells: &[(2, Flaky, 0, 99), (8, Erroring, 0, 1)],
        calm: &[2, 4, 5],
        ends: &[(0, End::WithoutArtifacts)],
        newest_by: None,
    },
    // One conversation of the newest has not ended for hours.
    History {
        set: "Shop - before the holidays",
        runs: 3,
        newest: 3 * HOUR,
        apart: 21 * DAY,
        spells: &[(1, Stuck, 0, 0), (4, Failing, 0, 2)],
        calm: &[],
        ends: &[],
        newest_by: Some(ADMINISTRATOR),
    },
    History {
        set: "Triage - emergencies",
        runs: 7,
        newest: 30 * HOUR,
        apart: 5 * DAY,
        spells: &[(0, Failing, 4, 6), (2, Flaky, 1, 3)],
        calm: &[0, 2, 5],
        ends: &[],
        newest_by: None,
    },
    History {
        set: "Adversarial",
        runs: 5,
        newest: 9 * HOUR,
        apart: 6 * DAY,
        spells: &[(0, Failing, 0, 99), (3, Failing, 0, 0), (5, Flaky, 0, 99)],
        calm: &[],
        ends: &[(2, End::BrokeOff(0))],
        newest_by: None,
    },
    History {
        set: "Release against preview",
        runs: 4,
        newest: 26 * HOUR,
        apart: DAY,
        spells: &[(1, Failing, 0, 0), (2, Flaky, 0, 3)],
        calm: &[],
        ends: &[(3, End::Cancelled(20))],
        newest_by: None,
    },
    History {
        set: "Pilot 2025",
        runs: 1,
        newest: 320 * DAY,
        apart: DAY,
        spells: &[(0, Failing, 0, 0)],
        calm: &[],
        ends: &[],
        newest_by: None,
    },
];

/// The runs of all sets that were ever run.
pub(in super::super) fn pasts() -> Result<Vec<Past>> {
    let sets = read(include_str!("test_sets.json"))?;
    let mut pasts = Vec::new();
    for history in &HISTORIES {
        let set = sets.iter().find(|set| set.get("name").and_then(Value::as_str) == Some(history.set));
        let name = text(set.context("a history of no set")?, "name")?;
        pasts.extend((0..history.runs).map(|ago| past(history, name, ago)));
    }
    Ok(pasts)
}

fn past(history: &History, set: &str, ago: i64) -> Past {
    let id = if ago == 0 { format!("run of {set}") } else { format!("run of {set}, {ago} before") };
    let chance = hash(&id);
    // Nobody starts runs on the second.
    let late = if ago == 0 { 0 } else { i64::try_from(chance % 2400).unwrap_or_default() };
    let creator = match history.newest_by.filter(|_| ago == 0) {
        Some(creator) => creator,
        None => match (chance >> 16) % 4 {
            0 => OWNER,
            1 => EDITOR,
            2 => "ines-carvalho",
            _ => ADMINISTRATOR,
        },
    };
    let began_s_ago = history.newest + ago * history.apart + late;
    let mut past = Past::new(object_id(&id), object_id(&format!("test set {set}")), began_s_ago, creator);
    let spells = history.spells.iter().filter(|(_, _, from, to)| (*from..=*to).contains(&ago));
    past.outcomes = spells.map(|(place, outcome, ..)| (*place, *outcome)).collect();
    if history.calm.contains(&ago) {
        past.outcomes = (0..MOST_TESTS).map(|place| (place, Passing)).collect();
    }
    past.end = history.ends.iter().find(|(at, _)| *at == ago).map_or(End::Natural, |(_, end)| *end);
    past.versions_behind = ago / 3;
    past
}
