//! The browser's stores: one for as long as the tab lives, one that stays. Either may be full or
//! forbidden.

use js_sys::Reflect;
use wasm_bindgen::JsValue;
use web_sys::Storage;

/// Why the lasting store did not take something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// There is no room left.
    Full,
    /// The browser or the person forbids it.
    Forbidden,
}

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

/// All keys of the tab's own store.
#[must_use]
pub fn keys_for_tab() -> Vec<String> {
    tab().as_ref().map(keys_of).unwrap_or_default()
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

/// Writes to the lasting store. Never credentials.
///
/// # Errors
/// Where the store is full or forbidden. What it held under the key stays.
pub fn keep(key: &str, value: &str) -> Result<(), Trouble> {
    let store = lasting().ok_or(Trouble::Forbidden)?;
    store.set_item(key, value).map_err(|error| trouble(&error))
}

/// All keys of the lasting store.
#[must_use]
pub fn keys() -> Vec<String> {
    lasting().as_ref().map(keys_of).unwrap_or_default()
}

fn keys_of(store: &Storage) -> Vec<String> {
    let count = store.length().unwrap_or(0);
    (0..count).filter_map(|place| store.key(place).ok().flatten()).collect()
}

fn trouble(error: &JsValue) -> Trouble {
    let name = Reflect::get(error, &"name".into()).ok().and_then(|name| name.as_string());
    match name.as_deref() {
        // The second is Firefox's older name.
        Some("QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED") => Trouble::Full,
        _ => Trouble::Forbidden,
    }
}
