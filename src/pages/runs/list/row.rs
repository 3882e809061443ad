//! One row: a run at a glance. What its poller brings touches only the texts that changed.

use std::sync::Arc;

use contract::{Run, TestSetRunId};
use domain::kind::Kind;
use domain::run::Outcome;
use domain::run_table::share;
use leptos::prelude::*;

use crate::data::list::Row;
use crate::data::runs::Known;
use crate::data::workspace::Workspace;
use crate::parts::moment::moment;
use crate::parts::name::{label, name};
use crate::parts::run_outcome::run_outcome;
use crate::parts::run_progress::{conversations, run_bar, tests_finished};
use crate::reactive::{Memo, memo};
use crate::routes::Address;
use crate::text::run as text;

/// A row of the table. `place` counts from 0.
pub(super) fn run_row(workspace: Workspace, row: &Row, place: usize) -> AnyView {
    let id = TestSetRunId::from_response(&row.id);
    let address = Address::run(&workspace.organization(), &id).path();
    let known = workspace.runs.get(&id);
    let run: Memo<Arc<Run>> = memo(move || {
        known.with(|known| if let Known::Found(run) = known { run.clone() } else { Arc::default() })
    });
    let id = memo(move || id.clone());
    let outcome_of = memo(move || run.with(|run| Outcome::of(run)));
    let progress_of = memo(move || run.with(|run| domain::run::progress(run)));
    let spread = memo(move || run.with(|run| share(&domain::run::tests(run))));
    let set = memo(move || run.with(|run| run.simulation_unit_test_set_id.clone()));
    let user = memo(move || run.with(|run| run.creator.user_id.clone()));
    let at = memo(move || run.with(|run| run.created_at.clone()));
    let [outcome, progress, creator, started] = text::CELLS;
    let cells = [
        cell(outcome, run_outcome(workspace, id, outcome_of)),
        cell(
            progress,
            view! {
                <span>{tests_finished(progress_of)}</span>
                <span class="sub">{conversations(progress_of)}</span>
                {run_bar(spread)}
            }
            .into_any(),
        ),
        cell(creator, name(move || user.with(|user| label(workspace, Kind::User, user))).into_any()),
        cell(started, moment(move || at.get()).into_any()),
    ];
    let called = name(move || set.with(|set| label(workspace, Kind::TestSet, set.as_str())));
    view! {
        <tr role="row" aria-rowindex=(place + 2).to_string()>
            <th role="rowheader" scope="row"><a class="name" href=address>{called}</a></th>
            {Vec::from(cells)}
        </tr>
    }
    .into_any()
}

fn cell(label: &'static str, content: AnyView) -> AnyView {
    view! { <td role="cell" data-label=label>{content}</td> }.into_any()
}
