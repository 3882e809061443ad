//! The browser that the tests drive, and its driver.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use super::npm::major;
use super::servers::apt_install;
use crate::process::{command, find, output};

const BROWSERS: &[&str] = &["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
/// The same engine without a window, tabs or menus, which a headless browser otherwise draws all the same.
const SHELLS: &[&str] = &[SHELL_PACKAGE, "chrome-headless-shell"];
/// Debian's package of it.
const SHELL_PACKAGE: &str = "chromium-headless-shell";

/// Where the browser and its driver are.
#[derive(Debug)]
pub(crate) struct Browser {
    /// The browser's program.
    pub(crate) chrome: PathBuf,
    /// The driver's program.
    pub(crate) driver: PathBuf,
}

/// The browser named by CHROME and CHROMEDRIVER or found on the path, else installed.
pub(crate) fn browser() -> Result<Browser> {
    if look().is_none() {
        apt_install(
            &["chromium", "chromium-driver"],
            "Install Chromium or Chrome and the ChromeDriver of the same version, or name them in the \
             variables CHROME and CHROMEDRIVER.",
        )?;
    }
    let found = look().context("A browser was installed but cannot be found on the path.")?;
    same_version(&found)?;
    Ok(found)
}

/// The browser that Playwright starts, many times over: a headless shell where there is one or Debian has one to
/// install, for it needs two thirds of the time; else the browser itself. CHROME names another.
pub(crate) fn headless() -> Result<PathBuf> {
    if let Some(named) = env::var_os("CHROME") {
        return Ok(named.into());
    }
    let shell = || SHELLS.iter().find_map(|name| find(name));
    if shell().is_none() && has_package(SHELL_PACKAGE) {
        apt_install(&[SHELL_PACKAGE], "")?;
    }
    shell().map_or_else(|| Ok(browser()?.chrome), Ok)
}

/// Whether we may install a Debian package that its lists know.
fn has_package(name: &str) -> bool {
    let is_root = output(command("id").arg("-u")).is_ok_and(|user| user.trim() == "0");
    is_root && output(command("apt-cache").args(["show", name])).is_ok()
}

fn look() -> Option<Browser> {
    let chrome =
        env::var_os("CHROME").map(PathBuf::from).or_else(|| BROWSERS.iter().find_map(|name| find(name)))?;
    let driver = env::var_os("CHROMEDRIVER").map(PathBuf::from).or_else(|| find("chromedriver"))?;
    Some(Browser { chrome, driver })
}

/// A driver of another version fails without saying why.
fn same_version(browser: &Browser) -> Result<()> {
    let version = |program: &PathBuf| -> Result<u32> {
        let text = output(command(program).arg("--version"))?;
        major(&text).with_context(|| format!("{} did not say its version: {text}", program.display()))
    };
    let (chrome, driver) = (version(&browser.chrome)?, version(&browser.driver)?);
    if chrome != driver {
        bail!(
            "The browser {} is of version {chrome}, its driver {} of version {driver}. They must be equal: \
             update one, or name others in the variables CHROME and CHROMEDRIVER.",
            browser.chrome.display(),
            browser.driver.display()
        );
    }
    Ok(())
}
