//! What ids stand for: looked up in batches, kept for the session.
//!
//! Whoever shows an id asks for it; what is asked for within one turn of the event loop goes out as
//! one request for each kind (or few, where the page limit demands it).

mod look_up;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use contract::{Metric, Persona, Scenario, Service, TestSet, TestSetRunId, Timestamp, UnitTest, User};
use domain::kind::Kind;
use domain::polling::{News, Stamp, Stamps, Version};
use domain::{batch, order};
use leptos::prelude::*;

use crate::api::{Api, ApiError, Failure};
use crate::browser::clock;
use crate::task::Task;

pub(super) use look_up::{find, is_askable, page_limit};

/// Something that was looked up.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// A service.
    Service(Service),
    /// A persona.
    Persona(Persona),
    /// A scenario.
    Scenario(Scenario),
    /// A metric.
    Metric(Metric),
    /// A user.
    User(User),
    /// A unit test.
    UnitTest(UnitTest),
    /// A test set.
    TestSet(TestSet),
    /// A run, by its id: what it is like is known by `data::runs`, and never looked up here.
    Run(TestSetRunId),
}

/// What is known of an id.
#[derive(Clone, Debug, PartialEq)]
pub enum Known {
    /// The answer is awaited.
    Waiting,
    /// It is this.
    Found(Arc<Item>),
    /// The server does not have it, or does not show it to this person: it tells neither apart.
    Missing,
    /// The look-up failed.
    Failed(Arc<ApiError>),
}

impl Item {
    /// Its id.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::Service(service) => service.id.as_str(),
            Self::Persona(persona) => persona.id.as_str(),
            Self::Scenario(scenario) => scenario.id.as_str(),
            Self::Metric(metric) => metric.id.as_str(),
            Self::User(user) => &user.user_id,
            Self::UnitTest(test) => test.id.as_str(),
            Self::TestSet(set) => set.id.as_str(),
            Self::Run(id) => id.as_str(),
        }
    }

    /// The unit test that it is.
    #[must_use]
    pub fn unit_test(&self) -> Option<&UnitTest> {
        if let Self::UnitTest(test) = self { Some(test) } else { None }
    }

    /// The test set that it is.
    #[must_use]
    pub fn test_set(&self) -> Option<&TestSet> {
        if let Self::TestSet(set) = self { Some(set) } else { None }
    }

    /// When it was last changed, where lists are sorted by it.
    #[must_use]
    pub fn updated_at(&self) -> Option<&Timestamp> {
        match self {
            Self::UnitTest(test) => test.updated_at.as_ref(),
            Self::TestSet(set) => set.updated_at.as_ref(),
            _ => None,
        }
    }

    /// Whether it was deleted, as far as that can happen to it.
    #[must_use]
    pub fn is_deleted(&self) -> bool {
        match self {
            Self::Persona(persona) => persona.is_deleted,
            Self::Scenario(scenario) => scenario.is_deleted,
            Self::Metric(metric) => metric.is_deleted,
            Self::UnitTest(test) => test.is_deleted,
            Self::TestSet(set) => set.is_deleted,
            Self::Service(_) | Self::User(_) | Self::Run(_) => false,
        }
    }
}

impl Known {
    /// What was found.
    #[must_use]
    pub fn found(&self) -> Option<&Item> {
        match self {
            Self::Found(item) => Some(item),
            _ => None,
        }
    }
}

/// All look-ups of a session. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Names {
    api: Api,
    table: StoredValue<Table>,
}

type Key = (Kind, String);

#[derive(Default)]
struct Table {
    entries: BTreeMap<Key, Entry>,
    wanted: BTreeSet<Key>,
    stamps: Stamps,
    /// How often everything was to be asked for anew.
    round: u32,
    /// How often anything was shown.
    uses: u64,
}

/// What is known of an id, and who shows it.
struct Entry {
    known: ArcRwSignal<Known>,
    /// Which request it is from: an older one never takes the place of a newer one.
    version: Version,
    /// The last answer did not have it any more.
    is_missed: bool,
    /// The round in which it was last asked for.
    round: u32,
    /// How many pieces of the page show it.
    shown: u32,
    used: u64,
}

