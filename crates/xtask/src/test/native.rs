//! The tiers that cargo runs on this machine.

use std::ffi::OsString;
use std::path::PathBuf;

use anyhow::Result;

use super::recordings;
use super::tally::{Outcome, Tally};
use crate::process::{command, watched};

pub(super) fn pure(extra: &[OsString]) -> Result<Outcome> {
    packages(&["contract", "domain"], extra, &[])
}

/// Every exchange is recorded, for `cargo xtask conformance`.
pub(crate) fn server(extra: &[OsString]) -> Result<Outcome> {
    let recordings = recordings::of_server_tests()?;
    packages(&["sandbox"], extra, &[("SANDBOX_RECORD_DIR", recordings)])
}

pub(super) fn tools(extra: &[OsString]) -> Result<Outcome> {
    packages(&["xtask", "conformance"], extra, &[])
}

fn packages(names: &[&str], extra: &[OsString], variables: &[(&str, PathBuf)]) -> Result<Outcome> {
    let mut cargo = command("cargo");
    cargo.args(["test", "--no-fail-fast"]).envs(variables.iter().map(|(name, value)| (name, value)));
    for name in names {
        cargo.args(["--package", name]);
    }
    let (text, succeeded) = watched(cargo.arg("--").args(extra))?;
    Ok(Outcome::of(Tally::of_cargo(&text), succeeded))
}
