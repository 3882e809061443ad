//! The poller over an API that the test answers: what is asked for and when, what readers are told, what
//! tabs tell each other. A tab is a set of runs of its own; the browser's channel and locks are real, its time
//! and whether it is seen are the test's.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use console::api::{Access, Api, Credentials, Failure};
use console::browser::clock;
use console::data::runs::{Attention, Known, Runs};
use console::reactive::{RwSignal, memo};
use contract::{Run, TestSetRunId};
use js_sys::{Array, Function, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Event;

use crate::page::{Mounted, mount, settle, until};

/// The browser as the test wants it: requests wait until they are answered, the clock can be put forward.
pub struct Browser {
    undo: Function,
    asked: Array,
}

pub const STAND_IN: &str = "asked => {
    const [fetch, now, json] = [window.fetch, Date.now, { 'content-type': 'application/json' }];
    const steady = performance.now.bind(performance);
    window.fetch = request => new Promise((resolve, reject) => {
        const url = new URL(request.url);
        const one = {
            path: url.pathname + url.search,
            aborted: false,
            answer: (body, status, more) => resolve(new Response(body, { status, headers: { ...json, ...more } })),
            drop: () => reject(new TypeError('no connection')),
        };
        request.signal.addEventListener('abort', () => {
            one.aborted = true;
            reject(new DOMException('aborted', 'AbortError'));
        });
        asked.push(one);
    });
    const time = { later: 0 };
    Date.now = () => now() + time.later;
    performance.now = () => steady() + time.later;
    asked.set = milliseconds => { Date.now = () => now() + time.later + milliseconds; };
    asked.pass = milliseconds => { time.later += milliseconds; };
    asked.see = isSeen => {
        Object.defineProperty(document, 'hidden', { configurable: true, get: () => !isSeen });
        document.dispatchEvent(new Event('visibilitychange'));
    };
    asked.connect = isConnected => {
        Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => isConnected });
        window.dispatchEvent(new Event(isConnected ? 'online' : 'offline'));
    };
    return () => {
        window.fetch = fetch;
        Date.now = now;
        delete performance.now;
        delete document.hidden;
        delete navigator.onLine;
    };
}";

impl Browser {
    pub fn start() -> Self {
        let asked = Array::new();
        let make: Function = js_sys::eval(STAND_IN).unwrap().dyn_into().unwrap();
        let undo = make.call1(&JsValue::NULL, &asked).unwrap().dyn_into().unwrap();
        Self { undo, asked }
    }

    pub fn count(&self) -> u32 {
        self.asked.length()
    }

    pub fn path(&self, number: u32) -> String {
        Reflect::get(&self.asked.get(number), &"path".into()).unwrap().as_string().unwrap()
    }

    pub fn is_aborted(&self, number: u32) -> bool {
        Reflect::get(&self.asked.get(number), &"aborted".into()).unwrap().is_truthy()
    }

    pub fn call(&self, name: &str, value: &JsValue) {
        let act: Function = Reflect::get(&self.asked, &name.into()).unwrap().dyn_into().unwrap();
        act.call1(&JsValue::NULL, value).unwrap();
    }

    /// Lets time pass. Timers do not know: whoever comes back looks at the clock.
    pub async fn pass(&self, milliseconds: i32) {
        self.call("pass", &milliseconds.into());
        Event::new("online").map(|event| window().dispatch_event(&event)).unwrap().unwrap();
        settle().await;
    }

    pub async fn see(&self, is_seen: bool) {
        self.call("see", &is_seen.into());
        settle().await;
    }

    pub async fn connect(&self, is_connected: bool) {
        self.call("connect", &is_connected.into());
        settle().await;
    }

    pub async fn asked(&self, count: u32) {
        until("a request goes out", || self.count() >= count).await;
        settle().await;
        assert_eq!(self.count(), count, "{}", self.path(self.count() - 1));
    }

