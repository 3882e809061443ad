//! The tiers that cargo runs on this machine.

use std::ffi::OsString;

use anyhow::Result;

use super::tally::{Outcome, Tally};
use crate::process::{command, watched};

pub(super) fn pure(extra: &[OsString]) -> Result<Outcome> {
    packages(&["contract", "domain"], extra)
}

pub(super) fn server(extra: &[OsString]) -> Result<Outcome> {
    packages(&["sandbox"], extra)
}

pub(super) fn tools(extra: &[OsString]) -> Result<Outcome> {
    packages(&["xtask", "conformance"], extra)
}

fn packages(names: &[&str], extra: &[OsString]) -> Result<Outcome> {
    let mut cargo = command("cargo");
    cargo.args(["test", "--no-fail-fast"]);
    for name in names {
        cargo.args(["--package", name]);
    }
    let (text, succeeded) = watched(cargo.arg("--").args(extra))?;
    Ok(Outcome::of(Tally::of_cargo(&text), succeeded))
}
