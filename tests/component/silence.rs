//! A connection that stays open and says nothing is not waited for without end. The browser's timer is stood in for:
//! what would last long is over at once, and remembered.

use console::api::{self, Failure};
use contract::ListServices;
use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Request;

use crate::page::mount;
use crate::server::api;

/// Answers each request with the beginning of an answer, and falls silent.
const SILENT: &str = "asked => request => {
    asked.push(request);
    const begin = control => control.enqueue(new TextEncoder().encode('{\"services\":'));
    const headers = { 'content-type': 'application/json' };
    return Promise.resolve(new Response(new ReadableStream({ start: begin }), { headers }));
}";
/// Answers no request at all.
const MUTE: &str = "asked => request => { asked.push(request); return new Promise(() => {}); }";

const TIMER: &str = "(waits, real) => (then, time, ...rest) => {
    if (time >= 500) waits.push(time);
    return real.call(globalThis, then, Math.min(time, 20), ...rest);
}";

/// Something of the browser's that is stood in for, until this is dropped.
struct StandIn {
    name: &'static str,
    real: JsValue,
}

impl StandIn {
    fn new(name: &'static str, make: &str, noted: &Array) -> Self {
        let real = Reflect::get(&js_sys::global(), &name.into()).unwrap();
        let make: Function = js_sys::eval(make).unwrap().dyn_into().unwrap();
        let stand_in = make.call2(&JsValue::NULL, noted, &real).unwrap();
        Reflect::set(&js_sys::global(), &name.into(), &stand_in).unwrap();
        Self { name, real }
    }
}

impl Drop for StandIn {
    fn drop(&mut self) {
        Reflect::set(&js_sys::global(), &self.name.into(), &self.real).unwrap();
    }
}

#[wasm_bindgen_test]
async fn an_answer_that_falls_silent_is_given_up_after_half_a_minute() {
    for server in [SILENT, MUTE] {
        let (asked, waits) = (Array::new(), Array::new());
        let _fetch = StandIn::new("fetch", server, &asked);
        let _timer = StandIn::new("setTimeout", TIMER, &waits);
        let (sender, made) = std::sync::mpsc::channel();
        let _page = mount(move || {
            sender.send(api()).unwrap();
            leptos::prelude::IntoAny::into_any(())
        });
        let answer = api::service::list(made.recv().unwrap(), &ListServices::default()).await;
        assert_eq!(answer.unwrap_err().failure, Failure::Timeout);
        for request in asked.iter() {
            let request: Request = request.dyn_into().unwrap();
            assert!(request.signal().aborted(), "the connection is let go");
        }
        let waits: Vec<f64> = waits.iter().filter_map(|wait| wait.as_f64()).collect();
        assert_eq!(waits.iter().filter(|wait| **wait == 30_000.0).count() as u32, asked.length());
        assert!(waits.iter().all(|wait| *wait <= 30_000.0), "{waits:?}");
        assert!((1..=3).contains(&asked.length()), "{} requests", asked.length());
    }
}
