//! The command line.

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use lexopt::prelude::*;

use crate::runs::is_speed;
use crate::seed::Seed;
use crate::server::Options;

/// What `--help` prints.
pub const HELP: &str = "\
sandbox: a server that behaves as the API does, for development, demonstrations and tests

  --host ADDRESS      where to listen (127.0.0.1)
  --port N            the port (8787); 0 is any free one
  --seed NAME         empty, demo, large or edge (demo)
  --contrary          answer as another valid server would, on a port of its own
  --latency MS        hold every answer this long
  --db FILE           keep the data in FILE; it is seeded only when empty
  --app DIR           serve the built app in DIR, too
  --base PATH         the path that the app lives under (/)
  --run-speed X       how fast runs go on: 1 as real ones, 10 ten times as fast (1)
  --api-port N        put the API on a port of its own; 0 is any free one
  --api URL           no sandbox: pass /v1/ on to a real API
  --record FILE       append every exchange to FILE, a line of JSON each
  --stop-with-stdin   stop when standard input is closed
  --help              this text";

/// What the command line asks for.
#[derive(Debug)]
pub enum Command {
    /// Print [`HELP`].
    Help,
    /// Serve.
    Serve {
        /// How.
        options: Box<Options>,
        /// Stop when standard input is closed.
        stop_with_stdin: bool,
    },
}

/// Reads the arguments, the program's name among them.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Command> {
    let mut parser = lexopt::Parser::from_iter(arguments);
    let mut options = Options { port: 8787, ..Options::default() };
    let mut stop_with_stdin = false;
    while let Some(argument) = parser.next()? {
        match argument {
            Long("help") | Short('h') => return Ok(Command::Help),
            Long("host") => options.host = parser.value()?.parse().context("--host is no address")?,
            Long("port") => options.port = parser.value()?.parse().context("--port is no port")?,
            Long("seed") => {
                let name = parser.value()?.string()?;
                let Some(seed) = Seed::parse(&name) else {
                    bail!("there is no seed called {name}");
                };
                options.seed = seed;
            }
            Long("contrary") => options.contrary = true,
            Long("latency") => {
                let ms = parser.value()?.parse().context("--latency is no number of milliseconds")?;
                options.latency = Duration::from_millis(ms);
            }
            Long("db") => options.db = Some(PathBuf::from(parser.value()?)),
            Long("app") => options.app = Some(PathBuf::from(parser.value()?)),
            Long("base") => options.base = parser.value()?.string()?,
            Long("api-port") => {
                options.api_port = Some(parser.value()?.parse().context("--api-port is no port")?);
            }
            Long("run-speed") => {
                let speed = parser.value()?.parse().context("--run-speed is no number")?;
                if !is_speed(speed) {
                    bail!("--run-speed is from 0 to 10000");
                }
                options.run_speed = speed;
            }
            Long("api") => options.api = Some(parser.value()?.string()?),
            Long("record") => options.record = Some(PathBuf::from(parser.value()?)),
            Long("stop-with-stdin") => stop_with_stdin = true,
            other => return Err(other.unexpected().into()),
        }
    }
    if options.contrary && options.api_port.is_none() && options.api.is_none() {
        options.api_port = Some(0);
    }
    Ok(Command::Serve { options: Box::new(options), stop_with_stdin })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(arguments: &[&str]) -> Result<Options> {
        let all = std::iter::once("sandbox").chain(arguments.iter().copied()).map(OsString::from);
        match parse(all)? {
            Command::Serve { options, .. } => Ok(*options),
            Command::Help => bail!("help"),
        }
    }

    #[test]
    fn a_contrary_server_is_another_origin() {
        assert_eq!(options(&["--contrary"]).unwrap().api_port, Some(0));
        assert_eq!(options(&["--contrary", "--api-port", "7"]).unwrap().api_port, Some(7));
        assert_eq!(options(&[]).unwrap().api_port, None);
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        for wrong in [&["--seed", "huge"][..], &["--port", "x"], &["--unknown"], &["file"]] {
            assert!(options(wrong).is_err(), "{wrong:?}");
        }
    }
}
