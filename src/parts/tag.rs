//! Tags as chips.

use contract::Tags;
use leptos::prelude::*;

use crate::text::criterion::and_more;

/// The first `most` tags as chips, and how many more there are.
#[must_use]
pub fn tag_chips(tags: &Tags, most: usize) -> AnyView {
    let more = tags.0.len().saturating_sub(most);
    let shown = tags.iter().take(most).map(|tag| {
        let label = match &tag.value {
            Some(value) => format!("{}: {value}", tag.key),
            None => tag.key.clone(),
        };
        view! { <span class="chip" dir="auto" lang="" title=label.clone()>{label.clone()}</span> }.into_any()
    });
    let more = (more > 0).then(|| view! { <span class="sub">{and_more(more)}</span> }.into_any());
    view! { <span class="tags">{shown.chain(more).collect::<Vec<_>>()}</span> }.into_any()
}
