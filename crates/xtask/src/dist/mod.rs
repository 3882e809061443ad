//! `dist`: the files to host. Trunk builds them once; what differs from host to host (the base
//! address, further API hosts) is set on a copy, so one build serves all.

mod budget;
mod build;
mod compress;
mod finish;
mod page;
mod report;

use std::path::{Path, PathBuf};

use anyhow::Result;
use lexopt::{Arg, Parser, ValueExt};

use self::finish::finish;
use self::report::shipped;

use crate::{repository, tools};
pub(crate) use build::{release, trunk};

/// What a host's copy is told apart by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Host {
    /// The path that the console is served under, with a slash at both ends.
    pub(crate) base: String,
    /// Origins that the page may call besides the vendor's, separated by spaces.
    pub(crate) connect_src: String,
}

impl Default for Host {
    fn default() -> Self {
        Self { base: "/".to_owned(), connect_src: String::new() }
    }
}

pub(crate) fn run(mut arguments: Parser) -> Result<()> {
    let mut host = Host::default();
    let mut out = PathBuf::from("target/dist");
    let mut update = false;
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("base") => host.base = arguments.value()?.string()?,
            Arg::Long("connect-src") => host.connect_src = arguments.value()?.string()?,
            Arg::Long("out") => out = arguments.value()?.into(),
            Arg::Long("update-budget") => update = true,
            other => return Err(other.unexpected().into()),
        }
    }
    tools::for_building()?;
    let built = release()?;
    {
        let _alone = repository::alone()?;
        finish(&built, &host, &out)?;
    }
    let shipped = shipped(&out)?;
    report::print(&out, &shipped);
    budget::hold(&shipped, update)
}

/// What a first visit downloads, by brotli.
pub(crate) fn shipped_bytes(out: &Path) -> Result<u64> {
    Ok(report::total(&shipped(out)?).brotli)
}

/// A finished copy for our own use, made again only when something changed.
pub(crate) fn copy_for(built: &Path, host: &Host, name: &str) -> Result<PathBuf> {
    let _alone = repository::alone()?;
    let out = Path::new(repository::WEB).join(name);
    let stamp = Path::new(repository::WEB).join(format!("{name}.stamp"));
    let print =
        format!("{} {host:?}", repository::fingerprint(&[built, Path::new("crates/xtask/src/dist")])?);
    if !repository::stamped(&stamp, &print) || !out.join("index.html").is_file() {
        finish(built, host, &out)?;
        std::fs::write(stamp, print)?;
    }
    Ok(out)
}
