//! Built files: the right type, the compressed sibling that the browser takes, how long they may
//! be kept, and the page for every address that the app itself makes sense of.

use std::path::{Path, PathBuf};

use axum::body::Body;
use axum::http::header::{
    ACCEPT, ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderValue, LOCATION,
    VARY,
};
use axum::http::{Request, StatusCode};
use axum::response::Response;
use percent_encoding::percent_decode_str;

use super::App;
use crate::server::plain;

const KEPT_FOR_EVER: &str = "public, max-age=31536000, immutable";
const ASKED_FOR_AGAIN: &str = "no-cache";

/// Answers with a file, the page, or words.
pub(super) fn answer(app: &App, request: &Request<Body>) -> Response {
    let path = request.uri().path();
    let Some(name) = path.strip_prefix(app.base.as_str()) else {
        return outside(app, path);
    };
    let Some(dir) = &app.dir else {
        return missing("No app is served here: start the sandbox with --app DIR.");
    };
    let Some(file) = inside(dir, name) else {
        return missing("There is no such file.");
    };
    let headers = request.headers();
    if !name.is_empty() && file.is_file() {
        return send(&file, name, headers);
    }
    if is_page_address(name) || is_navigation(headers) {
        let page = dir.join("index.html");
        if page.is_file() {
            return send(&page, "index.html", headers);
        }
        return missing(&format!("The app is not built: {} is missing.", page.display()));
    }
    missing("There is no such file.")
}

fn outside(app: &App, path: &str) -> Response {
    if format!("{path}/") == app.base {
        let mut response = plain(StatusCode::PERMANENT_REDIRECT, "The app is one slash further.");
        if let Ok(base) = HeaderValue::from_str(&app.base) {
            response.headers_mut().insert(LOCATION, base);
        }
        return response;
    }
    missing(&format!("The app lives under {}.", app.base))
}

fn missing(words: &str) -> Response {
    let mut response = plain(StatusCode::NOT_FOUND, words);
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static(ASKED_FOR_AGAIN));
    response
}

/// The file that a path names, which must be in the directory.
fn inside(dir: &Path, name: &str) -> Option<PathBuf> {
    let name = percent_decode_str(name).decode_utf8().ok()?;
    let is_plain = |part: &str| {
        !matches!(part, "." | "..") && !part.starts_with('.') && !part.contains(['\\', '\0', ':'])
    };
    name.split('/').all(is_plain).then(|| dir.join(name.trim_start_matches('/')))
}

/// Addresses without a file extension are the app's own.
fn is_page_address(name: &str) -> bool {
    !name.rsplit('/').next().unwrap_or(name).contains('.')
}

fn is_navigation(headers: &HeaderMap) -> bool {
    let says = |name: &str, part: &str| {
        headers.get(name).and_then(|value| value.to_str().ok()).is_some_and(|value| value.contains(part))
    };
    says("sec-fetch-mode", "navigate") || says(ACCEPT.as_str(), "text/html")
}

fn send(file: &Path, name: &str, headers: &HeaderMap) -> Response {
    let accepted = headers.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let sibling = |ending: &str| {
        let mut sibling = file.as_os_str().to_owned();
        sibling.push(ending);
        PathBuf::from(sibling)
    };
    let compressed = [("br", ".br"), ("gzip", ".gz")]
        .into_iter()
        .filter(|(coding, _)| accepts(accepted, coding))
        .map(|(coding, ending)| (coding, sibling(ending)))
        .find(|(_, sibling)| sibling.is_file());
    let has_siblings = sibling(".br").is_file() || sibling(".gz").is_file();
    let chosen = compressed.as_ref().map_or(file, |(_, sibling)| sibling.as_path());
    let Ok(bytes) = std::fs::read(chosen) else {
        return plain(StatusCode::INTERNAL_SERVER_ERROR, "The file cannot be read.");
    };
    let mut response = Response::new(Body::from(bytes));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type(name)));
    let kept = if is_hashed(name) { KEPT_FOR_EVER } else { ASKED_FOR_AGAIN };
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(kept));
    if has_siblings {
        headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
    }
    if let Some((coding, _)) = compressed {
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static(coding));
    }
    response
}

/// Whether a coding is accepted and not refused by `q=0`.
fn accepts(accepted: &str, coding: &str) -> bool {
    accepted.split(',').any(|item| {
        let mut parts = item.split(';').map(str::trim);
        let named = parts.next() == Some(coding);
        named
            && !parts
                .any(|part| matches!(part.replace(' ', "").as_str(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
    })
}

/// Whether a part of the path carries a hash of the content: `-` and at least 8 hexadecimal digits.
fn is_hashed(name: &str) -> bool {
    name.split('/').any(|part| {
        part.split('-').skip(1).any(|tail| tail.bytes().take_while(u8::is_ascii_hexdigit).count() >= 8)
    })
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_a_hash_are_kept_for_ever() {
        for (name, kept) in [
            ("app-1a2b3c4d5e6f7a8b_bg.wasm", true),
            ("simulation-console-1a2b3c4d5e6f7a8b.js", true),
            ("snippets/leptos-0123456789abcdef/inline0.js", true),
            ("index.html", false),
            ("favicon.svg", false),
            ("apple-touch-icon.png", false),
            ("icon-1024.png", false),
        ] {
            assert_eq!(is_hashed(name), kept, "{name}");
        }
    }

    #[test]
    fn nothing_outside_the_directory_is_named() {
        for path in ["../secret", "a/../../secret", "%2e%2e/secret", "..%2fsecret", ".env", "a/.git/config"] {
            assert_eq!(inside(Path::new("/app"), path), None, "{path}");
        }
        assert_eq!(inside(Path::new("/app"), "a/b.js"), Some(PathBuf::from("/app/a/b.js")));
        assert_eq!(inside(Path::new("/app"), "/etc/passwd"), Some(PathBuf::from("/app/etc/passwd")));
    }

    #[test]
    fn codings_are_taken_unless_they_are_refused() {
        assert!(accepts("gzip, deflate, br", "br"));
        assert!(accepts("br;q=0.5", "br"));
        assert!(!accepts("gzip, br;q=0", "br"));
        assert!(!accepts("brotli", "br"));
        assert!(!accepts("", "br"));
    }
}
