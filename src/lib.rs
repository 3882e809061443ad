//! The browser app.

use leptos::prelude::*;

/// Puts the app into the page.
pub fn mount() {
    leptos::mount::mount_to_body(|| view! { <p>"To be written"</p> });
}
