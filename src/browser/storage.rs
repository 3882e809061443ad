//! The browser's stores: one for as long as the tab lives, one that stays. Either may be full or
//! forbidden.

use web_sys::Storage;

fn tab() -> Option<Storage> {
    web_sys::window()?.session_storage().ok()?
}

fn lasting() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// Reads from the tab's own store, which ends with the tab.
#[must_use]
pub fn get_for_tab(key: &str) -> Option<String> {
    tab()?.get_item(key).ok()?
}

/// Writes to the tab's own store; `None` removes.
pub fn set_for_tab(key: &str, value: Option<&str>) {
    if let Some(store) = tab() {
        let _ = match value {
            Some(value) => store.set_item(key, value),
            None => store.remove_item(key),
        };
    }
}

/// Reads a preference from the lasting store. Never for credentials.
#[must_use]
pub fn get(key: &str) -> Option<String> {
    lasting()?.get_item(key).ok()?
}

/// Writes a preference to the lasting store; `None` removes. Says whether it worked. Never for
/// credentials.
pub fn set(key: &str, value: Option<&str>) -> bool {
    lasting().is_some_and(|store| match value {
        Some(value) => store.set_item(key, value).is_ok(),
        None => store.remove_item(key).is_ok(),
    })
}
