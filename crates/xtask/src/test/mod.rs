//! `test`: every tier, their times, and one total at the end.

mod component;
mod e2e;
mod native;
mod recordings;
mod tally;

use std::ffi::OsString;
use std::time::Instant;

use anyhow::{Result, bail};
use lexopt::{Arg, Parser, ValueExt};

pub(crate) use e2e::prepare;
pub(crate) use native::server;
pub(crate) use recordings::recordings;
use tally::{Outcome, Tally};

/// A tier: its name, what it covers, and how it runs.
struct Tier {
    name: &'static str,
    covers: &'static str,
    run: fn(&[OsString]) -> Result<Outcome>,
}

const TIERS: &[Tier] = &[
    Tier { name: "pure", covers: "contract and domain", run: native::pure },
    Tier { name: "server", covers: "the sandbox", run: native::server },
    Tier { name: "tools", covers: "xtask and conformance", run: native::tools },
    Tier { name: "component", covers: "parts of the app in a browser", run: component::run },
    Tier { name: "e2e", covers: "the built app, the sandbox and the documented hosts", run: e2e::run },
];

pub(crate) fn run(mut arguments: Parser) -> Result<()> {
    let mut only = None;
    let mut extra = Vec::new();
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("tier") => only = Some(arguments.value()?.string()?),
            // What stands after `--`.
            Arg::Value(value) => extra.push(value),
            other => return Err(other.unexpected().into()),
        }
    }
    let chosen: Vec<&Tier> =
        TIERS.iter().filter(|tier| only.as_deref().is_none_or(|name| name == tier.name)).collect();
    if chosen.is_empty() {
        let names: Vec<_> = TIERS.iter().map(|tier| tier.name).collect();
        bail!("There is no such tier: choose one of {}.", names.join(", "));
    }
    if !extra.is_empty() && only.is_none() {
        bail!("What stands after -- goes to the runner of one tier: name it by --tier.");
    }
    let results = chosen.iter().map(|tier| one(tier, &extra)).collect::<Vec<_>>();
    summarise(&results)
}

/// One tier's line in the summary.
struct Row {
    name: &'static str,
    tally: Tally,
    problem: Option<String>,
    seconds: f32,
}

fn one(tier: &Tier, extra: &[OsString]) -> Row {
    println!("\n== {}: {}", tier.name, tier.covers);
    let started = Instant::now();
    let (tally, problem) = match (tier.run)(extra) {
        Ok(outcome) => (outcome.tally, outcome.problem),
        Err(error) => (Tally::default(), Some(format!("{error:#}"))),
    };
    Row { name: tier.name, tally, problem, seconds: started.elapsed().as_secs_f32() }
}

fn summarise(rows: &[Row]) -> Result<()> {
    println!("\n{:<12} {:>7} {:>7} {:>8} {:>8}", "tier", "passed", "failed", "skipped", "seconds");
    let mut total = Tally::default();
    for row in rows {
        let Tally { passed, failed, skipped } = row.tally;
        println!("{:<12} {passed:>7} {failed:>7} {skipped:>8} {:>8.0}", row.name, row.seconds);
        total.add(row.tally);
    }
    for row in rows {
        if let Some(problem) = &row.problem {
            println!("\n{}: {problem}", row.name);
        }
    }
    println!("\n{} passed, {} failed", total.passed, total.failed);
    if total.failed > 0 || rows.iter().any(|row| row.problem.is_some()) {
        std::process::exit(1);
    }
    Ok(())
}