    pub async fn answer_with(&self, number: u32, body: &str, status: u16, headers: &JsValue) {
        let one = self.asked.get(number);
        let answer: Function = Reflect::get(&one, &"answer".into()).unwrap().dyn_into().unwrap();
        answer.call3(&one, &body.into(), &status.into(), headers).unwrap();
        clock::sleep(20).await;
        settle().await;
    }

    /// Answers with these runs.
    pub async fn answer(&self, number: u32, runs: &[&str]) {
        self.answer_with(number, &list(runs), 200, &JsValue::UNDEFINED).await;
    }

    pub async fn drop_connection(&self, number: u32) {
        let one = self.asked.get(number);
        let drop: Function = Reflect::get(&one, &"drop".into()).unwrap().dyn_into().unwrap();
        drop.call0(&one).unwrap();
        clock::sleep(20).await;
        settle().await;
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        self.undo.call0(&JsValue::NULL).unwrap();
    }
}

pub fn list(runs: &[&str]) -> String {
    format!(
        r#"{{"simulation_unit_test_set_runs":[{}],"has_more":false,"continuation_token":null}}"#,
        runs.join(",")
    )
}

pub fn id(number: u32) -> TestSetRunId {
    TestSetRunId::from_response(format!("{number:024x}"))
}

/// A run after so many errors.
pub fn run(number: u32, errors: usize, is_completed: bool) -> String {
    let errors = vec!["\"gone\""; errors].join(",");
    format!(
        r#"{{"id":"{}","is_completed":{is_completed},"artifacts_generated":{is_completed},
            "unit_test_run_results":[{{"unit_test_id":"t","run_errors":[{errors}]}}]}}"#,
        id(number).as_str()
    )
}

/// A tab that looks at runs.
pub struct Tab {
    _page: Mounted,
    pub runs: Runs,
    ids: RwSignal<Vec<TestSetRunId>>,
    /// How often readers of each run were told, the first time included.
    told: Rc<RefCell<Vec<u32>>>,
    pub ended: Rc<RefCell<Vec<TestSetRunId>>>,
}

pub fn tab(who: Option<&str>, numbers: &[u32], attention: Attention) -> Tab {
    let ids: Vec<TestSetRunId> = numbers.iter().copied().map(id).collect();
    let told = Rc::new(RefCell::new(vec![0; ids.len()]));
    let ended = Rc::new(RefCell::new(Vec::new()));
    let made = Rc::new(Cell::new(None));
    let (who, counter, over, out) = (who.map(str::to_owned), told.clone(), ended.clone(), made.clone());
    let page = mount(move || {
        let access = Access {
            base: "https://api.test".into(),
            organization: "org".into(),
            credentials: Credentials::Token("secret-token".into()),
            headers: Vec::new(),
        };
        let runs = Runs::new(Api::new(access, Rc::new(|_| Box::pin(std::future::ready(false)))));
        if let Some(who) = who {
            runs.share(&who);
        }
        for (place, id) in ids.iter().enumerate() {
            let (known, counter) = (runs.get(id), counter.clone());
            Effect::new(move |_| {
                known.track();
                counter.borrow_mut()[place] += 1;
            });
        }
        runs.when_over(move |run| over.borrow_mut().push(run.id.clone()));
        let ids = RwSignal::new(ids);
        runs.watch(memo(move || ids.get()), attention);
        out.set(Some((runs, ids)));
        ().into_any()
    });
    let (runs, ids) = made.get().unwrap();
    Tab { _page: page, runs, ids, told, ended }
}

impl Tab {
    pub fn known(&self, number: u32) -> Known {
        self.runs.get(&id(number)).get_untracked()
    }

    pub fn found(&self, number: u32) -> Arc<Run> {
        match self.known(number) {
            Known::Found(run) => run,
            other => panic!("{other:?}"),
        }
    }

    pub fn errors(&self, number: u32) -> usize {
        self.found(number).unit_test_run_results[0].as_ref().unwrap().run_errors.len()
    }

    pub fn error(&self) -> Option<Failure> {
        self.runs.freshness.get_untracked().error.map(|error| error.failure)
    }
}

