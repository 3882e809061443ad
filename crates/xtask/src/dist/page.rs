//! The changes to `index.html`: each finds its one place, or fails.

use anyhow::{Result, bail, ensure};

use super::Host;

/// The page for this host.
pub(super) fn for_host(page: &str, host: &Host) -> Result<String> {
    let page = with_base(page, &host.base)?;
    with_connect_src(&page, &host.connect_src)
}

fn with_base(page: &str, base: &str) -> Result<String> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~%".contains(&byte);
    ensure!(
        base.starts_with('/') && base.ends_with('/') && !base.contains("//") && base.bytes().all(is_plain),
        "The base {base:?} is not a path like /console/: it starts and ends with a slash, without a host."
    );
    replace_one(page, "<base href=\"/\"", &format!("<base href=\"{base}\""))
}

fn with_connect_src(page: &str, origins: &str) -> Result<String> {
    let origins: Vec<&str> = origins.split_whitespace().collect();
    for origin in &origins {
        let host = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-.:*[]".contains(&byte);
        if !host.is_some_and(|host| !host.is_empty() && host.bytes().all(is_plain)) {
            bail!("{origin:?} is not an origin like https://api.example.org: a scheme and a host, no path.");
        }
    }
    if origins.is_empty() {
        return Ok(page.to_owned());
    }
    replace_one(page, "connect-src 'self'", &format!("connect-src 'self' {}", origins.join(" ")))
}

/// Names the boot module by its content and adds its checksum, as trunk does for the rest.
pub(super) fn with_boot(page: &str, name: &str, integrity: &str) -> Result<String> {
    let new = format!("src=\"{name}\" integrity=\"{integrity}\"");
    replace_one(page, "src=\"boot.js\"", &new)
}

/// Names the script that asks for what is polled by its content. Workers know no checksums.
pub(super) fn with_poll(page: &str, name: &str) -> Result<String> {
    replace_one(page, "data-poll=\"poll.js\"", &format!("data-poll=\"{name}\""))
}

/// Takes the checksum of the wasm's preload away. Browsers ignore it there and warn; and a fetch that
/// checks it neither uses the preload nor compiles while it downloads.
pub(super) fn without_wasm_checksum(page: &str, wasm: &str) -> Result<String> {
    let element = page
        .split_inclusive('>')
        .find(|element| element.contains("rel=\"preload\"") && element.contains(&format!("/{wasm}\"")));
    let Some(element) = element else { bail!("index.html must preload {wasm}.") };
    let Some((before, (_, after))) =
        element.split_once(" integrity=\"").and_then(|(before, rest)| Some((before, rest.split_once('"')?)))
    else {
        return Ok(page.to_owned());
    };
    replace_one(page, element, &format!("{before}{after}"))
}

fn replace_one(page: &str, old: &str, new: &str) -> Result<String> {
    let found = page.matches(old).count();
    ensure!(found == 1, "index.html must hold `{old}` once, but holds it {found} times.");
    Ok(page.replacen(old, new, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<base href=\"/\" /><meta content=\"default-src 'none'; connect-src 'self' \
                        https://api.amigo.ai; form-action 'none'\" /><script src=\"boot.js\" data-poll=\"poll.js\"></script>";

    fn host(base: &str, connect_src: &str) -> Host {
        Host { base: base.to_owned(), connect_src: connect_src.to_owned() }
    }

    #[test]
    fn base_and_origins_are_set() {
        let page = for_host(PAGE, &host("/a/b/", "https://one.example http://127.0.0.1:*")).unwrap();
        assert!(page.starts_with("<base href=\"/a/b/\" />"), "{page}");
        assert!(
            page.contains("connect-src 'self' https://one.example http://127.0.0.1:* https://api.amigo.ai;")
        );
    }

    #[test]
    fn what_would_break_the_page_is_refused() {
        for base in ["", "console/", "/console", "//host/", "/a\"/", "/a b/", "https://host/"] {
            assert!(for_host(PAGE, &host(base, "")).is_err(), "{base}");
        }
        for origin in
            ["*", "'unsafe-inline'", "https://", "https://a.example/path", "https://a;", "javascript:x"]
        {
            assert!(for_host(PAGE, &host("/", origin)).is_err(), "{origin}");
        }
    }

    #[test]
    fn only_the_preload_of_the_wasm_loses_its_checksum() {
        let page = "<link rel=\"modulepreload\" href=\"./a.js\" integrity=\"sha384-a\">\
                    <link rel=\"preload\" href=\"./a.wasm\" crossorigin integrity=\"sha384-b\" as=\"fetch\">";
        let expected = "<link rel=\"modulepreload\" href=\"./a.js\" integrity=\"sha384-a\">\
                        <link rel=\"preload\" href=\"./a.wasm\" crossorigin as=\"fetch\">";
        assert_eq!(without_wasm_checksum(page, "a.wasm").unwrap(), expected);
        assert_eq!(without_wasm_checksum(expected, "a.wasm").unwrap(), expected);
        assert!(without_wasm_checksum(page, "b.wasm").is_err());
    }

    #[test]
    fn a_page_without_the_place_is_refused() {
        assert!(for_host("<html></html>", &Host::default()).is_err());
        assert!(with_boot(&PAGE.repeat(2), "boot-1.js", "sha384-x").is_err());
        assert!(with_boot(PAGE, "boot-1.js", "sha384-x").unwrap().contains("src=\"boot-1.js\" integrity="));
        assert!(with_poll(PAGE, "poll-1.js").unwrap().contains("data-poll=\"poll-1.js\""));
        assert!(with_poll("", "poll-1.js").is_err());
    }
}
