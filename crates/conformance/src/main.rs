//! Holds what an end-to-end run sent and received against the vendor's OpenAPI document, so that
//! neither the console nor the sandbox drifts from the API. Started by `cargo xtask conformance`.

mod document;
mod exchange;
mod judge;
mod report;
mod schema;

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use lexopt::Arg;

use crate::document::Document;
use crate::judge::Judge;
use crate::report::Report;

fn main() {
    if let Err(error) = run() {
        eprintln!("\n{error:#}");
        std::process::exit(1);
    }
}

fn run() -> Result<()> {
    let mut arguments = lexopt::Parser::from_env();
    let (mut openapi, mut recordings) = (None, PathBuf::from("target/conformance"));
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("openapi") => openapi = Some(PathBuf::from(arguments.value()?)),
            Arg::Long("recordings") => recordings = arguments.value()?.into(),
            other => return Err(other.unexpected().into()),
        }
    }
    let openapi = openapi.context("Name the vendor's document: --openapi FILE")?;
    let text = fs::read_to_string(&openapi).with_context(|| format!("reading {}", openapi.display()))?;
    let document = serde_json::from_str(&text).with_context(|| format!("reading {}", openapi.display()))?;
    let mut judge = Judge::new(Document::new(document)?);
    let mut report = Report::default();
    for exchange in exchange::read(&recordings)? {
        let verdict = judge.judge(&exchange);
        report.add(&exchange, verdict);
    }
    report.print(judge.document());
    ensure!(report.exchanges() > 0, "There are no recordings in {}.", recordings.display());
    ensure!(report.problems() == 0, "{} departures from the document.", report.problems());
    Ok(())
}
