//! The table of a list: only the rows near the viewport are drawn, more are asked for near the
//! end.

use std::ops::Range;
use std::sync::Arc;

use leptos::ev::{FocusEvent, MouseEvent};
use leptos::html;
use leptos::prelude::*;

use super::empty::nothing;
use super::view::Chosen;
use super::{DrawRow, Listed, rest};
use crate::browser::focus;
use crate::browser::listener::Listener;
use crate::data::list::{List, More, Phase, Row};
use crate::parts::failure::failure_in_words;
use crate::reactive::{attribute, attribute_if, effect, live, live_if, memo, on, words};
use crate::text::{common, errors, list as text};
use crate::ui::delayed::delayed;
use crate::ui::keyed::{Part, keyed};
use crate::ui::notice::{Tone, notice};
use crate::ui::skeleton::skeleton;
use crate::ui::windowed::{DrawRows, windowed_rows};

/// The rows, or why there are none.
pub(super) fn results(listed: &Listed) -> AnyView {
    let Listed { list, chosen, .. } = *listed;
    let listed = listed.clone();
    let has_rows = memo(move || {
        // An empty page is no empty list while there is more behind it.
        list.rows.with(|rows| !rows.is_empty())
            || list.shown.with(Option::is_some) && list.more.with(|more| *more != More::Nothing)
    });
    let shown = live(move || {
        if has_rows.get() {
            return table(&listed);
        }
        list.shown.with(|shown| match shown {
            Some(shown) => nothing(&shown.view, chosen),
            None => waiting(list),
        })
    });
    shown.into_any()
}

/// How near to the end more rows are asked for, in CSS pixels.
const NEAR: f64 = 1500.0;

fn table(listed: &Listed) -> AnyView {
    let Listed { list, chosen, columns, .. } = *listed;
    let container = NodeRef::<html::Div>::new();
    let count = memo(move || list.rows.with(Vec::len));
    let felt = delayed(move || list.phase.with(|phase| *phase == Phase::Busy));
    let row = listed.draw.clone();
    let draw: DrawRows = Arc::new(move |range| draw_rows(list, row.clone(), range));
    load_near_the_end(list, container);
    // Without a total, the number of rows is unknown until the last one is there.
    let row_count = attribute(move || {
        let all = list.more.with(|more| *more == More::Nothing);
        Some(if all { (count.get() + 1).to_string() } else { "-1".to_owned() })
    });
    let head =
        columns.iter().map(|column| view! { <th role="columnheader" scope="col">{*column}</th> }.into_any());
    let head: Vec<AnyView> = head.collect();
    view! {
        <div class="card" node_ref=container data-stale=attribute_if("true", move || felt.get())>
            <table
                role="table"
                class="list"
                data-listing=text::key(chosen.listing)
                aria-label=listed.words().title
                aria-rowcount=row_count
                aria-busy=attribute_if("true", move || felt.get())
            >
                <thead role="rowgroup">
                    <tr role="row" aria-rowindex="1">{head}</tr>
                </thead>
                {windowed_rows(count, columns.len(), draw, container, list.heights)}
            </table>
            {foot(list, chosen)}
        </div>
    }
    .into_any()
}

fn draw_rows(list: List, draw: DrawRow, range: Range<usize>) -> AnyView {
    let rows = list.rows;
    let part = move |place: usize, row: Row| {
        let draw = draw.clone();
        Part::new(format!("{place} {}", row.id), move || draw(&row, place))
    };
    keyed(move || {
        rows.with(|rows| {
            let there = range.start..range.end.min(rows.len());
            let rows = rows.get(there).unwrap_or_default().iter().cloned();
            rows.enumerate().map(|(place, row)| part(range.start + place, row)).collect()
        })
    })
}

