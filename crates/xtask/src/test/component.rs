//! The component tests, in a headless browser through wasm-bindgen's runner.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::tally::{Outcome, Tally};
use crate::process::{command, watched};
use crate::repository::{WEB, files_under};
use crate::tools;

pub(super) fn run(extra: &[OsString]) -> Result<Outcome> {
    tools::for_component_tests()?;
    let browser = tools::browser()?;
    let mut cargo = command("cargo");
    cargo
        .args(["test", "--no-fail-fast", "--package", "simulation-console", "--lib", "--tests"])
        .args(["--target", "wasm32-unknown-unknown", "--"])
        .args(extra)
        .env("CHROMEDRIVER", &browser.driver)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", capabilities(&browser.chrome)?)
        .env("WASM_BINDGEN_TEST_TIMEOUT", "180");
    let (text, succeeded) = watched(&mut cargo)?;
    let tally = Tally::of_cargo(&text);
    let mut outcome = Outcome::of(tally, succeeded);
    let declared = declared()?;
    if extra.is_empty() && outcome.problem.is_none() && tally.all() < declared {
        outcome.problem = Some(format!("{declared} tests are declared, but only {} ran", tally.all()));
    }
    Ok(outcome)
}

/// The repository's webdriver.json with this browser in it.
fn capabilities(chrome: &Path) -> Result<PathBuf> {
    let text = fs::read_to_string("webdriver.json").context("reading webdriver.json")?;
    let mut capabilities: Value = serde_json::from_str(&text).context("reading webdriver.json")?;
    if let Some(options) = capabilities.pointer_mut("/goog:chromeOptions").and_then(Value::as_object_mut) {
        options.insert("binary".to_owned(), json!(chrome));
    }
    fs::create_dir_all(WEB)?;
    let file = std::path::absolute(Path::new(WEB).join("webdriver.json"))?;
    fs::write(&file, capabilities.to_string())?;
    Ok(file)
}

/// How many browser tests the tree declares.
fn declared() -> Result<u64> {
    let mut sum = 0;
    for file in files_under(&["src", "tests"])? {
        if file.extension().is_some_and(|extension| extension == "rs") {
            sum += count(&fs::read_to_string(file)?);
        }
    }
    Ok(sum)
}

fn count(source: &str) -> u64 {
    let is_test =
        |line: &&str| line.starts_with("#[wasm_bindgen_test]") || line.starts_with("#[wasm_bindgen_test(");
    source.lines().map(str::trim).filter(is_test).count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declared_tests_are_counted() {
        let source = "wasm_bindgen_test_configure!(run_in_browser);\n#[wasm_bindgen_test]\nfn a() {}\n\
                      // #[wasm_bindgen_test]\n    #[wasm_bindgen_test(unsupported = test)]\nasync fn b() {}";
        assert_eq!(count(source), 2);
    }
}
