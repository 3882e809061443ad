//! The finishing step: makes of trunk's files the files of one host. It changes only the page, so
//! every checksum that trunk wrote into it stays true.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use base64::Engine;
use serde_json::json;
use sha2::{Digest, Sha256, Sha384};

use super::{Host, compress, page};
use crate::repository::files_under;

/// Files that say something about this very installation: a host edits them or reads them anew.
const UNCOMPRESSED: &[&str] = &["config.json", "build.json"];

/// Writes the files of a host into `out`, replacing an earlier set.
pub(super) fn finish(built: &Path, host: &Host, out: &Path) -> Result<()> {
    clear(out)?;
    for file in files_under(&[built])? {
        let to = out.join(file.strip_prefix(built)?);
        if let Some(directory) = to.parent() {
            fs::create_dir_all(directory)?;
        }
        fs::copy(&file, &to).with_context(|| format!("copying {}", file.display()))?;
    }
    let index = fs::read_to_string(built.join("index.html")).context("reading the built index.html")?;
    let (boot, integrity) = name_by_content(&out.join("boot.js"))?;
    let wasm = wasm_name(out)?;
    let index = page::with_boot(&page::for_host(&index, host)?, &boot, &integrity)?;
    let (poll, _) = name_by_content(&out.join("poll.js"))?;
    let index = page::with_poll(&index, &poll)?;
    let index = page::without_wasm_checksum(&index, &wasm)?;
    fs::write(out.join("index.html"), &index)?;
    // For hosts whose only trick is a page for what they do not find.
    fs::write(out.join("404.html"), &index)?;
    write_json(&out.join("build.json"), &json!({ "build": wasm }))?;
    write_json(&out.join("config.json"), &default_config())?;
    compress::all(&compressible(out)?)
}

/// What is compressed: everything but what a host edits.
fn compressible(out: &Path) -> Result<Vec<PathBuf>> {
    let mut files = files_under(&[out])?;
    files
        .retain(|file| !UNCOMPRESSED.iter().any(|name| file.file_name().is_some_and(|found| found == *name)));
    Ok(files)
}

/// Empties the directory, if it looks like one of ours.
fn clear(out: &Path) -> Result<()> {
    let is_empty = !out.exists() || fs::read_dir(out)?.next().is_none();
    if !is_empty {
        ensure!(
            out.join("build.json").is_file(),
            "{} holds other files than the console's. Empty it, or name another directory by --out.",
            out.display()
        );
        fs::remove_dir_all(out)?;
    }
    fs::create_dir_all(out)?;
    Ok(())
}

/// Renames a file to a name that holds its hash. Returns the name and the checksum for the page.
fn name_by_content(file: &Path) -> Result<(String, String)> {
    let content = fs::read(file).with_context(|| format!("reading {}", file.display()))?;
    let hash = hexadecimal(&content);
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let name = format!("{stem}-{}.js", hash.get(..16).unwrap_or(&hash));
    fs::rename(file, file.with_file_name(&name))?;
    let checksum = base64::engine::general_purpose::STANDARD.encode(Sha384::digest(&content));
    Ok((name, format!("sha384-{checksum}")))
}

/// The content's SHA-256.
pub(super) fn hexadecimal(content: &[u8]) -> String {
    Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn wasm_name(out: &Path) -> Result<String> {
    let mut files = files_under(&[out])?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "wasm"));
    match files.as_slice() {
        [one] => Ok(one.file_name().unwrap_or_default().to_string_lossy().into_owned()),
        several => bail!("There must be one .wasm file in {}, not {}.", out.display(), several.len()),
    }
}

/// The vendor's public regions, signed in to by an access token. A host replaces it at will.
fn default_config() -> serde_json::Value {
    json!({
        "regions": [
            { "name": "United States", "api": "https://api.amigo.ai" },
            { "name": "Canada", "api": "https://api-ca-central-1.amigo.ai" },
            { "name": "Europe", "api": "https://api-eu-central-1.amigo.ai" },
            { "name": "Australia", "api": "https://api-ap-southeast-2.amigo.ai" }
        ],
        "sign_in": { "token": true }
    })
}

fn write_json(file: &Path, value: &serde_json::Value) -> Result<()> {
    fs::write(file, format!("{value:#}\n")).with_context(|| format!("writing {}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebody_elses_directory_is_not_emptied() {
        let out = std::env::temp_dir().join(format!("xtask-clear-{}", std::process::id()));
        fs::create_dir_all(&out).unwrap();
        fs::write(out.join("thesis.txt"), "years of work").unwrap();
        let refused = clear(&out).is_err();
        fs::write(out.join("build.json"), "{}").unwrap();
        let emptied = clear(&out).is_ok() && fs::read_dir(&out).unwrap().next().is_none();
        fs::remove_dir_all(&out).unwrap();
        assert!(refused && emptied);
    }

    #[test]
    fn a_file_is_named_by_its_content() {
        let directory = std::env::temp_dir().join(format!("xtask-name-{}", std::process::id()));
        fs::create_dir_all(&directory).unwrap();
        fs::write(directory.join("boot.js"), "abc").unwrap();
        let (name, integrity) = name_by_content(&directory.join("boot.js")).unwrap();
        let moved = directory.join(&name).is_file();
        fs::remove_dir_all(&directory).unwrap();
        assert!(moved);
        assert_eq!(name, "boot-ba7816bf8f01cfea.js");
        assert_eq!(integrity, "sha384-ywB1P0WjXou1oD1pmsZQBycsMqsO3tFjGotgWkP/W+2AhgcroefMI1i67KE0yCWn");
    }
}
