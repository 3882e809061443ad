//! Addresses that hold for a while, and what was fetched from them.

use std::sync::Mutex;

use jiff::Timestamp;
use serde::Serialize;

use crate::hash::{hash, mix, secret};
use crate::world::lock;

/// Signs addresses and checks them.
#[derive(Debug)]
pub(crate) struct Artifacts {
    /// Where the artifacts' port is, without a slash at its end.
    origin: String,
    key: String,
    downloads: Mutex<Vec<Download>>,
}

/// One request for artifacts.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Download {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) status: u16,
    /// What browsers must not send along.
    pub(crate) referer: Option<String>,
    pub(crate) authorization: bool,
    pub(crate) cookie: bool,
}

impl Artifacts {
    pub(crate) fn new(origin: String) -> Self {
        Self { origin, key: secret(), downloads: Mutex::default() }
    }

    /// An address of a run's artifacts that holds until a moment.
    pub(crate) fn sign(&self, run: &str, until: Timestamp) -> String {
        let until = until.as_second();
        let signature = self.signature(run, &until.to_string());
        format!("{}{}?expires={until}&signature={signature}", self.origin, path(run))
    }

    /// Whether a signature is that of a run and a moment.
    pub(super) fn is_signed(&self, run: &str, until: &str, signature: &str) -> bool {
        signature == self.signature(run, until)
    }

    /// It keeps nobody out who really wants in: there is nothing to guard.
    fn signature(&self, run: &str, until: &str) -> String {
        let first = hash(&format!("{} {run} {until}", self.key));
        format!("{first:016x}{:016x}", mix(first ^ hash(&self.key)))
    }

    pub(super) fn note(&self, download: Download) {
        lock(&self.downloads).push(download);
    }

    /// What was fetched since the last reset, refused requests among it.
    pub(crate) fn downloads(&self) -> Vec<Download> {
        lock(&self.downloads).clone()
    }

    pub(crate) fn clear_downloads(&self) {
        lock(&self.downloads).clear();
    }
}

/// The path of a run's artifacts.
fn path(run: &str) -> String {
    format!("/simulation-artifacts/{run}/artifacts.zip")
}

/// The run whose artifacts a path names.
pub(super) fn run_of(path: &str) -> Option<&str> {
    path.strip_prefix("/simulation-artifacts/")?.strip_suffix("/artifacts.zip")
}
