//! What belongs to a person: recent choices and cancelled runs, seen by nobody else.

use std::cell::Cell;
use std::rc::Rc;

use console::data::cancels::Cancels;
use console::state::personal::Personal;
use console::state::recent::{recent, remember};
use contract::TestSetRunId;
use domain::kind::Kind;
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Mounted, mount};
use crate::server::id;

/// Somebody in a session of an organization; who, where that is known.
type Place = (&'static str, Option<&'static str>, &'static str);

/// Who keeps something, who looks, and whether it is there.
const CASES: [(Place, Place, bool); 8] = [
    (("org", Some("ann"), "1"), ("org", Some("ann"), "1"), true),
    (("org", Some("ann"), "1"), ("org", Some("ann"), "2"), true),
    (("org", Some("ann"), "1"), ("org", Some("bob"), "1"), false),
    (("org", Some("ann"), "1"), ("other", Some("ann"), "1"), false),
    (("org", None, "1"), ("org", None, "1"), true),
    (("org", None, "1"), ("org", None, "2"), false),
    (("org", None, "1"), ("org", Some("ann"), "1"), false),
    (("org", Some("ann"), "1"), ("org", None, "1"), false),
];

fn fresh() {
    window().session_storage().unwrap().unwrap().clear().unwrap();
    window().local_storage().unwrap().unwrap().clear().unwrap();
}

fn of((organization, person, serial): Place) -> Personal {
    Personal::new(organization, person, serial)
}

#[wasm_bindgen_test]
fn recent_choices_are_a_persons() {
    for (keeps, looks, is_there) in CASES {
        fresh();
        remember(&of(keeps), Kind::Persona, &id(7));
        assert_eq!(!recent(&of(looks), Kind::Persona).is_empty(), is_there, "{keeps:?} {looks:?}");
        assert!(recent(&of(looks), Kind::Service).is_empty());
    }
    fresh();
}

fn cancels(personal: Personal) -> (Mounted, Cancels) {
    let made = Rc::new(Cell::new(None));
    let out = made.clone();
    let page = mount(move || {
        out.set(Some(Cancels::new(personal)));
        ().into_any()
    });
    (page, made.get().unwrap())
}

#[wasm_bindgen_test]
fn cancelled_runs_are_a_persons() {
    let run = TestSetRunId::from_response(id(7));
    for (keeps, looks, is_there) in CASES {
        fresh();
        let (_page, cancelled) = cancels(of(keeps));
        cancelled.add(&run);
        let (_page, seen) = cancels(of(looks));
        assert_eq!(untrack(|| seen.has(&run)), is_there, "{keeps:?} {looks:?}");
    }
    fresh();
}

#[wasm_bindgen_test]
fn what_is_kept_for_a_session_ends_with_it() {
    fresh();
    let (ann, one, two) = (of(("org", Some("ann"), "1")), of(("org", None, "1")), of(("org", None, "2")));
    for place in [&ann, &one, &two] {
        remember(place, Kind::Metric, &id(3));
    }
    one.forget_session();
    let counts = [&ann, &one, &two].map(|place| recent(place, Kind::Metric).len());
    assert_eq!(counts, [1, 0, 1]);
    fresh();
}