/// How many rows there are, and the way to more. Who stands on it does not lose their place when rows
/// come: with the last of them they go on at the first that came.
fn foot(list: List, chosen: Chosen) -> AnyView {
    let foot = NodeRef::<html::Div>::new();
    let more = memo(move || list.more.get());
    // How many rows there were when somebody came to the way on.
    let came_at = StoredValue::new(0);
    let count = words(move || text::shown(chosen.listing, list.rows.with(Vec::len), more.with(rest)));
    let way_on = live_if(move || {
        let more = more.get();
        let stands_here = foot.get_untracked().filter(|foot| focus::within(foot).is_some());
        if let Some(foot) = stands_here {
            // The last page may be an empty one.
            let first_new = came_at.get_value().min(list.rows.with_untracked(Vec::len).saturating_sub(1));
            let in_row = format!("[aria-rowindex='{}'] :is(a, button, input)", first_new + 2);
            match foot.parent_element().filter(|_| more == More::Nothing) {
                Some(card) => focus::stay_at(card, in_row),
                None => focus::stay_within((*foot).clone().into()),
            }
        }
        match more {
            More::Nothing => None,
            More::Busy => Some(load_more(list, came_at, true)),
            More::Available => Some(load_more(list, came_at, false)),
            More::Paused => {
                let button = load_more(list, came_at, false);
                Some(view! { <p class="hint">{text::PAUSED}</p>{button} }.into_any())
            }
            More::Failed(error) => {
                let retry = Callback::new(move |()| list.go_on());
                Some(failure_in_words(&error, errors::listing(&error, list.is_narrowed()), None, retry))
            }
            More::Lost => Some(lost(list)),
        }
    });
    // The browser's own search knows what is loaded only.
    let elsewhere = live_if(move || more.with(|more| *more != More::Nothing).then(|| find_elsewhere(chosen)));
    view! { <div class="foot" node_ref=foot><span>{count}</span>{way_on}{elsewhere}</div> }.into_any()
}

/// That a part is shown, and where all of it is looked through.
fn find_elsewhere(chosen: Chosen) -> AnyView {
    let search = chosen.listing.is_searchable().then(|| {
        let go = on(move |_: MouseEvent| {
            focus::now(if chosen.is_page {
                ".toolbar [type=search]"
            } else {
                "dialog[open] .toolbar [type=search]"
            });
        });
        view! {
            " "
            <button type="button" class="button" data-kind="link" on:click=go>{text::SEARCH_ALL}</button>
        }
    });
    view! { <p class="part-shown">{text::part_shown(chosen.listing)}{search}</p> }.into_any()
}

/// There is no way to the rest but from the beginning.
fn lost(list: List) -> AnyView {
    let again = on(move |_: MouseEvent| list.refresh());
    let content = view! {
        <p>{text::LOST}</p>
        <div class="actions">
            <button type="button" class="button" on:click=again>{text::READ_AGAIN}</button>
        </div>
    };
    notice(Tone::Warning, content.into_any())
}

/// One button all along, so that it keeps the focus.
fn load_more(list: List, came_at: StoredValue<usize>, is_busy: bool) -> AnyView {
    let load = on(move |_: MouseEvent| list.go_on());
    let come = on(move |_: FocusEvent| came_at.set_value(list.rows.with_untracked(Vec::len)));
    view! {
        <button
            type="button"
            class="button"
            aria-disabled=is_busy.then_some("true")
            on:focus=come
            on:click=load
        >
            {if is_busy { text::LOADING_MORE } else { text::LOAD_MORE }}
        </button>
    }
    .into_any()
}

/// Asks for more when the end comes near: while scrolling, and when an answer left room.
fn load_near_the_end(list: List, container: NodeRef<html::Div>) {
    let look = move || {
        let available = list.more.try_get_untracked() == Some(More::Available);
        let (true, Some(Some(container))) = (available, container.try_get_untracked()) else { return };
        let view = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(800.0);
        if container.get_bounding_client_rect().bottom() < view + NEAR {
            list.load_more();
        }
    };
    // The page scrolls, or the dialog that holds the list.
    let _scrolled = StoredValue::new_local(Listener::window("scroll", move |_| look()));
    effect(move || {
        list.more.track();
        list.rows.track();
        request_animation_frame(look);
    });
}

/// The table before the first answer.
fn waiting(list: List) -> AnyView {
    let failed = move || list.phase.with(|phase| matches!(phase, Phase::Failed(_)));
    let felt = delayed(move || !failed());
    let shown = live_if(move || {
        felt.get().then(|| view! { <div class="card">{skeleton(8, common::LOADING)}</div> }.into_any())
    });
    shown.into_any()
}
