//! Which parts of the app a file refers to, read from its text.

/// A reference to something of this crate: the line, and the path from the crate's root.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Reference {
    pub(super) line: usize,
    pub(super) path: Vec<String>,
}

/// The module that the file is: `src/pages/tests/list.rs` is `["pages", "tests", "list"]`.
pub(super) fn module_of(file: &str) -> Vec<&str> {
    let path = file.strip_prefix("src/").unwrap_or(file);
    let path = path.strip_suffix(".rs").unwrap_or(path);
    let mut module: Vec<&str> = path.split('/').collect();
    if matches!(module.last(), Some(&("mod" | "lib" | "main"))) {
        module.pop();
    }
    module
}

/// Everything behind `crate::` and `super::`, groups in braces taken apart.
pub(super) fn references(file: &str, text: &str) -> Vec<Reference> {
    let module = module_of(file);
    let mut found = Vec::new();
    for keyword in ["crate::", "super::"] {
        for (start, _) in text.match_indices(keyword) {
            let line_start = text.get(..start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
            let before = text.get(line_start..start).unwrap_or_default();
            // Neither `$crate::` nor the inner links of a chain, nor what stands in a comment.
            if before.ends_with(is_word) || before.ends_with(['$', ':']) || before.trim().starts_with("//") {
                continue;
            }
            let line = text.get(..start).unwrap_or_default().matches('\n').count() + 1;
            let mut rest = text.get(start..).unwrap_or_default();
            let mut base: Vec<&str> = Vec::new();
            if let Some(after) = rest.strip_prefix("crate::") {
                rest = after;
            } else {
                base.clone_from(&module);
                while let Some(after) = rest.strip_prefix("super::") {
                    rest = after;
                    base.pop();
                }
            }
            let paths = paths(rest);
            found.extend(paths.into_iter().map(|tail| {
                let path = base.iter().map(|name| (*name).to_owned()).chain(tail).collect();
                Reference { line, path }
            }));
        }
    }
    found
}

/// The paths that a text starts with: one, or those of a group.
fn paths(text: &str) -> Vec<Vec<String>> {
    let Some(group) = text.strip_prefix('{') else { return vec![path(text)] };
    let mut depth = 0_usize;
    let mut start = 0;
    let mut members = Vec::new();
    for (at, character) in group.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                members.push(path(group.get(start..at).unwrap_or_default().trim()));
                start = at + 1;
                if character == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    members.retain(|member| !member.is_empty());
    members
}

/// The names of a path up to something that is not a plain name.
fn path(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    for part in text.split("::") {
        let name: String = part.chars().take_while(|character| is_word(*character)).collect();
        let whole = name.len() == part.len();
        if !name.is_empty() {
            names.push(name);
        }
        if !whole {
            break;
        }
    }
    names
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(file: &str, text: &str) -> Vec<String> {
        references(file, text).into_iter().map(|found| found.path.join("::")).collect()
    }

    #[test]
    fn paths_and_groups_are_found() {
        let text = "use crate::api::{self, error::ApiError};\nuse crate::{data::query, ui::{button, icon}, text};\n\
                    fn a() { crate::state::toasts::show() }\n// crate::pages\nmacro!($crate::app)";
        let expected = ["api", "data::query", "ui", "text", "state::toasts::show"];
        assert_eq!(of("src/parts/a.rs", text), expected);
    }

    #[test]
    fn super_is_resolved() {
        assert_eq!(of("src/pages/tests/list.rs", "use super::super::sets::form;"), ["pages::sets::form"]);
        assert_eq!(of("src/pages/tests/mod.rs", "use super::sets::form;"), ["pages::sets::form"]);
        assert_eq!(of("src/ui/button.rs", "use super::icon;"), ["ui::icon"]);
    }

    #[test]
    fn lines_are_counted() {
        let found = references("src/ui/a.rs", "//! A.\n\nuse crate::api;\n");
        assert_eq!(found.first().map(|reference| reference.line), Some(3));
    }
}
