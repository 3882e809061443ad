//! Copying text.

use wasm_bindgen_futures::JsFuture;

/// Copies a text; says whether it worked (it does not without a secure context).
pub async fn copy(text: &str) -> bool {
    let Some(window) = web_sys::window() else { return false };
    let clipboard = window.navigator().clipboard();
    // Without a secure context the property is undefined, and calling into it would throw.
    if clipboard.is_undefined() {
        return false;
    }
    JsFuture::from(clipboard.write_text(text)).await.is_ok()
}