/// So many ids are remembered before those that nobody shows are forgotten.
const MOST_REMEMBERED: usize = 3000;

/// How often a request that is too long for a server is halved.
const MOST_HALVINGS: u32 = 2;

impl Names {
    /// Empty look-ups.
    #[must_use]
    pub fn new(api: Api) -> Self {
        Self { api, table: StoredValue::new(Table::default()) }
    }

    /// What is known of an id; asks for it the first time, and again after [`Names::refresh`]. What reads it within
    /// a piece of the page shows it as long as that piece lives.
    #[must_use]
    pub fn get(self, kind: Kind, id: &str) -> ArcReadSignal<Known> {
        let key = (kind, id.to_owned());
        let is_held = Owner::current().is_some();
        let found = self.table.try_update_value(|table| {
            table.uses += 1;
            let (round, uses) = (table.round, table.uses);
            let entry = table.entries.get_mut(&key)?;
            entry.used = uses;
            entry.shown += u32::from(is_held);
            let is_old = std::mem::replace(&mut entry.round, round) != round;
            Some((entry.known.clone(), is_old))
        });
        let known = match found.flatten() {
            Some((known, is_old)) => {
                if is_old && look_up::is_askable(kind, id) {
                    self.schedule(vec![key.clone()]);
                }
                known
            }
            None => self.enter(key.clone(), u32::from(is_held)),
        };
        if is_held {
            on_cleanup(move || {
                self.table.try_update_value(|table| {
                    if let Some(entry) = table.entries.get_mut(&key) {
                        entry.shown = entry.shown.saturating_sub(1);
                    }
                });
            });
        }
        known.read_only()
    }

