//! `conformance`: starts the crate that holds the recordings against the vendor's document. A crate
//! of its own, because compiling a schema validator would make every command wait.

use anyhow::{Context, Result};
use lexopt::{Arg, Parser};

use crate::process::{command, run as run_command};
use crate::test::{recordings, server};

pub(crate) fn run(mut arguments: Parser) -> Result<()> {
    let mut openapi = None;
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("openapi") => openapi = Some(arguments.value()?),
            other => return Err(other.unexpected().into()),
        }
    }
    let openapi = openapi.context("Name the vendor's document: cargo xtask conformance --openapi FILE")?;
    let recordings = match recordings() {
        Some(directory) => directory,
        None => {
            println!("No test has recorded anything yet: running the sandbox's own tests first.");
            server(&[])?;
            recordings().context("The sandbox's tests recorded nothing.")?
        }
    };
    let mut conformance = command("cargo");
    conformance.args(["run", "--quiet", "--package", "conformance", "--", "--openapi"]).arg(openapi);
    run_command(conformance.arg("--recordings").arg(recordings))
        .context("The exchanges depart from the document, or could not be judged; see above.")
}
