//! The body of a long table: only the rows near the viewport are in the document.
//!
//! Rows are drawn in chunks, each a `<tbody>`; the others are empty space of the height that they
//! had, or are likely to have. The chunk that holds the focus stays. What is printed, or looked through by
//! the browser's own search, is the whole table.

use std::ops::Range;
use std::sync::Arc;

use domain::window::{Stretch, lay_out};
use leptos::prelude::*;
use web_sys::{Element, HtmlElement};

use super::keyed::{Part, keyed};
use crate::browser::listener::Listener;
use crate::browser::{focus, keys};
use crate::reactive::{Memo, RwSignal, effect};

/// Rows in a chunk.
const CHUNK: usize = 20;

/// How far beyond the viewport rows are drawn, in CSS pixels.
const MARGIN: f64 = 600.0;

/// The likely height of a row before one was measured, in CSS pixels.
const LIKELY: f64 = 72.0;

/// Draws the rows of a range, once, and follows them from then on: the list may end within the range, and
/// grow or shrink there. What is drawn of it stays, and with it the focus.
pub type DrawRows = Arc<dyn Fn(Range<usize>) -> AnyView + Send + Sync>;

/// Why all rows are drawn.
#[derive(Clone, Copy, Default)]
struct Whole {
    is_printed: bool,
    is_searched: bool,
}

/// The bodies of a table with many rows: `count` of them, in `columns`; `container` is the element
/// around the table, to measure in; `heights` are those of the chunks, as they were measured, and may
/// outlive the table, so that it can be found as it was left.
pub fn windowed_rows(
    count: Memo<usize>,
    columns: usize,
    draw: DrawRows,
    container: NodeRef<leptos::html::Div>,
    heights: StoredValue<Vec<f64>>,
) -> AnyView {
    let stretches = RwSignal::new(Vec::<Stretch>::new());
    let whole = StoredValue::new(Whole::default());
    let look = move || {
        let Some(Some(container)) = container.try_get_untracked() else { return };
        let container: &HtmlElement = &container;
        let rows = count.get_untracked();
        let laid_out = heights.try_update_value(|heights| {
            let guessed = measure(container, heights, rows.div_ceil(CHUNK), rows);
            let Whole { is_printed, is_searched } = whole.get_value();
            if is_printed || is_searched {
                return (0..guessed.len()).map(Stretch::Chunk).collect();
            }
            place(container, &guessed)
        });
        let laid_out = laid_out.unwrap_or_default();
        if stretches.with_untracked(|stretches| *stretches != laid_out) {
            stretches.set(laid_out);
        }
    };
    let pending = StoredValue::new(false);
    let look_soon = move || {
        if pending.try_get_value() == Some(false) {
            pending.set_value(true);
            request_animation_frame(move || {
                if pending.try_set_value(false).is_none() {
                    look();
                }
            });
        }
    };
    let mut before = count.get_untracked();
    effect(move || {
        // Another list is looked through anew.
        if count.get() < before {
            whole.update_value(|whole| whole.is_searched = false);
        }
        // A chunk that has more or fewer rows than before has another height.
        let whole = count.get().min(before) / CHUNK;
        before = count.get();
        heights.update_value(|heights| heights.truncate(whole));
        container.track();
        look();
        // The first look draws on a guess; the second one on what was measured.
        look_soon();
    });
    // The page scrolls, or a dialog that holds the table.
    let heard = ["scroll", "resize"].map(|event| Listener::window(event, move |_| look_soon()));
    let _heard = StoredValue::new_local(heard);
    let print = move |is_printed: bool| {
        whole.try_update_value(|whole| whole.is_printed = is_printed);
        look();
    };
    let printed = [
        Listener::window("beforeprint", move |_| print(true)),
        Listener::window("afterprint", move |_| print(false)),
    ];
    let _printed = StoredValue::new_local(printed);
    // The browser's search scrolls from one match to the next: all rows stay from here on.
    keys::on_find(move || {
        whole.try_update_value(|whole| whole.is_searched = true);
        look();
    });
    keyed(move || {
        let part = |stretch| match stretch {
            Stretch::Chunk(chunk) => {
                let draw = draw.clone();
                Part::new(format!("chunk {chunk}"), move || chunk_body(chunk, &draw))
            }
            // Space of another height is another space.
            Stretch::Space { before, height } => {
                let height = pixels(height);
                Part::new(format!("space {before} {height}"), move || space(height, columns))
            }
        };
        stretches.get().into_iter().map(part).collect()
    })
}

fn chunk_body(chunk: usize, draw: &DrawRows) -> AnyView {
    let rows = draw(chunk * CHUNK..(chunk + 1) * CHUNK);
    view! { <tbody role="rowgroup" data-chunk=chunk.to_string()>{rows}</tbody> }.into_any()
}

fn pixels(height: f64) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "a page's height fits")]
    let whole = height.round() as i64;
    format!("{whole}px")
}

fn space(height: String, columns: usize) -> AnyView {
    view! {
        <tbody role="presentation" aria-hidden="true" class="space">
            <tr role="presentation">
                <td role="presentation" colspan=columns.to_string() style:height=height></td>
            </tr>
        </tbody>
    }
    .into_any()
}

/// Notes the heights of what is drawn, and answers those of all chunks: what was never drawn is likely
/// to be like the rest. A guess is noted below 0 and stays until the chunk is drawn, for the page would
/// jump; before anything is measured nothing is noted.
fn measure(container: &Element, heights: &mut Vec<f64>, chunks: usize, rows: usize) -> Vec<f64> {
    heights.resize(chunks, 0.0);
    let (mut total, mut measured) = (0.0, 0_usize);
    if let Ok(drawn) = container.query_selector_all("tbody[data-chunk]") {
        for index in 0..drawn.length() {
            use wasm_bindgen::JsCast;
            let Some(body) = drawn.item(index).and_then(|node| node.dyn_into::<Element>().ok()) else {
                continue;
            };
            let chunk = body.get_attribute("data-chunk").and_then(|chunk| chunk.parse::<usize>().ok());
            let (Some(chunk), height) = (chunk, body.get_bounding_client_rect().height()) else { continue };
            if let Some(known) = heights.get_mut(chunk) {
                *known = height;
            }
            total += height;
            measured += rows_of(chunk, rows);
        }
    }
    let is_measured = measured > 0 && total > 0.0;
    #[expect(clippy::cast_precision_loss, reason = "a number of rows")]
    let likely = if is_measured { total / measured as f64 } else { LIKELY };
    let mut all = Vec::with_capacity(chunks);
    for (chunk, noted) in heights.iter_mut().enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "a number of rows")]
        let guess = likely * rows_of(chunk, rows) as f64;
        if *noted == 0.0 && is_measured {
            *noted = -guess;
        }
        all.push(if *noted == 0.0 { guess } else { noted.abs() });
    }
    all
}

/// How many rows a chunk has.
fn rows_of(chunk: usize, rows: usize) -> usize {
    rows.saturating_sub(chunk * CHUNK).min(CHUNK)
}

fn place(container: &HtmlElement, heights: &[f64]) -> Vec<Stretch> {
    let view = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(800.0);
    let top = -container.get_bounding_client_rect().top();
    let kept = focus::within(container)
        .and_then(|focused| focused.closest("tbody[data-chunk]").ok().flatten())
        .and_then(|body| body.get_attribute("data-chunk"))
        .and_then(|chunk| chunk.parse().ok());
    lay_out(heights, top - MARGIN, top + view + MARGIN, kept)
}
