//! What is known of runs, who follows which, and how the polling stands. Knows nothing of requests, timers
//! and other tabs but by what it is told.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use contract::{Run, TestSetRunId, decode};
use domain::instant::Instant;
use domain::order;
use domain::polling::{
    Attention, Candidate, Course, News, Pace, Phase, Plan, Stamp, Stamps, Tabs, Version, Watch, plan,
};
use leptos::prelude::*;

use super::Known;
use super::message::Answer;
use super::split::{Split, can_be_found};
use crate::browser::text::Text;

/// How a tab takes part in polling.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Role {
    /// It polls for itself: there is nobody to share with, or no way to agree on who polls.
    #[default]
    Alone,
    /// Another tab polls, or it will be told soon that it shall.
    Follower,
    /// It polls for all.
    Leader,
}

/// So much longer than due a follower waits before it asks for itself, in milliseconds: the leader seems to be
/// stuck.
const PATIENCE: i64 = 8000;

#[derive(Default)]
pub(super) struct State {
    pub(super) entries: BTreeMap<TestSetRunId, Entry>,
    /// What this tab looks at, by the number of who does.
    watches: BTreeMap<u32, (Vec<TestSetRunId>, Attention)>,
    watchers: u32,
    /// The runs of whose end somebody wants to be notified, by the number of who does.
    notified: BTreeMap<u32, TestSetRunId>,
    pub(super) pace: Pace,
    pub(super) stamps: Stamps,
    pub(super) tabs: Tabs,
    pub(super) role: Role,
    /// The runs of a list, drawn or not, and since when it is left.
    listed: (BTreeSet<TestSetRunId>, Option<Instant>),
}

/// A run.
pub(super) struct Entry {
    pub(super) signal: ArcRwSignal<Known>,
    /// As it last came, where it is followed.
    pub(super) text: Option<Text>,
    /// Where in the answer it last stood.
    place: usize,
    pub(super) version: Version,
    pub(super) course: Course,
    /// How many pieces of the page show it.
    shown: u32,
    /// When it last was shown, watched or brought.
    used: Instant,
}

/// A run that nobody shows any more is forgotten after this time, in milliseconds: somebody who comes back soon
/// finds it.
const REMEMBERED_FOR: i64 = 60_000;

/// The same for the runs of a list that was left: it is kept as it was for those who come back.
const LIST_REMEMBERED_FOR: i64 = 5 * 60_000;

/// What readers of a run are told, once the state is let go.
pub(super) struct Change {
    pub(super) signal: ArcRwSignal<Known>,
    pub(super) known: Known,
    /// It was seen going on, and is over now.
    pub(super) ends: bool,
}

impl State {
    /// A number for somebody who is going to watch runs.
    pub(super) fn new_watcher(&mut self) -> u32 {
        self.watchers += 1;
        self.watchers
    }

    /// Somebody watches these runs, in place of others.
    pub(super) fn watch(&mut self, watcher: u32, ids: Vec<TestSetRunId>, attention: Attention, now: Instant) {
        let before = self.followed();
        for id in &ids {
            let sight = before.get(id);
            let entry = self.entries.entry(id.clone()).or_insert_with(|| Entry::new(now));
            if sight.is_none_or(|sight| *sight < attention) {
                entry.course.see(now);
            }
        }
        self.watches.insert(watcher, (ids, attention));
        self.forget_texts();
    }

    /// Somebody watches no more.
    pub(super) fn unwatch(&mut self, watcher: u32) {
        self.watches.remove(&watcher);
        self.forget_texts();
    }

    /// A piece of the page shows a run.
    pub(super) fn show(&mut self, id: &TestSetRunId, now: Instant) {
        let entry = self.entry(id, now);
        entry.shown += 1;
        entry.used = now;
    }

    /// A piece of the page shows it no more.
    pub(super) fn hide(&mut self, id: &TestSetRunId, now: Instant) {
        if let Some(entry) = self.entries.get_mut(id) {
            entry.shown = entry.shown.saturating_sub(1);
            entry.used = now;
        }
    }

    /// These are the runs of the list.
    pub(super) fn list(&mut self, ids: BTreeSet<TestSetRunId>) {
        self.listed = (ids, None);
    }

    /// The list was left, or somebody came back to it.
    pub(super) fn leave_list(&mut self, left_at: Option<Instant>) {
        self.listed.1 = left_at;
    }

    /// Forgets the runs that nobody shows.
    pub(super) fn forget(&mut self, now: Instant) {
        let followed = self.followed();
        let (listed, left_at) = &self.listed;
        let is_list_kept = left_at.is_none_or(|left_at| now.since(left_at).abs() < LIST_REMEMBERED_FOR);
        self.entries.retain(|id, entry| {
            entry.shown > 0
                || followed.contains_key(id)
                || is_list_kept && listed.contains(id)
                || now.since(entry.used).abs() < REMEMBERED_FOR
        });
    }

