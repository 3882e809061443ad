//! The end-to-end tests: Playwright on the built app, the sandbox and the documented web servers.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;

use super::recordings;
use super::tally::{Outcome, Tally};
use crate::dist::{Host, copy_for, release};
use crate::process::{command, watched};
use crate::repository::{WEB, binary};
use crate::{sandbox, tools};

const DIRECTORY: &str = "tests/e2e";
/// What the browser scripts need to know.
#[derive(Debug)]
pub(crate) struct Prepared(Vec<(&'static str, PathBuf)>);

impl Prepared {
    /// A Node program in the tests' directory that finds everything.
    pub(crate) fn node(&self, program: &str) -> std::process::Command {
        let mut node = command(program);
        node.current_dir(DIRECTORY);
        for (name, path) in &self.0 {
            node.env(name, path);
        }
        node
    }
}

/// Makes ready what the scripts under `tests/e2e` use: packages, app and sandbox. `browser` is the program that
/// they start.
pub(crate) fn prepare(browser: PathBuf) -> Result<Prepared> {
    tools::for_building()?;
    tools::npm(DIRECTORY)?;
    let built = release()?;
    let host = |base: &str, connect_src: &str| Host { base: base.into(), connect_src: connect_src.into() };
    let root = copy_for(&built, &host("/", ""), "e2e-root")?;
    let cross = copy_for(&built, &host("/", "http://127.0.0.1:*"), "e2e-cross")?;
    let sub = copy_for(&built, &host("/console/", ""), "e2e-sub")?;
    sandbox::build()?;
    let paths = [
        ("CONSOLE_CHROME", browser),
        ("CONSOLE_SANDBOX", binary("sandbox")),
        ("CONSOLE_DIST", root),
        ("CONSOLE_DIST_CROSS", cross),
        ("CONSOLE_DIST_SUB", sub),
    ];
    let absolute = paths.into_iter().map(|(name, path)| Ok((name, std::path::absolute(path)?)));
    Ok(Prepared(absolute.collect::<Result<_>>()?))
}

pub(super) fn run(extra: &[OsString]) -> Result<Outcome> {
    tools::servers()?;
    let prepared = prepare(tools::headless()?)?;
    let recordings = recordings::of_end_to_end_tests()?;
    let report = std::path::absolute(Path::new(WEB).join("e2e-report.json"))?;
    let _ = fs::remove_file(&report);
    let mut playwright = prepared.node("npx");
    playwright
        .args(["--no-install", "playwright", "test", "--reporter=list,json"])
        .args(extra)
        .env("CONSOLE_RECORDINGS", recordings)
        .env("PLAYWRIGHT_JSON_OUTPUT_FILE", &report);
    let (_, succeeded) = watched(&mut playwright)?;
    let text = fs::read_to_string(&report).context("Playwright wrote no report; what is above says why")?;
    let report = serde_json::from_str(&text)?;
    let flaky = number(&report, "flaky");
    if flaky > 0 {
        println!(
            "\n{flaky} passed only at the second try; above they are named as flaky. Each is a defect to mend."
        );
    }
    Ok(Outcome::of(tally(&report), succeeded))
}

/// The second try is for machines that stall, so what passes then has passed, and is named.
fn tally(report: &Value) -> Tally {
    Tally {
        passed: number(report, "expected") + number(report, "flaky"),
        failed: number(report, "unexpected"),
        skipped: number(report, "skipped"),
    }
}

fn number(report: &Value, name: &str) -> u64 {
    report.pointer(&format!("/stats/{name}")).and_then(Value::as_u64).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn playwrights_report_is_read() {
        let report = serde_json::json!({
            "stats": { "expected": 5, "skipped": 1, "unexpected": 2, "flaky": 1 }
        });
        assert_eq!(tally(&report), Tally { passed: 6, failed: 2, skipped: 1 });
        assert_eq!(tally(&serde_json::json!({})), Tally::default());
    }
}
