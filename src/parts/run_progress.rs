//! How far a run is: a bar and the same in words.

use domain::run::Progress;
use domain::run_table::Share;
use leptos::prelude::*;

use crate::reactive::{Memo, memo, words};
use crate::text::run as text;

/// The conversations that are done of all, in words.
pub fn conversations(progress: Memo<Progress>) -> AnyView {
    words(move || progress.with(text::conversations)).into_any()
}

/// The tests that are finished of all, in words.
pub fn tests_finished(progress: Memo<Progress>) -> AnyView {
    words(move || progress.with(text::tests_finished)).into_any()
}

/// The bar: conversations of tests that passed, failed, could not run, go on, and ended without an outcome, of all. It is not read out:
/// the words beside it say the same.
pub fn run_bar(share: Memo<Share>) -> AnyView {
    let part = |key: &'static str, read: fn(&Share) -> usize| {
        let width = memo(move || share.with(|share| percent(read(share), share.all)));
        view! { <span data-part=key style:inline-size=move || width.get()></span> }.into_any()
    };
    view! {
        <div class="run-bar" aria-hidden="true">
            {part("passed", |share| share.passed)}
            {part("failed", |share| share.failed)}
            {part("errors", |share| share.could_not_run)}
            {part("going-on", |share| share.going_on)}
            {part("unresolved", |share| share.unresolved)}
        </div>
    }
    .into_any()
}

/// In thousandths, without formatting of numbers with a fraction.
fn percent(part: usize, all: usize) -> String {
    let thousandths = (part * 1000).checked_div(all).unwrap_or(0);
    format!("{}.{}%", thousandths / 10, thousandths % 10)
}
