//! The repository's commands. Each file here owns one of them; this one only reads its name.

mod bench;
mod conformance;
mod dev;
mod dist;
mod lint;
mod process;
mod repository;
mod sandbox;
mod serve;
mod test;
mod tools;

use anyhow::{Result, bail};
use lexopt::Arg;

const HELP: &str = "\
The commands of this repository. Each installs what it lacks and says so.

  cargo xtask serve        the console with sample data, on one address
      --port N  --seed empty|demo|large|edge  --contrary  --latency MS  --run-speed X  --db FILE
      --api URL              a real API behind a same-origin proxy instead of the sandbox's
  cargo xtask dev          the same, rebuilt at every change          (options as for serve)
  cargo xtask test         every test; the last line is the total
      --tier pure|server|component|e2e   only this tier               -- ARGS go to its runner
  cargo xtask lint         format, clippy, and the rules of docs/ARCHITECTURE.md
  cargo xtask dist         the files to host, compressed, with their sizes
      --base /path/  --connect-src \"ORIGIN ...\"  --out DIR  --update-budget
  cargo xtask bench        how fast it is, from a real browser      (--runs N)
  cargo xtask conformance  --openapi FILE   what the last end-to-end run sent and received,
                             held against the vendor's document
";

fn main() {
    if let Err(error) = run() {
        eprintln!("\n{error:#}");
        std::process::exit(1);
    }
}

fn run() -> Result<()> {
    let mut arguments = lexopt::Parser::from_env();
    let command = match arguments.next()? {
        None | Some(Arg::Short('h') | Arg::Long("help")) => "help".to_owned(),
        Some(Arg::Value(name)) => name.to_string_lossy().into_owned(),
        Some(other) => return Err(other.unexpected().into()),
    };
    repository::enter()?;
    match command.as_str() {
        "help" => print!("{HELP}"),
        "serve" => serve::run(arguments)?,
        "dev" => dev::run(arguments)?,
        "bench" => bench::run(arguments)?,
        "conformance" => conformance::run(arguments)?,
        "test" => test::run(arguments)?,
        "lint" => lint::run(arguments)?,
        "dist" => dist::run(arguments)?,
        other => bail!("There is no command `{other}`. Type: cargo xtask help"),
    }
    Ok(())
}
