//! Which runs the next request asks for.

use contract::{ListRuns, TestSetRunId};

use super::{Attention, Course, Phase};
use crate::instant::Instant;
use crate::order;

/// How many runs one request asks for: the largest page, so that the answer is one page.
pub const MOST_IDS: usize = ListRuns::MAX_LIMIT as usize;

/// A run that somebody follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Its id.
    pub id: TestSetRunId,
    /// What was seen of it.
    pub course: Course,
    /// How closely it is followed.
    pub attention: Attention,
}

/// What to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Plan {
    /// Ask for these, at most [`MOST_IDS`].
    Ask(Vec<TestSetRunId>),
    /// Nothing is due for so many milliseconds.
    Wait(i64),
    /// Nothing that is followed can change.
    Idle,
}

/// What to do next. `patience` is how many milliseconds longer than due to wait: a tab that does not lead
/// asks for itself only where the leader seems to be gone, where a person wants to know, or where it knows
/// nothing yet.
///
/// The longest due come first, so that among more than fit none is left behind. Where there is room, those
/// whose turn would come within three fifths of their interval come along: it saves them a request of their own.
/// More than half, so that two groups of one interval always become one.
#[must_use]
pub fn plan(candidates: Vec<Candidate>, patience: i64, now: Instant) -> Plan {
    let mut due: Vec<(i64, i64, TestSetRunId)> = Vec::new();
    for Candidate { id, course, attention } in candidates {
        // One malformed id makes the server refuse the whole request (422).
        let Some(at) = course.due(attention, now).filter(|_| id.is_well_formed()) else { continue };
        let interval = course.interval(attention, now).unwrap_or_default();
        let patience = match course.phase() {
            _ if course.is_wanted() => 0,
            // Whoever opened a page waits.
            Phase::Unknown => 0,
            _ => patience,
        };
        due.push((at.plus(patience).since(now), interval, id));
    }
    let mut due = order::by_key(due, |(wait, ..)| *wait);
    match due.first() {
        None => Plan::Idle,
        Some((wait, ..)) if *wait > 0 => Plan::Wait(*wait),
        Some(_) => {
            due.retain(|(wait, interval, _)| *wait <= interval * 3 / 5);
            due.truncate(MOST_IDS);
            Plan::Ask(due.into_iter().map(|(.., id)| id).collect())
        }
    }
}
