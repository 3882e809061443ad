//! The sizes of what a first visit downloads.

use std::path::Path;

use anyhow::Result;

use super::compress::sibling;
use crate::repository::files_under;

/// One file's bytes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Shipped {
    /// Its name.
    pub(super) name: String,
    /// As it is.
    pub(super) raw: u64,
    /// By gzip; as it is, where it is not compressed.
    pub(super) gzip: u64,
    /// By brotli; as it is, where it is not compressed.
    pub(super) brotli: u64,
}

/// The files that a visitor downloads, largest first. `404.html` is the page once more.
pub(super) fn shipped(out: &Path) -> Result<Vec<Shipped>> {
    let mut shipped = Vec::new();
    for file in files_under(&[out])? {
        let name = file.strip_prefix(out)?.to_string_lossy().into_owned();
        if name == "404.html" || name.ends_with(".br") || name.ends_with(".gz") {
            continue;
        }
        let raw = file.metadata()?.len();
        let size = |ending| sibling(&file, ending).metadata().map_or(raw, |about| about.len());
        shipped.push(Shipped { name, raw, gzip: size("gz"), brotli: size("br") });
    }
    shipped.sort_by_key(|file| std::cmp::Reverse(file.raw));
    Ok(shipped)
}

/// All files together.
pub(super) fn total(files: &[Shipped]) -> Shipped {
    let sum = |size: fn(&Shipped) -> u64| files.iter().map(size).sum();
    Shipped {
        name: "total".to_owned(),
        raw: sum(|f| f.raw),
        gzip: sum(|f| f.gzip),
        brotli: sum(|f| f.brotli),
    }
}

pub(super) fn print(out: &Path, files: &[Shipped]) {
    println!("\n{:<52} {:>10} {:>10} {:>10}", "bytes", "raw", "gzip", "brotli");
    for file in files.iter().chain([&total(files)]) {
        println!("{:<52} {:>10} {:>10} {:>10}", file.name, file.raw, file.gzip, file.brotli);
    }
    println!("\nThe files to host are in {}; docs/HOSTING.md says how.", out.display());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn siblings_are_sizes_not_files() {
        let out = std::env::temp_dir().join(format!("xtask-report-{}", std::process::id()));
        std::fs::create_dir_all(&out).unwrap();
        for (name, size) in [("a.js", 9), ("a.js.br", 2), ("a.js.gz", 3), ("404.html", 5), ("config.json", 4)]
        {
            std::fs::write(out.join(name), "x".repeat(size)).unwrap();
        }
        let files = shipped(&out).unwrap();
        std::fs::remove_dir_all(&out).unwrap();
        let total = total(&files);
        assert_eq!(files.len(), 2);
        assert_eq!((total.raw, total.gzip, total.brotli), (13, 7, 6));
    }
}