    /// Whether a run is known.
    pub(super) fn knows(&self, id: &TestSetRunId) -> bool {
        let known = self.entries.get(id);
        known.is_some_and(|entry| !matches!(*entry.signal.read_untracked(), Known::Waiting))
    }

    /// What this tab looks at.
    pub(super) fn own(&self) -> Vec<Watch> {
        let mut own = BTreeMap::new();
        for (ids, attention) in self.watches.values() {
            for id in ids {
                let most = own.entry(id.clone()).or_insert(*attention);
                *most = (*most).max(*attention);
            }
        }
        own.into_iter().collect()
    }

    /// Somebody wants to be notified of a run's end, also while the tab is hidden; or of none any more.
    pub(super) fn notify(&mut self, watcher: u32, id: Option<TestSetRunId>) {
        match id {
            Some(id) => self.notified.insert(watcher, id),
            None => self.notified.remove(&watcher),
        };
    }

    /// What a hidden tab asks for: what somebody wants to be notified of.
    fn own_while_hidden(&self) -> Vec<Watch> {
        let mut own = self.own();
        own.retain(|(id, _)| self.notified.values().any(|notified| notified == id));
        own.iter_mut().for_each(|watch| watch.1 = Attention::Hidden);
        own
    }

    /// What all tabs look at.
    fn followed(&self) -> BTreeMap<TestSetRunId, Attention> {
        let mut all: BTreeMap<_, _> = self.own().into_iter().collect();
        for (id, attention) in self.tabs.watches() {
            let most = all.entry(id.clone()).or_insert(*attention);
            *most = (*most).max(*attention);
        }
        all
    }

    /// What nobody looks at is kept as it is shown, not as it came.
    fn forget_texts(&mut self) {
        let followed = self.followed();
        for (id, entry) in &mut self.entries {
            if !followed.contains_key(id) {
                entry.text = None;
            }
        }
    }

    /// Another tab says what it looks at. Says whether it was not heard of before.
    pub(super) fn hear_watches(&mut self, tab: &str, watches: Vec<Watch>, now: Instant) -> bool {
        for (id, _) in &watches {
            self.entries.entry(id.clone()).or_insert_with(|| Entry::new(now));
        }
        let is_new = self.tabs.hear(tab, watches, now);
        self.forget_texts();
        is_new
    }

    /// What to do next.
    pub(super) fn plan(&self, now: Instant, is_seen: bool) -> Plan {
        let own = if is_seen { self.own() } else { self.own_while_hidden() };
        match self.role {
            Role::Alone => plan(self.candidates(own), 0, now),
            Role::Leader if is_seen => plan(self.candidates(self.followed()), 0, now),
            Role::Leader => plan(self.candidates(own), 0, now),
            Role::Follower => plan(self.candidates(own), PATIENCE, now),
        }
    }

    fn candidates(&self, watches: impl IntoIterator<Item = Watch>) -> Vec<Candidate> {
        let candidate = |(id, attention): Watch| {
            let course = self.entries.get(&id)?.course;
            Some(Candidate { id, course, attention })
        };
        watches.into_iter().filter_map(candidate).collect()
    }

    /// The runs in this tab that nobody will ask for again by themselves, though they may change.
    pub(super) fn given_up(&self, now: Instant) -> Vec<TestSetRunId> {
        let own = self.own().into_iter();
        let is_given_up = |(id, attention): &Watch| {
            self.entries.get(id).is_some_and(|entry| entry.course.is_given_up(*attention, now))
        };
        own.filter(|watch| watch.0.is_well_formed() && is_given_up(watch)).map(|(id, _)| id).collect()
    }

    pub(super) fn entry(&mut self, id: &TestSetRunId, now: Instant) -> &mut Entry {
        self.entries.entry(id.clone()).or_insert_with(|| Entry::new(now))
    }

    /// The texts by which runs are recognised in an answer, in the order in which they last came.
    pub(super) fn texts(&self, ids: &[TestSetRunId]) -> Vec<(TestSetRunId, Text)> {
        let known = ids.iter().filter_map(|id| {
            let entry = self.entries.get(id)?;
            Some((entry.place, (id.clone(), entry.text.clone()?)))
        });
        let known = order::by_key(known.collect(), |(place, _): &(usize, _)| *place);
        known.into_iter().map(|(_, known)| known).collect()
    }

    /// Takes a page of an answer.
    pub(super) fn take(&mut self, stamp: Stamp, page: &Split, now: Instant) -> Vec<Change> {
        let mut changes = Vec::new();
        for (place, (id, text)) in page.runs.iter().enumerate() {
            let entry = self.entry(id, now);
            entry.place = place;
            changes.extend(match text {
                Some(text) => {
                    let version = Version { brought: stamp, confirmed: stamp };
                    entry.bring(version, text, None, now)
                }
                None => entry.confirm(stamp, now),
            });
        }
        changes
    }

