//! Creating a persona or a scenario beside its picker, over an API that the test answers: checks at the
//! fields, nothing sent twice, nothing typed lost, and the form around it left alone.

use std::sync::Arc;

use console::api::{Access, Api, Credentials};
use console::browser::{clock, keys};
use console::data::latest_versions::KnownVersion;
use console::data::names::Item;
use console::data::workspace::Workspace;
use console::parts::creation::creation;
use console::reactive::{RwSignal, on};
use console::state::announcer::{Announcer, provide_announcer};
use console::state::personal::Personal;
use domain::creation::{Draft, Part, Thing};
use js_sys::{Array, Function, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{
    Event, EventInit, FocusEvent, HtmlElement, HtmlInputElement, KeyboardEvent, KeyboardEventInit,
    SubmitEvent,
};

use crate::page::{Mounted, focused, mount, settle, until};

const CANCEL: &str = "dialog > .creation > .actions button:not([data-kind])";
pub const ID: &str = "0000000000000000000000aa";

/// The API, as the page sees it: requests wait until the test answers them.
pub struct Server {
    fetch: JsValue,
    /// What was asked.
    pub asked: Array,
}

const STAND_IN: &str = "asked => request => new Promise((resolve, reject) => {
    const url = new URL(request.url);
    const json = { 'content-type': 'application/json' };
    const one = {
        call: request.method + ' ' + url.pathname + url.search,
        body: '',
        answer: (status, body) => resolve(new Response(body, { status, headers: json })),
    };
    request.text().then(text => { one.body = text; asked.push(one); });
})";

impl Server {
    pub fn start() -> Self {
        let asked = Array::new();
        let make: Function = js_sys::eval(STAND_IN).unwrap().dyn_into().unwrap();
        let stand_in = make.call1(&JsValue::NULL, &asked).unwrap();
        let fetch = Reflect::get(&js_sys::global(), &"fetch".into()).unwrap();
        Reflect::set(&js_sys::global(), &"fetch".into(), &stand_in).unwrap();
        Self { fetch, asked }
    }

    pub fn get(&self, number: u32, what: &str) -> String {
        Reflect::get(&self.asked.get(number), &what.into()).unwrap().as_string().unwrap()
    }

    /// Waits for the request of this number and answers it.
    pub async fn answer(&self, number: u32, call: &str, status: u16, body: &str) {
        for _ in 0..2 {
            if self.asked.length() <= number {
                clock::sleep(1500).await;
            }
        }
        until(call, || self.asked.length() > number).await;
        assert!(self.get(number, "call").contains(call), "{} is not {call}", self.get(number, "call"));
        let one = self.asked.get(number);
        let answer: Function = Reflect::get(&one, &"answer".into()).unwrap().dyn_into().unwrap();
        answer.call2(&JsValue::NULL, &status.into(), &body.into()).unwrap();
        clock::sleep(20).await;
        settle().await;
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        Reflect::set(&js_sys::global(), &"fetch".into(), &self.fetch).unwrap();
        for kind in ["persona", "scenario"] {
            Personal::unknown("org".to_owned()).set(&format!("recent.{kind}"), None);
        }
    }
}

/// A form with a field, the button beside it and the dialog.
pub struct Form {
    pub page: Mounted,
    pub workspace: Workspace,
    pub announcer: Announcer,
    pub chosen: RwSignal<Option<(String, Arc<Item>)>>,
    pub typed: RwSignal<Draft>,
    pub submitted: RwSignal<u32>,
    pub saved: RwSignal<u32>,
}

pub fn form(thing: Thing) -> Form {
    form_with(thing, Draft::default())
}

/// A form whose draft was restored.
pub fn form_with(thing: Thing, draft: Draft) -> Form {
    let (sender, made) = std::sync::mpsc::channel();
    let page = mount(move || {
        let access = Access {
            base: "https://api.test".to_owned(),
            organization: "org".to_owned(),
            credentials: Credentials::None,
            headers: Vec::new(),
        };
        let workspace = Workspace::new(Api::anonymous(access), "org".to_owned());
        let announcer = provide_announcer();
        let (chosen, submitted, saved) = (RwSignal::new(None), RwSignal::new(0), RwSignal::new(0));
        let typed = RwSignal::new(draft.clone());
        sender.send((workspace, announcer, chosen, typed, submitted, saved)).unwrap();
        keys::on_save(move || saved.update(|count| *count += 1));
        let submit = on(move |event: SubmitEvent| {
            event.prevent_default();
            submitted.update(|count| *count += 1);
        });
        let choose = Callback::new(move |choice| chosen.set(Some(choice)));
        let (button, dialog) = creation(workspace, thing, typed, "box".to_owned(), choose);
        view! {
            <form on:submit=submit>
                <div on:focusout=on(move |_: FocusEvent| submitted.update(|count| *count += 1))>{button}</div>
                <input id="box" />
                {dialog}
                <button id="save">"Save"</button>
            </form>
        }
        .into_any()
    });
    let (workspace, announcer, chosen, typed, submitted, saved) = made.recv().unwrap();
    Form { page, workspace, announcer, chosen, typed, submitted, saved }
}

