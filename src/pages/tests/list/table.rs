//! The table of unit tests: only the rows near the viewport are drawn, more are asked for near the
//! end.

use std::ops::Range;
use std::sync::Arc;

use leptos::ev;
use leptos::html;
use leptos::prelude::*;

use super::empty::Empty;
use super::row::TestRow;
use super::view::Chosen;
use crate::data::catalogue::{More, Phase, Row};
use crate::data::workspace::Workspace;
use crate::parts::failure::FailureNotice;
use crate::text::catalogue as text;
use crate::text::common;
use crate::ui::delayed::delayed;
use crate::ui::windowed::{DrawRows, WindowedRows};

/// The rows, or why there are none.
#[component]
pub(super) fn Results(workspace: Workspace, chosen: Chosen) -> impl IntoView {
    let catalogue = workspace.catalogue;
    let is_empty = Memo::new(move |_| catalogue.rows.with(Vec::is_empty));
    let answered = Memo::new(move |_| catalogue.shown.with(Option::is_some));
    let nothing_behind = Memo::new(move |_| catalogue.more.with(|more| *more == More::Nothing));
    // An answer without rows is said once it is there; until then the earlier state stays.
    let kind = Memo::new(move |_| match (is_empty.get(), answered.get()) {
        (false, _) => Kind::Rows,
        (true, true) if nothing_behind.get() => Kind::Empty,
        (true, true) => Kind::Rows,
        (true, false) => Kind::Waiting,
    });
    move || match kind.get() {
        Kind::Rows => view! { <Table workspace /> }.into_any(),
        Kind::Empty => {
            // The words fit the view that was answered, so they follow each answer.
            view! { {move || { catalogue.shown.track(); view! { <Empty chosen /> } }} }.into_any()
        }
        Kind::Waiting => view! { <Waiting workspace /> }.into_any(),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Rows,
    Empty,
    Waiting,
}

/// How near to the end more rows are asked for, in CSS pixels.
const NEAR: f64 = 1500.0;

#[component]
fn Table(workspace: Workspace) -> impl IntoView {
    let catalogue = workspace.catalogue;
    let container = NodeRef::<html::Div>::new();
    let count = Memo::new(move |_| catalogue.rows.with(Vec::len));
    let busy = Signal::derive(move || catalogue.phase.with(|phase| *phase == Phase::Busy));
    let felt = delayed(busy);
    let draw: DrawRows = Arc::new(move |range: Range<usize>| {
        let each = move || {
            catalogue.rows.with(|rows| {
                let rows = rows.get(range.clone()).unwrap_or_default().iter().cloned();
                rows.enumerate().map(|(place, row)| (range.start + place, row)).collect::<Vec<_>>()
            })
        };
        view! {
            <For
                each
                key=|(place, row): &(usize, Row)| (*place, row.id.clone())
                children=move |(place, row)| view! { <TestRow workspace row place /> }
            />
        }
        .into_any()
    });
    load_near_the_end(workspace, container);
    // Without a total, the number of rows is unknown until the last one is there.
    let row_count = move || match catalogue.more.get() {
        More::Nothing => i64::try_from(count.get() + 1).unwrap_or(-1),
        _ => -1,
    };
    view! {
        <div class="card" node_ref=container data-stale=move || felt.get().then_some("")>
            <table
                role="table"
                class="list"
                aria-label=text::TITLE
                aria-rowcount=row_count
                aria-busy=move || felt.get().then_some("true")
            >
                <Head />
                <WindowedRows count columns=text::COLUMNS.len() draw container />
            </table>
            <Foot workspace />
        </div>
    }
}

#[component]
fn Head() -> impl IntoView {
    view! {
        <thead role="rowgroup">
            <tr role="row" aria-rowindex="1">
                {text::COLUMNS
                    .into_iter()
                    .map(|column| view! { <th role="columnheader" scope="col">{column}</th> })
                    .collect_view()}
            </tr>
        </thead>
    }
}

/// How many rows there are, and the way to more.
#[component]
fn Foot(workspace: Workspace) -> impl IntoView {
    let catalogue = workspace.catalogue;
    let words = Memo::new(move |_| {
        text::shown(catalogue.rows.with(Vec::len), catalogue.more.with(|more| *more != More::Nothing))
    });
    let more = Memo::new(move |_| catalogue.more.get());
    view! {
        <div class="foot">
            <span>{words}</span>
            {move || match more.get() {
                More::Nothing => ().into_any(),
                More::Busy => view! { <span role="status">{text::LOADING_MORE}</span> }.into_any(),
                More::Available => view! {
                    <button type="button" class="button" on:click=move |_| catalogue.load_more()>
                        {text::LOAD_MORE}
                    </button>
                }.into_any(),
                More::Failed(error) => view! {
                    <FailureNotice error retry=Callback::new(move |()| catalogue.load_more()) />
                }.into_any(),
            }}
        </div>
    }
}

/// Asks for more when the end comes near: while scrolling, and when an answer left room.
fn load_near_the_end(workspace: Workspace, container: NodeRef<html::Div>) {
    let catalogue = workspace.catalogue;
    let look = move || {
        let available = catalogue.more.try_get_untracked() == Some(More::Available);
        let (true, Some(Some(container))) = (available, container.try_get_untracked()) else { return };
        let view = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(800.0);
        if container.get_bounding_client_rect().bottom() < view + NEAR {
            catalogue.load_more();
        }
    };
    let scrolled = window_event_listener(ev::scroll, move |_| look());
    on_cleanup(move || scrolled.remove());
    Effect::new(move |_| {
        catalogue.more.track();
        catalogue.rows.track();
        request_animation_frame(look);
    });
}

/// The table before the first answer.
#[component]
fn Waiting(workspace: Workspace) -> impl IntoView {
    let failed =
        Memo::new(move |_| workspace.catalogue.phase.with(|phase| matches!(phase, Phase::Failed(_))));
    let felt = delayed(Signal::derive(move || !failed.get()));
    move || {
        felt.get().then(|| {
            view! {
                <div class="card waiting" role="status" aria-label=common::LOADING>
                    {(0..8).map(|_| view! { <div class="skeleton"></div> }).collect_view()}
                </div>
            }
        })
    }
}
