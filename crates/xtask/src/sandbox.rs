//! The sandbox as a program: its options, its build, and its announcement that it is ready.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use lexopt::{Arg, Parser, ValueExt};

use crate::dist::Host;
use crate::process::{Background, command, run};
use crate::repository::binary;

/// How the person wants it.
#[derive(Debug)]
pub(crate) struct Options {
    port: u16,
    api: Option<String>,
    others: Vec<String>,
}

/// Where it answers.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Ready {
    /// The console's address.
    pub(crate) app: String,
    /// The API's address.
    pub(crate) api: String,
}

impl Options {
    /// Reads the options of `serve` and `dev`.
    pub(crate) fn read(mut arguments: Parser) -> Result<Self> {
        let mut options = Self { port: 8080, api: None, others: Vec::new() };
        while let Some(argument) = arguments.next()? {
            let name = match argument {
                Arg::Long(name) => name.to_owned(),
                other => return Err(other.unexpected().into()),
            };
            match name.as_str() {
                "port" => options.port = arguments.value()?.parse()?,
                "api" => options.api = Some(arguments.value()?.string()?),
                "contrary" => options.others.push("--contrary".to_owned()),
                "seed" => {
                    let seed = arguments.value()?.string()?;
                    if !["empty", "demo", "large", "edge"].contains(&seed.as_str()) {
                        bail!("There is no seed `{seed}`: choose empty, demo, large or edge.");
                    }
                    options.others.extend(["--seed".to_owned(), seed]);
                }
                "latency" => {
                    let latency: u32 = arguments.value()?.parse()?;
                    options.others.extend(["--latency".to_owned(), latency.to_string()]);
                }
                "run-speed" => {
                    let speed: f64 = arguments.value()?.parse()?;
                    options.others.extend(["--run-speed".to_owned(), speed.to_string()]);
                }
                "db" => options.others.extend(["--db".to_owned(), arguments.value()?.string()?]),
                _ => bail!("There is no option --{name}. Type: cargo xtask help"),
            }
        }
        Ok(options)
    }

    /// Says in words that the port is taken, before minutes are spent on building.
    pub(crate) fn check_port(&self) -> Result<()> {
        if self.port != 0 && TcpListener::bind(("127.0.0.1", self.port)).is_err() {
            bail!(
                "Port {} is in use by another program, perhaps by an earlier `cargo xtask serve`. End that, or \
                 choose another port: cargo xtask serve --port {}",
                self.port,
                self.port.checked_add(1).unwrap_or(8080)
            );
        }
        Ok(())
    }

    /// How to sign in, in words.
    pub(crate) fn how_to_sign_in(&self) -> String {
        match &self.api {
            Some(api) => format!("with an access token for {api}"),
            None => "press \"Explore with sample data\"".to_owned(),
        }
    }

    /// The app's build for it: a contrary API is on an origin of its own.
    pub(crate) fn app_host(&self) -> Host {
        let elsewhere = self.api.is_none() && self.others.iter().any(|option| option == "--contrary");
        let connect_src = if elsewhere { "http://127.0.0.1:*" } else { "" };
        Host { connect_src: connect_src.to_owned(), ..Host::default() }
    }

    /// The program with these options, serving the app in `app`.
    fn command(&self, app: &Path) -> Command {
        let mut sandbox = command(binary("sandbox"));
        sandbox.args(["--host", "127.0.0.1", "--stop-with-stdin", "--port", &self.port.to_string()]);
        if let Some(api) = &self.api {
            sandbox.args(["--api", api]);
        }
        sandbox.args(&self.others).arg("--app").arg(app).stdout(Stdio::piped());
        sandbox
    }

    /// Starts it and waits until it answers.
    pub(crate) fn start(&self, app: &Path) -> Result<(Background, Ready)> {
        let mut sandbox = Background::start(&mut self.command(app))?;
        let output = sandbox.stdout().context("the sandbox has no output")?;
        let mut lines = BufReader::new(output).lines();
        for line in lines.by_ref() {
            let line = line?;
            let Some(ready) = Ready::read(&line) else {
                println!("{line}");
                continue;
            };
            // What it says later is shown as it comes.
            std::thread::spawn(move || lines.map_while(Result::ok).for_each(|line| println!("{line}")));
            return Ok((sandbox, ready));
        }
        bail!("The sandbox ended before it was ready; what is above says why.")
    }
}

impl Ready {
    fn read(line: &str) -> Option<Self> {
        let mut words = line.strip_prefix("ready ")?.split_whitespace();
        let app = words.next()?.strip_prefix("app=")?.to_owned();
        let api = words.next()?.strip_prefix("api=")?.to_owned();
        Some(Self { app, api })
    }
}

/// Builds it, in a moment when nothing changed.
pub(crate) fn build() -> Result<()> {
    if !binary("sandbox").is_file() {
        println!("Building the sandbox: some minutes, once");
    }
    run(command("cargo").args(["build", "--quiet", "--package", "sandbox"]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(words: &[&str]) -> Result<Options> {
        Options::read(Parser::from_args(words))
    }

    #[test]
    fn the_ready_line_is_read() {
        let ready = Ready::read("ready app=http://127.0.0.1:1/console/ api=http://127.0.0.1:2").unwrap();
        assert_eq!(ready.app, "http://127.0.0.1:1/console/");
        assert_eq!(ready.api, "http://127.0.0.1:2");
        assert_eq!(Ready::read("listening"), None);
    }

    #[test]
    fn options_reach_the_program() {
        let options = options(&["--port", "0", "--seed", "edge", "--contrary", "--run-speed", "10"]).unwrap();
        let command = options.command(Path::new("app"));
        let words: Vec<_> = command.get_args().map(|word| word.to_string_lossy()).collect();
        assert!(words.join(" ").contains("--port 0 --seed edge --contrary --run-speed 10 --app app"));
    }

    #[test]
    fn wrong_options_are_said_in_words() {
        let words = |words: &[&str]| options(words).unwrap_err().to_string();
        assert!(words(&["--seed", "huge"]).contains("choose empty, demo, large or edge"));
        assert!(words(&["--sed", "demo"]).contains("no option --sed"));
        assert!(words(&["--latency", "slow"]).contains("slow"));
    }

    #[test]
    fn a_port_in_use_is_said_in_words() {
        let taken = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = taken.local_addr().unwrap().port().to_string();
        let error = options(&["--port", &port]).unwrap().check_port().unwrap_err();
        assert!(error.to_string().contains("is in use"), "{error}");
    }
}
