//! The record: every exchange as a line of JSON, for whoever holds them against the document.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::sync::Mutex;

use anyhow::{Context, Result};
use contract::Operation;
use serde_json::{Value, json};

use crate::contrary::has_unknown_values;
use crate::http::{Incoming, Reply, decode_query};
use crate::seed::Seed;
use crate::world::{World, lock};

/// A file that exchanges are appended to.
#[derive(Debug)]
pub(crate) struct Recorder(Mutex<File>);

impl Recorder {
    pub(crate) fn open(path: &Path) -> Result<Self> {
        let file = OpenOptions::new().create(true).append(true).open(path);
        Ok(Self(Mutex::new(file.with_context(|| format!("cannot write {}", path.display()))?)))
    }

    pub(crate) fn write(
        &self,
        world: &World,
        operation: Operation,
        incoming: &Incoming,
        reply: &Reply,
        fault: bool,
    ) {
        let body = reply.body_value();
        let line = json!({
            "operation": format!("{operation:?}"),
            "method": incoming.method,
            "path": incoming.path,
            "query": recorded(&incoming.query),
            "request_body": serde_json::from_slice(&incoming.body).unwrap_or_else(|_| {
                if incoming.body.is_empty() { Value::Null } else { String::from_utf8_lossy(&incoming.body).into() }
            }),
            "status": reply.status.as_u16(),
            "response_body": body,
            "content_type": reply.content_type,
            "fault": fault,
            "departs": departs(world, reply),
        });
        // In one piece: a server that is ended meanwhile leaves a whole line or none.
        let line = format!("{line}\n");
        if let Err(error) = lock(&self.0).write_all(line.as_bytes()) {
            tracing::warn!("cannot record an exchange: {error}");
        }
    }
}

/// In which ways an answer may depart from the document on purpose.
fn departs(world: &World, reply: &Reply) -> Vec<&'static str> {
    let control = world.control();
    let mut ways = Vec::new();
    if control.manner.seed == Seed::Edge {
        ways.push("edge");
    }
    if control.manner.contrary && has_unknown_values(&reply.body) {
        ways.push("enum");
    }
    if control.raw_documents {
        ways.push("document");
    }
    ways
}

/// The parameters of a query. One without a name and a value stands for a bare `&`: servers skip it, and whoever holds
/// the record against the document shall not.
fn recorded(query: &str) -> Vec<(String, String)> {
    let mut parameters = decode_query(query);
    if !query.is_empty() && query.split('&').any(str::is_empty) {
        parameters.push((String::new(), String::new()));
    }
    parameters
}

#[cfg(test)]
mod tests {
    use super::recorded;

    #[test]
    fn a_bare_ampersand_is_recorded() {
        assert_eq!(recorded("limit=50&sort_by=-created_at").len(), 2);
        for query in ["limit=50&sort_by=-created_at&", "&limit=50&id=a", "limit=50&&id=a"] {
            assert_eq!(recorded(query).len(), 3, "{query}");
        }
        assert!(recorded("").is_empty());
    }
}
