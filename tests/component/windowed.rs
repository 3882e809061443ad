//! A long table draws what is near the viewport, keeps its height and the focus.

use std::sync::Arc;

use console::browser::clock;
use console::reactive::{RwSignal, memo};
use console::ui::keyed::{Part, keyed};
use console::ui::windowed::{DrawRows, windowed_rows};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Event, HtmlElement, KeyboardEvent, KeyboardEventInit};

use crate::page::{Mounted, focused, mount, settle, until};

fn table(count: RwSignal<usize>) -> Mounted {
    mount(move || {
        let container = NodeRef::new();
        let draw: DrawRows = Arc::new(move |range| {
            let row = |row: usize| {
                let draw = move || {
                    view! { <tr><td><button id=format!("row-{row}")>{row}</button></td></tr> }.into_any()
                };
                Part::new(row.to_string(), draw)
            };
            keyed(move || (range.start..range.end.min(count.get())).map(row).collect())
        });
        let rows = windowed_rows(memo(move || count.get()), 1, draw, container, StoredValue::new(Vec::new()));
        view! { <div node_ref=container><table>{rows}</table></div> }.into_any()
    })
}

async fn scroll_to(y: f64) {
    window().scroll_to_with_x_and_y(0.0, y);
    settle().await;
    settle().await;
}

#[wasm_bindgen_test]
async fn the_document_stays_small_from_top_to_end() {
    let page = table(RwSignal::new(5000));
    settle().await;
    assert!(page.try_find("#row-0").is_some());
    assert!(page.count("tr") < 300, "{} rows", page.count("tr"));
    let height = page.root.offset_height();

    scroll_to(f64::from(height)).await;
    until("the last row is drawn", || page.try_find("#row-4999").is_some()).await;
    assert!(page.try_find("#row-0").is_none());
    assert!(page.count("tr") < 300, "{} rows", page.count("tr"));
    scroll_to(0.0).await;
    until("the first row is drawn again", || page.try_find("#row-0").is_some()).await;
}

#[wasm_bindgen_test]
async fn the_focused_row_stays() {
    let page = table(RwSignal::new(2000));
    settle().await;
    page.find("#row-3").dyn_into::<HtmlElement>().unwrap().focus().unwrap();
    scroll_to(20_000.0).await;
    assert_eq!(focused(), "row-3");
    scroll_to(0.0).await;
}

#[wasm_bindgen_test]
async fn more_rows_keep_those_that_are_drawn() {
    let count = RwSignal::new(10);
    let page = table(count);
    settle().await;
    assert_eq!(page.count("tr button"), 10);
    page.find("#row-9").dyn_into::<HtmlElement>().unwrap().focus().unwrap();
    count.set(30);
    until("the new rows are drawn", || page.count("tr button") == 30).await;
    assert_eq!(focused(), "row-9");
    count.set(0);
    until("no row is drawn", || page.count("tr button") == 0).await;
}

#[wasm_bindgen_test]
async fn a_shorter_list_leaves_no_room_behind() {
    let fresh = table(RwSignal::new(102));
    let fits = at_rest(&fresh).await;
    drop(fresh);

    let count = RwSignal::new(200);
    let page = table(count);
    at_rest(&page).await;
    count.set(102);
    // What is not drawn is guessed to a few rows; what was left behind were eighteen.
    until("the room fits the rows", || (page.root.offset_height() - fits).abs() < 200).await;
}

/// The height of a page once it stays the same for a while: guesses have given way to measures.
async fn at_rest(page: &Mounted) -> i32 {
    let (mut height, mut since) = (0, 0);
    until("the height is at rest", || {
        let now = page.root.offset_height();
        since = if now == height { since + 1 } else { 0 };
        height = now;
        since > 20
    })
    .await;
    height
}

#[wasm_bindgen_test]
async fn parts_that_come_twice_are_drawn_twice_and_go_one_by_one() {
    let keys = RwSignal::new(vec!["a", "b", "a"]);
    let page = mount(move || {
        let part = |key: &'static str| Part::new(key.to_owned(), move || view! { <li>{key}</li> }.into_any());
        view! { <ul>{keyed(move || keys.get().into_iter().map(part).collect())}</ul> }.into_any()
    });
    settle().await;
    let text = || page.root.text_content().unwrap();
    assert_eq!(text(), "aba");
    for (next, shown) in
        [(vec!["a", "a"], "aa"), (vec!["b", "a", "a", "a"], "baaa"), (vec!["a"], "a"), (vec![], "")]
    {
        keys.set(next);
        settle().await;
        assert_eq!(text(), shown);
    }
}

#[wasm_bindgen_test]
async fn all_rows_are_printed() {
    let page = table(RwSignal::new(1000));
    settle().await;
    assert!(page.count("tr button") < 300);
    // Before the browser draws the paper: nothing is awaited but what the event itself brings about.
    window().dispatch_event(&Event::new("beforeprint").unwrap()).unwrap();
    clock::sleep(0).await;
    assert_eq!(page.count("tr button"), 1000);
    assert_eq!(page.count(".space"), 0);
    window().dispatch_event(&Event::new("afterprint").unwrap()).unwrap();
    until("the document is small again", || page.count("tr button") < 300).await;
}

#[wasm_bindgen_test]
async fn the_browsers_own_search_finds_all_rows() {
    let count = RwSignal::new(1000);
    let page = table(count);
    settle().await;
    let init = KeyboardEventInit::new();
    init.set_key("f");
    init.set_ctrl_key(true);
    init.set_cancelable(true);
    let key = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap();
    assert!(window().dispatch_event(&key).unwrap(), "the key is the browser's");
    until("all rows are there", || page.count("tr button") == 1000).await;
    scroll_to(20_000.0).await;
    assert_eq!(page.count("tr button"), 1000, "from one match to the next");
    count.set(900);
    until("another list is small", || page.count("tr button") < 300).await;
    scroll_to(0.0).await;
}
