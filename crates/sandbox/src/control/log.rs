//! The log of requests to the API, in the order they came.

use std::sync::{Arc, Mutex};
use std::time::Instant;

use contract::Operation;
use serde::Serialize;
use serde_json::Value;

use crate::world::lock;

/// One request.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Logged {
    n: u64,
    /// Since the log was last emptied, in real time.
    at_ms: u64,
    method: String,
    path: String,
    query: String,
    operation: Option<String>,
    status: Option<u16>,
    /// The client went away, or was sent away, before the answer was finished.
    aborted: bool,
    /// Of writes.
    body: Option<Value>,
}

#[derive(Debug)]
struct Lines {
    since: Instant,
    last: u64,
    requests: Vec<Logged>,
}

/// The log; clones share it.
#[derive(Clone, Debug)]
pub(crate) struct Log(Arc<Mutex<Lines>>);

/// A line that is still open: it counts as aborted unless it is finished.
#[derive(Debug)]
pub(crate) struct Entry {
    log: Log,
    n: u64,
    finished: bool,
}

impl Default for Log {
    fn default() -> Self {
        Self(Arc::new(Mutex::new(Lines { since: Instant::now(), last: 0, requests: Vec::new() })))
    }
}

impl Log {
    pub(crate) fn begin(
        &self,
        method: &str,
        path: &str,
        query: &str,
        operation: Option<Operation>,
        body: Option<Value>,
    ) -> Entry {
        let mut lines = lock(&self.0);
        lines.last += 1;
        let n = lines.last;
        let at_ms = u64::try_from(lines.since.elapsed().as_millis()).unwrap_or(u64::MAX);
        lines.requests.push(Logged {
            n,
            at_ms,
            method: method.to_owned(),
            path: path.to_owned(),
            query: query.to_owned(),
            operation: operation.map(|operation| format!("{operation:?}")),
            status: None,
            aborted: false,
            body,
        });
        Entry { log: self.clone(), n, finished: false }
    }

    pub(crate) fn all(&self) -> Vec<Logged> {
        lock(&self.0).requests.clone()
    }

    pub(crate) fn clear(&self) {
        let mut lines = lock(&self.0);
        lines.since = Instant::now();
        lines.requests.clear();
    }

    fn change(&self, n: u64, change: impl FnOnce(&mut Logged)) {
        if let Some(line) = lock(&self.0).requests.iter_mut().find(|line| line.n == n) {
            change(line);
        }
    }
}

impl Entry {
    /// Notes the status that is about to be sent.
    pub(crate) fn status(&self, status: u16) {
        self.log.change(self.n, |line| line.status = Some(status));
    }

    /// Closes the line.
    pub(crate) fn finish(mut self, aborted: bool) {
        self.finished = true;
        self.log.change(self.n, |line| line.aborted = aborted);
    }
}

impl Drop for Entry {
    fn drop(&mut self) {
        if !self.finished {
            self.log.change(self.n, |line| line.aborted = true);
        }
    }
}
