//! What the app's pieces promise, in a real browser. `cargo xtask test --tier component` runs it;
//! natively there is nothing to run.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests may stop loudly")]

mod access;
mod addresses;
mod arriving;
mod barred;
mod combobox;
mod creation;
mod creation_again;
mod dialog;
mod drafts;
mod field;
mod filters;
mod leaving;
mod letters;
mod lists;
mod names;
mod page;
mod personal;
mod picker;
mod polling;
mod polling_bounds;
mod query;
mod reactive;
mod server;
mod sessions;
mod silence;
mod splitting;
mod translated;
mod typing;
mod versions;
mod waiting;
mod windowed;
mod words;
mod writing;
mod zones;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
