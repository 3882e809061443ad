//! How long a file is and how it begins.

use super::Source;

const LONGEST: usize = 500;
const MEASURED: &[&str] = &["rs", "css", "js", "ts", "mjs"];

/// A file that nobody can take in at once.
pub(super) fn size(source: &Source) -> Vec<String> {
    let lines = source.text.lines().count();
    let is_measured = MEASURED.iter().any(|extension| source.is(extension));
    if is_measured && lines > LONGEST {
        return vec![format!("{} has {lines} lines; split it", source.path)];
    }
    Vec::new()
}

/// A file that does not say what it owns. The modules of a crate's tests are named after it.
pub(super) fn module_comment(source: &Source) -> Vec<String> {
    let is_test_module = source.path.contains("/tests/");
    if source.is("rs") && !is_test_module && !source.text.starts_with("//!") {
        return vec![format!("{}:1 begin with `//!` and what the file owns", source.path)];
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_files_are_found() {
        assert_eq!(size(&Source::new("style/a.css", &"a {}\n".repeat(501))).len(), 1);
        assert_eq!(size(&Source::new("style/a.css", &"a {}\n".repeat(500))).len(), 0);
        assert_eq!(size(&Source::new("Cargo.lock", &"a\n".repeat(9000))).len(), 0);
    }

    #[test]
    fn a_missing_module_comment_is_found() {
        assert_eq!(module_comment(&Source::new("src/a.rs", "use std::fs;")).len(), 1);
        assert_eq!(module_comment(&Source::new("src/a.rs", "//! Owns a.")).len(), 0);
        assert_eq!(module_comment(&Source::new("tests/a.rs", "use std::fs;")).len(), 1);
        assert_eq!(module_comment(&Source::new("crates/a/tests/api/b.rs", "use std::fs;")).len(), 0);
        assert_eq!(module_comment(&Source::new("a.ts", "let a;")).len(), 0);
    }
}
