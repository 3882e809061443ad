//! What becomes of a persona that was sent before: by the browser, which repeats what was lost, by a page that was
//! loaded anew, or in a dialog that was closed meanwhile.

use console::browser::clock;
use domain::creation::{Draft, Part, Thing};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::creation::{BUSY, CREATED, ID, NOBODY, PERSONAS, Server, form, form_with};
use crate::page::until;

#[wasm_bindgen_test]
async fn a_name_that_is_taken_by_what_was_sent_is_no_failure() {
    // The browser repeats a request by itself whose reused connection broke: the first one did it.
    let (server, form) = (Server::start(), form(Thing::Persona));
    form.persona().await;
    form.create().await;
    server.answer(0, "POST", 409, "{}").await;
    server.answer(1, "GET /v1/org/simulation/persona/?", 200, PERSONAS).await;
    server.answer(2, "/version/?version=latest", 200, BUSY).await;
    assert_eq!(form.chosen.get_untracked().unwrap().0, ID);
    assert!(!form.is_open());
    let said = form.announcer.text.get_untracked();
    assert!(said.contains("is there already, just as you wrote it"), "{said}");
}

#[wasm_bindgen_test]
async fn nobody_calls_a_name_anothers_that_was_not_seen() {
    let (server, form) = (Server::start(), form(Thing::Persona));
    form.persona().await;
    form.create().await;
    server.answer(0, "POST", 409, "{}").await;
    server.answer(1, "GET /v1/org/simulation/persona/?", 400, "{}").await;
    let said = form.error("new-persona-name");
    assert!(said.contains("We could not find what uses it") && !said.contains("Another"), "{said}");
    assert!(form.typed.with_untracked(|typed| typed.is_sent), "it may be there: the draft remembers it");
}

#[wasm_bindgen_test]
async fn the_draft_knows_of_what_is_sent_before_it_is() {
    let (server, form) = (Server::start(), form(Thing::Persona));
    form.persona().await;
    form.create().await;
    assert!(form.typed.with_untracked(|typed| typed.is_sent));
    server.answer(0, "POST", 400, "{}").await;
    assert!(!form.typed.with_untracked(|typed| typed.is_sent), "it was refused");
}

fn sent_before() -> Draft {
    let mut draft = Draft::default();
    draft.is_sent = true;
    for (part, text) in [(Part::Name, "Ann"), (Part::Role, "caller"), (Part::Background, "Is busy.")] {
        draft.write(part, text.to_owned());
    }
    draft
}

#[wasm_bindgen_test]
async fn what_was_created_while_the_page_was_loaded_anew_is_chosen() {
    let server = Server::start();
    let form = form_with(Thing::Persona, sent_before());
    server.answer(0, "GET /v1/org/simulation/persona/?", 200, PERSONAS).await;
    server.answer(1, "/version/?version=latest", 200, BUSY).await;
    assert_eq!(form.chosen.get_untracked().unwrap().0, ID);
    assert!(form.typed.with_untracked(Draft::is_blank), "nothing is left to create");
    assert!(form.announcer.text.get_untracked().contains("is created and chosen"));
    assert_eq!(server.asked.length(), 2, "nothing is sent");
}

#[wasm_bindgen_test]
async fn what_was_discarded_before_it_was_found_is_not_chosen() {
    let server = Server::start();
    let form = form_with(Thing::Persona, sent_before());
    until("asked", || server.asked.length() == 1).await;
    form.typed.set(Draft::default());
    server.answer(0, "GET /v1/org/simulation/persona/?", 200, PERSONAS).await;
    server.answer(1, "/version/?version=latest", 200, BUSY).await;
    assert!(form.chosen.get_untracked().is_none());
}

#[wasm_bindgen_test]
async fn what_was_not_created_while_the_page_was_loaded_anew_is_gone_on_with() {
    let server = Server::start();
    let form = form_with(Thing::Persona, sent_before());
    for look in 0..3 {
        server.answer(2 * look, "GET /v1/org/simulation/persona/?", 200, NOBODY).await;
        server.answer(1 + 2 * look, "/persona/search?query=Ann", 200, NOBODY).await;
    }
    assert!(form.chosen.get_untracked().is_none());
    assert!(!form.typed.with_untracked(|typed| typed.is_sent || typed.is_blank()));
    form.open().await;
    assert_eq!(form.value("new-persona-background"), "Is busy.");
}

#[wasm_bindgen_test]
async fn whoever_closed_the_dialog_sees_that_it_failed() {
    let (server, form) = (Server::start(), form(Thing::Persona));
    form.persona().await;
    form.create().await;
    until("sent", || server.asked.length() == 1).await;
    // Chromium closes it at the second Escape, whatever the page says.
    form.page.find("dialog").dyn_into::<web_sys::HtmlDialogElement>().unwrap().close();
    clock::sleep(20).await;
    assert!(!form.is_open());
    server.answer(0, "POST", 400, "{}").await;
    let said = form.page.find(".field-error").text_content().unwrap();
    assert!(said.contains("was not created"), "{said}");
    form.open().await;
    assert!(form.page.find("#creation-outcome").text_content().unwrap().contains("was not created"));
    form.create().await;
    server.answer(1, "POST", 201, CREATED).await;
    assert_eq!(form.chosen.get_untracked().unwrap().0, ID, "the button is alive");
}