    /// Takes a run that came by other ways, as of when it was asked for.
    pub(super) fn keep(&mut self, stamp: Stamp, run: Run, now: Instant) -> Option<Change> {
        let entry = self.entry(&run.id, now);
        let is_same = matches!(&*entry.signal.read_untracked(), Known::Found(known) if **known == run);
        match entry.version.hear(stamp, is_same) {
            News::Overtaken => None,
            News::Same => entry.stays(now),
            News::New => {
                entry.text = None;
                entry.know(run, now)
            }
        }
    }

    /// The server does not have these.
    pub(super) fn miss(&mut self, stamp: Stamp, ids: &[TestSetRunId], now: Instant) -> Vec<Change> {
        ids.iter().filter_map(|id| self.entry(id, now).miss(stamp, now)).collect()
    }

    /// What other tabs are told of an answer, with the texts of what is new and looked at there.
    pub(super) fn told(&self, stamp: Stamp, page: &Split) -> (Answer, Vec<Text>) {
        let (mut enclosed, mut others, mut texts) = (Vec::new(), Vec::new(), Vec::new());
        for (id, _) in &page.runs {
            let Some(entry) = self.entries.get(id) else { continue };
            let run = (id.clone(), entry.version.brought);
            let is_looked_at = self.tabs.watches().any(|watch| watch.0 == *id);
            match &entry.text {
                Some(text) if entry.version.brought == stamp && is_looked_at => {
                    enclosed.push(run);
                    texts.push(text.clone());
                }
                _ => others.push(run),
            }
        }
        enclosed.extend(others);
        (Answer { stamp, runs: enclosed, ..Answer::default() }, texts)
    }

    /// Whether this tab needs to know of a run: it looks at it, or polls for one that does.
    pub(super) fn needs(&self, id: &TestSetRunId) -> bool {
        let is_looked_at = || self.tabs.watches().any(|watch| watch.0 == *id);
        self.looks_at(id) || self.role == Role::Leader && is_looked_at()
    }

    /// Whether this tab looks at a run.
    pub(super) fn looks_at(&self, id: &TestSetRunId) -> bool {
        self.watches.values().any(|(own, _)| own.contains(id))
    }
}

impl Entry {
    pub(super) fn new(now: Instant) -> Self {
        Self {
            signal: ArcRwSignal::default(),
            text: None,
            place: 0,
            version: Version::default(),
            course: Course::new(now),
            shown: 0,
            used: now,
        }
    }

    /// It came as this text; `held` is the same in the browser's memory, where it is there already.
    pub(super) fn bring(
        &mut self,
        version: Version,
        text: &str,
        held: Option<Text>,
        now: Instant,
    ) -> Option<Change> {
        match self.version.adopt(version) {
            News::Overtaken => {
                self.course.give_back();
                return None;
            }
            News::Same => return self.stays(now),
            News::New => {}
        }
        let Ok(run) = decode::<Run>(text) else { return self.stays(now) };
        self.text = can_be_found(text).then(|| held.unwrap_or_else(|| Text::from(text)));
        self.know(run, now)
    }

    /// An answer says that it is as it was.
    pub(super) fn confirm(&mut self, stamp: Stamp, now: Instant) -> Option<Change> {
        if self.version.hear(stamp, true) == News::Overtaken {
            self.course.give_back();
            return None;
        }
        self.stays(now)
    }

    /// It is as it was.
    pub(super) fn stays(&mut self, now: Instant) -> Option<Change> {
        let phase = match &*self.signal.read_untracked() {
            Known::Found(run) => Phase::of(run),
            _ => self.course.phase(),
        };
        self.course.hear(phase, false, now);
        None
    }

    fn know(&mut self, run: Run, now: Instant) -> Option<Change> {
        self.used = now;
        let (phase, is_over) = (Phase::of(&run), run.is_completed);
        let known = Known::Found(Arc::new(run));
        let (is_new, ends) = {
            let before = self.signal.read_untracked();
            let went_on = matches!(&*before, Known::Found(run) if !run.is_completed);
            (*before != known, went_on && is_over)
        };
        self.course.hear(phase, is_new, now);
        is_new.then(|| Change { signal: self.signal.clone(), known, ends })
    }

    /// The server does not have it. What was there is given up when it is missing twice: lists may lag.
    fn miss(&mut self, stamp: Stamp, now: Instant) -> Option<Change> {
        if self.version.hear(stamp, true) == News::Overtaken {
            self.course.give_back();
            return None;
        }
        let was_missing = self.course.phase() == Phase::Missing;
        self.course.hear(Phase::Missing, false, now);
        let is_new = match &*self.signal.read_untracked() {
            Known::Found(_) => was_missing,
            Known::Waiting => true,
            Known::Missing => false,
        };
        if !is_new {
            return None;
        }
        self.text = None;
        Some(Change { signal: self.signal.clone(), known: Known::Missing, ends: false })
    }
}
