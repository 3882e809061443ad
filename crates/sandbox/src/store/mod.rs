//! The database: documents as JSON beside the columns and facets they are filtered and sorted by.
//! It knows nothing of HTTP, of permissions or of what a valid document is.

mod document;
mod kind;
mod plans;
mod select;

use std::path::Path;

use anyhow::{Context, Result, bail};
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde_json::Value;

pub(crate) use document::Document;
pub(crate) use kind::Kind;
pub(crate) use plans::KeptPlan;
pub(crate) use select::{Order, Selection, SortKey};

/// Counts up when the tables change: files of another version are refused in words.
const SCHEMA_VERSION: i64 = 2;

const SCHEMA: &str = "
    CREATE TABLE IF NOT EXISTS document (
        seq INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        id TEXT NOT NULL,
        parent TEXT,
        number INTEGER,
        name TEXT,
        words TEXT NOT NULL,
        updated_at INTEGER,
        created_at INTEGER,
        is_deleted INTEGER NOT NULL,
        hidden INTEGER NOT NULL,
        shuffle INTEGER NOT NULL,
        body TEXT NOT NULL,
        UNIQUE (kind, id)
    );
    CREATE INDEX IF NOT EXISTS document_by_name ON document (kind, name);
    CREATE INDEX IF NOT EXISTS document_by_update ON document (kind, updated_at);
    CREATE INDEX IF NOT EXISTS document_by_creation ON document (kind, created_at);
    CREATE INDEX IF NOT EXISTS document_by_parent ON document (kind, parent, number);
    CREATE TABLE IF NOT EXISTS facet (
        seq INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
        name TEXT NOT NULL,
        value TEXT NOT NULL,
        detail TEXT
    );
    CREATE INDEX IF NOT EXISTS facet_by_document ON facet (seq, name, value, detail);
    CREATE INDEX IF NOT EXISTS facet_by_value ON facet (name, value, seq);
    CREATE TABLE IF NOT EXISTS run_plan (
        run TEXT PRIMARY KEY,
        kept_ms INTEGER NOT NULL,
        next_ms INTEGER,
        body TEXT NOT NULL
    );
    CREATE INDEX IF NOT EXISTS run_plan_by_next ON run_plan (next_ms);
    CREATE TABLE IF NOT EXISTS habit (test TEXT PRIMARY KEY, outcome TEXT NOT NULL);
";

/// An open database.
#[derive(Debug)]
pub(crate) struct Store {
    db: Connection,
}

impl Store {
    /// Opens a file, or memory.
    pub(crate) fn open(file: Option<&Path>) -> Result<Self> {
        let db = match file {
            Some(file) => {
                Connection::open(file).with_context(|| format!("cannot open {}", file.display()))?
            }
            None => Connection::open_in_memory()?,
        };
        db.pragma_update(None, "journal_mode", "WAL")?;
        db.pragma_update(None, "synchronous", "NORMAL")?;
        db.pragma_update(None, "foreign_keys", true)?;
        db.set_prepared_statement_cache_capacity(128);
        let made_by: i64 = db.pragma_query_value(None, "user_version", |row| row.get(0))?;
        let is_new: bool =
            db.query_row("SELECT NOT EXISTS (SELECT 1 FROM sqlite_schema)", [], |row| row.get(0))?;
        if !is_new && made_by != SCHEMA_VERSION {
            bail!("the database is of another version of the sandbox: remove the file, or name another");
        }
        db.execute_batch(SCHEMA).context("the database is not one of the sandbox's")?;
        db.pragma_update(None, "user_version", SCHEMA_VERSION)?;
        Ok(Self { db })
    }

    /// Whether nothing was ever seeded.
    pub(crate) fn is_empty(&self) -> Result<bool> {
        Ok(self.db.query_row("SELECT NOT EXISTS (SELECT 1 FROM document)", [], |row| row.get(0))?)
    }

    /// Forgets everything.
    pub(crate) fn clear(&mut self) -> Result<()> {
        Ok(self.db.execute_batch(
            "DELETE FROM facet; DELETE FROM document; DELETE FROM run_plan; DELETE FROM habit;",
        )?)
    }

