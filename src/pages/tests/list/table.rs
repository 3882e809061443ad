//! The table of unit tests: only the rows near the viewport are drawn, more are asked for near the
//! end.

use std::ops::Range;
use std::sync::Arc;

use leptos::ev::{self, MouseEvent};
use leptos::html;
use leptos::prelude::*;

use super::empty::nothing;
use super::row::test_row;
use super::view::Chosen;
use crate::data::catalogue::{More, Phase, Row};
use crate::data::workspace::Workspace;
use crate::parts::failure::failure_notice;
use crate::reactive::{attribute, attribute_if, effect, live, live_if, memo, on, words};
use crate::text::catalogue as text;
use crate::text::common;
use crate::ui::delayed::delayed;
use crate::ui::keyed::{Part, keyed};
use crate::ui::skeleton::skeleton;
use crate::ui::windowed::{DrawRows, windowed_rows};

/// The rows, or why there are none.
pub(super) fn results(workspace: Workspace, chosen: Chosen) -> AnyView {
    let catalogue = workspace.catalogue;
    let has_rows = memo(move || {
        // An empty page is no empty list while there is more behind it.
        catalogue.rows.with(|rows| !rows.is_empty())
            || catalogue.shown.with(Option::is_some) && catalogue.more.with(|more| *more != More::Nothing)
    });
    let shown = live(move || {
        if has_rows.get() {
            return table(workspace);
        }
        catalogue.shown.with(|shown| match shown {
            Some(shown) => nothing(&shown.view, chosen),
            None => waiting(workspace),
        })
    });
    shown.into_any()
}

/// How near to the end more rows are asked for, in CSS pixels.
const NEAR: f64 = 1500.0;

fn table(workspace: Workspace) -> AnyView {
    let catalogue = workspace.catalogue;
    let container = NodeRef::<html::Div>::new();
    let count = memo(move || catalogue.rows.with(Vec::len));
    let felt = delayed(move || catalogue.phase.with(|phase| *phase == Phase::Busy));
    let draw: DrawRows = Arc::new(move |range| draw_rows(workspace, range));
    load_near_the_end(workspace, container);
    // Without a total, the number of rows is unknown until the last one is there.
    let row_count = attribute(move || {
        let all = catalogue.more.with(|more| *more == More::Nothing);
        Some(if all { (count.get() + 1).to_string() } else { "-1".to_owned() })
    });
    let head =
        text::COLUMNS.map(|column| view! { <th role="columnheader" scope="col">{column}</th> }.into_any());
    view! {
        <div class="card" node_ref=container data-stale=attribute_if("true", move || felt.get())>
            <table
                role="table"
                class="list"
                aria-label=text::TITLE
                aria-rowcount=row_count
                aria-busy=attribute_if("true", move || felt.get())
            >
                <thead role="rowgroup">
                    <tr role="row" aria-rowindex="1">{Vec::from(head)}</tr>
                </thead>
                {windowed_rows(count, text::COLUMNS.len(), draw, container, catalogue.heights)}
            </table>
            {foot(workspace)}
        </div>
    }
    .into_any()
}

fn draw_rows(workspace: Workspace, range: Range<usize>) -> AnyView {
    let rows = workspace.catalogue.rows;
    let part = move |place: usize, row: Row| {
        Part::new(format!("{place} {}", row.id.as_str()), move || test_row(workspace, &row, place))
    };
    keyed(move || {
        rows.with(|rows| {
            let rows = rows.get(range.clone()).unwrap_or_default().iter().cloned();
            rows.enumerate().map(|(place, row)| part(range.start + place, row)).collect()
        })
    })
}

/// How many rows there are, and the way to more.
fn foot(workspace: Workspace) -> AnyView {
    let catalogue = workspace.catalogue;
    let more = memo(move || catalogue.more.get());
    let count =
        words(move || text::shown(catalogue.rows.with(Vec::len), more.with(|more| *more != More::Nothing)));
    let way_on = live_if(move || match more.get() {
        More::Nothing => None,
        More::Busy => Some(view! { <span role="status">{text::LOADING_MORE}</span> }.into_any()),
        More::Available => {
            let load = on(move |_: MouseEvent| catalogue.load_more());
            Some(
                view! { <button type="button" class="button" on:click=load>{text::LOAD_MORE}</button> }
                    .into_any(),
            )
        }
        More::Failed(error) => {
            Some(failure_notice(&error, None, Callback::new(move |()| catalogue.load_more())))
        }
    });
    view! { <div class="foot"><span>{count}</span>{way_on}</div> }.into_any()
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
    effect(move || {
        catalogue.more.track();
        catalogue.rows.track();
        request_animation_frame(look);
    });
}

/// The table before the first answer.
fn waiting(workspace: Workspace) -> AnyView {
    let failed = move || workspace.catalogue.phase.with(|phase| matches!(phase, Phase::Failed(_)));
    let felt = delayed(move || !failed());
    let shown = live_if(move || {
        felt.get().then(|| view! { <div class="card">{skeleton(8, common::LOADING)}</div> }.into_any())
    });
    shown.into_any()
}
