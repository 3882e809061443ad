//! A list whose parts stay while their keys do. Leptos compiles its own anew for each type of part
//! and of key; here both are of one type.

use leptos::prelude::*;

/// A part of a list: what tells it from the others, and how it is drawn when it is new.
pub struct Part {
    key: String,
    draw: Box<dyn FnOnce() -> AnyView + Send>,
}

impl Part {
    /// A part with its key, unique in the list.
    pub fn new(key: String, draw: impl FnOnce() -> AnyView + Send + 'static) -> Self {
        Self { key, draw: Box::new(draw) }
    }
}

/// The parts, following the signals that `each` reads.
pub fn keyed(each: impl Fn() -> Vec<Part> + Send + Sync + 'static) -> AnyView {
    boxed(Box::new(each))
}

fn boxed(each: Box<dyn Fn() -> Vec<Part> + Send + Sync>) -> AnyView {
    let key = |part: &Part| part.key.clone();
    view! { <For each key children=|part: Part| (part.draw)() /> }.into_any()
}
