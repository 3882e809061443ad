//! Everything that requests share: the database, the clock, and the state that tests control.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use anyhow::Result;
use serde::Deserialize;
use serde_json::Value;
use tokio::sync::watch;

use crate::artifacts::Artifacts;
use crate::clock::Clock;
use crate::contrary::lag::Lag;
use crate::contrary::pages::Pages;
use crate::control::faults::Faults;
use crate::control::limits::Limits;
use crate::control::log::Log;
use crate::control::permissions::Overrides;
use crate::control::tokens::Tokens;
use crate::record::Recorder;
use crate::runs::RunClock;
use crate::seed::Seed;
use crate::store::{Kind, Store};

/// How the API behaves, apart from its data.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Manner {
    pub(crate) seed: Seed,
    pub(crate) contrary: bool,
    pub(crate) latency: Duration,
    /// How fast runs go on.
    pub(crate) run_speed: f64,
}

/// Five minutes.
const ARTIFACTS_LIFETIME_S: i64 = 300;

/// What a file that the server makes up answers instead.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FileOverride {
    #[serde(default)]
    pub(crate) status: Option<u16>,
    /// JSON, or a text that is sent as it is.
    #[serde(default)]
    pub(crate) body: Option<Value>,
    #[serde(default)]
    pub(crate) content_type: Option<String>,
    #[serde(default)]
    pub(crate) delay_ms: u64,
}

/// What tests control. Everything but the log is fresh after a reset.
#[derive(Debug)]
pub(crate) struct Control {
    pub(crate) manner: Manner,
    pub(crate) faults: Faults,
    pub(crate) limits: Limits,
    pub(crate) tokens: Tokens,
    pub(crate) overrides: Overrides,
    pub(crate) pages: Pages,
    pub(crate) lag: Lag,
    pub(crate) run_clock: RunClock,
    /// How long an address of artifacts holds.
    pub(crate) artifacts_lifetime_s: i64,
    pub(crate) config: Option<FileOverride>,
    pub(crate) build: Option<FileOverride>,
    /// Raw documents were put in, so answers may depart from the document.
    pub(crate) raw_documents: bool,
}

/// The shared state.
#[derive(Debug)]
pub(crate) struct World {
    store: Mutex<Store>,
    control: Mutex<Control>,
    pub(crate) clock: Clock,
    pub(crate) log: Log,
    pub(crate) artifacts: Artifacts,
    pub(crate) recorder: Option<Recorder>,
    /// Tells connections to end after the answer they are at.
    pub(crate) connections: watch::Sender<u64>,
}

impl Control {
    fn new(manner: Manner, clock: &Clock) -> Self {
        Self {
            manner,
            faults: Faults::default(),
            limits: Limits::default(),
            tokens: Tokens::default(),
            overrides: Overrides::default(),
            pages: Pages::default(),
            lag: Lag::default(),
            run_clock: RunClock::new(clock, manner.run_speed),
            artifacts_lifetime_s: ARTIFACTS_LIFETIME_S,
            config: None,
            build: None,
            raw_documents: false,
        }
    }
}

impl World {
    /// Takes a database and seeds it if it is empty.
    pub(crate) fn new(
        store: Store,
        manner: Manner,
        recorder: Option<Recorder>,
        artifacts: Artifacts,
    ) -> Result<Self> {
        let clock = Clock::default();
        let world = Self {
            store: Mutex::new(store),
            control: Mutex::new(Control::new(manner, &clock)),
            clock,
            log: Log::default(),
            artifacts,
            recorder,
            connections: watch::Sender::new(0),
        };
        {
            let mut store = world.store();
            if store.is_empty()? {
                crate::seed::sow(&mut store, manner, world.clock.now())?;
            }
            if let Some(moment_ms) = store.latest_moment()? {
                world.control().run_clock.begin_after(moment_ms);
            }
        }
        Ok(world)
    }

    pub(crate) fn store(&self) -> MutexGuard<'_, Store> {
        lock(&self.store)
    }

    pub(crate) fn control(&self) -> MutexGuard<'_, Control> {
        lock(&self.control)
    }

    /// The runs' time.
    pub(crate) fn run_now_ms(&self) -> i64 {
        self.control().run_clock.now_ms(&self.clock)
    }

    /// Something was created: a contrary server's lists lack it for a moment.
    pub(crate) fn created(&self, kind: Kind, id: &str) {
        let mut control = self.control();
        if control.manner.contrary {
            control.lag.begin(kind, id, self.clock.now_ms());
        }
    }

    /// What lists of a kind lack at this moment.
    pub(crate) fn not_yet_listed(&self, kind: Kind) -> Vec<String> {
        self.control().lag.missing(kind, self.clock.now_ms())
    }

    /// Begins anew: data, tokens, faults, limits, permissions, clock and log.
    pub(crate) fn reset(&self, manner: Manner) -> Result<()> {
        let mut store = self.store();
        self.clock.reset();
        store.clear()?;
        crate::seed::sow(&mut store, manner, self.clock.now())?;
        *self.control() = Control::new(manner, &self.clock);
        self.log.clear();
        self.artifacts.clear_downloads();
        Ok(())
    }
}

/// Locks, also after a panic elsewhere: the state is then as good as it was.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
