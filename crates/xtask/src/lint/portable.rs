//! Nothing in the repository may belong to one machine or to one registry's mirror.

use std::env;

use super::Source;

/// Where people's files are. Taken apart, lest this file break its own rule.
const HOMES: &[&str] = &[concat!("/ho", "me/"), concat!("/ro", "ot/"), concat!("/Us", "ers/")];

/// Paths of a machine in any file, and addresses of a mirror in lockfiles and settings.
pub(super) fn check(source: &Source) -> Vec<String> {
    let here = env::current_dir().ok().and_then(|path| path.to_str().map(str::to_owned));
    let mut problems = paths(source, here.as_deref());
    problems.extend(mirrors(source));
    problems
}

fn paths(source: &Source, here: Option<&str>) -> Vec<String> {
    let mut problems = Vec::new();
    for (line, text) in source.lines() {
        let of_a_person = HOMES.iter().any(|home| {
            text.match_indices(home).any(|(at, _)| {
                // A directory in the middle of an address is nobody's home.
                let before = text.get(..at).unwrap_or_default();
                !before.ends_with(|character: char| character.is_alphanumeric() || ".-_}".contains(character))
            })
        });
        // A checkout at the top of the disk, like /app, would be found in too many words.
        let of_this_checkout = here.is_some_and(|here| here.matches('/').count() > 1 && text.contains(here));
        if of_a_person || of_this_checkout {
            problems.push(format!("{}:{line} a path of one machine", source.path));
        }
    }
    problems
}

fn mirrors(source: &Source) -> Vec<String> {
    let name = source.path.rsplit('/').next().unwrap_or_default();
    let names_one = |text: &str| {
        let text = text.trim();
        match name {
            "package-lock.json" => text.starts_with("\"resolved\":"),
            "Cargo.lock" => {
                text.starts_with("source =")
                    && text != "source = \"registry+https://github.com/rust-lang/crates.io-index\""
            }
            ".npmrc" => text.contains("registry=") || text.contains("registry ="),
            "config.toml" => text.starts_with("[source") || text.starts_with("[registr"),
            _ => false,
        }
    };
    let found = source.lines().filter(|(_, text)| names_one(text));
    found.map(|(line, _)| format!("{}:{line} names a registry", source.path)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_a_machine_are_found() {
        for home in HOMES {
            let source = Source::new("docs/a.md", &format!("see\n{home}somebody/x"));
            assert_eq!(paths(&source, None).len(), 1, "{home}");
        }
        let source = Source::new("docs/a.md", "in /srv/build/console/src");
        assert_eq!(paths(&source, Some("/srv/build/console")).len(), 1);
        assert_eq!(paths(&source, Some("/srv")).len(), 0);
        let address = format!("https://a.example{}", HOMES.first().unwrap());
        assert_eq!(paths(&Source::new("docs/a.md", &address), None).len(), 0);
    }

    #[test]
    fn mirrors_are_found() {
        let count = |path, text: &str| mirrors(&Source::new(path, text)).len();
        assert_eq!(count("tools/package-lock.json", "  \"resolved\": \"https://mirror.example/a.tgz\","), 1);
        assert_eq!(count("Cargo.lock", "source = \"registry+https://mirror.example/index\""), 1);
        assert_eq!(
            count("Cargo.lock", "source = \"registry+https://github.com/rust-lang/crates.io-index\""),
            0
        );
        assert_eq!(count(".npmrc", "omit-lockfile-registry-resolved=true\nregistry=https://a.example"), 1);
        assert_eq!(count(".cargo/config.toml", "[source.crates-io]"), 1);
    }
}
