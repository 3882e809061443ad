//! How often one run is asked for.

use contract::Run;

use super::{HOUR, MINUTE, SECOND};
use crate::instant::Instant;

/// How closely somebody follows a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Attention {
    /// Nobody looks at it, but somebody wants to be notified of its end: once a minute or less often.
    Hidden,
    /// It stands in a list, or on the page of a hidden tab for which another tab asks.
    List,
    /// Its page is open.
    Page,
}

/// What can still become of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Phase {
    /// Nobody asked yet.
    #[default]
    Unknown,
    /// The server does not have it. Lists may lag behind a start, so it may come yet.
    Missing,
    /// It goes on.
    Unfinished,
    /// It is over, and its artifacts are not there. After a cancellation they may never be (the document
    /// does not say).
    WithoutArtifacts,
    /// It is over, with artifacts: nothing can change any more.
    Settled,
}

impl Phase {
    /// The phase of a run.
    #[must_use]
    pub fn of(run: &Run) -> Self {
        match (run.is_completed, run.artifacts_generated) {
            (false, _) => Self::Unfinished,
            (true, false) => Self::WithoutArtifacts,
            (true, true) => Self::Settled,
        }
    }
}

/// What was seen of a run, as far as asking for it again is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Course {
    phase: Phase,
    /// Since when it is in sight, in this phase of being over or not, or since a person asked.
    since: Instant,
    /// When it last changed.
    moved: Instant,
    /// When it was last heard of.
    answered: Option<Instant>,
    /// Since when a request for it is on its way.
    asked: Option<Instant>,
    /// A person wants to know.
    is_wanted: bool,
}

/// A missing run is given up after this time.
const MISSING_FOR: i64 = 2 * MINUTE;

/// Artifacts are given up after this time.
const ARTIFACTS_FOR: i64 = 30 * MINUTE;

/// No request is on its way for longer than this: a little more than its time limit.
const ON_ITS_WAY: i64 = 35 * SECOND;

impl Course {
    /// A run that just came into sight.
    #[must_use]
    pub fn new(now: Instant) -> Self {
        let phase = Phase::Unknown;
        Self { phase, since: now, moved: now, answered: None, asked: None, is_wanted: false }
    }

    /// What can still become of it.
    #[must_use]
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// A request for it goes out.
    pub fn ask(&mut self, now: Instant) {
        self.asked = Some(now);
    }

    /// No request for it is on its way any more.
    pub fn give_back(&mut self) {
        self.asked = None;
    }

    /// It was heard of.
    pub fn hear(&mut self, phase: Phase, has_changed: bool, now: Instant) {
        let was_over = matches!(self.phase, Phase::WithoutArtifacts | Phase::Settled);
        if has_changed {
            self.moved = now;
        }
        // That it ends is the start of waiting for its artifacts; that it was over already is not.
        let ends = matches!(phase, Phase::WithoutArtifacts) && !was_over && self.answered.is_some();
        // One that was there and is not any more may come back as one that was just started may come.
        let vanishes = phase == Phase::Missing && !matches!(self.phase, Phase::Missing | Phase::Unknown);
        if ends || vanishes {
            self.since = now;
        }
        self.phase = phase;
        self.answered = Some(now);
        self.asked = None;
        self.is_wanted = false;
    }

    /// It comes into sight again: it is asked for as often as a new one.
    pub fn see(&mut self, now: Instant) {
        self.since = now;
        self.moved = now;
    }

    /// A person wants to know, or expects it to change: it is asked for at once, and as often as a new one.
    pub fn hasten(&mut self, now: Instant) {
        self.see(now);
        self.is_wanted = true;
    }

    /// Whether a person wants to know.
    #[must_use]
    pub fn is_wanted(&self) -> bool {
        self.is_wanted
    }

    /// Whether nobody will ask again unless a person does.
    #[must_use]
    pub fn is_given_up(&self, attention: Attention, now: Instant) -> bool {
        self.phase != Phase::Settled && self.due(attention, now).is_none()
    }

    /// When it is to be asked for; `None`: not unless a person wants to know.
    #[must_use]
    pub fn due(&self, attention: Attention, now: Instant) -> Option<Instant> {
        let interval = if self.is_wanted { 0 } else { self.interval(attention, now)? };
        let regular = self.answered.map_or(self.since, |answered| answered.plus(interval));
        let free = self.asked.map(|asked| asked.plus(ON_ITS_WAY));
        Some(free.map_or(regular, |free| free.max(regular)))
    }

    /// How long from one answer to the next request, in milliseconds; `None`: there is none.
    #[must_use]
    pub fn interval(&self, attention: Attention, now: Instant) -> Option<i64> {
        let age = now.since(self.since);
        let idle = now.since(self.moved);
        match self.phase {
            Phase::Unknown => Some(0),
            Phase::Missing => self.missing_interval(age),
            Phase::Unfinished => Some(by_age(attention, age).max(by_idleness(idle))),
            Phase::WithoutArtifacts => artifacts_interval(attention, age),
            Phase::Settled => None,
        }
    }

    /// As long again as it has been missed already.
    fn missing_interval(&self, age: i64) -> Option<i64> {
        let missed = self.answered.map_or(0, |answered| answered.since(self.since));
        (age < MISSING_FOR).then_some(missed.clamp(3 * SECOND, MINUTE))
    }
}

/// Young runs are followed closely.
fn by_age(attention: Attention, age: i64) -> i64 {
    match (attention, age) {
        (Attention::Page, age) if age < 5 * MINUTE => 5 * SECOND,
        (Attention::Page, age) if age < 15 * MINUTE => 10 * SECOND,
        (Attention::Page, age) if age < HOUR => 20 * SECOND,
        (Attention::List, age) if age < 5 * MINUTE => 15 * SECOND,
        (Attention::List, age) if age < 15 * MINUTE => 30 * SECOND,
        _ => MINUTE,
    }
}

/// One that has not moved for long will hardly do so in the next seconds.
fn by_idleness(idle: i64) -> i64 {
    match idle {
        idle if idle < 5 * MINUTE => 0,
        idle if idle < 15 * MINUTE => 20 * SECOND,
        idle if idle < 2 * HOUR => MINUTE,
        idle if idle < 12 * HOUR => 5 * MINUTE,
        _ => 15 * MINUTE,
    }
}

/// Artifacts come some time after the end, or never.
fn artifacts_interval(attention: Attention, age: i64) -> Option<i64> {
    match (attention, age) {
        (_, age) if age >= ARTIFACTS_FOR => None,
        (Attention::Page, age) if age < 2 * MINUTE => Some(15 * SECOND),
        (Attention::Page, age) if age < 10 * MINUTE => Some(30 * SECOND),
        _ => Some(MINUTE),
    }
}