impl Form {
    pub fn element(&self, selector: &str) -> HtmlElement {
        self.page.find(selector).dyn_into().unwrap()
    }

    pub async fn click(&self, selector: &str) {
        self.element(selector).click();
        settle().await;
    }

    pub async fn open(&self) {
        let opener = self.element("[aria-haspopup=dialog]");
        opener.focus().unwrap();
        opener.click();
        settle().await;
    }

    pub fn is_open(&self) -> bool {
        self.page.try_find("dialog[open]").is_some()
    }

    pub async fn create(&self) {
        self.click("dialog [data-kind=primary]").await;
    }

    pub fn value(&self, id: &str) -> String {
        let value = Reflect::get(&self.page.find(&format!("#{id}")), &"value".into()).unwrap();
        value.as_string().unwrap()
    }

    pub fn fill(&self, id: &str, text: &str) {
        let field = self.page.find(&format!("#{id}"));
        Reflect::set(&field, &"value".into(), &text.into()).unwrap();
        let kind = if field.tag_name() == "SELECT" { "change" } else { "input" };
        field.dispatch_event(&Event::new(kind).unwrap()).unwrap();
    }

    pub fn error(&self, id: &str) -> String {
        let error = self.page.try_find(&format!("#{id}-error"));
        error.map(|error| error.text_content().unwrap()).unwrap_or_default()
    }

    pub fn press(&self, selector: &str, key: &str, ctrl: bool) -> bool {
        let init = KeyboardEventInit::new();
        init.set_key(key);
        init.set_ctrl_key(ctrl);
        init.set_bubbles(true);
        init.set_cancelable(true);
        let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap();
        self.page.find(selector).dispatch_event(&event).unwrap()
    }

    pub async fn persona(&self) {
        self.open().await;
        self.fill("new-persona-name", " Ann ");
        self.fill("new-persona-role", "caller");
        self.fill("new-persona-background", "Is busy.");
        settle().await;
    }
}