    /// Asks for ids that will be shown.
    pub fn want<'a>(self, kind: Kind, ids: impl IntoIterator<Item = &'a str>) {
        for id in ids {
            let key = (kind, id.to_owned());
            let is_there = self.table.try_with_value(|table| table.entries.contains_key(&key));
            if is_there == Some(false) {
                self.enter(key, 0);
            }
        }
    }

    /// Makes an entry, and has it looked up with the next batch.
    fn enter(self, key: Key, shown: u32) -> ArcRwSignal<Known> {
        let askable = look_up::is_askable(key.0, &key.1);
        let known = ArcRwSignal::new(if askable { Known::Waiting } else { Known::Missing });
        self.table.try_update_value(|table| {
            table.enter(key.clone(), known.clone(), shown);
        });
        if askable {
            self.schedule(vec![key]);
        }
        known
    }

    /// When something that is asked for now was asked for, for [`Names::learn`].
    #[must_use]
    pub fn now(self) -> Stamp {
        self.table.try_update_value(|table| table.stamps.next(clock::now())).unwrap_or_default()
    }

    /// Takes over what another read, which was asked for at `asked`, brought: it need not be looked up any more.
    pub fn learn(self, asked: Stamp, kind: Kind, id: &str, item: Arc<Item>) {
        let key = (kind, id.to_owned());
        let known = Known::Found(item);
        let heard = self.table.try_update_value(|table| {
            if let Some(entry) = table.entries.get_mut(&key) {
                let signal = entry.hear(asked, &known)?;
                table.wanted.remove(&key);
                return Some((signal, known));
            }
            table.wanted.remove(&key);
            let entry = table.enter(key, ArcRwSignal::new(known), 0);
            entry.version = Version { brought: asked, confirmed: asked };
            None
        });
        // Those who hear of it may ask for names: not while the table is held.
        if let Some((entry, known)) = heard.flatten() {
            entry.set(known);
        }
    }

    /// Asks anew for what is shown, and for anything else when it is next shown. What is known stays until the
    /// answer comes.
    pub fn refresh(self) {
        let again = self.table.try_update_value(|table| {
            table.round += 1;
            let mut again = Vec::new();
            for (key, entry) in &mut table.entries {
                if entry.shown > 0 && look_up::is_askable(key.0, &key.1) {
                    entry.round = table.round;
                    again.push(key.clone());
                }
            }
            again
        });
        self.schedule(again.unwrap_or_default());
    }

    fn schedule(self, keys: Vec<Key>) {
        let first = self.table.try_update_value(|table| {
            let first = table.wanted.is_empty();
            table.wanted.extend(keys);
            first && !table.wanted.is_empty()
        });
        if first == Some(true) {
            Task::start(async move {
                clock::sleep(0).await;
                self.send();
            })
            .detach();
        }
    }

    fn send(self) {
        let wanted =
            self.table.try_update_value(|table| std::mem::take(&mut table.wanted)).unwrap_or_default();
        for kind in Kind::ALL {
            let ids = wanted.iter().filter(|(of, _)| *of == kind).map(|(_, id)| id.clone()).collect();
            for batch in batch::split(ids, look_up::page_limit(kind)) {
                Task::start(self.ask(kind, batch)).detach();
            }
        }
    }

    /// Asks for some ids. Where a server on the way does not take so long an address, for fewer at once.
    async fn ask(self, kind: Kind, ids: Vec<String>) {
        let mut waiting = vec![(ids, 0)];
        while let Some((ids, halvings)) = waiting.pop() {
            let asked = self.now();
            let (found, error) = look_up::find_some(self.api, kind, &ids).await;
            let is_too_long = error.as_ref().is_some_and(|error| error.failure == Failure::TooLong);
            if is_too_long && halvings < MOST_HALVINGS && ids.len() > 1 {
                let (one, other) = ids.split_at(ids.len() / 2);
                waiting.extend([one, other].map(|half| (half.to_vec(), halvings + 1)));
                continue;
            }
            self.note(asked, kind, ids, found, error);
        }
    }

    fn note(
        self,
        asked: Stamp,
        kind: Kind,
        ids: Vec<String>,
        mut found: BTreeMap<String, Item>,
        error: Option<ApiError>,
    ) {
        let rest = error.map_or(Known::Missing, |error| Known::Failed(Arc::new(error)));
        for id in ids {
            let known = found.remove(&id).map_or_else(|| rest.clone(), |item| Known::Found(Arc::new(item)));
            let entry = self.table.try_update_value(|table| {
                table.entries.get_mut(&(kind, id)).and_then(|entry| entry.hear(asked, &known))
            });
            if let Some(entry) = entry.flatten() {
                entry.set(known);
            }
        }
    }
}

impl Table {
    fn enter(&mut self, key: Key, known: ArcRwSignal<Known>, shown: u32) -> &mut Entry {
        self.forget();
        self.uses += 1;
        let (round, used) = (self.round, self.uses);
        let entry = Entry { known, version: Version::default(), is_missed: false, round, shown, used };
        self.entries.entry(key).insert_entry(entry).into_mut()
    }

    /// Where there are too many ids, forgets the half of those not shown that was not used for longest.
    fn forget(&mut self) {
        if self.entries.len() < MOST_REMEMBERED {
            return;
        }
        let hidden = self.entries.values().filter(|entry| entry.shown == 0).map(|entry| entry.used);
        let hidden = order::by_key(hidden.collect(), |used| *used);
        let Some(middle) = hidden.get(hidden.len() / 2).copied() else { return };
        self.entries.retain(|_, entry| entry.shown > 0 || entry.used > middle);
    }
}

impl Entry {
    /// An answer came; the signal, if its readers must be told. What failed to be read again stays as it is, and
    /// what was there is given up when it is missing twice: lists may lag.
    fn hear(&mut self, asked: Stamp, known: &Known) -> Option<ArcRwSignal<Known>> {
        let (is_same, was_found) = {
            let before = self.known.read_untracked();
            (*before == *known, before.found().is_some())
        };
        if was_found && matches!(known, Known::Failed(_)) {
            return None;
        }
        let is_missing = *known == Known::Missing;
        let is_first = was_found && is_missing && !self.is_missed;
        if asked < self.version.confirmed {
            return None;
        }
        self.is_missed = is_missing;
        (self.version.hear(asked, is_same || is_first) == News::New).then(|| self.known.clone())
    }
}
