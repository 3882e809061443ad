//! What the commands need from outside, installed where it is missing. When all is there, the
//! checks take a fraction of a second.

mod browser;
mod cargo;
mod npm;
mod servers;

pub(crate) use browser::{browser, headless};
pub(crate) use npm::npm;
pub(crate) use servers::servers;

use anyhow::Result;

/// What building the app takes.
pub(crate) fn for_building() -> Result<()> {
    cargo::wasm_target()?;
    cargo::trunk()?;
    cargo::wasm_bindgen()?;
    npm("tools")
}

/// What testing its components takes besides a browser.
pub(crate) fn for_component_tests() -> Result<()> {
    cargo::wasm_target()?;
    cargo::wasm_bindgen()
}

/// What checking without running takes.
pub(crate) fn for_linting() -> Result<()> {
    cargo::components()?;
    cargo::wasm_target()?;
    npm("tests/e2e")
}
