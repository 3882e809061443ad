//! Lists whose way to the rest leads nowhere: they are left after a bounded number of requests, never take what
//! they have for all there is, and go on from what is there now after a refresh.

use console::data::list::{List, More, Phase};
use console::data::names::Names;
use console::data::runs::Runs;
use domain::listing::{Listing, View};
use domain::paging::MOST_BARREN;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Mounted, mount, settle, until};
use crate::server::{Server, api, id};

/// A page of unit tests with these numbers; `next` is the token, as it is written.
fn page(numbers: &[u32], next: &str) -> String {
    let items = numbers.iter().map(|number| format!(r#"{{"id":"{}","name":"Test {number}"}}"#, id(*number)));
    let items = items.collect::<Vec<_>>().join(",");
    format!(r#"{{"simulation_unit_tests":[{items}],"has_more":true,"continuation_token":{next}}}"#)
}

fn last_page(numbers: &[u32]) -> String {
    page(numbers, "null").replace("true", "false")
}

fn list() -> (Mounted, List) {
    let made = StoredValue::new(None);
    let page = mount(move || {
        let api = api();
        made.set_value(Some(List::new(api, Names::new(api), Runs::new(api))));
        ().into_any()
    });
    let list = made.get_value().unwrap();
    list.show(View::of(Listing::Tests));
    (page, list)
}

fn rows(list: List) -> usize {
    list.rows.with_untracked(Vec::len)
}

#[wasm_bindgen_test]
async fn a_token_that_is_missing_is_no_end() {
    let (server, (_page, list)) = (Server::start(), list());
    server.asked(0, "/unit_test/?limit=100").await;
    server.answer(0, &page(&[1, 2], "null")).await;
    assert_eq!((rows(list), list.more.get_untracked()), (2, More::Lost));
    list.load_more();
    list.go_on();
    settle().await;
    assert_eq!(server.count(), 1, "there is nothing to ask for");
    list.refresh();
    server.asked(1, "/unit_test/?limit=100").await;
    server.answer(1, &page(&[1, 2], "7")).await;
    assert_eq!(list.more.get_untracked(), More::Available, "it goes on from what is there now");
    list.load_more();
    server.asked(2, "continuation_token=7").await;
    server.answer(2, &last_page(&[3])).await;
    assert_eq!((rows(list), list.more.get_untracked()), (3, More::Nothing));
}

#[wasm_bindgen_test]
async fn a_token_that_is_refused_is_given_up_and_a_refresh_begins_anew() {
    for status in [400, 404, 422] {
        let (server, (_page, list)) = (Server::start(), list());
        server.asked(0, "/unit_test/").await;
        server.answer(0, &page(&[1, 2], "7")).await;
        list.load_more();
        server.asked(1, "continuation_token=7").await;
        server.answer_with(1, status, "{}").await;
        assert_eq!((rows(list), list.more.get_untracked()), (2, More::Lost), "{status}");
        list.refresh();
        server.asked(2, "/unit_test/").await;
        server.answer(2, &page(&[1, 2], "9")).await;
        list.load_more();
        server.asked(3, "continuation_token=9").await;
        server.answer(3, &last_page(&[3, 3, 2])).await;
        assert_eq!((rows(list), list.more.get_untracked()), (3, More::Nothing), "nothing stands there twice");
    }
}

#[wasm_bindgen_test]
async fn tokens_that_are_ever_new_are_followed_only_so_far() {
    let (server, (_page, list)) = (Server::start(), list());
    server.asked(0, "/unit_test/").await;
    server.answer(0, &page(&[1], "1")).await;
    list.load_more();
    for number in 1..=MOST_BARREN {
        server.asked(number, &format!("continuation_token={number}")).await;
        server.answer(number, &page(&[], &(number + 1).to_string())).await;
    }
    until("it stands still", || list.more.get_untracked() == More::Paused).await;
    list.load_more();
    settle().await;
    assert_eq!(server.count(), MOST_BARREN + 1, "nobody asks on unasked");
    list.go_on();
    server.asked(MOST_BARREN + 1, &format!("continuation_token={}", MOST_BARREN + 1)).await;
    server.answer(MOST_BARREN + 1, &last_page(&[2])).await;
    assert_eq!((rows(list), list.more.get_untracked()), (2, More::Nothing));
}

#[wasm_bindgen_test]
async fn a_token_that_comes_again_with_the_same_rows_is_left() {
    let (server, (_page, list)) = (Server::start(), list());
    server.asked(0, "/unit_test/").await;
    server.answer(0, &page(&[1], "1")).await;
    list.load_more();
    server.asked(1, "continuation_token=1").await;
    server.answer(1, &page(&[1], "1")).await;
    settle().await;
    assert_eq!((server.count(), list.more.get_untracked()), (2, More::Lost));
    assert_eq!(list.phase.get_untracked(), Phase::Done);
}

#[wasm_bindgen_test]
async fn after_the_clock_was_set_back_a_list_is_read_again() {
    let (server, (_page, list)) = (Server::start(), list());
    server.asked(0, "/unit_test/").await;
    server.answer(0, &last_page(&[1])).await;
    list.show(View::of(Listing::Tests));
    settle().await;
    assert_eq!(server.count(), 1, "it was read this moment");
    let set_back = "const now = Date.now; Date.now = () => now() - 3600000; () => { Date.now = now; }";
    let undo: js_sys::Function = js_sys::eval(set_back).unwrap().dyn_into().unwrap();
    list.show(View::of(Listing::Tests));
    undo.call0(&JsValue::NULL).unwrap();
    server.asked(1, "/unit_test/").await;
}