#[wasm_bindgen_test]
async fn a_clock_that_somebody_sets_changes_nothing() {
    let browser = Browser::start();
    let _tab = tab(None, &[1], Attention::Page);
    browser.asked(1).await;
    browser.answer(0, &[&run(1, 0, false)]).await;
    for set in [-3_600_000, 3_600_000] {
        browser.call("set", &set.into());
        browser.pass(100).await;
        assert_eq!(browser.count(), 1, "{set}");
    }
    browser.pass(5000).await;
    browser.asked(2).await;
}

#[wasm_bindgen_test]
async fn what_is_watched_is_asked_for_at_once_and_again_when_due() {
    let browser = Browser::start();
    let tab = tab(None, &[1, 2], Attention::Page);
    browser.asked(1).await;
    let path = browser.path(0);
    assert!(path.starts_with("/v1/org/simulation/unit_test_set_run/?id="), "{path}");
    assert!(path.ends_with("&limit=50&sort_by=-created_at") && path.matches("id=").count() == 2, "{path}");
    assert_eq!(tab.known(1), Known::Waiting);
    browser.answer(0, &[&run(1, 0, false), &run(2, 3, true)]).await;
    assert_eq!((tab.errors(1), tab.errors(2)), (0, 3));
    browser.pass(4000).await;
    assert_eq!(browser.count(), 1);
    browser.pass(1500).await;
    browser.asked(2).await;
    let path = browser.path(1);
    assert!(
        path.contains(id(1).as_str()) && !path.contains(id(2).as_str()),
        "what is over is left alone: {path}"
    );
}

#[wasm_bindgen_test]
async fn only_what_changed_is_told() {
    let browser = Browser::start();
    let tab = tab(None, &[1, 2, 3], Attention::Page);
    browser.asked(1).await;
    let all = [run(1, 0, false), run(2, 0, false), run(3, 0, false)];
    browser.answer(0, &[&all[2], &all[0], &all[1]]).await;
    assert_eq!(*tab.told.borrow(), [2, 2, 2]);
    let before = tab.found(1);
    browser.pass(6000).await;
    browser.asked(2).await;
    browser.answer(1, &[&all[0], &run(2, 1, false), &all[2]]).await;
    assert_eq!(*tab.told.borrow(), [2, 3, 2]);
    assert_eq!(tab.errors(2), 1);
    assert!(Arc::ptr_eq(&before, &tab.found(1)), "what is the same is not read again");
    browser.pass(6000).await;
    browser.asked(3).await;
    let at = tab.runs.freshness.get_untracked().at;
    browser.answer(2, &[&all[0], &run(2, 1, false), &all[2]]).await;
    assert_eq!(*tab.told.borrow(), [2, 3, 2]);
    assert!(tab.runs.freshness.get_untracked().at > at, "it is known to be fresh all the same");
}

#[wasm_bindgen_test]
async fn an_answer_that_was_overtaken_changes_nothing() {
    let browser = Browser::start();
    let tab = tab(None, &[1], Attention::Page);
    browser.asked(1).await;
    let asked = tab.runs.now();
    let (runs, reading) = (tab.runs, Rc::new(Cell::new(true)));
    let done = reading.clone();
    wasm_bindgen_futures::spawn_local(async move {
        runs.read_now(vec![id(1)]).await;
        done.set(false);
    });
    browser.asked(2).await;
    browser.answer(1, &[&run(1, 5, true)]).await;
    until("it is read", || !reading.get()).await;
    assert_eq!(tab.errors(1), 5);
    browser.answer(0, &[&run(1, 4, false)]).await;
    assert_eq!(tab.errors(1), 5, "by the request before");
    tab.runs.keep_as_of(asked, vec![contract::decode(&run(1, 3, false)).unwrap()]);
    assert_eq!(tab.errors(1), 5, "by a list from before");
    tab.runs.keep(vec![contract::decode(&run(1, 6, true)).unwrap()]);
    assert_eq!(tab.errors(1), 6);
}

