//! What ids stand for: looked up in batches, kept for the session.
//!
//! Whoever shows an id asks for it; what is asked for within one turn of the event loop goes out as
//! one request for each kind (or few, where the page limit demands it).

mod look_up;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use contract::{Metric, Persona, Scenario, Service, TestSet, TestSetRunId, Timestamp, UnitTest, User};
use domain::batch;
use domain::kind::Kind;
use leptos::prelude::*;

use crate::api::{Api, ApiError};
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

#[derive(Default)]
struct Table {
    entries: BTreeMap<(Kind, String), ArcRwSignal<Known>>,
    wanted: BTreeSet<(Kind, String)>,
}

impl Names {
    /// Empty look-ups.
    #[must_use]
    pub fn new(api: Api) -> Self {
        Self { api, table: StoredValue::new(Table::default()) }
    }

    /// What is known of an id; asks for it the first time.
    #[must_use]
    pub fn get(self, kind: Kind, id: &str) -> ArcReadSignal<Known> {
        let key = (kind, id.to_owned());
        let entry = self.table.try_with_value(|table| table.entries.get(&key).cloned()).flatten();
        entry.unwrap_or_else(|| self.enter(key)).read_only()
    }

    /// Asks for ids that will be shown.
    pub fn want<'a>(self, kind: Kind, ids: impl IntoIterator<Item = &'a str>) {
        for id in ids {
            let _ = self.get(kind, id);
        }
    }

    /// Makes an entry, and has it looked up with the next batch.
    fn enter(self, key: (Kind, String)) -> ArcRwSignal<Known> {
        let askable = look_up::is_askable(key.0, &key.1);
        let entry = ArcRwSignal::new(if askable { Known::Waiting } else { Known::Missing });
        self.table.try_update_value(|table| table.entries.insert(key.clone(), entry.clone()));
        if askable {
            self.schedule(vec![key]);
        }
        entry
    }

    /// Takes over what another read brought: it need not be looked up any more.
    pub fn learn(self, kind: Kind, id: &str, item: Arc<Item>) {
        let key = (kind, id.to_owned());
        let known = Known::Found(item);
        let heard = self.table.try_update_value(|table| {
            table.wanted.remove(&key);
            match table.entries.get(&key) {
                Some(entry) if *entry.read_untracked() == known => None,
                Some(entry) => Some((entry.clone(), known)),
                None => {
                    table.entries.insert(key, ArcRwSignal::new(known));
                    None
                }
            }
        });
        // Those who hear of it may ask for names: not while the table is held.
        if let Some((entry, known)) = heard.flatten() {
            entry.set(known);
        }
    }

    /// Asks again for what failed or was missing.
    pub fn ask_again(self) {
        let mut again = Vec::new();
        self.table.try_with_value(|table| {
            for (key, known) in &table.entries {
                let unknown = matches!(*known.read_untracked(), Known::Missing | Known::Failed(_));
                if unknown && look_up::is_askable(key.0, &key.1) {
                    again.push(key.clone());
                }
            }
        });
        self.schedule(again);
    }

    fn schedule(self, keys: Vec<(Kind, String)>) {
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
                Task::start(async move {
                    let answer = look_up::find(self.api, kind, &batch).await;
                    self.note(kind, batch, answer);
                })
                .detach();
            }
        }
    }

    fn note(self, kind: Kind, asked: Vec<String>, answer: Result<BTreeMap<String, Item>, ApiError>) {
        let (mut found, rest) = match answer {
            Ok(found) => (found, Known::Missing),
            Err(error) => (BTreeMap::new(), Known::Failed(Arc::new(error))),
        };
        for id in asked {
            let known = found.remove(&id).map_or_else(|| rest.clone(), |item| Known::Found(Arc::new(item)));
            let entry = self.table.try_with_value(|table| table.entries.get(&(kind, id)).cloned()).flatten();
            if let Some(entry) = entry
                && *entry.read_untracked() != known
            {
                entry.set(known);
            }
        }
    }
}
