//! Whether the machine has a connection at all, as far as the browser knows.

/// Whether there may be a connection.
#[must_use]
pub fn is_online() -> bool {
    web_sys::window().is_none_or(|window| window.navigator().on_line())
}
