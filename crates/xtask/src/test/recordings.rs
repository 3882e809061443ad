//! What the sandbox recorded in the last tests, for `cargo xtask conformance`. A run begins with none
//! of its own kind, for older ones would speak for code that is gone.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

const DIRECTORY: &str = "target/conformance";
/// What the names of the server tests' recordings begin with.
const SERVER: &str = "server";

/// The directory, without recordings of the sandbox's own tests.
pub(super) fn of_server_tests() -> Result<PathBuf> {
    cleared(Path::new(DIRECTORY), |name| name.starts_with(SERVER))
}

/// The directory, without recordings of the end-to-end tests.
pub(super) fn of_end_to_end_tests() -> Result<PathBuf> {
    cleared(Path::new(DIRECTORY), |name| !name.starts_with(SERVER))
}

/// The directory, if anything is in it.
pub(crate) fn recordings() -> Option<PathBuf> {
    filled(Path::new(DIRECTORY))
}

fn cleared(directory: &Path, is_old: impl Fn(&str) -> bool) -> Result<PathBuf> {
    fs::create_dir_all(directory)?;
    for entry in fs::read_dir(directory)? {
        let entry = entry?;
        if is_old(&entry.file_name().to_string_lossy()) {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(std::path::absolute(directory)?)
}

fn filled(directory: &Path) -> Option<PathBuf> {
    let is_recording = |entry: fs::DirEntry| {
        entry.file_name().to_string_lossy().ends_with(".jsonl")
            && entry.metadata().is_ok_and(|about| about.len() > 0)
    };
    let is_filled = fs::read_dir(directory).ok()?.flatten().any(is_recording);
    is_filled.then(|| directory.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_clears_its_own() {
        let directory = std::env::temp_dir().join(format!("xtask-recordings-{}", std::process::id()));
        fs::create_dir_all(&directory).unwrap();
        fs::write(directory.join("plain-0.jsonl"), "").unwrap();
        let with_empty = filled(&directory);
        fs::write(directory.join("plain-0.jsonl"), "{}").unwrap();
        fs::write(directory.join("server-1.jsonl"), "{}").unwrap();
        cleared(&directory, |name| !name.starts_with(SERVER)).unwrap();
        let with_servers = filled(&directory);
        cleared(&directory, |name| name.starts_with(SERVER)).unwrap();
        let with_none = filled(&directory);
        fs::remove_dir_all(&directory).unwrap();
        assert_eq!((with_empty, with_none), (None, None));
        assert_eq!(with_servers, Some(directory));
    }
}
