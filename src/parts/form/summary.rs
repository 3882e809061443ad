//! What stands in the way of saving, in one place, with links to the parts.

use domain::form::Field;
use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::Frame;
use super::field::dom_id;
use crate::browser::{address, focus};
use crate::reactive::{live_if, memo, on, words};
use crate::text::form as text;
use crate::ui::icon::{Icon, drawing};
use crate::ui::keyed::{Part, keyed};

/// The id of the summary, which takes the focus when saving was not possible.
pub(super) const ID: &str = "form-problems";

pub(super) fn summary(frame: Frame) -> AnyView {
    let problems = frame.problems();
    let there = memo(move || problems.with(|problems| !problems.is_empty()));
    live_if(move || {
        let count = memo(move || problems.with(Vec::len));
        let links = keyed(move || {
            let parts = problems.get().into_iter().map(|(field, place, words)| {
                let line = format!("{}: {words}", text::field(field, place));
                Part::new(format!("{field:?} {line}"), move || link(field, line))
            });
            parts.collect()
        });
        let content = view! {
            <div class="notice" data-tone="failure" id=ID tabindex="-1" role="group" aria-labelledby="form-problems-title">
                {drawing(Icon::Warning)}
                <div class="notice-content">
                    <h2 id="form-problems-title">{words(move || text::problems(count.get()))}</h2>
                    <ul class="plain">{links}</ul>
                </div>
            </div>
        };
        there.get().then(|| content.into_any())
    })
    .into_any()
}

fn link(field: Field, line: String) -> AnyView {
    let id = dom_id(field);
    // A fragment alone would be read against the base address, not against this page.
    let href = format!("{}#{id}", address::href().split('#').next().unwrap_or_default());
    let go = on(move |event: MouseEvent| {
        event.prevent_default();
        focus::to(&id);
    });
    view! { <li><a href=href rel="external" dir="auto" on:click=go>{line}</a></li> }.into_any()
}
