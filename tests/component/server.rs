//! An API that the test answers: requests wait until it does.

use console::api::{Access, Api, Credentials};
use console::browser::clock;
use console::state::personal::Personal;
use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::page::{settle, until};

/// The API, as the page sees it: requests wait until the test answers them.
pub struct Server {
    fetch: JsValue,
    asked: Array,
}

const STAND_IN: &str = "asked => request => new Promise((resolve, reject) => {
    const url = new URL(request.url);
    const json = { 'content-type': 'application/json' };
    const one = {
        path: url.pathname + url.search,
        authorization: request.headers.get('authorization'),
        aborted: false,
        answer: (body, status) => resolve(new Response(body, { status, headers: json })),
    };
    request.signal.addEventListener('abort', () => {
        one.aborted = true;
        reject(new DOMException('aborted', 'AbortError'));
    });
    asked.push(one);
})";

impl Server {
    /// Takes the place of the network.
    pub fn start() -> Self {
        let asked = Array::new();
        let make: Function = js_sys::eval(STAND_IN).unwrap().dyn_into().unwrap();
        let stand_in = make.call1(&JsValue::NULL, &asked).unwrap();
        let fetch = Reflect::get(&js_sys::global(), &"fetch".into()).unwrap();
        Reflect::set(&js_sys::global(), &"fetch".into(), &stand_in).unwrap();
        Self { fetch, asked }
    }

    /// How many requests went out.
    pub fn count(&self) -> u32 {
        self.asked.length()
    }

    /// The address of a request.
    pub fn path(&self, number: u32) -> String {
        Reflect::get(&self.asked.get(number), &"path".into()).unwrap().as_string().unwrap()
    }

    /// The credentials of a request.
    pub fn authorization(&self, number: u32) -> Option<String> {
        Reflect::get(&self.asked.get(number), &"authorization".into()).unwrap().as_string()
    }

    /// Whether a request was given up.
    pub fn is_aborted(&self, number: u32) -> bool {
        Reflect::get(&self.asked.get(number), &"aborted".into()).unwrap().is_truthy()
    }

    /// Waits for the request of this number, whose path holds `part`.
    pub async fn asked(&self, number: u32, part: &str) {
        until(part, || self.count() > number).await;
        assert!(self.path(number).contains(part), "{} is not {part}", self.path(number));
    }

    /// Answers a request.
    pub async fn answer_with(&self, number: u32, status: u16, body: &str) {
        let one = self.asked.get(number);
        let answer: Function = Reflect::get(&one, &"answer".into()).unwrap().dyn_into().unwrap();
        answer.call2(&JsValue::NULL, &body.into(), &status.into()).unwrap();
        clock::sleep(20).await;
        settle().await;
    }

    /// Answers a request with what it asks for.
    pub async fn answer(&self, number: u32, body: &str) {
        self.answer_with(number, 200, body).await;
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        Reflect::set(&js_sys::global(), &"fetch".into(), &self.fetch).unwrap();
        for kind in ["service", "persona", "scenario", "metric"] {
            Personal::unknown("org".to_owned()).set(&format!("recent.{kind}"), None);
        }
    }
}

/// An id.
pub fn id(number: u32) -> String {
    format!("{number:024x}")
}

/// The API that is stood in for.
pub fn api() -> Api {
    Api::anonymous(Access {
        base: "https://api.test".to_owned(),
        organization: "org".to_owned(),
        credentials: Credentials::None,
        headers: Vec::new(),
    })
}
