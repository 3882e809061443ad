//! The latest versions of personas, scenarios and metrics: read one by one when they are shown, kept
//! for the session.

use std::collections::BTreeMap;
use std::sync::Arc;

use contract::MetricVersion;
use domain::order;
use domain::polling::{Stamp, Stamps};
use leptos::prelude::*;

use crate::api::{Api, ApiError, Call, Failure};
use crate::browser::clock;
use crate::task::Task;

/// What is known of the latest version of something.
#[derive(Debug, PartialEq)]
pub enum KnownVersion<V = MetricVersion> {
    /// The answer is awaited.
    Waiting,
    /// It is this.
    Found(Arc<V>),
    /// There is none, or it is not shown to this person.
    Missing,
    /// It could not be read.
    Failed(Arc<ApiError>),
}

impl<V> Clone for KnownVersion<V> {
    fn clone(&self) -> Self {
        match self {
            Self::Waiting => Self::Waiting,
            Self::Found(version) => Self::Found(version.clone()),
            Self::Missing => Self::Missing,
            Self::Failed(error) => Self::Failed(error.clone()),
        }
    }
}

/// Reads the latest version by the id; `None`: there is none, or the id is malformed.
type Read<V> = fn(Api, String) -> Call<Option<V>>;

/// The latest versions of one kind. Cheap to copy.
pub struct LatestVersions<V: Send + Sync + 'static> {
    api: Api,
    read: Read<V>,
    table: StoredValue<Table<V>>,
}

struct Table<V> {
    entries: BTreeMap<String, Entry<V>>,
    stamps: Stamps,
    /// How often everything was to be asked for anew.
    round: u32,
    /// How often anything was shown.
    uses: u64,
}

/// What is known of the latest version of one thing, and who shows it.
struct Entry<V> {
    known: ArcRwSignal<KnownVersion<V>>,
    /// When what is known was asked for: an older answer never takes the place of a newer one.
    asked: Stamp,
    /// The round in which it was last asked for.
    round: u32,
    /// How many pieces of the page show it.
    shown: u32,
    used: u64,
}

/// So many versions are remembered before those that nobody shows are forgotten.
const MOST_REMEMBERED: usize = 300;

impl<V: Send + Sync + 'static> Clone for LatestVersions<V> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<V: Send + Sync + 'static> Copy for LatestVersions<V> {}

impl<V: PartialEq + Send + Sync + 'static> LatestVersions<V> {
    /// Nothing is known yet.
    #[must_use]
    pub fn new(api: Api, read: Read<V>) -> Self {
        let table = Table { entries: BTreeMap::new(), stamps: Stamps::default(), round: 0, uses: 0 };
        Self { api, read, table: StoredValue::new(table) }
    }

    /// What is known of the latest version; asks for it the first time, and again after
    /// [`LatestVersions::refresh`]. What reads it within a piece of the page shows it as long as that piece lives.
    #[must_use]
    pub fn get(self, id: &str) -> ArcReadSignal<KnownVersion<V>> {
        let is_held = Owner::current().is_some();
        let found = self.table.try_update_value(|table| {
            let is_new = !table.entries.contains_key(id);
            let round = table.round;
            let entry = table.enter(id);
            entry.shown += u32::from(is_held);
            let is_old = std::mem::replace(&mut entry.round, round) != round;
            (entry.known.clone(), is_new || is_old)
        });
        let Some((known, is_due)) = found else { return ArcRwSignal::new(KnownVersion::Waiting).read_only() };
        if is_due {
            self.ask(id.to_owned());
        }
        if is_held {
            let id = id.to_owned();
            on_cleanup(move || {
                self.table.try_update_value(|table| {
                    if let Some(entry) = table.entries.get_mut(&id) {
                        entry.shown = entry.shown.saturating_sub(1);
                    }
                });
            });
        }
        known.read_only()
    }

    /// Takes over what is known from elsewhere.
    pub(super) fn note(self, id: &str, version: V) -> ArcReadSignal<KnownVersion<V>> {
        let asked = self.now();
        let known = self
            .table
            .try_update_value(|table| table.enter(id).known.clone())
            .unwrap_or_else(|| ArcRwSignal::new(KnownVersion::Waiting));
        self.hear(id, asked, KnownVersion::Found(Arc::new(version)));
        known.read_only()
    }

    /// Asks anew for what is shown, and for anything else when it is next shown. What is known stays until the
    /// answer comes.
    pub fn refresh(self) {
        let again = self.table.try_update_value(|table| {
            table.round += 1;
            let mut again = Vec::new();
            for (id, entry) in &mut table.entries {
                if entry.shown > 0 {
                    entry.round = table.round;
                    again.push(id.clone());
                }
            }
            again
        });
        for id in again.unwrap_or_default() {
            self.ask(id);
        }
    }

    /// Asks anew for one: what failed is tried again.
    pub fn again(self, id: &str) {
        self.ask(id.to_owned());
    }

    fn now(self) -> Stamp {
        self.table.try_update_value(|table| table.stamps.next(clock::now())).unwrap_or_default()
    }

    fn ask(self, id: String) {
        let asked = self.now();
        let answer = (self.read)(self.api, id.clone());
        Task::start(async move {
            let known = match answer.await {
                Ok(Some(version)) => KnownVersion::Found(Arc::new(version)),
                Ok(None) => KnownVersion::Missing,
                Err(error) if error.failure == Failure::NotFound => KnownVersion::Missing,
                Err(error) => KnownVersion::Failed(Arc::new(error)),
            };
            self.hear(&id, asked, known);
        })
        .detach();
    }

    /// An answer came. What failed to be read again stays as it is.
    fn hear(self, id: &str, asked: Stamp, known: KnownVersion<V>) {
        let told = self.table.try_update_value(|table| {
            let entry = table.entries.get_mut(id)?;
            let is_news = {
                let before = entry.known.read_untracked();
                let is_kept = matches!((&*before, &known), (KnownVersion::Found(_), KnownVersion::Failed(_)));
                if is_kept || asked < entry.asked {
                    return None;
                }
                *before != known
            };
            entry.asked = asked;
            is_news.then(|| entry.known.clone())
        });
        // Those who hear of it may ask for versions: not while the table is held.
        if let Some(entry) = told.flatten() {
            entry.set(known);
        }
    }
}

impl<V: Send + Sync + 'static> Table<V> {
    fn enter(&mut self, id: &str) -> &mut Entry<V> {
        if !self.entries.contains_key(id) {
            self.forget();
        }
        self.uses += 1;
        let (round, used) = (self.round, self.uses);
        let new = || {
            let known = ArcRwSignal::new(KnownVersion::Waiting);
            Entry { known, asked: Stamp::default(), round, shown: 0, used }
        };
        let entry = self.entries.entry(id.to_owned()).or_insert_with(new);
        entry.used = used;
        entry
    }

    /// Where there are too many, forgets the half of those not shown that was not used for longest.
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
