//! Which build of the console this is.

/// The file that the host serves with the newest build's name.
pub const FILE: &str = "build.json";

/// The name of the build that runs: its wasm file's, which carries a hash of the content.
#[must_use]
pub fn running() -> Option<String> {
    named("data-wasm").map(|path| file_name(&path))
}

/// The address of the script that asks for what is polled.
#[must_use]
pub fn poll_script() -> Option<String> {
    named("data-poll")
}

/// What the page names for its start.
fn named(attribute: &str) -> Option<String> {
    let script = leptos::prelude::document().query_selector("script[data-wasm]").ok()??;
    script.get_attribute(attribute)
}

/// The last part of a path.
#[must_use]
pub fn file_name(path: &str) -> String {
    path.rsplit('/').next().unwrap_or(path).to_owned()
}
