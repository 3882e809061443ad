//! One test of the run: what it is, how it stands, what each criterion says. A change touches only the parts
//! that show it.

use domain::run::{TestResult, TestState};
use domain::run_table;
use leptos::prelude::*;

use super::cells::{all_cells, cell};
use super::frozen::frozen;
use super::results::Column;
use super::{Shown, test_name};
use crate::reactive::{Memo, live_if, memo, words};
use crate::routes::Address;
use crate::text::run as text;
use crate::text::run::page;
use crate::ui::status::{Meaning, status};

/// A row; `place` is the test's place in the run. Without columns all criteria stand in one cell.
pub(super) fn test_row(shown: &Shown, place: usize, columns: Option<&[Column]>) -> AnyView {
    let shown = *shown;
    let test: Memo<TestResult> =
        memo(move || shown.tests.with(|tests| tests.get(place).cloned()).unwrap_or_default());
    let cells: Vec<AnyView> = match columns {
        Some(columns) => columns
            .iter()
            .map(|column| {
                let at = column.cells.get(place).copied().flatten();
                let (subject, expectation) = &column.head;
                let label = [subject.as_str(), " ", expectation].concat();
                view! { <td role="cell" data-label=label>{in_column(&shown, test, at)}</td> }.into_any()
            })
            .collect(),
        None => vec![view! { <td role="cell">{all_cells(&shown, test)}</td> }.into_any()],
    };
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">
                {name(&shown, place)}
                {state(test)}
                {errors(test)}
                {frozen(&shown, place)}
            </th>
            {cells}
        </tr>
    }
    .into_any()
}

fn in_column(shown: &Shown, test: Memo<TestResult>, at: Option<usize>) -> AnyView {
    match at {
        Some(at) => cell(shown, test, at),
        None if test.with_untracked(|test| test.criteria.is_empty()) => {
            view! { <span class="hint">{page::CRITERIA_HIDDEN}</span> }.into_any()
        }
        None => view! { <span class="hint">{page::NOT_A_CRITERION}</span> }.into_any(),
    }
}

fn name(shown: &Shown, place: usize) -> AnyView {
    let shown = *shown;
    let called = words(move || test_name(&shown, place));
    let id = shown.tests.with_untracked(|tests| tests.get(place).map(|test| test.unit_test_id.clone()));
    match id.filter(|id| !id.as_str().is_empty()) {
        Some(id) => {
            let address = Address::test(&shown.workspace.organization(), &id).path();
            view! { <a class="name" href=address dir="auto" lang="">{called}</a> }.into_any()
        }
        None => view! { <span class="name">{called}</span> }.into_any(),
    }
}

fn state(test: Memo<TestResult>) -> AnyView {
    status(move || {
        let state = test.with(|test| test.state);
        (meaning(state), text::test_state(state).to_owned())
    })
}

fn meaning(state: TestState) -> Meaning {
    match state {
        TestState::Failed => Meaning::Bad,
        TestState::CouldNotRun | TestState::EndedEarly | TestState::NotJudged | TestState::Unclear => {
            Meaning::Odd
        }
        TestState::NoResult | TestState::Hidden => Meaning::Nothing,
        TestState::Running => Meaning::Busy,
        TestState::Waiting => Meaning::Open,
        TestState::Passed => Meaning::Good,
    }
}

/// Reasons that are longer, in characters, are folded to their beginning.
const LONG: usize = 400;
const BEGINNING: usize = 160;

/// A reason; a page of it is there for whoever opens it.
fn told(reason: String) -> AnyView {
    if reason.chars().nth(LONG).is_none() {
        return view! { <span dir="auto" lang="">{reason}</span> }.into_any();
    }
    let beginning: String = reason.chars().take(BEGINNING).chain(['…']).collect();
    view! {
        <details class="folded">
            <summary dir="auto" lang="">{beginning}</summary>
            <p dir="auto" lang="">{reason}</p>
        </details>
    }
    .into_any()
}

/// Why conversations could not be run: each reason once.
fn errors(test: Memo<TestResult>) -> AnyView {
    let errors = memo(move || test.with(|test| (test.errors.clone(), test.conversations)));
    live_if(move || {
        let reasons = test.with_untracked(run_table::errors);
        let (errors, all) = errors.get();
        (!errors.is_empty()).then(|| {
            let items = reasons.into_iter().map(|(numbers, reason)| {
                let reason = if reason.is_empty() { page::NO_REASON.to_owned() } else { reason };
                view! { <li>{page::could_not_run(&numbers, all)}" "{told(reason)}</li> }.into_any()
            });
            view! { <ul class="run-errors">{items.collect::<Vec<_>>()}</ul> }.into_any()
        })
    })
    .into_any()
}
