//! Drafts: what was typed is found again, two tabs stay apart, and a store that refuses is said.

use std::cell::Cell;
use std::rc::Rc;

use console::browser::storage::{self, Trouble};
use console::browser::{address, clock, locks};
use console::state::drafts::{Drafts, use_drafts};
use console::state::personal::Personal;
use domain::draft::{Draft, DraftKey, KEPT};
use js_sys::{Function, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Event;

use crate::page::{Mounted, mount, settle, until};

/// Opens a form of a person, in a session.
fn open_in(serial: &str, user: Option<&str>, form: &str) -> (Mounted, Drafts) {
    let made = Rc::new(Cell::new(None));
    let (given, form) = (made.clone(), form.to_owned());
    let personal = Personal::new("acme", user, serial);
    let page = mount(move || {
        given.set(Some(use_drafts(&personal, form)));
        ().into_any()
    });
    (page, made.get().unwrap())
}

fn open_as(user: Option<&str>, form: &str) -> (Mounted, Drafts) {
    open_in("session", user, form)
}

fn open(form: &str) -> (Mounted, Drafts) {
    open_as(Some("ann"), form)
}

/// As another tab would open it: without this tab's note of what is its own.
fn in_another_tab(form: &str) -> (Mounted, Drafts) {
    window().session_storage().unwrap().unwrap().clear().unwrap();
    open(form)
}

fn kept(form: &str) -> Vec<String> {
    let keys = storage::keys().into_iter();
    keys.filter(|key| DraftKey::read(key, &address::base()).is_some_and(|key| key.form == form)).collect()
}

async fn found(drafts: Drafts) -> Option<String> {
    drafts.find().await.map(|offered| offered.content)
}

async fn is_held(name: &str) -> bool {
    locks::hold(name).await.is_none()
}

#[wasm_bindgen_test]
async fn what_was_typed_is_written_within_a_second_and_found_again() {
    let (page, drafts) = open("typed");
    assert_eq!(found(drafts).await, None);
    drafts.keep(|| "one".to_owned());
    drafts.keep(|| "two\nlines".to_owned());
    assert!(kept("typed").is_empty(), "not at every keystroke");
    let before = clock::now();
    until("it is written", || kept("typed").len() == 1).await;
    assert!(clock::now().since(before) < 1_000);
    drafts.keep(|| "the latest".to_owned());
    drop(page);

    let (_page, again) = open("typed");
    let offered = again.find().await.unwrap();
    assert_eq!(offered.content, "the latest", "closing the form writes what waited");
    assert!(clock::now().since(offered.saved_at) < 5_000);
    // It goes on under the same key.
    again.keep(|| "more".to_owned());
    until("it is written", || storage::get(&kept("typed")[0]).unwrap().ends_with("more")).await;
    assert_eq!(kept("typed").len(), 1);
    again.forget();
}

#[wasm_bindgen_test]
async fn a_hidden_or_closed_tab_is_written_at_once() {
    let (_page, drafts) = open("closing");
    drafts.keep(|| "words".to_owned());
    window().dispatch_event(&Event::new("pagehide").unwrap()).unwrap();
    assert_eq!(kept("closing").len(), 1);
    drafts.forget();
}

#[wasm_bindgen_test]
async fn two_tabs_keep_two_drafts_apart() {
    let (first_page, first) = open("both");
    first.keep(|| "first".to_owned());
    until("it is written", || kept("both").len() == 1).await;
    let editing = DraftKey::read(&kept("both")[0], &address::base()).unwrap().editing;
    let lock = format!("simulation-console.draft:{}{editing}", address::base());
    for _ in 0..200 {
        if is_held(&lock).await {
            break;
        }
        clock::sleep(10).await;
    }

    let (second_page, second) = in_another_tab("both");
    assert_eq!(found(second).await, None, "it is the other's");
    assert!(second.elsewhere.get_untracked());
    second.keep(|| "second".to_owned());
    until("both are written", || kept("both").len() == 2).await;

    drop(first_page);
    settle().await;
    let (third_page, third) = in_another_tab("both");
    assert_eq!(found(third).await.as_deref(), Some("first"), "a closed tab's is free");
    assert!(third.elsewhere.get_untracked());
    third.forget();
    second.forget();
    assert!(kept("both").is_empty());
    drop((second_page, third_page));
}

#[wasm_bindgen_test]
async fn a_tab_finds_its_own_rather_than_a_newer_one() {
    let (page, drafts) = open("own");
    drafts.keep(|| "own".to_owned());
    drop(page);
    let other =
        DraftKey { organization: "acme".into(), user: "ann".into(), form: "own".into(), editing: "x".into() };
    let newer = Draft::write(clock::now().plus(1_000), "newer");
    storage::keep(&other.write(&address::base()), &newer).unwrap();
    settle().await;
    let (_page, again) = open("own");
    assert_eq!(found(again).await.as_deref(), Some("own"));
    again.forget();
    let (_page, last) = open("own");
    assert_eq!(found(last).await.as_deref(), Some("newer"));
    last.forget();
}

#[wasm_bindgen_test]
async fn discarded_is_gone_even_when_it_waited_to_be_written() {
    let (page, drafts) = open("discarded");
    drafts.keep(|| "written".to_owned());
    until("it is written", || kept("discarded").len() == 1).await;
    drafts.keep(|| "waiting".to_owned());
    drafts.forget();
    drop(page);
    assert!(kept("discarded").is_empty());
    let (_page, again) = open("discarded");
    assert_eq!(found(again).await, None);
}

#[wasm_bindgen_test]
async fn expired_drafts_of_all_forms_and_garbage_go_and_other_versions_stay() {
    let key = |form: &str| {
        let key = DraftKey {
            organization: "acme".into(),
            user: "ann".into(),
            form: form.into(),
            editing: "1".into(),
        };
        key.write(&address::base())
    };
    let old = Draft::write(clock::now().plus(-KEPT - 1_000), "old");
    let foreign = format!("7\n{}\nwhatever", clock::now().0);
    for (form, value) in [("old", old.as_str()), ("garbage", "{\"a\":"), ("foreign", &foreign)] {
        storage::keep(&key(form), value).unwrap();
    }
    storage::keep("simulation-console.other", "1").unwrap();
    let (_page, drafts) = open("foreign");
    assert!(kept("old").is_empty() && kept("garbage").is_empty());
    assert_eq!(found(drafts).await, None);
    assert_eq!(kept("foreign").len(), 1);
    assert!(storage::get("simulation-console.other").is_some());
    storage::set(&key("foreign"), None);
    storage::set("simulation-console.other", None);
}

#[wasm_bindgen_test]
async fn a_draft_is_offered_to_its_own_person_and_becomes_theirs() {
    let (page, drafts) = open_as(None, "whose");
    drafts.keep(|| "unknown's".to_owned());
    drop(page);
    settle().await;
    let (page, ann) = open_as(Some("ann"), "whose");
    assert_eq!(found(ann).await.as_deref(), Some("unknown's"), "signing in otherwise loses nothing");
    ann.keep(|| "ann's".to_owned());
    drop(page);
    settle().await;
    assert_eq!(kept("whose").len(), 1, "{:?}", kept("whose"));
    let (_page, bob) = open_as(Some("bob"), "whose");
    assert_eq!(found(bob).await, None);
    assert!(!bob.elsewhere.get_untracked());
    let (_page, ann) = open_as(Some("ann"), "whose");
    assert_eq!(found(ann).await.as_deref(), Some("ann's"));
    ann.forget();
}

#[wasm_bindgen_test]
async fn a_draft_of_somebody_who_is_not_known_is_offered_in_the_same_session_only() {
    let (page, drafts) = open_in("first", None, "unknown");
    drafts.keep(|| r#"{"form":{"name":"Refund","secret":"words"}}"#.to_owned());
    drop(page);
    settle().await;
    let (page, again) = open_in("first", None, "unknown");
    assert!(found(again).await.is_some_and(|content| content.contains("words")), "after a reload, say");
    drop(page);
    settle().await;
    for user in [None, Some("bob")] {
        let (page, next) = open_in("second", user, "unknown");
        assert_eq!(found(next).await, None, "the next person in the same tab: {user:?}");
        let claimable = next.claimable.get_untracked().unwrap();
        assert_eq!(claimable.name, "Refund");
        assert!(clock::now().since(claimable.saved_at) < 5_000);
        assert!(!format!("{claimable:?}").contains("words"), "nothing of its content");
        drop(page);
        settle().await;
    }
    // Whoever begins something of their own is not asked any more.
    let (page, other) = open_in("third", Some("eve"), "unknown");
    assert_eq!(found(other).await, None);
    other.keep(|| "eve's".to_owned());
    assert_eq!(other.claimable.get_untracked(), None);
    assert_eq!(other.claim().await, None);
    other.forget();
    drop(page);
    settle().await;
    let (page, bob) = open_in("second", Some("bob"), "unknown");
    assert_eq!(found(bob).await, None);
    assert!(bob.claim().await.is_some_and(|offered| offered.content.contains("words")));
    bob.keep(|| "bob's".to_owned());
    drop(page);
    settle().await;
    let (_page, eve) = open_in("third", Some("eve"), "unknown");
    assert_eq!((found(eve).await, eve.claimable.get_untracked()), (None, None), "it is bob's by now");
    let (_page, bob) = open_in("fourth", Some("bob"), "unknown");
    assert_eq!(found(bob).await.as_deref(), Some("bob's"));
    bob.forget();
}

#[wasm_bindgen_test]
async fn what_is_kept_before_the_search_ends_is_not_replaced() {
    let (page, drafts) = open("early");
    drafts.keep(|| "before".to_owned());
    drop(page);
    settle().await;
    let (page, again) = open("early");
    again.keep(|| "typed at once".to_owned());
    assert_eq!(found(again).await, None);
    drop(page);
    assert_eq!(kept("early").len(), 2);
    kept("early").iter().for_each(|key| {
        storage::set(key, None);
    });
}

/// A store that takes nothing, until dropped.
struct Refusing {
    prototype: JsValue,
    original: JsValue,
}

impl Refusing {
    fn with(name: &str) -> Self {
        let class = Reflect::get(&window(), &"Storage".into()).unwrap();
        let prototype = Reflect::get(&class, &"prototype".into()).unwrap();
        let original = Reflect::get(&prototype, &"setItem".into()).unwrap();
        let throw = Function::new_no_args(&format!("throw new DOMException('no', '{name}')"));
        Reflect::set(prototype.unchecked_ref(), &"setItem".into(), &throw).unwrap();
        Self { prototype, original }
    }
}

impl Drop for Refusing {
    fn drop(&mut self) {
        Reflect::set(self.prototype.unchecked_ref(), &"setItem".into(), &self.original).unwrap();
    }
}

#[wasm_bindgen_test]
async fn a_store_that_refuses_is_said_and_tried_again() {
    for (name, trouble) in [("QuotaExceededError", Trouble::Full), ("SecurityError", Trouble::Forbidden)] {
        let (_page, drafts) = open("refused");
        let refusing = Refusing::with(name);
        drafts.keep(|| "words".to_owned());
        until("it is said", || drafts.trouble.get_untracked() == Some(trouble)).await;
        drop(refusing);
        // The next occasion writes it, without anything more typed.
        window().dispatch_event(&Event::new("pagehide").unwrap()).unwrap();
        assert_eq!(drafts.trouble.get_untracked(), None);
        assert_eq!(kept("refused").len(), 1);
        drafts.forget();
    }
}

#[wasm_bindgen_test]
fn ids_are_unique() {
    let (one, two) = (clock::unique(), clock::unique());
    assert_ne!(one, two);
    assert!(one.len() == 32 && one.bytes().all(|byte| byte.is_ascii_hexdigit()), "{one}");
}
