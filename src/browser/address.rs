//! Where the console lives: its base path and the addresses below it.

/// The base path, from the page's `<base>`: starts and ends with `/`.
#[must_use]
pub fn base() -> String {
    let path = leptos::prelude::document()
        .base_uri()
        .ok()
        .flatten()
        .and_then(|base| web_sys::Url::new(&base).ok())
        .map_or_else(|| "/".to_owned(), |url| url.pathname());
    match path.rfind('/') {
        Some(end) => {
            path.chars().take(path.get(..end).map_or(0, |start| start.chars().count()) + 1).collect()
        }
        None => "/".to_owned(),
    }
}

/// The page's origin: scheme, host and port.
#[must_use]
pub fn origin() -> String {
    web_sys::window().and_then(|window| window.location().origin().ok()).unwrap_or_default()
}

/// The whole address of the page.
#[must_use]
pub fn href() -> String {
    web_sys::window().and_then(|window| window.location().href().ok()).unwrap_or_default()
}

/// The path of the page, as it stands in the address bar.
#[must_use]
pub fn path() -> String {
    web_sys::window().and_then(|window| window.location().pathname().ok()).unwrap_or_default()
}

/// The path and query of the page, as they stand in the address bar.
#[must_use]
pub fn path_and_query() -> String {
    web_sys::window()
        .map(|window| {
            let location = window.location();
            location.pathname().unwrap_or_default() + &location.search().unwrap_or_default()
        })
        .unwrap_or_default()
}

/// Goes to an address outside the console, leaving it.
pub fn leave_to(address: &str) {
    if let Some(window) = web_sys::window() {
        let _ = window.location().assign(address);
    }
}

/// Loads the page anew.
pub fn reload() {
    if let Some(window) = web_sys::window() {
        let _ = window.location().reload();
    }
}

/// An address of the web (http or https), in full, without credentials in it; `None` for any other, which is
/// not safe to open.
#[must_use]
pub fn web(address: &str) -> Option<String> {
    let url = web_sys::Url::new(address.trim()).ok()?;
    let is_web = matches!(url.protocol().as_str(), "http:" | "https:") && !url.hostname().is_empty();
    let is_plain = url.username().is_empty() && url.password().is_empty();
    (is_web && is_plain).then(|| url.href())
}
