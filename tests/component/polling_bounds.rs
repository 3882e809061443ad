//! What polling does where nobody looks or the browser calls itself offline, with answers that never end, and with
//! runs that nobody shows any more.

use std::cell::Cell;
use std::rc::Rc;

use console::api::{Access, Api, Credentials, Failure};
use console::data::runs::{Attention, Known, Runs};
use console::reactive::{RwSignal, live, memo};
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{mount, settle};
use crate::polling::{Browser, id, list, run, tab};

#[wasm_bindgen_test]
async fn nothing_is_asked_while_hidden_and_at_once_on_return() {
    let browser = Browser::start();
    let tab = tab(None, &[1], Attention::Page);
    browser.asked(1).await;
    browser.answer(0, &[&run(1, 0, false)]).await;
    browser.see(false).await;
    browser.pass(3_600_000).await;
    assert_eq!(browser.count(), 1);
    browser.see(true).await;
    browser.asked(2).await;
    browser.see(false).await;
    assert!(browser.is_aborted(1));
    browser.see(true).await;
    browser.asked(3).await;
    browser.answer(2, &[&run(1, 1, false)]).await;
    assert_eq!((tab.error(), tab.errors(1)), (None, 1));
}

#[wasm_bindgen_test]
async fn a_browser_that_says_that_it_is_offline_may_be_wrong() {
    let browser = Browser::start();
    browser.connect(false).await;
    let tab = tab(None, &[1], Attention::Page);
    browser.asked(1).await;
    browser.answer(0, &[&run(1, 0, false)]).await;
    assert_eq!((tab.error(), tab.errors(1)), (None, 0));
    browser.call("pass", &6000.into());
    browser.see(true).await;
    browser.asked(2).await;
    browser.drop_connection(1).await;
    assert_eq!(tab.error(), Some(Failure::Network));
    // That there is a connection again is a reason to try at once.
    browser.connect(true).await;
    browser.asked(3).await;
    browser.answer(2, &[&run(1, 2, false)]).await;
    assert_eq!((tab.error(), tab.errors(1)), (None, 2));
}

#[wasm_bindgen_test]
async fn who_wants_to_be_notified_hears_of_the_end_in_a_hidden_tab() {
    let browser = Browser::start();
    let tab = tab(None, &[1, 2], Attention::Page);
    browser.asked(1).await;
    browser.answer(0, &[&run(1, 0, false), &run(2, 0, false)]).await;
    let runs = tab.runs;
    let _page = mount(move || {
        runs.notify(memo(|| id(1)), memo(|| true));
        ().into_any()
    });
    settle().await;
    browser.see(false).await;
    browser.pass(50_000).await;
    assert_eq!(browser.count(), 1, "once a minute or less often");
    browser.pass(11_000).await;
    browser.asked(2).await;
    let path = browser.path(1);
    assert!(path.contains(id(1).as_str()) && !path.contains(id(2).as_str()), "{path}");
    browser.answer(1, &[&run(1, 0, true)]).await;
    assert_eq!(*tab.ended.borrow(), [id(1)]);
}

#[wasm_bindgen_test]
async fn an_answer_without_its_end_calls_nothing_missing_and_is_asked_for_less_and_less() {
    let browser = Browser::start();
    let tab = tab(None, &[1, 2], Attention::Page);
    let lost = list(&[&run(1, 0, false)]).replace("false,\"continuation", "true,\"continuation");
    browser.asked(1).await;
    let mut sent = 0;
    // Three minutes, a second at a time.
    for _ in 0..180 {
        if browser.count() > sent {
            browser.answer_with(sent, &lost, 200, &JsValue::UNDEFINED).await;
            sent += 1;
        }
        browser.pass(1000).await;
    }
    assert_eq!(
        (tab.errors(1), tab.known(2)),
        (0, Known::Waiting),
        "what came is there, the rest is not gone"
    );
    assert_eq!(tab.error(), Some(Failure::Incomplete), "and it is said");
    assert!((3..15).contains(&sent), "{sent} requests in three minutes");
}

#[wasm_bindgen_test]
async fn runs_that_nobody_shows_are_forgotten() {
    let browser = Browser::start();
    let made = Rc::new(Cell::new(None));
    let out = made.clone();
    let shown = RwSignal::new(true);
    let _page = mount(move || {
        let access = Access {
            base: "https://api.test".into(),
            organization: "org".into(),
            credentials: Credentials::Token("secret-token".into()),
            headers: Vec::new(),
        };
        let runs = Runs::new(Api::new(access, Rc::new(|_| Box::pin(std::future::ready(false)))));
        out.set(Some(runs));
        let draw = move || shown.get().then(|| runs.get(&id(1)).with(|known| format!("{known:?}")));
        live(move || view! { <b>{draw()}</b> }.into_any()).into_any()
    });
    let runs = made.get().unwrap();
    let brought = |number| vec![contract::decode(&run(number, 0, true)).unwrap()];
    runs.keep([brought(1), brought(2)].concat());
    settle().await;
    assert!(runs.knows(&id(1)) && runs.knows(&id(2)), "somebody may come back soon");
    browser.pass(120_000).await;
    runs.keep(Vec::new());
    assert!(runs.knows(&id(1)), "it is shown");
    assert!(!runs.knows(&id(2)), "nobody shows it");
    shown.set(false);
    settle().await;
    browser.pass(120_000).await;
    runs.list([id(3)].into_iter());
    runs.keep(brought(3));
    assert!(!runs.knows(&id(1)));
    browser.pass(120_000).await;
    runs.keep(Vec::new());
    assert!(runs.knows(&id(3)), "it stands in the list");
    runs.visit_list(false);
    browser.pass(400_000).await;
    runs.keep(Vec::new());
    assert!(!runs.knows(&id(3)), "the list was left long ago");
}
