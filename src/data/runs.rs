//! The runs that are known, in one place for all pages: whoever shows a run follows its signal, and whoever
//! shows runs has them watched as long as they are on screen.

use std::collections::BTreeMap;
use std::sync::Arc;

use contract::{ListRuns, Run, TestSetRunId};
use domain::instant::Instant;
use leptos::prelude::*;

use crate::api::{self, Api, ApiError};
use crate::browser::clock;
use crate::reactive::{Memo, RwSignal, effect};
use crate::task::Task;

/// All runs of a session. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Runs {
    api: Api,
    known: StoredValue<BTreeMap<TestSetRunId, ArcRwSignal<Known>>>,
    /// How fresh the watched runs are.
    pub freshness: RwSignal<Freshness>,
}

/// What is known of a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Known {
    /// Not asked for, or the answer is awaited.
    #[default]
    Waiting,
    /// It is this.
    Found(Arc<Run>),
    /// The server does not have it, or does not show it to this person.
    Missing,
}

/// How fresh the watched runs are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Freshness {
    /// When the last answer came.
    pub at: Option<Instant>,
    /// Why the last attempt failed, until one succeeds: what is shown is that of `at`.
    pub error: Option<ApiError>,
}

/// How closely somebody follows runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attention {
    /// Their page is open.
    Page,
    /// They stand in a list.
    List,
}

impl Runs {
    /// Nothing is known yet.
    #[must_use]
    pub fn new(api: Api) -> Self {
        Self { api, known: StoredValue::new(BTreeMap::new()), freshness: RwSignal::new(Freshness::default()) }
    }

    /// What is known of a run. Does not ask for it: see [`Runs::watch`].
    #[must_use]
    pub fn get(self, id: &TestSetRunId) -> ArcReadSignal<Known> {
        self.entry(id).read_only()
    }

    /// Takes over runs that a list brought; readers are told of what changed.
    pub fn keep(self, runs: Vec<Run>) {
        for run in runs {
            let known = Known::Found(Arc::new(run));
            let Known::Found(run) = &known else { continue };
            let entry = self.entry(&run.id);
            if *entry.read_untracked() != known {
                entry.set(known);
            }
        }
    }

    /// Keeps these runs up to date as long as the caller's owner lives.
    pub fn watch(self, ids: Memo<Vec<TestSetRunId>>, _attention: Attention) {
        let task = StoredValue::new_local(None::<Task>);
        effect(move || {
            let ids = ids.get();
            task.set_value((!ids.is_empty()).then(|| Task::start(async move { self.read(ids).await })));
        });
    }

    async fn read(self, ids: Vec<TestSetRunId>) {
        match api::run::list(self.api, &ListRuns { ids, ..ListRuns::default() }).await {
            Ok(list) => {
                self.keep(list.simulation_unit_test_set_runs.items);
                self.freshness.try_set(Freshness { at: Some(clock::now()), error: None });
            }
            Err(error) => {
                self.freshness.try_update(|freshness| freshness.error = Some(error));
            }
        }
    }

    fn entry(self, id: &TestSetRunId) -> ArcRwSignal<Known> {
        let entry = self.known.try_update_value(|known| known.entry(id.clone()).or_default().clone());
        entry.unwrap_or_default()
    }
}
