//! Loading: a changed key aborts what it overtakes, late answers are dropped, a failed refresh keeps
//! what there was, and nothing new is told to nobody.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use console::api::{ApiError, Failure};
use console::data::load::Load;
use console::data::query::{Query, use_query};
use console::reactive::RwSignal;
use contract::Operation;
use futures_channel::oneshot;
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Mounted, mount, settle};

type Answer = Result<String, ApiError>;

/// A request that was sent, and the way to answer it.
type Request = (String, oneshot::Sender<Answer>);

/// The requests that wait for their answer.
#[derive(Clone, Default)]
struct Server(Rc<RefCell<Vec<Request>>>);

impl Server {
    async fn ask(self, key: String) -> Answer {
        let (sender, receiver) = oneshot::channel();
        self.0.borrow_mut().push((key, sender));
        receiver.await.unwrap()
    }

    fn keys(&self) -> Vec<String> {
        self.0.borrow().iter().map(|(key, _)| key.clone()).collect()
    }

    fn is_aborted(&self, request: usize) -> bool {
        self.0.borrow()[request].1.is_canceled()
    }

    /// Answers the oldest request; says whether anybody still waited.
    fn answer(&self, answer: Answer) -> bool {
        self.0.borrow_mut().remove(0).1.send(answer).is_ok()
    }
}

fn failed() -> Answer {
    Err(ApiError::silent(Operation::ListUnitTests, Failure::Network))
}

/// A page that shows the query of `key`, and counts how often its value was told.
fn page(server: &Server, key: RwSignal<Option<String>>) -> (Mounted, Query<String>, Rc<Cell<u32>>) {
    let (server, told) = (server.clone(), Rc::new(Cell::new(0)));
    let (counter, query) = (told.clone(), Rc::new(Cell::new(None)));
    let made = query.clone();
    let mounted = mount(move || {
        let query = use_query(move || key.get(), move |key| server.clone().ask(key));
        made.set(Some(query));
        Effect::new(move |_| {
            let _ = query.value();
            counter.set(counter.get() + 1);
        });
        ().into_any()
    });
    let query = query.get().unwrap();
    (mounted, query, told)
}

#[wasm_bindgen_test]
async fn a_changed_key_aborts_what_it_overtakes() {
    let (server, key) = (Server::default(), RwSignal::new(Some("one".to_owned())));
    let (_page, query, _) = page(&server, key);
    settle().await;
    key.set(Some("two".to_owned()));
    settle().await;
    assert_eq!(server.keys(), ["one", "two"]);
    assert!(server.is_aborted(0) && !server.is_aborted(1));

    assert!(!server.answer(Ok("late".to_owned())), "nobody waits for the overtaken answer");
    assert!(server.answer(Ok("two's".to_owned())));
    settle().await;
    assert_eq!(*query.value().unwrap(), "two's");
}

#[wasm_bindgen_test]
async fn another_key_never_shows_the_value_of_the_first() {
    let (server, key) = (Server::default(), RwSignal::new(Some("one".to_owned())));
    let (_page, query, _) = page(&server, key);
    settle().await;
    server.answer(Ok("one's".to_owned()));
    settle().await;
    key.set(Some("two".to_owned()));
    settle().await;
    assert!(query.value().is_none());
    assert!(matches!(query.load.get_untracked(), Load::Loading));
    key.set(None);
    settle().await;
    assert!(matches!(query.load.get_untracked(), Load::Idle));
}

#[wasm_bindgen_test]
async fn leaving_the_page_aborts() {
    let (server, key) = (Server::default(), RwSignal::new(Some("one".to_owned())));
    let (page, ..) = page(&server, key);
    settle().await;
    assert!(!server.is_aborted(0));
    drop(page);
    settle().await;
    assert!(server.is_aborted(0));
}

#[wasm_bindgen_test]
async fn a_failed_refresh_keeps_what_there_was() {
    let (server, key) = (Server::default(), RwSignal::new(Some("one".to_owned())));
    let (_page, query, _) = page(&server, key);
    settle().await;
    server.answer(Ok("kept".to_owned()));
    settle().await;
    query.refresh();
    settle().await;
    assert_eq!(*query.value().unwrap(), "kept", "while it is read again");
    server.answer(failed());
    settle().await;
    assert_eq!(*query.value().unwrap(), "kept");
    assert_eq!(query.error().unwrap().failure, Failure::Network);
    query.refresh();
    settle().await;
    server.answer(Ok("new".to_owned()));
    settle().await;
    assert_eq!(*query.value().unwrap(), "new");
    assert!(query.error().is_none());
}

#[wasm_bindgen_test]
async fn an_answer_with_nothing_new_is_told_to_nobody() {
    let (server, key) = (Server::default(), RwSignal::new(Some("one".to_owned())));
    let (_page, query, told) = page(&server, key);
    settle().await;
    server.answer(Ok("same".to_owned()));
    settle().await;
    let before = told.get();
    query.refresh();
    settle().await;
    server.answer(Ok("same".to_owned()));
    settle().await;
    assert_eq!(told.get(), before);
}
