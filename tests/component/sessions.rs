//! Whose session a tab works with: which of several the address shows, what other tabs may say, and what is kept.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use console::api::{self, Failure};
use console::browser::broadcast::Channel;
use console::browser::{address, clock, storage};
use console::state::session::{Asking, Decision, Sessions, provide_sessions};
use contract::json::{self, Value};
use contract::{ListServices, Organization};
use domain::config::Config;
use domain::person::Relation;
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Event;

use crate::page::{Mounted, mount, settle, until};
use crate::server::Server;

const HERE: &str = "https://api.test";
const THERE: &str = "https://elsewhere.test";

/// `{"alg":"none"}` and `{"sub":"ann","name":"Ann Lee"}`, `{"sub":"bob"}`.
const ANN: &str = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbm4iLCJuYW1lIjoiQW5uIExlZSJ9.x";
const BOB: &str = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJib2IifQ.x";

fn config() -> Config {
    let text = format!(
        r#"{{"regions":[{{"name":"Here","api":"{HERE}"}},{{"name":"There","api":"{THERE}"}}],"sign_in":{{"token":true}}}}"#
    );
    Config::parse(&text).unwrap()
}

fn key() -> String {
    ["simulation-console.session:", &address::base()].concat()
}

/// A session as it is written. It began with no sign-out before it.
fn session(api: &str, organization: &str, token: &str, serial: &str) -> String {
    format!(
        r#"{{"organization":"{organization}","organization_name":"{organization}","api":"{api}","token":"{token}","serial":"{serial}","began":1}}"#
    )
}

/// Nothing is kept of other tests but these sessions of the tab, the one that was used last first.
fn keep(sessions: &[String]) {
    window().session_storage().unwrap().unwrap().clear().unwrap();
    window().local_storage().unwrap().unwrap().clear().unwrap();
    let text = (!sessions.is_empty()).then(|| format!("[{}]", sessions.join(",")));
    storage::set_for_tab(&key(), text.as_deref());
}

fn open(wanted: Option<&str>) -> (Mounted, Sessions) {
    let made = Rc::new(Cell::new(None));
    let (out, wanted) = (made.clone(), wanted.map(str::to_owned));
    let page = mount(move || {
        out.set(Some(provide_sessions(config(), wanted)));
        ().into_any()
    });
    (page, made.get().unwrap())
}

/// The organization and the serial of what is shown.
fn shown(sessions: Sessions) -> Option<(String, String)> {
    sessions.current.get_untracked().map(|session| (session.organization, session.serial))
}

fn of(organization: &str, serial: &str) -> Option<(String, String)> {
    Some((organization.to_owned(), serial.to_owned()))
}

/// Another tab, or whoever else listens.
struct Other {
    channel: Channel,
    heard: Rc<RefCell<Vec<Value>>>,
}

impl Other {
    fn open() -> Self {
        let heard = Rc::new(RefCell::new(Vec::new()));
        let ear = heard.clone();
        let hear = move |text: String| ear.borrow_mut().push(json::parse(&text).unwrap());
        Self { channel: Channel::open(&key(), hear).unwrap(), heard }
    }

    fn say(&self, text: &str) {
        self.channel.send(text);
    }

    /// How often a word was said.
    fn count(&self, word: &str) -> usize {
        self.heard.borrow().iter().filter(|said| said.get(word).is_some()).count()
    }

    /// What was said last with a word: the text under a name.
    fn last(&self, word: &str, name: &str) -> String {
        let heard = self.heard.borrow();
        let said = heard.iter().rev().find(|said| said.get(word).is_some());
        said.map(|said| json::field(said, name)).unwrap_or_default()
    }

    async fn hears(&self, word: &str) {
        until(word, || self.count(word) > 0).await;
    }

    /// Offers a session: for an asker, or for all.
    fn offer(&self, asker: &str, number: &str, organization: &str, began: i64) {
        let base = address::base();
        self.say(&format!(
            r#"{{"offer":"{number}","path":"{base}","asker":"{asker}","organization":"{organization}","api":"{HERE}","began":{began}}}"#
        ));
    }

