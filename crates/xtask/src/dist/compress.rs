//! The `.br` and `.gz` files beside the others, at the highest levels. Node does the work, which the
//! build needs anyway; what was compressed once is kept by its content.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::finish::hexadecimal;
use crate::process::{command, run};
use crate::repository::WEB;

/// The endings, and so the encodings.
pub(super) const ENDINGS: &[&str] = &["br", "gz"];

/// Writes the compressed siblings of all these files.
pub(super) fn all(files: &[PathBuf]) -> Result<()> {
    let store = Path::new(WEB).join("compressed");
    fs::create_dir_all(&store)?;
    let mut kept = Vec::new();
    let mut missing = BTreeSet::new();
    for file in files {
        let content = fs::read(file).with_context(|| format!("reading {}", file.display()))?;
        let copy = store.join(hexadecimal(&content));
        if !ENDINGS.iter().all(|ending| sibling(&copy, ending).is_file()) {
            fs::write(&copy, content)?;
            missing.insert(copy.clone());
        }
        kept.push((file, copy));
    }
    if !missing.is_empty() {
        run(command("node").arg("tools/compress.mjs").args(&missing))?;
    }
    for copy in missing {
        fs::remove_file(copy)?;
    }
    for (file, copy) in kept {
        for ending in ENDINGS {
            fs::copy(sibling(&copy, ending), sibling(file, ending))?;
        }
    }
    Ok(())
}

/// The file's compressed form.
pub(super) fn sibling(file: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(file);
    name.push(".");
    name.push(ending);
    name.into()
}
