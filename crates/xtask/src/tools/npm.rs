//! Packages from npm, exactly those of a directory's lockfile.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::process::{command, find, output, run};

const OLDEST_NODE: u32 = 20;

/// Installs the packages of the lockfile in `directory`, unless they are there.
pub(crate) fn npm(directory: &str) -> Result<()> {
    let lockfile = Path::new(directory).join("package-lock.json");
    let lock = fs::read_to_string(&lockfile).with_context(|| format!("reading {}", lockfile.display()))?;
    let stamp = Path::new(directory).join("node_modules/.installed-lock.json");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    node()?;
    println!("Installing the npm packages of {directory}: a moment, once");
    // The tests use the browser that is installed, not one that a package downloads.
    run(command("npm")
        .args(["ci", "--prefix", directory, "--no-audit", "--no-fund", "--loglevel", "error"])
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))?;
    fs::write(&stamp, lock)?;
    Ok(())
}

fn node() -> Result<()> {
    if find("node").is_none() || find("npm").is_none() {
        bail!("Node is missing: install Node {OLDEST_NODE} or newer with npm, and try again.");
    }
    let version = output(command("node").arg("--version"))?;
    match major(&version) {
        Some(major) if major >= OLDEST_NODE => Ok(()),
        _ => bail!("Node {} is too old: install Node {OLDEST_NODE} or newer.", version.trim()),
    }
}

/// The first number in a version.
pub(super) fn major(version: &str) -> Option<u32> {
    let start = version.find(|character: char| character.is_ascii_digit())?;
    version.get(start..)?.split('.').next()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_number_is_the_major_version() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("Chromium 156.0.8078.79 built on Debian"), Some(156));
        assert_eq!(major("unknown"), None);
    }
}