    /// Hands it to who took it.
    fn hand(&self, session: &str) {
        let (base, asker) = (address::base(), self.last("take", "asker"));
        self.say(&format!(r#"{{"hand":{session},"path":"{base}","asker":"{asker}"}}"#));
    }
}

/// What a message needs to come, or not to come.
async fn messages() {
    clock::sleep(60).await;
    settle().await;
}

#[wasm_bindgen_test]
async fn the_organization_of_the_address_decides_which_session_is_shown() {
    keep(&[session(HERE, "a", ANN, "1"), session(HERE, "b", BOB, "2")]);
    let (_page, sessions) = open(Some("b"));
    assert_eq!(shown(sessions), of("b", "2"), "not the one that was used last");
    sessions.want(Some("a".to_owned()));
    assert_eq!(shown(sessions), of("a", "1"));
    sessions.want(None);
    assert_eq!(shown(sessions), of("a", "1"), "an address of no organization changes nothing");
    sessions.want(Some("b".to_owned()));
    assert_eq!(shown(sessions), of("b", "2"));
    let kept = storage::get_for_tab(&key()).unwrap();
    assert!(kept.find("\"b\"") < kept.find("\"a\""), "both are kept, that of the address first: {kept}");
}

#[wasm_bindgen_test]
async fn a_session_that_this_tab_lacks_is_asked_for_by_its_organization_and_the_newest_is_taken() {
    keep(&[session(HERE, "a", ANN, "1")]);
    let other = Other::open();
    let (_page, sessions) = open(Some("c"));
    other.hears("ask").await;
    assert_eq!(other.last("ask", "organization"), "c");
    assert_eq!(shown(sessions), of("a", "1"), "until then the last one is shown as what it is");
    let asker = other.last("ask", "ask");
    other.offer(&asker, "older", "c", 5);
    other.offer(&asker, "newest", "c", 9);
    other.offer(&asker, "old", "c", 7);
    other.hears("take").await;
    assert_eq!(other.last("take", "take"), "newest");
    other.hand(&session(HERE, "c", BOB, "3"));
    until("it is shown", || shown(sessions) == of("c", "3")).await;
    sessions.want(Some("a".to_owned()));
    assert_eq!(shown(sessions), of("a", "1"), "the one before was kept");
}

#[wasm_bindgen_test]
async fn a_session_of_another_organization_than_the_addresss_is_not_taken() {
    keep(&[session(HERE, "a", ANN, "1")]);
    let other = Other::open();
    let (_page, sessions) = open(Some("a"));
    other.offer("", "1", "b", 9);
    messages().await;
    assert_eq!(other.count("take"), 0, "somebody signed in elsewhere");
    sessions.want(Some("c".to_owned()));
    other.hears("ask").await;
    let asker = other.last("ask", "ask");
    other.offer(&asker, "2", "c", 9);
    other.hears("take").await;
    // Whatever it says.
    other.hand(&session(HERE, "b", BOB, "2"));
    messages().await;
    assert_eq!(shown(sessions), of("a", "1"));
}

#[wasm_bindgen_test]
async fn a_sign_out_is_of_one_place_and_of_whoever_may_be_the_same() {
    let other = Other::open();
    let ended = |api: &str, ids: &str| format!(r#"{{"Ended":"a","api":"{api}","ids":[{ids}]}}"#);
    for (said, token, is_over) in [
        (ended(THERE, "\"ann\""), ANN, false),
        (ended(HERE, "\"bob\""), ANN, false),
        (r#"{"Ended":"b"}"#.to_owned(), ANN, false),
        (ended(HERE, "\"ann\""), ANN, true),
        (ended(HERE, ""), ANN, true),
        (ended(HERE, "\"bob\""), "opaque", true),
        (r#"{"Ended":"a"}"#.to_owned(), ANN, true),
    ] {
        keep(&[session(HERE, "a", token, "1")]);
        let (_page, sessions) = open(Some("a"));
        other.say(&said);
        messages().await;
        assert_eq!(shown(sessions).is_none(), is_over, "{said} {token}");
    }
}

/// The marks that a sign-out with a session leaves.
fn marks_of(token: &str) -> Vec<String> {
    keep(&[session(HERE, "a", token, "9")]);
    let (_page, sessions) = open(Some("a"));
    sessions.end();
    storage::keys().into_iter().filter(|key| key.contains("signed-out")).collect()
}

/// Somebody signs out in a tab that this one does not hear.
fn mark(marks: &[String]) {
    for mark in marks {
        storage::set(mark, Some(&clock::unique()));
    }
}

#[wasm_bindgen_test]
async fn whoever_signed_out_unheard_is_signed_out_when_the_tab_wakes_loads_or_asks() {
    for (theirs, mine, is_over) in [
        (ANN, ANN, true),
        (BOB, ANN, false),
        ("opaque", ANN, true),
        (ANN, "opaque", true),
        ("one", "other", true),
    ] {
        let marks = marks_of(theirs);
        assert!(marks.iter().all(|mark| !mark.contains(theirs)), "no credentials: {marks:?}");
        for event in ["focus", "pageshow", "storage", "visibilitychange"] {
            keep(&[session(HERE, "a", mine, "1"), session(THERE, "a", mine, "2")]);
            let (_page, sessions) = open(Some("a"));
            mark(&marks);
            assert!(shown(sessions).is_some());
            let woken = Event::new(event).unwrap();
            if event == "visibilitychange" {
                document().dispatch_event(&woken).unwrap();
            } else {
                window().dispatch_event(&woken).unwrap();
            }
            assert_eq!(shown(sessions).is_none(), is_over, "{theirs} {mine} {event}");
            let kept = storage::get_for_tab(&key()).unwrap_or_default();
            // Where the shown one is over, nothing is shown any more, and what is elsewhere stays with the tab.
            assert!(is_over || kept.contains(THERE), "{kept}");
        }
        keep(&[session(HERE, "a", mine, "1")]);
        mark(&marks);
        let (_page, sessions) = open(Some("a"));
        assert_eq!(shown(sessions).is_none(), is_over, "{theirs} {mine} loads");

        let server = Server::start();
        keep(&[session(HERE, "a", mine, "1")]);
        let (_page, sessions) = open(Some("a"));
        let session = sessions.current.get_untracked().unwrap();
        let api = sessions.api(&session);
        mark(&marks);
        let answer = Rc::new(RefCell::new(None));
        let out = answer.clone();
        wasm_bindgen_futures::spawn_local(async move {
            out.replace(Some(api::service::list(api, &ListServices::default()).await));
        });
        messages().await;
        assert_eq!(server.count(), u32::from(!is_over), "{theirs} {mine} asks");
        if is_over {
            let refused = answer.borrow_mut().take().unwrap();
            assert_eq!(refused.unwrap_err().failure, Failure::Unauthorized);
            assert_eq!(shown(sessions), None);
        }
    }
}

#[wasm_bindgen_test]
async fn signing_out_forgets_what_is_of_this_session_alone() {
    let all =
        [session(HERE, "a", "opaque", "s1"), session(HERE, "b", BOB, "s2"), session(THERE, "a", BOB, "s3")];
    keep(&all);
    let base = address::base();
    let own = [
        (format!("simulation-console.draft:{base}a//test%2Fnew/own"), "e1 s1"),
        ("simulation-console.recent.service a s1".to_owned(), "x"),
    ];
    let others = [
        (format!("simulation-console.draft:{base}b//test%2Fnew/own"), "e2 s2"),
        (format!("simulation-console.draft:{base}a//test%2Fother/own"), "e3 s3"),
        (format!("simulation-console.draft:{base}sub/a//test%2Fnew/own"), "e4 s1"),
        (format!("simulation-console.session:{base}sub/"), "[]"),
        ("simulation-console.recent.service b s2".to_owned(), "x"),
        ("another page's".to_owned(), "x"),
    ];
    for (key, value) in own.iter().chain(&others) {
        storage::set_for_tab(key, Some(value));
    }
    let (_page, sessions) = open(Some("a"));
    assert_eq!(shown(sessions), of("a", "s1"));
    sessions.end();
    assert_eq!(shown(sessions), None);
    for (key, value) in others {
        assert_eq!(storage::get_for_tab(&key).as_deref(), Some(value), "{key}");
    }
    for (key, _) in own {
        assert_eq!(storage::get_for_tab(&key), None, "{key}");
    }
}

/// Another tab's session of `a`, of somebody who is not known, comes over a page with changes.
async fn arrive(other: &Other, sessions: Sessions) {
    other.offer("", "1", "a", 9);
    other.hears("take").await;
    other.hand(&session(HERE, "a", "two", "2"));
    until("it is asked about", || sessions.takeover.with_untracked(Option::is_some)).await;
}

#[wasm_bindgen_test]
async fn a_question_ends_where_the_address_leaves_the_organization() {
    keep(&[session(HERE, "a", "one", "1"), session(HERE, "b", BOB, "b1")]);
    let other = Other::open();
    let (_page, sessions) = open(Some("a"));
    let _changes = sessions.note_changes();
    arrive(&other, sessions).await;
    let asked = sessions.takeover.get_untracked();
    sessions.want(Some("b".to_owned()));
    assert!(sessions.takeover.with_untracked(Option::is_none), "it is about another page");
    // An answer that comes even so changes nothing.
    for decision in [Decision::ItIsMe, Decision::GoOnAsThem, Decision::Stay] {
        sessions.takeover.set(asked.clone());
        sessions.decide(decision);
        assert_eq!(shown(sessions), of("b", "b1"), "{decision:?}");
    }
    sessions.want(Some("a".to_owned()));
    assert_eq!(shown(sessions), of("a", "1"));
    assert_eq!(sessions.current.get_untracked().unwrap().token.as_deref(), Some("one"));
}

async fn paste(sessions: Sessions, server: &Server, token: &str) {
    let (token, number) = (token.to_owned(), server.count());
    let organization = Organization { org_id: "a".to_owned(), org_name: "a".to_owned() };
    wasm_bindgen_futures::spawn_local(async move {
        let region = config().regions[0].clone();
        let _ = sessions.with_token(&region, &organization, token).await;
    });
    server.asked(number, "service").await;
    server.answer(number, r#"{"services":[],"has_more":false}"#).await;
}

#[wasm_bindgen_test]
async fn a_sign_in_that_the_page_waits_for_and_that_says_not_whose_it_is_asks() {
    let server = Server::start();
    keep(&[session(HERE, "a", "one", "1")]);
    let (_page, sessions) = open(Some("a"));
    let went_on = Rc::new(Cell::new(None));
    let (out, waits) = (went_on.clone(), sessions.ask_again());
    wasm_bindgen_futures::spawn_local(async move { out.set(Some(waits.await)) });
    paste(sessions, &server, "two").await;
    let takeover = sessions.takeover.get_untracked().unwrap();
    assert_eq!((takeover.relation, takeover.has_changes), (Relation::Unknown, false));
    assert_eq!((shown(sessions), went_on.get()), (of("a", "1"), None), "nothing went on yet");
    sessions.decide(Decision::ItIsMe);
    settle().await;
    assert_eq!(
        (shown(sessions), went_on.get()),
        (of("a", "1"), Some(true)),
        "the page goes on where it stopped"
    );
    assert_eq!(sessions.current.get_untracked().unwrap().token.as_deref(), Some("two"));

    // So does one that somebody asked for before the end.
    sessions.asking.set(Some(Asking::Wanted));
    paste(sessions, &server, "three").await;
    assert!(sessions.takeover.with_untracked(Option::is_some));
    sessions.decide(Decision::GoOnAsThem);
    assert_ne!(shown(sessions), of("a", "1"));

    // Where nothing waits, somebody new begins.
    let before = shown(sessions);
    paste(sessions, &server, "four").await;
    assert!(sessions.takeover.with_untracked(Option::is_none));
    assert_ne!(shown(sessions), before);
}

#[wasm_bindgen_test]
async fn a_session_that_was_offered_can_be_taken_for_a_second() {
    let server = Server::start();
    keep(&[]);
    let other = Other::open();
    let (_page, sessions) = open(Some("a"));
    paste(sessions, &server, "secret").await;
    other.hears("offer").await;
    let take =
        format!(r#"{{"take":"{}","path":"{}","asker":"me"}}"#, other.last("offer", "offer"), address::base());
    other.say(&take);
    other.hears("hand").await;
    clock::sleep(1100).await;
    other.say(&take);
    messages().await;
    assert_eq!(other.count("hand"), 1, "the offer lapsed");
}

#[wasm_bindgen_test]
async fn who_works_where_tells_people_apart_and_holds_no_credentials() {
    let who = |api: &str, organization: &str, token: &str| {
        keep(&[session(api, organization, token, &clock::unique())]);
        let (_page, sessions) = open(None);
        let who = sessions.current.get_untracked().unwrap().who();
        assert!(!who.contains(token), "{who}");
        who
    };
    let ann = who(HERE, "a", ANN);
    assert_eq!(ann, who(HERE, "a", &ANN.replace(".x", ".another")), "in another session");
    let others =
        [who(HERE, "a", BOB), who(HERE, "b", ANN), who(THERE, "a", ANN), who(HERE, "a", "opaque-one")];
    for other in others {
        assert_ne!(ann, other);
    }
    assert_ne!(who(HERE, "a", "opaque-one"), who(HERE, "a", "opaque-two"));
    assert_eq!(who(HERE, "a", "opaque-one"), who(HERE, "a", "opaque-one"));
}
