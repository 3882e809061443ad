//! Where things are in the repository. All paths are relative to its top, which [`enter`] makes the
//! current directory.

use std::env;
use std::fs::File;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use std::{fs, io};

use anyhow::{Context, Result};

/// Where the commands put what they install.
pub(crate) const TOOLS: &str = "target/tools";
/// Where the commands put what they make of the app.
pub(crate) const WEB: &str = "target/web";

/// Makes the repository's top the current directory.
pub(crate) fn enter() -> Result<()> {
    let here = env::current_dir()?;
    let top = here
        .ancestors()
        .find(|directory| directory.join("crates/xtask/Cargo.toml").is_file())
        .context("This is not inside the repository: change into it and try again.")?;
    env::set_current_dir(top)?;
    Ok(())
}

/// Where cargo puts a native binary of the dev profile.
pub(crate) fn binary(name: &str) -> PathBuf {
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from);
    target.join("debug").join(name).with_extension(env::consts::EXE_EXTENSION)
}

/// All files below the directories and files named, sorted. What is missing is left out, so are
/// `target`, `node_modules` and hidden directories.
pub(crate) fn files_under<P: AsRef<Path>>(starts: &[P]) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open: Vec<PathBuf> = starts.iter().map(|path| path.as_ref().to_owned()).collect();
    while let Some(path) = open.pop() {
        if path.is_file() {
            found.push(path);
            continue;
        }
        let entries = match fs::read_dir(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            entries => entries.with_context(|| format!("reading {}", path.display()))?,
        };
        for entry in entries {
            let entry = entry?;
            let name = entry.file_name();
            let name = name.to_string_lossy();
            if entry.file_type()?.is_dir()
                && (name == "target" || name == "node_modules" || name.starts_with('.'))
            {
                continue;
            }
            open.push(entry.path());
        }
    }
    found.sort();
    Ok(found)
}

/// A number that changes when a file of these appears, disappears, grows or is written to.
pub(crate) fn fingerprint<P: AsRef<Path>>(starts: &[P]) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    for file in files_under(starts)? {
        let about = file.metadata()?;
        let written = about.modified()?.duration_since(SystemTime::UNIX_EPOCH)?;
        (&file, about.len(), written.as_nanos()).hash(&mut hasher);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

/// Waits until no other command of this repository makes files of the app, and keeps others waiting
/// as long as the value lives.
pub(crate) fn alone() -> Result<File> {
    fs::create_dir_all(WEB)?;
    let lock = File::create(Path::new(WEB).join("lock"))?;
    if lock.try_lock().is_err() {
        println!("Another command is building the console: waiting for it");
        lock.lock()?;
    }
    Ok(lock)
}

/// Whether the stamp file says exactly this.
pub(crate) fn stamped(stamp: &Path, text: &str) -> bool {
    fs::read_to_string(stamp).is_ok_and(|found| found == text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_sees_a_new_and_a_changed_file() {
        let directory = env::temp_dir().join(format!("xtask-fingerprint-{}", std::process::id()));
        fs::create_dir_all(directory.join("node_modules")).unwrap();
        let print = || fingerprint(std::slice::from_ref(&directory)).unwrap();
        let empty = print();
        fs::write(directory.join("a"), "1").unwrap();
        let one = print();
        fs::write(directory.join("a"), "12").unwrap();
        let changed = print();
        fs::write(directory.join("node_modules/b"), "1").unwrap();
        let with_modules = print();
        fs::remove_dir_all(&directory).unwrap();
        assert!(empty != one && one != changed && changed == with_modules);
    }
}
