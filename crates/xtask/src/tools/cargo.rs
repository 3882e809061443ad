//! The wasm target, trunk and wasm-bindgen: the versions are pinned, since their output is.

use std::env::consts::EXE_EXTENSION;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::process::{command, find, output, run};
use crate::repository::TOOLS;

/// 0.22 needs a newer Rust than the one pinned in Cargo.toml.
const TRUNK: &str = "0.21.14";
/// The same as in Cargo.toml: the command and the library must be of one version.
const WASM_BINDGEN: &str = "0.2.130";
const TARGET: &str = "wasm32-unknown-unknown";

fn sysroot() -> Result<PathBuf> {
    Ok(PathBuf::from(output(command("rustc").args(["--print", "sysroot"]))?.trim()))
}

/// The compiler's companions that check the code.
pub(super) fn components() -> Result<()> {
    let programs = sysroot()?.join("bin");
    for (component, program) in [("clippy", "cargo-clippy"), ("rustfmt", "rustfmt")] {
        // Not on the path: rustup puts stand-ins there that may have nothing behind them.
        if programs.join(program).with_extension(EXE_EXTENSION).is_file() {
            continue;
        }
        println!("Adding {component} to the compiler: a moment, once");
        run(command("rustup").args(["component", "add", component]))?;
    }
    Ok(())
}

/// The compiler's wasm32 target.
pub(super) fn wasm_target() -> Result<()> {
    if sysroot()?.join("lib/rustlib").join(TARGET).join("lib").is_dir() {
        return Ok(());
    }
    if find("rustup").is_none() {
        bail!(
            "The compiler cannot make WebAssembly: its target {TARGET} is missing, and so is rustup, \
             which could add it. Install rustup from https://rustup.rs and try again."
        );
    }
    println!("Adding the target {TARGET} to the compiler: a moment, once");
    run(command("rustup").args(["target", "add", TARGET]))
}

/// The bundler that makes a page of the app.
pub(super) fn trunk() -> Result<()> {
    install("trunk", "trunk", TRUNK, "--locked", "about five minutes, once")
}

/// The generator of the wasm's JavaScript side, and the runner of its tests.
pub(super) fn wasm_bindgen() -> Result<()> {
    let lock = fs::read_to_string("Cargo.lock").context("reading Cargo.lock")?;
    match locked(&lock, "wasm-bindgen") {
        Some(WASM_BINDGEN) => {}
        other => bail!(
            "Cargo.lock holds wasm-bindgen {}, the tools are pinned to {WASM_BINDGEN}. They must be equal: \
             change WASM_BINDGEN in crates/xtask/src/tools/cargo.rs, or Cargo.toml.",
            other.unwrap_or("in no version")
        ),
    }
    install("wasm-bindgen", "wasm-bindgen-cli", WASM_BINDGEN, "", "about two minutes, once")
}

/// Installs a package's programs into the tools' directory, unless `program` is there or on the
/// path in this version.
fn install(program: &str, package: &str, version: &str, locked: &str, takes: &str) -> Result<()> {
    let own = Path::new(TOOLS).join("bin").join(program);
    let is_right = |program: &Path| {
        output(command(program).arg("--version"))
            .is_ok_and(|text| text.split_whitespace().nth(1) == Some(version))
    };
    if is_right(&own) || find(program).is_some_and(|found| is_right(&found)) {
        return Ok(());
    }
    if find("cargo-binstall").is_some() {
        println!("Downloading {package} {version} into {TOOLS}");
        let exact = format!("{package}@{version}");
        let downloaded =
            run(command("cargo").args(["binstall", "--no-confirm", "--force", "--root", TOOLS, &exact]));
        if downloaded.is_ok() && is_right(&own) {
            return Ok(());
        }
    }
    println!("Building {package} {version} into {TOOLS}: {takes}");
    let mut cargo = command("cargo");
    cargo.args(["install", "--quiet", "--root", TOOLS, "--force", package, "--version", version]);
    if !locked.is_empty() {
        cargo.arg(locked);
    }
    run(&mut cargo)
}

/// The version of a package in a lockfile.
fn locked<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines.nth(1)?.strip_prefix("version = \"")?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_locked_version_is_read() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"1.0.0\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\nsource = \"x\"\n";
        assert_eq!(locked(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked(lock, "leptos"), None);
    }
}
