//! The document's own properties.

use js_sys::{Function, Reflect};
use leptos::prelude::document;
use wasm_bindgen::JsCast;

/// Sets the title of the tab.
pub fn set_title(title: &str) {
    document().set_title(title);
}

/// Removes what `index.html` shows until the app is there.
pub fn take_over(id: &str) -> Option<web_sys::HtmlElement> {
    let element = document().get_element_by_id(id)?;
    element.replace_children_with_node_0();
    element.dyn_into().ok()
}

/// Sets or removes an attribute of the root element.
pub fn set_root_attribute(name: &str, value: Option<&str>) {
    if let Some(root) = document().document_element() {
        let _ = match value {
            Some(value) => root.set_attribute(name, value),
            None => root.remove_attribute(name),
        };
    }
}

/// Whether the browser can hide what is typed into a plain text field (`style/components/field.css`).
#[must_use]
pub fn hides_text() -> bool {
    let supports = || {
        let css = Reflect::get(&js_sys::global(), &"CSS".into()).ok()?;
        let supports: Function = Reflect::get(&css, &"supports".into()).ok()?.dyn_into().ok()?;
        supports.call2(&css, &"-webkit-text-security".into(), &"disc".into()).ok()?.as_bool()
    };
    supports() == Some(true)
}
