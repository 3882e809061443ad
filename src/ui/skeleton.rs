//! The outline of something that is awaited.

use leptos::prelude::*;

use super::notice::arriving;

/// So many grey lines, called `name` for those who listen.
pub fn skeleton(lines: usize, name: &'static str) -> AnyView {
    let lines = (0..lines).map(|_| view! { <div class="skeleton"></div> }.into_any());
    view! {
        <div class="waiting" role="status" aria-label=name data-arrives=arriving()>
            {lines.collect::<Vec<_>>()}
            <span class="unseen">{name}</span>
        </div>
    }
    .into_any()
}
