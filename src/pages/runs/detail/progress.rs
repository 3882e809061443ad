//! How far the run is, what is still running, how old it is and how long it usually takes.

use domain::run::TestState;
use domain::run_table::{counts, share, still_running};
use leptos::prelude::*;

use super::{Shown, pace, test_name};
use crate::parts::run_progress::{conversations, run_bar, tests_finished};
use crate::reactive::{live_if, memo, words};
use crate::text::run as text;
use crate::text::run::page;

/// How many of the tests that are still running are named.
const NAMED: usize = 3;

pub(super) fn progress(shown: &Shown) -> AnyView {
    let Shown { run, tests, .. } = *shown;
    let progress = memo(move || run.with(|run| domain::run::progress(run)));
    let share = memo(move || tests.with(|tests| share(tests)));
    let counted = memo(move || tests.with(|tests| counts(tests)));
    let states = words(move || {
        let states = TestState::ALL.into_iter().zip(counted.get()).filter(|(_, count)| *count > 0);
        states.map(|(state, count)| text::in_state(state, count)).collect::<Vec<_>>().join(" · ")
    });
    view! {
        <section class="card section run-progress" aria-label=page::PROGRESS>
            {run_bar(share)}
            <p class="run-counts">
                <b>{conversations(progress)}</b>
                <span>{tests_finished(progress)}</span>
                <span>{states}</span>
            </p>
            {those_running(shown)}
            {pace::pace(shown)}
        </section>
    }
    .into_any()
}

/// What is still running, by name.
fn those_running(shown: &Shown) -> AnyView {
    let shown = *shown;
    let going =
        memo(
            move || {
                if shown.is_over.get() { Vec::new() } else { shown.tests.with(|tests| still_running(tests)) }
            },
        );
    let said = memo(move || {
        going.with(|going| {
            let names: Vec<String> =
                going.iter().take(NAMED).map(|place| test_name(&shown, *place)).collect();
            (!names.is_empty()).then(|| page::still_running(&names, going.len().saturating_sub(NAMED)))
        })
    });
    let is_said = memo(move || said.with(Option::is_some));
    live_if(move || {
        is_said.get().then(|| {
            let said = words(move || said.get().unwrap_or_default());
            view! { <p dir="auto">{said}</p> }.into_any()
        })
    })
    .into_any()
}
