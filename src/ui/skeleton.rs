//! The outline of something that is awaited.

use leptos::prelude::*;

/// So many grey lines, called `name` for those who listen.
pub fn skeleton(lines: usize, name: &'static str) -> AnyView {
    let lines = (0..lines).map(|_| view! { <div class="skeleton"></div> }.into_any());
    view! { <div class="waiting" role="status" aria-label=name>{lines.collect::<Vec<_>>()}</div> }.into_any()
}
