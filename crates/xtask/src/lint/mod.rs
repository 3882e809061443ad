//! `lint`: format, clippy, rustdoc, the scripts' types, and the repository's own rules.

mod awaits;
mod imports;
mod manifests;
mod portable;
mod references;
mod shape;
mod views;

use std::fs;
use std::process::Command;
use std::time::Instant;

use anyhow::{Result, bail};
use lexopt::Parser;

use crate::process::{command, output, run as run_command};
use crate::repository::files_under;
use crate::tools;

/// The crates that are built for this machine.
const NATIVE: &[&str] = &["contract", "domain", "sandbox", "xtask", "conformance"];

/// A tracked file.
pub(crate) struct Source {
    /// Its path from the repository's top, with slashes.
    pub(crate) path: String,
    /// What is in it.
    pub(crate) text: String,
}

impl Source {
    /// Whether it is a file of the app.
    fn is_app(&self) -> bool {
        self.path.starts_with("src/") && self.is("rs")
    }

    fn is(&self, extension: &str) -> bool {
        self.path.rsplit_once('.').is_some_and(|(_, found)| found == extension)
    }

    /// The lines with their numbers from 1.
    fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(index, line)| (index + 1, line))
    }

    #[cfg(test)]
    fn new(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned() }
    }
}

/// A rule: what it wants, and what breaks it in one file.
struct Rule {
    name: &'static str,
    check: fn(&Source) -> Vec<String>,
}

const RULES: &[Rule] = &[
    Rule { name: "imports go one way", check: imports::check },
    Rule { name: "only src/api/ sends requests, nothing in src/ names the sandbox", check: imports::names },
    Rule { name: "the pure crates stay pure", check: manifests::check },
    Rule { name: "files stay under 500 lines", check: shape::size },
    Rule { name: "a Rust file says what it owns", check: shape::module_comment },
    Rule { name: "asynchronous code reads signals by try_ only", check: awaits::check },
    Rule { name: "views keep the content policy", check: views::check },
    Rule { name: "nothing of one machine or one registry", check: portable::check },
];

pub(crate) fn run(mut arguments: Parser) -> Result<()> {
    if let Some(argument) = arguments.next()? {
        return Err(argument.unexpected().into());
    }
    tools::for_linting()?;
    let mut failed = Vec::new();
    for (name, mut command) in steps() {
        let started = Instant::now();
        println!("== {name}");
        if run_command(&mut command).is_err() {
            failed.push(name);
        }
        println!("   {:.0} s", started.elapsed().as_secs_f32());
    }
    for (name, problems) in own_rules(&sources()?) {
        println!("== {name}");
        problems.iter().for_each(|problem| println!("   {problem}"));
        if !problems.is_empty() {
            failed.push(name);
        }
    }
    if !failed.is_empty() {
        bail!("Lint found something; see above under: {}.", failed.join("; "));
    }
    println!("\nLint found nothing.");
    Ok(())
}

fn steps() -> Vec<(&'static str, Command)> {
    let cargo = |words: &[&str], packages: &[&str], rest: &[&str]| {
        let mut cargo = command("cargo");
        cargo.args(words);
        cargo.args(packages.iter().flat_map(|package| ["--package", package]));
        cargo.args(rest);
        cargo
    };
    let strict = ["--all-targets", "--", "-D", "warnings"];
    let web: Vec<_> = ["--target", "wasm32-unknown-unknown"].into_iter().chain(strict).collect();
    let mut documents = cargo(
        &["doc", "--quiet", "--no-deps", "--document-private-items"],
        &["contract", "domain", "sandbox"],
        &[],
    );
    documents.env("RUSTDOCFLAGS", "-D warnings");
    let mut scripts = command("npx");
    scripts.args(["--no-install", "tsc", "--noEmit"]).current_dir("tests/e2e");
    vec![
        ("format: what differs is fixed by `cargo fmt --all`", cargo(&["fmt", "--all", "--check"], &[], &[])),
        ("clippy, native", cargo(&["clippy", "--quiet"], NATIVE, &strict)),
        ("clippy, app", cargo(&["clippy", "--quiet"], &["simulation-console"], &web)),
        ("rustdoc", documents),
        ("types of the end-to-end tests", scripts),
    ]
}

fn own_rules(sources: &[Source]) -> Vec<(&'static str, Vec<String>)> {
    let found = |rule: &Rule| sources.iter().flat_map(rule.check).collect();
    RULES.iter().map(|rule| (rule.name, found(rule))).collect()
}

/// The text files that are tracked or about to be.
fn sources() -> Result<Vec<Source>> {
    let listed = output(command("git").args(["ls-files", "--cached", "--others", "--exclude-standard"]));
    let paths: Vec<String> = match listed {
        Ok(text) => text.lines().map(str::to_owned).collect(),
        // Not a clone: all files, then.
        Err(_) => files_under(&["."])?
            .iter()
            .map(|path| path.to_string_lossy().trim_start_matches("./").to_owned())
            .collect(),
    };
    // A deleted file may still be listed, and a picture is no text.
    let read = |path: String| fs::read_to_string(&path).ok().map(|text| Source { path, text });
    Ok(paths.into_iter().filter_map(read).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_see_every_file() {
        let sources = [Source::new("src/ui/a.rs", "fn a() {}"), Source::new("src/ui/b.rs", "//! B.\n")];
        let problems: Vec<String> = own_rules(&sources).into_iter().flat_map(|(_, found)| found).collect();
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert!(problems.iter().all(|problem| problem.starts_with("src/ui/a.rs")));
    }
}
