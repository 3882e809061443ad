//! The latest versions of personas, scenarios and metrics: read one by one when they are shown, kept
//! for the session.

use std::collections::BTreeMap;
use std::sync::Arc;

use contract::MetricVersion;
use leptos::prelude::*;

use crate::api::{Api, ApiError, Call, Failure};
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
    table: StoredValue<BTreeMap<String, ArcRwSignal<KnownVersion<V>>>>,
}

impl<V: Send + Sync + 'static> Clone for LatestVersions<V> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<V: Send + Sync + 'static> Copy for LatestVersions<V> {}

impl<V: Send + Sync + 'static> LatestVersions<V> {
    /// Nothing is known yet.
    #[must_use]
    pub fn new(api: Api, read: Read<V>) -> Self {
        Self { api, read, table: StoredValue::new(BTreeMap::new()) }
    }

    /// What is known of the latest version; asks for it the first time.
    #[must_use]
    pub fn get(self, id: &str) -> ArcReadSignal<KnownVersion<V>> {
        let entry = self.table.try_with_value(|table| table.get(id).cloned()).flatten();
        let entry = entry.unwrap_or_else(|| {
            let entry = self.enter(id, KnownVersion::Waiting);
            self.ask(id.to_owned(), entry.clone());
            entry
        });
        entry.read_only()
    }

    /// Takes over what is known from elsewhere.
    pub(super) fn note(self, id: &str, version: V) -> ArcReadSignal<KnownVersion<V>> {
        self.enter(id, KnownVersion::Found(Arc::new(version))).read_only()
    }

    /// What is known already; asks for nothing.
    pub(super) fn known(self, id: &str) -> Option<ArcReadSignal<KnownVersion<V>>> {
        self.table.try_with_value(|table| table.get(id).map(ArcRwSignal::read_only)).flatten()
    }

    /// Asks again for what failed or was missing.
    pub fn ask_again(self) {
        let mut again = Vec::new();
        self.table.try_with_value(|table| {
            for (id, known) in table {
                if matches!(*known.read_untracked(), KnownVersion::Missing | KnownVersion::Failed(_)) {
                    again.push((id.clone(), known.clone()));
                }
            }
        });
        for (id, entry) in again {
            self.ask(id, entry);
        }
    }

    fn enter(self, id: &str, known: KnownVersion<V>) -> ArcRwSignal<KnownVersion<V>> {
        let entry = ArcRwSignal::new(known);
        self.table.try_update_value(|table| table.insert(id.to_owned(), entry.clone()));
        entry
    }

    fn ask(self, id: String, entry: ArcRwSignal<KnownVersion<V>>) {
        let answer = (self.read)(self.api, id);
        Task::start(async move {
            entry.set(match answer.await {
                Ok(Some(version)) => KnownVersion::Found(Arc::new(version)),
                Ok(None) => KnownVersion::Missing,
                Err(error) if error.failure == Failure::NotFound => KnownVersion::Missing,
                Err(error) => KnownVersion::Failed(Arc::new(error)),
            });
        })
        .detach();
    }
}
