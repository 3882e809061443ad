//! `bench`: how fast the console is in a real browser. The measuring is done by scripts beside the
//! end-to-end tests; this prepares what they need and adds the bytes.

use std::path::Path;

use anyhow::Result;
use lexopt::{Arg, Parser, ValueExt};

use crate::dist::shipped_bytes;
use crate::process::run as run_command;
use crate::repository::WEB;
use crate::test::prepare;
use crate::tools;

pub(crate) fn run(mut arguments: Parser) -> Result<()> {
    let mut runs = 5_u32;
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("runs") => runs = arguments.value()?.parse()?,
            other => return Err(other.unexpected().into()),
        }
    }
    let prepared = prepare(tools::browser()?.chrome)?;
    let bytes = shipped_bytes(&Path::new(WEB).join("e2e-root"))?;
    let mut playwright = prepared.node("npx");
    playwright
        .args(["--no-install", "playwright", "test", "--config", "bench"])
        .env("CONSOLE_BENCH_RUNS", runs.to_string())
        .env("CONSOLE_BYTES", bytes.to_string());
    run_command(&mut playwright)
}