fn problem(loc: &str) -> String {
    format!(r#"{{"detail":[{{"loc":["body",{loc}],"msg":"Odd","type":"x"}}]}}"#)
}

pub const PERSONAS: &str =
    r#"{"simulation_personas":[{"id":"0000000000000000000000aa","name":"Ann","role":"caller"}]}"#;
pub const NOBODY: &str = r#"{"simulation_personas":[]}"#;
pub const BUSY: &str = r#"{"simulation_persona_versions":[{"_id":"v","version":1,"background":"Is busy."}]}"#;
pub const CALM: &str = r#"{"simulation_persona_versions":[{"_id":"v","version":1,"background":"Is calm."}]}"#;
pub const CREATED: &str = r#"{"simulation_persona_id":"0000000000000000000000aa"}"#;

#[wasm_bindgen_test]
async fn a_persona_is_created_chosen_and_known_without_a_look() {
    let (server, form) = (Server::start(), form(Thing::Persona));
    assert!(!form.is_open());
    form.persona().await;
    assert!(form.is_open() && form.page.find("dialog").matches(":modal").unwrap());
    form.fill("new-persona-language", "-");
    form.click("#new-persona-sensitive").await;
    form.fill("new-persona-variable1", "member_id");
    form.fill("new-persona-value1", "0042");
    assert!(!form.press("#new-persona-name", "Enter", false), "Enter is not the form's");
    settle().await;
    assert!(!form.press("#new-persona-name", "Enter", false));
    form.create().await;
    server.answer(0, "POST /v1/org/simulation/persona/", 201, CREATED).await;
    assert_eq!(
        server.get(0, "body"),
        r#"{"initial_version":{"background":"Is busy.","nonsensitive_user_variables":{},"#.to_owned()
            + r#""preferred_language":null,"sensitive_user_variables":{"member_id":"0042"},"user_models":[]},"#
            + r#""name":"Ann","role":"caller","tags":{}}"#
    );
    let (id, item) = form.chosen.get_untracked().unwrap();
    assert!(id == ID && matches!(&*item, Item::Persona(persona) if persona.name == "Ann"));
    assert!(!form.is_open());
    settle().await;
    assert_eq!(focused(), "box");
    assert!(form.announcer.text.get_untracked().contains("“Ann”"));
    let version = form.workspace.persona_versions.get(ID).get_untracked();
    assert!(matches!(version, KnownVersion::Found(version) if version.background == "Is busy."));
    settle().await;
    assert_eq!(server.asked.length(), 1, "Enter twice and a click send once, and nothing is read");
    assert_eq!(form.submitted.get_untracked(), 0, "nothing is submitted, and the picker is not left");
    form.open().await;
    assert_eq!(form.value("new-persona-name"), "", "the next one begins anew");
}

#[wasm_bindgen_test]
async fn what_is_wrong_is_said_at_the_field_and_nothing_is_sent() {
    let (server, form) = (Server::start(), form(Thing::Persona));
    form.open().await;
    form.create().await;
    settle().await;
    assert_eq!(focused(), "new-persona-name");
    for field in ["name", "role", "background"] {
        let id = format!("new-persona-{field}");
        assert!(!form.error(&id).is_empty(), "{field}");
        let described = form.page.find(&format!("#{id}")).get_attribute("aria-describedby").unwrap();
        assert!(described.split_whitespace().any(|part| part == format!("{id}-error")));
        form.fill(&id, "x");
    }
    form.fill("new-persona-language", "?");
    form.fill("new-persona-time-zone", "?");
    settle().await;
    form.fill("new-persona-language-code", "no");
    form.fill("new-persona-time-zone-name", "Europe/Nowhere");
    settle().await;
    assert!(form.error("new-persona-name").is_empty());
    assert!(!form.error("new-persona-language-code").is_empty());
    assert!(!form.error("new-persona-time-zone-name").is_empty());
    form.fill("new-persona-language-code", "nor");
    for zone in ["Europe/Oslo", "UTC", "Asia/Kolkata", "Asia/Calcutta"] {
        form.fill("new-persona-time-zone-name", zone);
        settle().await;
        assert_eq!(form.error("new-persona-time-zone-name"), "", "{zone}");
    }
    form.click("#new-persona-plain").await;
    form.fill("new-persona-variable1", "Member");
    form.page.find("details").remove_attribute("open").unwrap();
    form.create().await;
    settle().await;
    assert_eq!(focused(), "new-persona-variable1", "what is hidden is shown");
    assert_eq!(server.asked.length(), 0);
}

#[wasm_bindgen_test]
async fn what_the_server_refuses_lands_at_its_field_and_stays() {
    let (server, form) = (Server::start(), form(Thing::Persona));
    form.persona().await;
    form.create().await;
    server.answer(0, "POST", 409, "{}").await;
    server.answer(1, "GET /v1/org/simulation/persona/?", 200, PERSONAS).await;
    server.answer(2, "/version/?version=latest", 200, CALM).await;
    settle().await;
    assert!(form.error("new-persona-name").contains("has this name"));
    assert_eq!(focused(), "new-persona-name");
    form.fill("new-persona-name", "Anna");
    settle().await;
    assert_eq!(form.error("new-persona-name"), "");

    form.create().await;
    server.answer(3, "POST", 422, &problem(r#""initial_version","preferred_language""#)).await;
    assert!(form.error("new-persona-language").contains("Odd"));
    let said = form.page.find("#creation-outcome").text_content().unwrap();
    assert!(said.contains("Correct what is marked"), "{said}");
    assert!(!said.contains("preferred_language") && !said.contains("Odd"), "it is said at the field: {said}");

    let init = EventInit::new();
    init.set_cancelable(true);
    let escape = Event::new_with_event_init_dict("cancel", &init).unwrap();
    form.page.find("dialog").dispatch_event(&escape).unwrap();
    settle().await;
    assert!(!form.is_open());
    form.open().await;
    assert_eq!(form.value("new-persona-name"), "Anna");
    assert_eq!(form.value("new-persona-background"), "Is busy.");

    form.create().await;
    server.answer(4, "POST", 422, &problem(r#""tags""#)).await;
    let said = form.page.find("#creation-outcome").text_content().unwrap();
    assert!(said.contains("“tags”: Odd"), "what belongs to no field is said here: {said}");
    assert!(!said.contains("marked"), "nothing is marked: {said}");
    assert!(form.chosen.get_untracked().is_none());
}

#[wasm_bindgen_test]
async fn what_is_not_allowed_is_said_and_what_was_typed_stays_in_reach() {
    let (server, form) = (Server::start(), form(Thing::Persona));
    form.persona().await;
    form.create().await;
    server.answer(0, "POST", 403, "{}").await;
    let said = form.page.find("dialog [role=alert]").text_content().unwrap();
    assert!(said.contains("Simulation:CreateSimulationPersona") && said.contains("Simulation:Modify"));
    let buttons = form.page.find("dialog").text_content().unwrap();
    assert!(!buttons.contains("Try again"), "it would not help: {buttons}");
    let create = form.element("dialog [data-kind=primary]");
    assert!(create.matches("[aria-disabled=true]").unwrap());
    assert_eq!(create.get_attribute("aria-describedby").unwrap(), "creation-outcome");
    form.press("#new-persona-name", "Enter", false);
    settle().await;
    assert_eq!(server.asked.length(), 1, "nothing is sent that is refused anyway");

    form.click(CANCEL).await;
    let opener = form.element("[aria-haspopup=dialog]");
    assert!(!opener.matches("[aria-disabled=true]").unwrap(), "there is text in it");
    let why = form.page.find(&format!("#{}", opener.get_attribute("aria-describedby").unwrap()));
    assert!(why.text_content().unwrap().contains("Simulation:CreateSimulationPersona"));
    form.open().await;
    assert_eq!(form.value("new-persona-background"), "Is busy.");
    for part in ["name", "role", "background"] {
        form.fill(&format!("new-persona-{part}"), "");
    }
    form.click(CANCEL).await;
    settle().await;
    assert!(
        opener.matches("[aria-disabled=true]").unwrap(),
        "nothing is in it, and nothing can be done with it"
    );
    assert_eq!(focused(), "box", "a button that is off cannot keep the focus");

    form.workspace.forget_denials();
    settle().await;
    assert!(!opener.matches("[aria-disabled=true]").unwrap());
    assert!(opener.get_attribute("aria-describedby").is_none());
    form.persona().await;
    form.create().await;
    server.answer(1, "POST", 201, CREATED).await;
    assert_eq!(form.chosen.get_untracked().unwrap().0, ID);
}

#[wasm_bindgen_test]
async fn what_is_typed_belongs_to_the_form_and_is_gone_on_with() {
    let (_server, form) = (Server::start(), form(Thing::Persona));
    let opener = form.element("[aria-haspopup=dialog]");
    assert_eq!(opener.text_content().unwrap(), "Create a persona");
    form.typed.update(|typed| typed.write(Part::Role, "caller".to_owned()));
    settle().await;
    assert_eq!(opener.text_content().unwrap(), "Go on with the new persona");
    form.open().await;
    assert_eq!(form.value("new-persona-role"), "caller");
    form.fill("new-persona-name", "Ann");
    assert_eq!(form.typed.with_untracked(|typed| typed.text(Part::Name).to_owned()), "Ann");
}

#[wasm_bindgen_test]
async fn a_lost_answer_is_looked_up_and_what_is_there_is_taken() {
    let (server, form) = (Server::start(), form(Thing::Persona));
    form.persona().await;
    form.create().await;
    server.answer(0, "POST", 500, "").await;
    server.answer(1, "GET /v1/org/simulation/persona/?", 200, PERSONAS).await;
    let version = r#"{"simulation_persona_versions":[{"_id":"v","version":1,"background":"Is busy."}]}"#;
    server.answer(2, "/version/?version=latest", 200, version).await;
    assert_eq!(form.chosen.get_untracked().unwrap().0, ID);
    assert!(!form.is_open());
    assert_eq!(server.asked.length(), 3);
}

#[wasm_bindgen_test]
async fn another_one_of_the_name_is_not_taken() {
    let (server, form) = (Server::start(), form(Thing::Persona));
    form.persona().await;
    form.create().await;
    server.answer(0, "POST", 201, "{").await;
    server.answer(1, "GET", 200, PERSONAS).await;
    let version = r#"{"simulation_persona_versions":[{"_id":"v","version":1,"background":"Is calm."}]}"#;
    server.answer(2, "/version/?version=latest", 200, version).await;
    assert!(form.chosen.get_untracked().is_none());
    assert!(form.error("new-persona-name").contains("has this name"));
    assert_eq!(form.value("new-persona-name"), " Ann ");
}

#[wasm_bindgen_test]
async fn what_is_not_there_after_a_lost_answer_can_be_sent_again_and_found_late() {
    let (server, form) = (Server::start(), form(Thing::Persona));
    form.persona().await;
    form.create().await;
    server.answer(0, "POST", 502, "").await;
    for look in 0..3 {
        server.answer(1 + 2 * look, "GET /v1/org/simulation/persona/?", 200, NOBODY).await;
        server.answer(2 + 2 * look, "/persona/search?query=Ann", 200, NOBODY).await;
    }
    let said = form.page.find("#creation-outcome").text_content().unwrap();
    assert!(said.contains("looked up and is not there"), "{said}");
    assert_eq!(form.value("new-persona-background"), "Is busy.");
    form.create().await;
    server.answer(7, "POST", 409, "{}").await;
    server.answer(8, "GET", 200, PERSONAS).await;
    let version = r#"{"simulation_persona_versions":[{"_id":"v","version":1,"background":"Is busy."}]}"#;
    server.answer(9, "/version/", 200, version).await;
    assert_eq!(form.chosen.get_untracked().unwrap().0, ID);
}

#[wasm_bindgen_test]
async fn a_scenario_starts_at_a_moment_or_at_the_servers() {
    let (server, form) = (Server::start(), form(Thing::Scenario));
    form.open().await;
    form.fill("new-scenario-name", "Refill");
    form.fill("new-scenario-objective", "A refill");
    form.fill("new-scenario-instructions", "Ask.");
    form.fill("new-scenario-starts-at", "2026-11-22T10:30");
    let agent = form.page.root.query_selector_all("[type=radio]").unwrap().get(1).unwrap();
    agent.dyn_into::<HtmlInputElement>().unwrap().click();
    settle().await;
    form.create().await;
    let local = js_sys::Date::new(&"2026-11-22T10:30".into());
    let utc = String::from(local.to_iso_string());
    server.answer(0, "POST /v1/org/simulation/scenario/", 409, "{}").await;
    let there = r#"{"simulation_scenarios":[{"id":"0000000000000000000000aa","name":"Refill"}]}"#;
    server.answer(1, "GET /v1/org/simulation/scenario/?", 200, there).await;
    let version = r#"{"simulation_scenario_versions":[{"_id":"v","version":1,"objective":"A refill",
        "instructions":"Ask.","initial_message_type":"skip","conversation_starts_at":null}]}"#;
    server.answer(2, "/version/", 200, version).await;
    assert!(form.error("new-scenario-name").contains("has this name"), "it starts at another moment");
    assert_eq!(
        server.get(0, "body"),
        format!(r#"{{"initial_version":{{"conversation_starts_at":"{utc}","initial_message_type":"skip","#)
            + r#""instructions":"Ask.","objective":"A refill"},"name":"Refill","tags":{}}"#
    );
    form.fill("new-scenario-name", "Refill 2");
    form.fill("new-scenario-starts-at", "");
    form.create().await;
    let created = r#"{"simulation_scenario_id":"0000000000000000000000aa"}"#;
    server.answer(3, "POST", 201, created).await;
    assert!(server.get(3, "body").contains(r#""conversation_starts_at":null"#));
    assert!(matches!(form.chosen.get_untracked().unwrap().1.as_ref(), Item::Scenario(_)));
}

#[wasm_bindgen_test]
async fn saving_keys_do_not_reach_the_form_behind() {
    let (server, form) = (Server::start(), form(Thing::Scenario));
    form.press("#box", "s", true);
    assert_eq!(form.saved.get_untracked(), 1);
    form.open().await;
    assert!(!form.press("#new-scenario-name", "s", true), "the browser does not save either");
    assert_eq!(form.saved.get_untracked(), 1);
    assert!(form.press("#new-scenario-objective", "Enter", false), "a line break is a line break");
    form.click(CANCEL).await;
    form.press("#box", "s", true);
    assert_eq!(form.saved.get_untracked(), 2);
    assert_eq!(server.asked.length(), 0);
}

#[wasm_bindgen_test]
async fn what_is_created_after_closing_is_not_chosen_behind_anybodys_back() {
    let (server, form) = (Server::start(), form(Thing::Persona));
    form.persona().await;
    form.create().await;
    until("sent", || server.asked.length() == 1).await;
    assert!(form.page.find("#new-persona-name").closest("[inert]").unwrap().is_some());
    form.click(CANCEL).await;
    server.answer(0, "POST", 201, CREATED).await;
    assert!(form.chosen.get_untracked().is_none());
    assert!(form.announcer.text.get_untracked().contains("in the list"));
}