#[wasm_bindgen_test]
async fn after_a_failure_what_was_there_stays_and_it_recovers_by_itself() {
    let browser = Browser::start();
    let tab = tab(None, &[1], Attention::Page);
    browser.asked(1).await;
    browser.answer(0, &[&run(1, 1, false)]).await;
    type Answer = (&'static str, u16, &'static [(&'static str, &'static str)], Failure);
    let answers: [Answer; 5] = [
        ("{}", 429, &[("retry-after", "20")], Failure::RateLimited(Some(20_000))),
        ("busy", 503, &[("retry-after", "20")], Failure::Maintenance),
        ("", 500, &[], Failure::Server),
        ("{\"simulation_unit_test_set_runs\":[{\"id\"", 200, &[], Failure::Undecodable(String::new())),
        ("<html>", 200, &[("content-type", "text/html")], Failure::WebPage),
    ];
    let mut sent = 1;
    for (body, status, headers, failure) in answers {
        browser.pass(400_000).await;
        sent += 1;
        browser.asked(sent).await;
        let more = js_sys::Object::new();
        for (name, value) in headers {
            Reflect::set(&more, &(*name).into(), &(*value).into()).unwrap();
        }
        browser.answer_with(sent - 1, body, status, &more).await;
        let said = tab.error().unwrap();
        assert_eq!(std::mem::discriminant(&said), std::mem::discriminant(&failure), "{said:?}");
        assert_eq!(tab.errors(1), 1, "what was there stays after {said:?}");
        if headers.first().is_some_and(|(name, _)| *name == "retry-after") {
            browser.pass(18_000).await;
            assert_eq!(browser.count(), sent, "not before the server's time");
            browser.pass(3000).await;
            sent += 1;
            browser.asked(sent).await;
        } else {
            browser.pass(130_000).await;
            sent += 1;
            browser.asked(sent).await;
        }
        browser.answer(sent - 1, &[&run(1, 1, false)]).await;
        assert_eq!(tab.error(), None);
    }
    browser.pass(60_000).await;
    browser.drop_connection(sent).await;
    assert_eq!(tab.error(), Some(Failure::Network));
    assert_eq!(*tab.told.borrow(), [2], "no reader of the run heard of any of it");
}

#[wasm_bindgen_test]
async fn one_tab_asks_for_all_and_another_goes_on_when_it_leaves() {
    let browser = Browser::start();
    let one = tab(Some("handover"), &[1], Attention::Page);
    browser.asked(1).await;
    browser.answer(0, &[&run(1, 0, false)]).await;
    let other = tab(Some("handover"), &[1, 2], Attention::Page);
    browser.asked(2).await;
    browser.answer(1, &[&run(1, 0, false), &run(2, 0, false)]).await;
    browser.pass(6000).await;
    browser.asked(3).await;
    browser.answer(2, &[&run(1, 1, false), &run(2, 0, false)]).await;
    until("the other tab is told", || other.errors(1) == 1).await;
    assert_eq!((one.errors(1), other.errors(2)), (1, 0));
    let at = other.runs.freshness.get_untracked().at;
    browser.pass(6000).await;
    browser.asked(4).await;
    browser.answer(3, &[&run(1, 1, false), &run(2, 2, false)]).await;
    until("the other tab is told", || other.errors(2) == 2).await;
    assert!(other.runs.freshness.get_untracked().at > at);
    // Both heard of it: neither asks before it is due.
    browser.pass(4000).await;
    assert_eq!(browser.count(), 4);
    drop(one);
    settle().await;
    browser.pass(2000).await;
    browser.asked(5).await;
    browser.answer(4, &[&run(1, 1, true), &run(2, 2, true)]).await;
    assert_eq!(*other.ended.borrow(), [id(1), id(2)]);
}

#[wasm_bindgen_test]
async fn another_person_is_told_nothing() {
    let browser = Browser::start();
    let one = tab(Some("this person"), &[1], Attention::Page);
    let other = tab(Some("that person"), &[1], Attention::Page);
    browser.asked(2).await;
    browser.answer(0, &[&run(1, 1, false)]).await;
    assert_eq!((one.errors(1), other.known(1)), (1, Known::Waiting));
}

