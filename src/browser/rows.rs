//! Where the pointer is among the rows of a list.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// The attribute that tells a row's key.
pub const KEY: &str = "data-key";

/// The place, from 0, that the row of a key would have if it were dropped at this height: behind all
/// others whose middle is above it. In CSS pixels of the window.
#[must_use]
pub fn place_at(list: &Element, height: f64, key: &str) -> usize {
    let children = list.children();
    let rows = (0..children.length()).filter_map(|at| children.item(at));
    let others = rows.filter(|row| row.get_attribute(KEY).is_some_and(|other| other != key));
    let above = others.filter(|row| {
        let place = row.get_bounding_client_rect();
        place.top() + place.height() / 2.0 < height
    });
    above.count()
}

/// How near an edge of the window the pointer scrolls, and how far with each move, in CSS pixels.
const EDGE: f64 = 120.0;
const STEP: f64 = 18.0;

/// Scrolls on where something is dragged to the edge of the window.
pub fn scroll_at_edge(height: f64) {
    let Some(window) = web_sys::window() else { return };
    let end = window.inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
    if height < EDGE / 2.0 {
        window.scroll_by_with_x_and_y(0.0, -STEP);
    } else if height > end - EDGE {
        window.scroll_by_with_x_and_y(0.0, STEP);
    }
}

/// Has a list hear of the pointer wherever it goes.
pub fn capture(list: &Element, pointer: i32) {
    if let Some(list) = list.dyn_ref::<HtmlElement>() {
        let _ = list.set_pointer_capture(pointer);
    }
}
