//! What a criterion of a test says: "3 of 5 passed".

use domain::run::TestResult;
use domain::run_table::{self, Cell, CellState};
use leptos::prelude::*;

use super::Shown;
use super::results::sentence;
use crate::reactive::{Memo, live, memo, words};
use crate::text::run as text;
use crate::text::run::page;
use crate::ui::status::{Meaning, status};

/// A criterion by its place in the test.
pub(super) fn cell(shown: &Shown, test: Memo<TestResult>, at: usize) -> AnyView {
    let is_over = shown.is_over;
    let cell: Memo<Cell> = memo(move || test.with(|test| run_table::cell(test, at, is_over.get())));
    let state = status(move || cell.with(|cell| (meaning(cell.state), text::cell(cell))));
    view! {
        <span class="run-cell">
            {state}
            <span class="sub">{words(move || cell.with(text::cell_note))}</span>
        </span>
    }
    .into_any()
}

/// All criteria of a test, each with its sentence.
pub(super) fn all_cells(shown: &Shown, test: Memo<TestResult>) -> AnyView {
    let shown = *shown;
    let sentences = memo(move || test.with(|test| test.criteria.iter().map(sentence).collect::<Vec<_>>()));
    live(move || {
        let sentences = sentences.get();
        if sentences.is_empty() {
            return view! { <span class="hint">{page::CRITERIA_HIDDEN}</span> }.into_any();
        }
        let items = sentences.into_iter().enumerate().map(|(at, (subject, expectation))| {
            view! {
                <li>
                    {cell(&shown, test, at)}
                    <span dir="auto">{subject}" "<b>{expectation}</b></span>
                </li>
            }
            .into_any()
        });
        view! { <ul class="run-cells">{items.collect::<Vec<_>>()}</ul> }.into_any()
    })
    .into_any()
}

fn meaning(state: CellState) -> Meaning {
    match state {
        CellState::Passed => Meaning::Good,
        CellState::Failed => Meaning::Bad,
        CellState::Running => Meaning::Busy,
        CellState::CouldNotRun | CellState::NotJudged => Meaning::Odd,
        CellState::Incomplete => Meaning::Partly,
        CellState::Waiting => Meaning::Open,
        CellState::NoResult => Meaning::Nothing,
    }
}
