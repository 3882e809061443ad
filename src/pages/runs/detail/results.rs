//! What came of the tests: a table of tests by criteria, those with trouble first.

use contract::SuccessCriterion;
use domain::run::TestResult;
use domain::run_table;
use domain::sentence::Sentence;
use leptos::prelude::*;

use super::Shown;
use super::row::test_row;
use crate::browser::focus;
use crate::reactive::{RwSignal, effect, live, memo};
use crate::text::criterion;
use crate::text::run::page;
use crate::ui::keyed::{Part, keyed};
use crate::ui::notice::{Tone, notice};

/// How many criteria get a column each; more would not fit side by side.
const MOST_COLUMNS: usize = 4;

/// How the table is made up. It follows what was frozen, so it does not change while a run goes on.
#[derive(Clone, PartialEq)]
pub(super) struct Shape {
    /// The columns: head, and for each test the place of the criterion there. `None`: all criteria of a test
    /// stand in one.
    columns: Option<Vec<Column>>,
    tests: usize,
    /// Whether criteria are hidden.
    hidden: bool,
}

/// A criterion that tests share.
#[derive(Clone, PartialEq)]
pub(super) struct Column {
    pub(super) head: (String, String),
    pub(super) cells: Vec<Option<usize>>,
}

pub(super) fn results(shown: &Shown) -> AnyView {
    let shown = *shown;
    let shape = memo(move || {
        let columns = shown.tests.with(|tests| columns(tests));
        let hidden = shown.run.with(|run| domain::run::are_criteria_hidden(run));
        Shape { columns, tests: shown.tests.with(Vec::len), hidden }
    });
    live(move || {
        let shape = shape.get();
        match shape.tests {
            0 => nothing(),
            _ => table(&shown, shape),
        }
    })
    .into_any()
}

fn columns(tests: &[TestResult]) -> Option<Vec<Column>> {
    let columns = run_table::columns(tests, MOST_COLUMNS).filter(|columns| !columns.is_empty())?;
    let column = |cells: Vec<Option<usize>>| {
        let first = tests.iter().zip(&cells).find_map(|(test, place)| test.criteria.get((*place)?));
        Column { head: first.map(sentence).unwrap_or_default(), cells }
    };
    Some(columns.into_iter().map(column).collect())
}

/// A criterion as it was frozen, as a sentence in two parts.
pub(super) fn sentence(frozen: &domain::run::CriterionResult) -> (String, String) {
    criterion::sentence(&Sentence::of(&SuccessCriterion {
        name: frozen.name.clone(),
        metric_id: frozen.metric_id.clone(),
        criterion: frozen.criterion.clone(),
        ..SuccessCriterion::default()
    }))
}

fn table(shown: &Shown, shape: Shape) -> AnyView {
    let shown = *shown;
    let order = order(&shown);
    let hidden = shape.hidden.then(|| notice(Tone::Info, view! { <p>{page::NO_CRITERIA}</p> }.into_any()));
    let heads: Vec<AnyView> = match &shape.columns {
        Some(columns) => columns.iter().map(|column| head(&column.head)).collect(),
        None => vec![view! { <th role="columnheader" scope="col">{page::CRITERIA}</th> }.into_any()],
    };
    let several = if shape.columns.is_some() { "columns" } else { "one" };
    let columns = StoredValue::new(shape.columns);
    view! {
        {hidden}
        <div class="card run-results">
            <table role="table" class="list" data-listing="results" data-criteria=several aria-label=page::RESULTS>
                <thead role="rowgroup">
                    <tr role="row"><th role="columnheader" scope="col">{page::TEST}</th>{heads}</tr>
                </thead>
                <tbody role="rowgroup">
                    {keyed(move || {
                        let row = |place: usize| {
                            Part::new(place.to_string(), move || columns.with_value(|columns| test_row(&shown, place, columns.as_deref())))
                        };
                        order.get().into_iter().map(row).collect()
                    })}
                </tbody>
            </table>
            <p class="foot">{page::TELLS}</p>
        </div>
    }
    .into_any()
}

fn head((subject, expectation): &(String, String)) -> AnyView {
    view! {
        <th role="columnheader" scope="col" dir="auto">
            {subject.clone()}" "<b>{expectation.clone()}</b>
        </th>
    }
    .into_any()
}

/// The places of the tests, trouble first. Rows do not move under the eyes of a reader: they are put in order
/// when the page opens and when the run is over, unless somebody is within the table.
fn order(shown: &Shown) -> RwSignal<Vec<usize>> {
    let Shown { tests, is_over, .. } = *shown;
    let now = move || tests.with_untracked(|tests| run_table::order(tests));
    let order = RwSignal::new(now());
    let mut was_over = is_over.get_untracked();
    effect(move || {
        let is_over = is_over.get();
        if is_over != was_over && !focus::is_within(".run-results") {
            let now = now();
            if order.with_untracked(|order| *order != now) {
                order.set(now);
            }
        }
        was_over = is_over;
    });
    order
}

/// The run shows no tests: a set has at least one, so they may not be seen.
fn nothing() -> AnyView {
    view! {
        <div class="card empty">
            <h2>{page::NO_TESTS}</h2>
            <p>{page::NO_TESTS_WORDS}</p>
        </div>
    }
    .into_any()
}
