//! Running other programs: with our tools on the path, their failures in words, and ended with us.

use std::env;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::repository::TOOLS;

/// A program with the repository's own tools before the others on its path.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    let own = [Path::new(TOOLS).join("bin"), PathBuf::from("tools/node_modules/.bin")];
    let own = own.iter().filter_map(|path| std::path::absolute(path).ok());
    let others = env::var_os("PATH").unwrap_or_default();
    if let Ok(path) = env::join_paths(own.chain(env::split_paths(&others))) {
        command.env("PATH", path);
    }
    command
}

/// The command as a person would type it.
fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

fn not_started(command: &Command) -> String {
    format!("`{}` could not be started: is it installed?", command.get_program().to_string_lossy())
}

/// Runs to the end, its output shown; an exit code other than 0 is an error.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| not_started(command))?;
    if !status.success() {
        bail!("`{}` failed ({status}).", shown(command));
    }
    Ok(())
}

/// Runs to the end and returns what it printed to standard output, if it succeeded.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output = command.stderr(Stdio::piped()).output().with_context(|| not_started(command))?;
    if !output.status.success() {
        let words = String::from_utf8_lossy(&output.stderr);
        bail!("`{}` failed ({}): {}", shown(command), output.status, words.trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs to the end, its output shown as it comes and returned, with whether it succeeded.
pub(crate) fn watched(command: &mut Command) -> Result<(String, bool)> {
    let mut child = command.stdout(Stdio::piped()).spawn().with_context(|| not_started(command))?;
    let mut text = String::new();
    if let Some(stdout) = child.stdout.take() {
        let mut lines = BufReader::new(stdout);
        let mut line = Vec::new();
        while lines.read_until(b'\n', &mut line)? > 0 {
            let words = String::from_utf8_lossy(&line);
            print!("{words}");
            text.push_str(&words);
            line.clear();
        }
    }
    Ok((text, child.wait()?.success()))
}

/// The file that the name stands for on the path.
pub(crate) fn find(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|directory| directory.join(name).with_extension(env::consts::EXE_EXTENSION))
        .find(|file| file.is_file())
}

/// A program that ends when this value is dropped.
#[derive(Debug)]
pub(crate) struct Background(Child);

impl Background {
    /// Starts it. Its standard input is a pipe that closes with us.
    pub(crate) fn start(command: &mut Command) -> Result<Self> {
        let child = command.stdin(Stdio::piped()).spawn().with_context(|| not_started(command))?;
        Ok(Self(child))
    }

    /// What it prints, where that was asked for.
    pub(crate) fn stdout(&mut self) -> Option<std::process::ChildStdout> {
        self.0.stdout.take()
    }

    /// How it ended, if it has.
    pub(crate) fn ended(&mut self) -> Result<Option<std::process::ExitStatus>> {
        Ok(self.0.try_wait()?)
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        let given = Instant::now() + Duration::from_secs(2);
        while matches!(self.0.try_wait(), Ok(None)) && Instant::now() < given {
            std::thread::sleep(Duration::from_millis(20));
        }
        // An error means that it has ended meanwhile.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Ctrl-C and a request to end, as a message instead of a sudden death.
pub(crate) fn interrupted() -> Result<Receiver<()>> {
    let (sender, receiver) = channel();
    ctrlc::set_handler(move || {
        let _ = sender.send(());
    })?;
    Ok(receiver)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_names_the_command() {
        let error = run(Command::new("false").arg("x")).unwrap_err();
        assert!(error.to_string().contains("`false x` failed"), "{error}");
        let error = output(&mut Command::new("no-such-program")).unwrap_err();
        assert!(error.to_string().contains("is it installed"), "{error}");
    }

    #[test]
    fn output_is_returned_with_the_outcome() {
        let (text, succeeded) =
            watched(Command::new("sh").args(["-c", "echo one; echo two; exit 3"])).unwrap();
        assert_eq!((text.as_str(), succeeded), ("one\ntwo\n", false));
    }

    #[test]
    fn what_is_started_ends_with_us() {
        let started = Instant::now();
        drop(Background::start(&mut Command::new("cat")).unwrap());
        assert!(started.elapsed() < Duration::from_secs(2), "cat ends with its input");
    }
}
