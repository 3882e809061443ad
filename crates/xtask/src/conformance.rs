//! `conformance`: starts the crate that holds the recordings against the vendor's document. A crate
//! of its own, because compiling a schema validator would make every command wait.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use lexopt::{Arg, Parser};

use crate::process::{command, run as run_command};
use crate::test::{RECORDINGS, record_server_tier};

pub(crate) fn run(mut arguments: Parser) -> Result<()> {
    let mut openapi = None;
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("openapi") => openapi = Some(arguments.value()?),
            other => return Err(other.unexpected().into()),
        }
    }
    let openapi = openapi.context("Name the vendor's document: cargo xtask conformance --openapi FILE")?;
    if !has_recordings(Path::new(RECORDINGS)) {
        println!("No end-to-end run has recorded anything: recording the sandbox's own tests instead.");
        record_server_tier()?;
    }
    let mut conformance = command("cargo");
    conformance.args(["run", "--quiet", "--package", "conformance", "--", "--openapi"]).arg(openapi);
    run_command(conformance.args(["--recordings", RECORDINGS]))
        .context("The exchanges depart from the document, or could not be judged; see above.")
}

fn has_recordings(directory: &Path) -> bool {
    let is_recording = |entry: fs::DirEntry| {
        entry.file_name().to_string_lossy().ends_with(".jsonl")
            && entry.metadata().is_ok_and(|about| about.len() > 0)
    };
    fs::read_dir(directory).is_ok_and(|entries| entries.flatten().any(is_recording))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_recording_is_none() {
        let directory = std::env::temp_dir().join(format!("xtask-recordings-{}", std::process::id()));
        fs::create_dir_all(&directory).unwrap();
        fs::write(directory.join("plain-0.jsonl"), "").unwrap();
        let with_empty = has_recordings(&directory);
        fs::write(directory.join("plain-1.jsonl"), "{}").unwrap();
        let with_one = has_recordings(&directory);
        fs::remove_dir_all(&directory).unwrap();
        assert!(!with_empty && with_one && !has_recordings(&directory));
    }
}
