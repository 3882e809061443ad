//! `/_sandbox/documents`: raw documents, valid or not, put in and taken out behind the API's back.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use super::routes::{Given, Outcome, Shared, body, failed, no};
use crate::hash::object_id;
use crate::store::{Document, Kind};

/// A raw document.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Upsert {
    kind: String,
    document: Value,
    /// For a document that does not tell its own id, such as `null`.
    id: Option<String>,
    /// It exists, but no user may see it.
    #[serde(default)]
    hidden: bool,
}

pub(super) async fn upsert(State(world): Shared, given: Given<Upsert>) -> Outcome {
    let given = body(given)?;
    let mut document = Document::new(kind(&given.kind)?, given.document);
    document.hidden = given.hidden;
    if let Some(id) = given.id {
        document.id = id;
    }
    if document.id.is_empty() {
        document.id = object_id(&document.body.to_string());
    }
    let id = document.id.clone();
    world.store().put(&[document]).map_err(failed)?;
    world.control().raw_documents = true;
    Ok(Json(json!({"id": id})))
}

pub(super) async fn remove(State(world): Shared, Path((name, id)): Path<(String, String)>) -> Outcome {
    let removed = world.store().remove(kind(&name)?, &id).map_err(failed)?;
    if removed { Ok(Json(json!({}))) } else { Err(nothing()) }
}

pub(super) async fn read(State(world): Shared, Path((name, id)): Path<(String, String)>) -> Outcome {
    let found = world.store().get(kind(&name)?, &id).map_err(failed)?;
    found.map(Json).ok_or_else(nothing)
}

fn kind(name: &str) -> Result<Kind, (StatusCode, Json<Value>)> {
    Kind::parse(name).ok_or_else(|| no(StatusCode::BAD_REQUEST, "There is no such kind of document."))
}

fn nothing() -> (StatusCode, Json<Value>) {
    no(StatusCode::NOT_FOUND, "There is no such document.")
}