#[wasm_bindgen_test]
async fn an_end_is_told_once() {
    let browser = Browser::start();
    let tab = tab(None, &[1, 2], Attention::Page);
    browser.asked(1).await;
    browser.answer(0, &[&run(1, 0, false), &run(2, 0, true)]).await;
    assert!(tab.ended.borrow().is_empty(), "what was over when it was first seen does not end");
    browser.pass(6000).await;
    browser.asked(2).await;
    browser.answer(1, &[&run(1, 0, true)]).await;
    assert_eq!(*tab.ended.borrow(), [id(1)]);
    tab.runs.keep(vec![contract::decode(&run(1, 1, true)).unwrap()]);
    assert_eq!(*tab.ended.borrow(), [id(1)]);
    browser.pass(100_000).await;
    assert_eq!(browser.count(), 2);
}

#[wasm_bindgen_test]
async fn pages_may_be_short_or_empty_and_what_is_on_none_is_missing() {
    let browser = Browser::start();
    let tab = tab(None, &[1, 2], Attention::Page);
    let page = |runs: &[&str], token: u32| {
        let runs = runs.join(",");
        format!(
            r#"{{"simulation_unit_test_set_runs":[{runs}],"has_more":true,"continuation_token":{token}}}"#
        )
    };
    browser.asked(1).await;
    browser.answer_with(0, &page(&[], 7), 200, &JsValue::UNDEFINED).await;
    browser.asked(2).await;
    assert!(browser.path(1).contains("continuation_token=7"));
    browser.answer_with(1, &page(&[&run(2, 0, false)], 9), 200, &JsValue::UNDEFINED).await;
    assert_eq!((tab.errors(2), tab.known(1)), (0, Known::Waiting));
    browser.asked(3).await;
    browser.answer(2, &[]).await;
    assert_eq!(tab.known(1), Known::Missing);
    browser.pass(6000).await;
    browser.asked(4).await;
    browser.answer(3, &[]).await;
    assert_eq!(tab.errors(2), 0, "lists may lag: it is not given up at once");
    browser.pass(6000).await;
    browser.asked(5).await;
    browser.answer(4, &[&run(1, 0, false)]).await;
    assert_eq!((tab.errors(1), tab.known(2)), (0, Known::Missing));
}

#[wasm_bindgen_test]
async fn what_is_not_watched_any_more_is_not_asked_for_any_more() {
    let browser = Browser::start();
    let tab = tab(None, &[1], Attention::List);
    browser.asked(1).await;
    browser.answer(0, &[&run(1, 0, false)]).await;
    tab.ids.set(Vec::new());
    settle().await;
    browser.pass(600_000).await;
    assert_eq!(browser.count(), 1);
    tab.ids.set(vec![id(1)]);
    browser.asked(2).await;
}

#[wasm_bindgen_test]
async fn artifacts_that_do_not_come_are_given_up_until_a_person_asks() {
    let browser = Browser::start();
    let tab = tab(None, &[1], Attention::Page);
    let over = run(1, 0, true).replace("\"artifacts_generated\":true", "\"artifacts_generated\":false");
    browser.asked(1).await;
    browser.answer(0, &[&over]).await;
    let mut sent = 1;
    for _ in 0..100 {
        browser.pass(61_000).await;
        if browser.count() == sent {
            break;
        }
        sent += 1;
        browser.answer(sent - 1, &[&over]).await;
    }
    assert!((20..40).contains(&sent), "{sent}");
    assert_eq!(tab.runs.given_up.get_untracked(), [id(1)]);
    let runs = tab.runs;
    wasm_bindgen_futures::spawn_local(runs.read_now(vec![id(1)]));
    browser.asked(sent + 1).await;
    browser.answer(sent, &[&over]).await;
    assert!(tab.runs.given_up.get_untracked().is_empty());
    browser.pass(16_000).await;
    browser.asked(sent + 2).await;
}
