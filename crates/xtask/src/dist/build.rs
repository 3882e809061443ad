//! The release build by trunk, left out when nothing it is made of changed.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};

use crate::process::{command, run};
use crate::repository::{self, WEB};

/// Everything that the built files depend on.
const SOURCES: &[&str] = &[
    "src",
    "crates/contract/src",
    "crates/contract/Cargo.toml",
    "crates/domain/src",
    "crates/domain/Cargo.toml",
    "style",
    "assets",
    "index.html",
    "boot.js",
    "poll.js",
    "Trunk.toml",
    "Cargo.toml",
    "Cargo.lock",
    "rust-toolchain.toml",
    ".cargo/config.toml",
    "tools/bundle-css.mjs",
    "tools/minify-js.mjs",
    "tools/package-lock.json",
];

/// The compiler's flags for the app, as cargo reads them: it adds them to those of `.cargo/config.toml`.
const FLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// Flags of the release build alone.
fn flags() -> String {
    // Hardly anything is worth a second copy of its code.
    let mut flags = vec!["-Cllvm-args=-inline-threshold=0".to_owned()];
    // Panics name their place in the source: not where this machine keeps it.
    let cargo = env::var_os("CARGO_HOME").map(PathBuf::from);
    let cargo = cargo.or_else(|| Some(env::home_dir()?.join(".cargo"))).unwrap_or_default();
    for registry in fs::read_dir(cargo.join("registry/src")).into_iter().flatten().flatten() {
        flags.push(format!("--remap-path-prefix={}/=", registry.path().display()));
    }
    // Cargo parts them at spaces.
    flags.retain(|flag| !flag.contains(' '));
    flags.join(" ")
}

/// Builds the app for release if need be, and returns the directory it is in.
pub(crate) fn release() -> Result<PathBuf> {
    let _alone = repository::alone()?;
    let out = Path::new(WEB).join("release");
    let stamp = Path::new(WEB).join("release.stamp");
    let sources = repository::fingerprint(SOURCES)?;
    if repository::stamped(&stamp, &sources) && out.join("index.html").is_file() {
        return Ok(out);
    }
    println!("Building the console for release: some minutes the first time, about one after a change");
    let started = Instant::now();
    run(trunk("build").args(["--release", "--dist"]).arg(&out).env(FLAGS, flags()))
        .context("The console could not be built; what is above says why.")?;
    run(command("node").arg("tools/minify-js.mjs").arg(&out))?;
    // Sources that changed meanwhile are built the next time.
    fs::write(stamp, sources)?;
    println!("Built in {:.0} s", started.elapsed().as_secs_f32());
    Ok(out)
}

/// Trunk with this subcommand; it shall not ask the internet for a newer version of itself.
pub(crate) fn trunk(subcommand: &str) -> std::process::Command {
    let mut trunk = command("trunk");
    trunk
        .arg(subcommand)
        .env("TRUNK_SKIP_VERSION_CHECK", "true")
        .env_remove("NO_COLOR")
        .env_remove("RUST_BACKTRACE");
    trunk
}
