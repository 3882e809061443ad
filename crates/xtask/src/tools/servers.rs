//! Debian packages: installed where that is possible without asking, else named with the command.

use std::env;

use anyhow::{Result, bail};

use crate::process::{command, find, output, run};

/// The web servers whose documented configuration the tests try out.
pub(crate) fn servers() -> Result<()> {
    let mut missing = Vec::new();
    // nginx lives in a directory that is not on everybody's path.
    if find("nginx").is_none() && !std::path::Path::new("/usr/sbin/nginx").is_file() {
        missing.push("nginx-light");
    }
    if find("caddy").is_none() {
        missing.push("caddy");
    }
    if missing.is_empty() {
        return Ok(());
    }
    apt_install(&missing, "Install nginx and Caddy: the tests start both.")
}

/// Installs Debian packages if we may, else says what to type.
pub(super) fn apt_install(packages: &[&str], otherwise: &str) -> Result<()> {
    let line = format!("apt-get install --yes --no-install-recommends {}", packages.join(" "));
    let is_root = output(command("id").arg("-u")).is_ok_and(|user| user.trim() == "0");
    if find("apt-get").is_none() {
        bail!("{} is missing. {otherwise}", packages.join(" and "));
    }
    if !is_root {
        bail!("{} is missing. {otherwise} Here: sudo {line}", packages.join(" and "));
    }
    println!("Installing {} by apt-get: a minute or two, once", packages.join(" and "));
    let quiet = env::var_os("CI").map_or("--quiet", |_| "--quiet=2");
    run(command("apt-get").args(["update", quiet]))?;
    run(command("apt-get")
        .args(["install", "--yes", "--no-install-recommends", quiet])
        .args(packages)
        .env("DEBIAN_FRONTEND", "noninteractive"))
}
