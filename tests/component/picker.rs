//! A picker over an API that the test answers: nothing is read before it opens, overtaken searches are
//! aborted and never shown, and what is offered is live, whole and in order.

use std::sync::Arc;

use console::browser::clock;
use console::data::names::Item;
use console::data::workspace::Workspace;
use console::parts::picker::{Pick, picker};
use console::reactive::{RwSignal, memo};
use domain::kind::Kind;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Event, HtmlInputElement};

use crate::page::{Mounted, mount, settle, until};
use crate::server::{Server, api, id};

/// A page of a list: things with these numbers and names.
fn list(key: &str, items: &[(u32, &str)], more: Option<u32>) -> String {
    let items = items.iter().map(|(number, name)| {
        format!(
            r#"{{"id":"{}","name":"{name}","role":"caller","is_deleted":{}}}"#,
            id(*number),
            *number > 900
        )
    });
    let items = items.collect::<Vec<_>>().join(",");
    let token = more.map_or("null".to_owned(), |token| token.to_string());
    format!(r#"{{"{key}":[{items}],"has_more":{},"continuation_token":{token}}}"#, more.is_some())
}

fn personas(items: &[(u32, &str)], more: Option<u32>) -> String {
    list("simulation_personas", items, more)
}

fn metrics(items: &[(u32, &str)], more: Option<u32>) -> String {
    list("metrics", items, more)
}

struct Form {
    page: Mounted,
    workspace: Workspace,
    chosen: RwSignal<String>,
    item: RwSignal<Option<Arc<Item>>>,
}

fn form(kind: Kind) -> Form {
    form_of(kind, 1)
}

/// A form with so many pickers of a kind.
fn form_of(kind: Kind, count: usize) -> Form {
    let (chosen, item) = (RwSignal::new(String::new()), RwSignal::new(None));
    let made = StoredValue::new(None);
    let page = mount(move || {
        let workspace = Workspace::new(api(), "org".to_owned());
        made.set_value(Some(workspace));
        let one = |number: usize| {
            let id = if number == 0 { "box".to_owned() } else { format!("box-{number}") };
            let first = memo(String::new);
            let pick = Pick { id, label: "It", hint: None, kind, first, preview: true };
            let choose = Callback::new(move |(id, picked): (String, Arc<Item>)| {
                chosen.set(id);
                item.set(Some(picked));
            });
            picker(workspace, pick, memo(move || chosen.get()), choose, memo(|| None), None)
        };
        (0..count).map(one).collect::<Vec<_>>().into_any()
    });
    Form { page, workspace: made.get_value().unwrap(), chosen, item }
}

impl Form {
    fn input(&self) -> HtmlInputElement {
        self.page.find("#box").dyn_into().unwrap()
    }

    async fn open(&self) {
        self.input().focus().unwrap();
        self.input().click();
        settle().await;
    }

    async fn close(&self) {
        self.input().blur().unwrap();
        settle().await;
    }

    async fn type_in(&self, text: &str) {
        self.input().set_value(text);
        self.input().dispatch_event(&Event::new("input").unwrap()).unwrap();
        settle().await;
    }

    fn offered(&self) -> Vec<String> {
        let rows = self.page.root.query_selector_all(".combobox-name, .combobox-more").unwrap();
        (0..rows.length()).map(|row| rows.get(row).unwrap().text_content().unwrap()).collect()
    }

    fn said(&self) -> String {
        self.page.find("[role=status]").text_content().unwrap()
    }

    async fn take(&self, number: usize) {
        let rows = self.page.root.query_selector_all("[role=option]").unwrap();
        let row: web_sys::HtmlElement = rows.get(number.try_into().unwrap()).unwrap().dyn_into().unwrap();
        row.click();
        settle().await;
    }
}

#[wasm_bindgen_test]
async fn a_closed_picker_reads_nothing_and_metrics_are_read_once() {
    let (server, form) = (Server::start(), form_of(Kind::Metric, 30));
    settle().await;
    assert_eq!(server.count(), 0);
    assert_eq!(form.page.count("input"), 30);
    assert_eq!(form.page.count("[role=listbox], .preview"), 0);

    form.open().await;
    server.asked(0, "/metric/?limit=50&is_deleted=false&sort_by=-updated_at").await;
    server.answer(0, &metrics(&[(1, "Politeness"), (2, "Completion"), (1, "Politeness")], None)).await;
    assert_eq!(form.offered(), ["Politeness", "Completion"], "the server's order, nothing twice");
    assert_eq!(form.said(), "2 found");

    form.type_in("POLITE").await;
    clock::sleep(400).await;
    assert_eq!(form.offered(), ["Politeness"]);
    form.close().await;
    form.open().await;
    assert_eq!(form.offered(), ["Politeness"], "what named nothing is gone on with");
    form.type_in("").await;
    form.close().await;
    form.open().await;
    assert_eq!(form.offered().len(), 2);
    assert_eq!(server.count(), 1, "all are known: nothing is asked for again");
}

#[wasm_bindgen_test]
async fn metrics_are_searched_only_where_there_are_more() {
    let (server, form) = (Server::start(), form(Kind::Metric));
    form.open().await;
    server.asked(0, "/metric/?").await;
    form.type_in("polite").await;
    server.answer(0, &metrics(&[(1, "Politeness")], Some(50))).await;
    server.asked(1, "/metric/search/?query=polite").await;
    assert_eq!(form.offered(), ["Politeness"], "what is known is there at once");
    server.answer(1, &metrics(&[(2, "Polite tone"), (1, "Politeness"), (901, "Polite once")], None)).await;
    assert_eq!(form.offered(), ["Politeness", "Polite tone"], "deleted ones are not offered");

    form.type_in("").await;
    assert_eq!(form.offered(), ["Politeness", "Show more"]);
    form.take(1).await;
    server.asked(2, "continuation_token=50").await;
    server.answer(2, &metrics(&[], Some(100))).await;
    server.asked(3, "continuation_token=100").await;
    server.answer(3, &metrics(&[(3, "Tone")], None)).await;
    assert_eq!(form.offered(), ["Politeness", "Tone"], "empty pages are followed");
}

#[wasm_bindgen_test]
async fn overtaken_searches_are_aborted_and_never_shown() {
    let (server, form) = (Server::start(), form(Kind::Persona));
    form.open().await;
    server.asked(0, "/persona/?").await;
    server.answer(0, &personas(&[], None)).await;
    assert!(form.said().contains("Simulation:"), "an empty list may be a missing permission");
    for text in ["a", "an", "ann"] {
        form.type_in(text).await;
    }
    server.asked(1, "query=ann").await;
    form.type_in("ben").await;
    assert!(server.is_aborted(1));
    server.asked(2, "query=ben").await;
    server.answer(1, &personas(&[(1, "Ann")], None)).await;
    assert!(form.offered().is_empty());
    server.answer(2, &personas(&[(2, "Ben")], None)).await;
    assert_eq!(form.offered(), ["Ben"]);
    form.type_in("nobody").await;
    server.asked(3, "query=nobody").await;
    server.answer(3, &personas(&[], None)).await;
    assert!(form.said().contains("“nobody”"), "{}", form.said());
    form.type_in("late").await;
    server.asked(4, "query=late").await;
    form.page.find("#box").dyn_into::<HtmlInputElement>().unwrap().focus().unwrap();
    form.type_in("").await;
    form.close().await;
    assert!(server.is_aborted(4), "nobody waits for it");
}

#[wasm_bindgen_test]
async fn what_was_typed_whole_is_chosen_when_the_answer_comes() {
    let (server, form) = (Server::start(), form(Kind::Persona));
    form.open().await;
    server.asked(0, "/persona/?").await;
    server.answer(0, &personas(&[(1, "Ann")], None)).await;
    form.type_in("zoe\u{308}").await;
    form.close().await;
    assert_eq!(form.input().value(), "zoe\u{308}");
    server.asked(1, "query=zo%C3%AB").await;
    server.answer(1, &personas(&[(2, "Zoë"), (3, "Zoë Smith")], None)).await;
    assert_eq!((form.chosen.get_untracked(), form.input().value()), (id(2), "Zoë".to_owned()));
}

#[wasm_bindgen_test]
async fn a_failed_page_keeps_what_was_found_and_can_be_asked_for_again() {
    let (server, form) = (Server::start(), form(Kind::Scenario));
    form.open().await;
    server.asked(0, "/scenario/?").await;
    server.answer(0, &list("simulation_scenarios", &[(1, "Refill")], Some(50))).await;
    form.take(1).await;
    server.asked(1, "continuation_token=50").await;
    server.answer_with(1, 403, "{}").await;
    assert_eq!(form.offered(), ["Refill", "Try again"]);
    assert!(form.said().contains("may not see"), "{}", form.said());
    form.take(1).await;
    server.asked(2, "continuation_token=50").await;
    server.answer(2, &list("simulation_scenarios", &[(2, "Recall")], None)).await;
    assert_eq!(form.offered(), ["Refill", "Recall"]);
}

#[wasm_bindgen_test]
async fn a_choice_is_named_remembered_and_shown() {
    let (server, form) = (Server::start(), form(Kind::Persona));
    form.open().await;
    server.asked(0, "/persona/?").await;
    server.answer(0, &personas(&[(1, "Ann"), (2, "Ben"), (3, "Ben")], None)).await;
    let details = form.page.root.query_selector_all(".combobox-words .sub").unwrap();
    let detail = |row: u32| details.get(row).unwrap().text_content().unwrap();
    assert_eq!(detail(0), "caller");
    assert_ne!(detail(1), detail(2), "those of one name are told apart");

    form.take(1).await;
    assert_eq!(form.chosen.get_untracked(), id(2));
    assert!(
        matches!(form.item.get_untracked().as_deref(), Some(Item::Persona(persona)) if persona.name == "Ben")
    );
    assert_eq!(form.input().value(), "Ben");
    server.asked(1, &format!("/persona/{}/version/?version=latest", id(2))).await;
    let version = r#"{"simulation_persona_versions":[{"_id":"v","version":4,"background":"<b>Busy</b>"}]}"#;
    server.answer(1, version).await;
    assert!(form.page.find(".preview").text_content().unwrap().contains("<b>Busy</b>"));

    form.open().await;
    assert_eq!(form.offered(), ["Ben", "Ann", "Ben"], "what was chosen lately comes first");
    assert_eq!(form.page.find(".combobox-heading").text_content().as_deref(), Some("Recently chosen"));
    assert_eq!(server.count(), 2, "no name is looked up that was read");
}

#[wasm_bindgen_test]
async fn what_is_not_there_any_more_says_so() {
    let (server, form) = (Server::start(), form(Kind::Scenario));
    form.chosen.set(id(7));
    server.asked(0, &format!("/scenario/?id={}", id(7))).await;
    server.answer(0, &list("simulation_scenarios", &[], None)).await;
    assert_eq!(form.input().value(), "…000007");
    assert!(form.page.find("#box-note").text_content().unwrap().contains("does not exist any more"));
    form.chosen.set(id(901));
    server.asked(1, &id(901)).await;
    server.answer(1, &list("simulation_scenarios", &[(901, "Old")], None)).await;
    assert_eq!(form.input().value(), "Old");
    assert!(form.page.find("#box-note").text_content().unwrap().contains("is deleted"));
}

/// Leaves the field; what is wrong with its text is said a moment later.
async fn error(form: &Form) -> String {
    form.close().await;
    until("the reason", || form.page.try_find("#box-error").is_some()).await;
    form.page.find("#box-error").text_content().unwrap()
}

#[wasm_bindgen_test]
async fn a_name_is_found_also_beyond_what_is_drawn() {
    let names: Vec<String> = (1..=150).map(|number| format!("Test {number}")).collect();
    for (same, is_one) in [(vec![120], true), (vec![5, 120], false), (vec![120, 130], false)] {
        let (server, form) = (Server::start(), form(Kind::Persona));
        form.open().await;
        server.asked(0, "/persona/?").await;
        let item = |(number, name)| (number, if same.contains(&number) { "Test" } else { name });
        let items: Vec<_> = (1..).zip(names.iter().map(String::as_str)).map(item).collect();
        server.answer(0, &personas(&items, None)).await;
        form.type_in("test").await;
        server.asked(1, "query=test").await;
        server.answer(1, &personas(&[], None)).await;
        assert_eq!(form.offered().len(), 101, "a hundred, and the way to more");
        if is_one {
            form.close().await;
            assert_eq!(form.chosen.get_untracked(), id(120));
        } else {
            assert!(error(&form).await.starts_with("Several are called “test”."), "{same:?}");
            assert_eq!(form.chosen.get_untracked(), "");
        }
    }
}

#[wasm_bindgen_test]
async fn a_list_that_cannot_be_read_to_its_end_says_so_and_is_read_again() {
    let (server, form) = (Server::start(), form(Kind::Metric));
    form.open().await;
    server.asked(0, "/metric/?").await;
    let lost =
        metrics(&[(1, "Politeness"), (2, "Tone")], None).replace("\"has_more\":false", "\"has_more\":true");
    server.answer(0, &lost).await;
    assert_eq!(form.offered(), ["Politeness", "Tone", "Read the list again"]);
    assert_eq!(form.said(), "2 shown; the rest of the list could not be read", "no count of all");
    form.take(2).await;
    server.asked(1, "/metric/?").await;
    assert!(!server.path(1).contains("continuation_token"), "from the beginning");
    server.answer(1, &metrics(&[(1, "Politeness"), (3, "Warmth")], None)).await;
    assert_eq!(
        (form.offered(), form.said().as_str()),
        (vec!["Politeness".to_owned(), "Warmth".to_owned()], "2 found")
    );
}

#[wasm_bindgen_test]
async fn of_what_was_not_read_no_picker_says_that_it_is_not_there() {
    let (server, form) = (Server::start(), form(Kind::Service));
    form.open().await;
    server.asked(0, "/service/?").await;
    let lost = list("services", &[(1, "Clinic")], None).replace("\"has_more\":false", "\"has_more\":true");
    server.answer(0, &lost).await;
    form.type_in("Pharmacy").await;
    let said = error(&form).await;
    assert!(said.starts_with("“Pharmacy” is not in the part of the list that was read."), "{said}");
    assert_eq!(form.input().value(), "Pharmacy");
}

#[wasm_bindgen_test]
async fn lists_that_are_behind_the_time_are_read_again_when_a_picker_opens() {
    let (server, form) = (Server::start(), form(Kind::Metric));
    form.open().await;
    server.asked(0, "/metric/?").await;
    server.answer(0, &metrics(&[(1, "Old")], None)).await;
    form.close().await;
    form.workspace.refresh();
    settle().await;
    let asked_before = server.count();
    form.open().await;
    server.asked(asked_before, "/metric/?limit=50").await;
    server.answer(asked_before, &metrics(&[(1, "Renamed"), (2, "New")], None)).await;
    assert_eq!(form.offered(), ["Renamed", "New"]);
}

#[wasm_bindgen_test]
async fn a_preview_that_failed_is_tried_again_alone() {
    let (server, form) = (Server::start(), form(Kind::Persona));
    form.open().await;
    server.asked(0, "/persona/?").await;
    server.answer(0, &personas(&[(1, "Ann")], None)).await;
    let workspace = form.workspace;
    let _others = mount(move || {
        let known: Vec<_> = (5..9).map(|number| workspace.persona_versions.get(&id(number))).collect();
        view! { <i>{known.len()}</i> }.into_any()
    });
    settle().await;
    assert_eq!(server.count(), 5);
    form.take(0).await;
    server.asked(5, &format!("/persona/{}/version/", id(1))).await;
    server.answer_with(5, 403, "{}").await;
    form.page.find(".preview button").dyn_into::<web_sys::HtmlElement>().unwrap().click();
    settle().await;
    assert_eq!(server.count(), 7, "nothing else is asked for");
    server.asked(6, &format!("/persona/{}/version/", id(1))).await;
}
