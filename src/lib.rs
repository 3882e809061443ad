//! The browser app: pages over data over the API. `docs/ARCHITECTURE.md` walks through it.

pub mod api;
pub mod app;
pub mod browser;
pub mod config;
pub mod data;
pub mod pages;
pub mod parts;
pub mod reactive;
pub mod routes;
pub mod shell;
pub mod state;
pub mod stopped;
pub mod task;
pub mod text;
pub mod ui;

use leptos::mount::mount_to;

/// Starts the console in the page's `#app` element: reads the settings, then shows the app or what
/// is wrong with them.
pub fn start() {
    stopped::install();
    wasm_bindgen_futures::spawn_local(async {
        let config = config::load().await;
        let Some(element) = browser::document::take_over("app") else { return };
        browser::translation::survive();
        mount_to(element, move || app::root(config)).forget();
    });
}
