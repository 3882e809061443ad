//! Names that are there already: a refresh asks anew for those that are shown, and an older answer never takes the
//! place of a newer one.

use console::data::names::{Item, Known, Names};
use console::reactive::{RwSignal, live, memo};
use domain::kind::Kind;
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Mounted, mount, settle};
use crate::server::{Server, api, id};

/// Sets with these numbers, all of this name.
fn sets(numbers: &[u32], name: &str) -> String {
    let items = numbers.iter().map(|number| format!(r#"{{"id":"{}","name":"{name}"}}"#, id(*number)));
    let items = items.collect::<Vec<_>>().join(",");
    format!(r#"{{"simulation_unit_test_sets":[{items}],"has_more":false,"continuation_token":null}}"#)
}

fn called(known: &Known) -> String {
    match known {
        Known::Found(item) => match &**item {
            Item::TestSet(set) => set.name.clone(),
            _ => "other".to_owned(),
        },
        Known::Waiting => "waiting".to_owned(),
        Known::Missing => "missing".to_owned(),
        Known::Failed(_) => "failed".to_owned(),
    }
}

struct Shown {
    page: Mounted,
    names: Names,
    number: RwSignal<u32>,
}

impl Shown {
    fn text(&self) -> String {
        self.page.root.text_content().unwrap().trim().to_owned()
    }
}

/// Shows the name of one set, whose number can change.
fn shown() -> Shown {
    let made = StoredValue::new(None);
    let number = RwSignal::new(1);
    let page = mount(move || {
        let names = Names::new(api());
        made.set_value(Some(names));
        let name = memo(move || names.get(Kind::TestSet, &id(number.get())).with(called));
        live(move || view! { <b>{name.get()}</b> }.into_any()).into_any()
    });
    Shown { page, names: made.get_value().unwrap(), number }
}

#[wasm_bindgen_test]
async fn a_refresh_asks_anew_for_what_is_shown_and_later_for_the_rest() {
    let (server, shown) = (Server::start(), shown());
    server.asked(0, &id(1)).await;
    server.answer(0, &sets(&[1], "Old")).await;
    assert_eq!(shown.text(), "Old");
    shown.number.set(2);
    server.asked(1, &id(2)).await;
    server.answer(1, &sets(&[2], "Second")).await;
    assert_eq!(shown.text(), "Second");

    shown.names.refresh();
    server.asked(2, &id(2)).await;
    assert!(!server.path(2).contains(&id(1)), "nobody shows the first");
    assert_eq!(shown.text(), "Second", "what is known stays");
    server.answer(2, &sets(&[2], "Renamed")).await;
    assert_eq!(shown.text(), "Renamed");

    shown.number.set(1);
    server.asked(3, &id(1)).await;
    assert_eq!(shown.text(), "Old", "what is known stays");
    server.answer(3, &sets(&[1], "New")).await;
    assert_eq!(shown.text(), "New");
    shown.number.set(2);
    settle().await;
    assert_eq!(server.count(), 4, "it was asked for since");
}

#[wasm_bindgen_test]
async fn an_older_answer_never_takes_the_place_of_a_newer_one() {
    let (server, shown) = (Server::start(), shown());
    server.asked(0, &id(1)).await;
    let asked_first = shown.names.now();
    shown.names.refresh();
    server.asked(1, &id(1)).await;
    server.answer(1, &sets(&[1], "Newer")).await;
    server.answer(0, &sets(&[1], "Older")).await;
    assert_eq!(shown.text(), "Newer");
    let older = contract::decode(r#"{"id":"000000000000000000000001","name":"Older"}"#).unwrap();
    let learned = std::sync::Arc::new(Item::TestSet(older));
    shown.names.learn(asked_first, Kind::TestSet, &id(1), learned);
    assert_eq!(shown.text(), "Newer");
}

#[wasm_bindgen_test]
async fn what_cannot_be_read_again_stays_and_what_is_missing_twice_is_gone() {
    let (server, shown) = (Server::start(), shown());
    server.asked(0, &id(1)).await;
    server.answer(0, &sets(&[1], "There")).await;
    shown.names.refresh();
    server.asked(1, &id(1)).await;
    server.answer_with(1, 403, "{}").await;
    assert_eq!(shown.text(), "There");
    for (number, expected) in [(2, "There"), (3, "missing")] {
        shown.names.refresh();
        server.asked(number, &id(1)).await;
        server.answer(number, &sets(&[], "")).await;
        assert_eq!(shown.text(), expected, "lists may lag");
    }
}

#[wasm_bindgen_test]
async fn a_look_up_that_does_not_come_to_its_end_calls_nothing_missing() {
    let (server, shown) = (Server::start(), shown());
    server.asked(0, &id(1)).await;
    server.answer(0, &sets(&[], "").replace("false", "true")).await;
    assert_eq!(shown.text(), "failed");
}

#[wasm_bindgen_test]
async fn an_address_that_is_too_long_for_a_server_is_halved() {
    let (server, shown) = (Server::start(), shown());
    shown.names.want(Kind::TestSet, [id(2).as_str(), id(3).as_str()]);
    server.asked(0, &id(3)).await;
    server.answer_with(0, 414, "").await;
    server.asked(1, "id=").await;
    let second = server.path(1);
    assert_eq!([1, 2, 3].into_iter().filter(|number| second.contains(&id(*number))).count(), 2);
    server.answer(1, &sets(&[1, 2, 3], "There")).await;
    server.asked(2, "id=").await;
    server.answer(2, &sets(&[1, 2, 3], "There")).await;
    assert_eq!(shown.text(), "There");
    assert_eq!(server.count(), 3);
}
