//! Which part of the app may use which: docs/ARCHITECTURE.md as a table.

use super::Source;
use super::references::{Reference, module_of, references};

/// For each part of `src/`, the others that it may use. `domain` and `contract` are crates of their
/// own and open to all. `lib` and `main` are the crate's root and use what they start.
const MAY_USE: &[(&str, &[&str])] = &[
    ("browser", &[]),
    ("reactive", &["browser"]),
    ("task", &["browser"]),
    ("api", &["browser", "reactive"]),
    ("config", &["api", "browser"]),
    ("text", &["api", "browser", "config"]),
    ("ui", &["browser", "reactive", "text"]),
    ("stopped", &["browser", "text"]),
    ("state", &["api", "browser", "config", "reactive", "task", "text"]),
    ("data", &["api", "browser", "config", "reactive", "state", "task", "text"]),
    // Addresses for all, and the table of pages: one place for both.
    ("routes", &["browser", "pages", "reactive"]),
    ("parts", &["api", "browser", "config", "data", "reactive", "routes", "state", "task", "text", "ui"]),
    (
        "pages",
        &["api", "browser", "config", "data", "parts", "reactive", "routes", "state", "task", "text", "ui"],
    ),
    ("shell", &["browser", "data", "parts", "reactive", "routes", "state", "task", "text", "ui"]),
    (
        "app",
        &[
            "api", "browser", "config", "data", "parts", "pages", "reactive", "routes", "shell", "state",
            "stopped", "task", "text", "ui",
        ],
    ),
];

/// What breaks the table.
pub(super) fn check(source: &Source) -> Vec<String> {
    if !source.is_app() {
        return Vec::new();
    }
    let module = module_of(&source.path);
    let Some(own) = module.first() else { return Vec::new() };
    let Some((_, may_use)) = MAY_USE.iter().find(|(name, _)| name == own) else {
        return vec![format!(
            "{}:1 what {own} may use is not in crates/xtask/src/lint/imports.rs",
            source.path
        )];
    };
    let mut problems = Vec::new();
    for Reference { line, path } in references(&source.path, &source.text) {
        let Some(other) = path.first() else { continue };
        let is_part = MAY_USE.iter().any(|(name, _)| name == other);
        if is_part && other != own && !may_use.contains(&other.as_str()) {
            problems.push(format!("{}:{line} {own} must not use {other}", source.path));
        }
        // Pages meet through addresses, not through each other's code.
        if let (["pages", area, _, ..], Some(found)) = (module.as_slice(), path.get(1))
            && other == "pages"
            && found != area
        {
            problems.push(format!("{}:{line} the page {area} must not use the page {found}", source.path));
        }
    }
    problems
}

/// Names that only certain parts may mention.
pub(super) fn names(source: &Source) -> Vec<String> {
    if !source.is_app() {
        return Vec::new();
    }
    let mut problems = Vec::new();
    for (line, text) in source.lines() {
        let sends = ["fetch_with_", "gloo_net", "XmlHttpRequest"].iter().any(|name| text.contains(name));
        if sends && !source.path.starts_with("src/api/") {
            problems.push(format!("{}:{line} only src/api/ calls the API", source.path));
        }
        if text.to_lowercase().contains("sandbox") {
            problems.push(format!("{}:{line} the app must not know the sandbox", source.path));
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(path: &str, text: &str) -> usize {
        let source = Source::new(path, text);
        check(&source).len() + names(&source).len()
    }

    #[test]
    fn the_wrong_way_is_found() {
        assert_eq!(problems("src/ui/button.rs", "use crate::api::client;"), 1);
        assert_eq!(problems("src/api/client.rs", "use crate::{browser, data::query};"), 1);
        assert_eq!(problems("src/parts/table.rs", "use crate::pages::tests;"), 1);
        assert_eq!(problems("src/state/session.rs", "use super::super::app::App;"), 1);
    }

    #[test]
    fn the_right_way_is_not() {
        assert_eq!(problems("src/pages/tests/list.rs", "use crate::{data::query, parts::table, ui};"), 0);
        assert_eq!(problems("src/ui/button.rs", "use super::icon; use domain::age; use crate::browser;"), 0);
        assert_eq!(problems("src/app.rs", "use crate::{pages::tests, api};"), 0);
        assert_eq!(problems("src/lib.rs", "use crate::app;"), 0);
        assert_eq!(problems("crates/sandbox/src/api/a.rs", "use crate::data;"), 0);
    }

    #[test]
    fn a_part_that_the_table_does_not_know_is_found() {
        assert_eq!(problems("src/helpers.rs", "fn a() {}"), 1);
        assert_eq!(problems("src/helpers/a.rs", "fn a() {}"), 1);
    }

    #[test]
    fn pages_do_not_meet() {
        assert_eq!(problems("src/pages/tests/list.rs", "use crate::pages::sets::form;"), 1);
        assert_eq!(problems("src/pages/tests/list.rs", "use super::super::sets::form;"), 1);
        assert_eq!(problems("src/pages/tests/list.rs", "use super::columns;"), 0);
        assert_eq!(problems("src/pages/mod.rs", "use crate::pages::sets;"), 0);
    }

    #[test]
    fn reserved_names_are_found() {
        assert_eq!(problems("src/data/query.rs", "window.fetch_with_request(&request)"), 1);
        assert_eq!(problems("src/api/client.rs", "window.fetch_with_request(&request)"), 0);
        assert_eq!(problems("src/pages/a.rs", "// works with the Sandbox"), 1);
    }
}
