//! What the crates may depend on, read from their manifests.

use super::Source;

/// For each crate, what its manifest must not name.
const FORBIDDEN: &[(&str, &[&str])] = &[
    (
        "crates/contract/Cargo.toml",
        &["domain", "sandbox", "leptos", "web-sys", "js-sys", "wasm-bindgen", "gloo-net", "axum", "tokio"],
    ),
    (
        "crates/domain/Cargo.toml",
        &["sandbox", "leptos", "web-sys", "js-sys", "wasm-bindgen", "gloo-net", "axum", "tokio"],
    ),
    // The app's manifest is the workspace's too, so only a dependency table counts.
    ("Cargo.toml", &["sandbox", "conformance", "xtask"]),
];

/// What breaks the table.
pub(super) fn check(source: &Source) -> Vec<String> {
    let Some((_, forbidden)) = FORBIDDEN.iter().find(|(path, _)| *path == source.path) else {
        return Vec::new();
    };
    let mut problems = Vec::new();
    let mut in_dependencies = false;
    for (line, text) in source.lines() {
        if let Some(table) = text.strip_prefix('[') {
            let table = table.trim_end_matches(']');
            in_dependencies = table.ends_with("dependencies");
            let named = table.rsplit_once("dependencies.").map(|(_, name)| name);
            problems.extend(
                named.filter(|name| forbidden.contains(name)).map(|name| problem(source, line, name)),
            );
            continue;
        }
        let name = text.split(['=', '.', ' ']).next().unwrap_or_default();
        if in_dependencies && forbidden.contains(&name) {
            problems.push(problem(source, line, name));
        }
    }
    problems
}

fn problem(source: &Source, line: usize, name: &str) -> String {
    format!("{}:{line} must not depend on {name}", source.path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forbidden_dependencies_are_found() {
        let count = |path, text| check(&Source::new(path, text)).len();
        assert_eq!(
            count("crates/contract/Cargo.toml", "[dependencies]\nserde = \"1\"\ndomain.workspace = true"),
            1
        );
        assert_eq!(count("crates/domain/Cargo.toml", "[dependencies.web-sys]\nversion = \"0.3\""), 1);
        assert_eq!(
            count("crates/domain/Cargo.toml", "[package]\nname = \"x\"\n[dependencies]\ncontract = \"1\""),
            0
        );
        assert_eq!(
            count("Cargo.toml", "[workspace.metadata]\nsandbox = 1\n[dev-dependencies]\nsandbox = \"1\""),
            1
        );
    }
}