    /// Writes documents, all or none, replacing those with the same kind and id.
    pub(crate) fn put(&mut self, documents: &[Document]) -> Result<()> {
        let transaction = self.db.transaction()?;
        {
            let mut forget =
                transaction.prepare_cached("DELETE FROM document WHERE kind = ?1 AND id = ?2")?;
            let mut add = transaction.prepare_cached(
                "INSERT INTO document (kind, id, parent, number, name, words, updated_at, created_at, is_deleted, \
                 hidden, shuffle, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
            )?;
            let mut add_facet = transaction
                .prepare_cached("INSERT INTO facet (seq, name, value, detail) VALUES (?1, ?2, ?3, ?4)")?;
            for document in documents {
                let kind = document.kind.as_str();
                forget.execute(params![kind, document.id])?;
                let index = document.index();
                add.execute(params![
                    kind,
                    document.id,
                    index.parent,
                    index.number,
                    index.name,
                    index.words,
                    index.updated_at,
                    index.created_at,
                    index.is_deleted,
                    document.hidden,
                    index.shuffle,
                    document.body.to_string(),
                ])?;
                let seq = transaction.last_insert_rowid();
                for facet in &index.facets {
                    add_facet.execute(params![seq, facet.name, facet.value, facet.detail])?;
                }
            }
        }
        index_backgrounds(&transaction, documents)?;
        Ok(transaction.commit()?)
    }

    /// A document by its id.
    pub(crate) fn get(&self, kind: Kind, id: &str) -> Result<Option<Value>> {
        let mut statement =
            self.db.prepare_cached("SELECT body FROM document WHERE kind = ?1 AND id = ?2")?;
        let body = statement.query_row(params![kind.as_str(), id], body_of).optional()?;
        body.map(|body| Ok(serde_json::from_str(&body)?)).transpose()
    }

    /// Removes a document; whether there was one.
    pub(crate) fn remove(&mut self, kind: Kind, id: &str) -> Result<bool> {
        let removed = self
            .db
            .execute("DELETE FROM document WHERE kind = ?1 AND id = ?2", params![kind.as_str(), id])?;
        Ok(removed > 0)
    }

    /// Whether any document of a kind has this name, deleted ones among them.
    pub(crate) fn is_named(&self, kind: Kind, name: &str) -> Result<bool> {
        let mut statement =
            self.db.prepare_cached("SELECT EXISTS (SELECT 1 FROM document WHERE kind = ?1 AND name = ?2)")?;
        Ok(statement.query_row(params![kind.as_str(), name], |row| row.get(0))?)
    }

    /// The largest version number of a persona, scenario or metric.
    pub(crate) fn latest_number(&self, versions: Kind, parent: &str) -> Result<Option<i64>> {
        let mut statement =
            self.db.prepare_cached("SELECT max(number) FROM document WHERE kind = ?1 AND parent = ?2")?;
        Ok(statement.query_row(params![versions.as_str(), parent], |row| row.get(0))?)
    }
}

/// Personas are searched by the background of their latest version, too.
fn index_backgrounds(db: &Connection, documents: &[Document]) -> Result<()> {
    let mut personas: Vec<&str> = documents
        .iter()
        .filter_map(|document| match document.kind {
            Kind::Persona => Some(document.id.as_str()),
            Kind::PersonaVersion => document.body.get("simulation_persona_id").and_then(Value::as_str),
            _ => None,
        })
        .collect();
    personas.sort_unstable();
    personas.dedup();
    let mut read = db.prepare_cached(
        "SELECT coalesce(persona.name, ''), coalesce((
            SELECT json_extract(version.body, '$.background') FROM document AS version
            WHERE version.kind = 'persona_version' AND version.parent = persona.id
            ORDER BY version.number DESC LIMIT 1), '')
         FROM document AS persona WHERE persona.kind = 'persona' AND persona.id = ?1",
    )?;
    let mut write = db.prepare_cached("UPDATE document SET words = ?2 WHERE kind = 'persona' AND id = ?1")?;
    for persona in personas {
        let words = read.query_row([persona], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)));
        if let Some((name, background)) = words.optional()? {
            write.execute(params![persona, format!("{name}\n{background}").to_lowercase()])?;
        }
    }
    Ok(())
}

fn body_of(row: &Row<'_>) -> rusqlite::Result<String> {
    row.get(0)
}
