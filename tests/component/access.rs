//! What goes out with a request, and what does not.

use std::cell::RefCell;
use std::rc::Rc;

use console::api::{self, Access, Api, ApiError, Credentials, Failure};
use console::text::errors;
use contract::{ListServices, ServiceList};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Mounted, mount, settle};
use crate::server::Server;

fn api_with(token: &str) -> (Mounted, Api) {
    let made = Rc::new(RefCell::new(None));
    let access = Access {
        base: "https://api.test".to_owned(),
        organization: "org".to_owned(),
        credentials: Credentials::Token(token.to_owned()),
        headers: Vec::new(),
    };
    let out = made.clone();
    let page = mount(move || {
        out.replace(Some(Api::new(access, Rc::new(|_| Box::pin(std::future::ready(false))))));
        ().into_any()
    });
    let api = made.borrow_mut().take().unwrap();
    (page, api)
}

type Answer = Rc<RefCell<Option<Result<ServiceList, ApiError>>>>;

fn ask(api: Api) -> Answer {
    let answer = Answer::default();
    let out = answer.clone();
    wasm_bindgen_futures::spawn_local(async move {
        let answer = api::service::list(api, &ListServices::default()).await;
        out.replace(Some(answer));
    });
    answer
}

#[wasm_bindgen_test]
async fn a_workspace_that_is_left_frees_its_token() {
    let server = Server::start();
    let (_page, api) = api_with("secret");
    let _answer = ask(api);
    server.asked(0, "service").await;
    assert_eq!(server.authorization(0).as_deref(), Some("Bearer secret"));
    api.close();
    let _answer = ask(api);
    server.asked(1, "service").await;
    assert_eq!(server.authorization(1), None);
}

#[wasm_bindgen_test]
async fn a_token_that_cannot_be_sent_is_not_and_there_are_words_for_it() {
    let server = Server::start();
    let (_page, api) = api_with("Łukasz");
    let answer = ask(api);
    settle().await;
    assert_eq!(server.count(), 0);
    let error = answer.borrow_mut().take().unwrap().unwrap_err();
    assert_eq!(error.failure, Failure::Unsendable);
    let said = errors::words(&error);
    assert!(said.what.contains("was not sent") && !said.next.is_empty(), "{said:?}");
}
