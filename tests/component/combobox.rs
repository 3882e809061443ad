//! A combobox by keyboard and pointer: what it tells assistive technology, and that neither late
//! answers nor hostile names take anything from what is chosen or typed.

use console::reactive::{RwSignal, memo};
use console::ui::combobox::{Choice, Chosen, Combobox, Group, Offer, Row, combobox};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Event, EventInit, HtmlElement, HtmlInputElement, KeyboardEvent, KeyboardEventInit};

use crate::page::{Mounted, focused, mount, settle, until};
use crate::typing::{complete, composing_enter, type_half};

/// A combobox whose owner offers `offer`, whatever is typed.
#[derive(Clone, Copy)]
struct Owner {
    offer: RwSignal<Offer>,
    query: RwSignal<Option<String>>,
    highlighted: RwSignal<Option<Row>>,
    chosen: RwSignal<Chosen>,
    error: RwSignal<Option<String>>,
    asked_for_more: RwSignal<u32>,
}

fn group(heading: Option<&'static str>, names: &[&str]) -> Group {
    let choices = names.iter().map(|name| Choice {
        id: format!("id of {name}"),
        name: (*name).to_owned(),
        detail: String::new(),
    });
    Group { heading, choices: choices.collect() }
}

fn offer(names: &[&str]) -> Offer {
    let groups = if names.is_empty() { Vec::new() } else { vec![group(None, names)] };
    Offer {
        groups,
        busy: false,
        status: format!("{} found", names.len()),
        more: None,
        has_failed: false,
        is_part: false,
    }
}

fn owner(offered: Offer) -> (Mounted, Owner) {
    let owner = Owner {
        offer: RwSignal::new(offered),
        query: RwSignal::new(None),
        highlighted: RwSignal::new(None),
        chosen: RwSignal::new(Chosen::default()),
        error: RwSignal::new(None),
        asked_for_more: RwSignal::new(0),
    };
    let page = mount(move || {
        let choose = Callback::new(move |id: String| {
            let name = id.strip_prefix("id of ").unwrap_or_default().to_owned();
            owner.chosen.set(Chosen { id, name });
        });
        let field = Combobox {
            id: "box".to_owned(),
            label: "Persona",
            hint: Some("Who talks"),
            placeholder: "Choose",
            query: owner.query,
            highlighted: owner.highlighted,
            offer: memo(move || owner.offer.get()),
            chosen: memo(move || owner.chosen.get()),
            choose,
            more: Callback::new(move |()| owner.asked_for_more.update(|asked| *asked += 1)),
            error: memo(move || owner.error.get()),
            note: memo(|| None),
            beside: None,
        };
        view! { {combobox(field)}<button id="after">"After"</button> }.into_any()
    });
    (page, owner)
}

fn input(page: &Mounted) -> HtmlInputElement {
    page.find("#box").dyn_into().unwrap()
}

/// Presses a key; says whether the browser may do what it does with it.
async fn press(page: &Mounted, key: &str) -> bool {
    press_with(page, key, false).await
}

async fn press_with(page: &Mounted, key: &str, alt: bool) -> bool {
    let init = KeyboardEventInit::new();
    init.set_key(key);
    init.set_alt_key(alt);
    init.set_bubbles(true);
    init.set_cancelable(true);
    let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap();
    let goes_on = input(page).dispatch_event(&event).unwrap();
    settle().await;
    goes_on
}

async fn type_in(page: &Mounted, text: &str) {
    input(page).set_value(text);
    input(page).dispatch_event(&Event::new("input").unwrap()).unwrap();
    settle().await;
}

async fn focus(page: &Mounted) {
    input(page).focus().unwrap();
    settle().await;
}

fn attribute(page: &Mounted, name: &str) -> String {
    input(page).get_attribute(name).unwrap_or_default()
}

/// The text of the row that assistive technology is told of.
fn active(page: &Mounted) -> String {
    let id = attribute(page, "aria-activedescendant");
    if id.is_empty() {
        return String::new();
    }
    let row = page.find(&format!("[id='{id}']"));
    assert_eq!(row.get_attribute("aria-selected").as_deref(), Some("true"));
    assert_eq!(page.count("[aria-selected=true]"), 1);
    row.text_content().unwrap()
}

const NAMES: [&str; 3] = ["Ann", "Ben", "Cleo"];

#[wasm_bindgen_test]
async fn it_says_what_it_is() {
    let (page, owner) = owner(offer(&NAMES));
    assert_eq!(page.find("label").get_attribute("for").as_deref(), Some("box"));
    assert_eq!(attribute(&page, "role"), "combobox");
    assert_eq!(attribute(&page, "aria-expanded"), "false");
    assert_eq!(attribute(&page, "aria-describedby"), "box-hint");
    assert!(page.try_find(".combobox-popup").is_none(), "nothing is drawn for a closed list");

    focus(&page).await;
    assert_eq!(attribute(&page, "aria-expanded"), "false", "the focus alone opens nothing");
    type_in(&page, "n").await;
    assert_eq!(attribute(&page, "aria-expanded"), "true");
    let list = page.find(&format!("#{}", attribute(&page, "aria-controls")));
    assert_eq!(list.get_attribute("role").as_deref(), Some("listbox"));
    assert_eq!(list.get_attribute("aria-label").as_deref(), Some("Persona"));
    assert_eq!(page.count("[role=option]"), 3);
    assert_eq!(page.find("[role=status]").text_content().as_deref(), Some("3 found"));
    assert_eq!(owner.query.get_untracked().as_deref(), Some("n"));

    owner.error.set(Some("Choose a persona".to_owned()));
    settle().await;
    assert_eq!(attribute(&page, "aria-invalid"), "true");
    assert_eq!(attribute(&page, "aria-describedby"), "box-error box-hint");
    assert_eq!(page.find("#box-error").text_content().as_deref(), Some("Choose a persona"));
}

#[wasm_bindgen_test]
async fn keys_move_and_choose() {
    let (page, owner) = owner(offer(&NAMES));
    focus(&page).await;
    assert!(!press(&page, "ArrowDown").await);
    assert_eq!(active(&page), "Ann");
    press(&page, "ArrowDown").await;
    assert_eq!(active(&page), "Ben");
    press(&page, "End").await;
    assert_eq!(active(&page), "Cleo");
    press(&page, "ArrowDown").await;
    assert_eq!(active(&page), "Ann", "from the last to the first");
    press(&page, "PageDown").await;
    assert_eq!(active(&page), "Cleo");
    press(&page, "PageUp").await;
    press(&page, "Home").await;
    assert_eq!(active(&page), "Ann");
    press(&page, "ArrowUp").await;
    press(&page, "ArrowUp").await;
    assert_eq!(active(&page), "Ben");

    assert!(!press(&page, "Enter").await, "a form is not sent by a choice");
    assert_eq!(owner.chosen.get_untracked().id, "id of Ben");
    assert_eq!(input(&page).value(), "Ben");
    assert_eq!(attribute(&page, "aria-expanded"), "false");
    assert_eq!(attribute(&page, "aria-activedescendant"), "");
    assert_eq!(focused(), "box");
    assert!(press(&page, "Enter").await, "a closed one leaves Enter to the form");

    press(&page, "ArrowDown").await;
    assert_eq!(active(&page), "Benchosen", "it starts at what is chosen, and says so");
}

#[wasm_bindgen_test]
async fn alt_opens_and_closes_without_moving() {
    let (page, _) = owner(offer(&NAMES));
    focus(&page).await;
    press_with(&page, "ArrowDown", true).await;
    assert_eq!((attribute(&page, "aria-expanded").as_str(), active(&page).as_str()), ("true", ""));
    press_with(&page, "ArrowUp", true).await;
    assert_eq!(attribute(&page, "aria-expanded"), "false");
}

#[wasm_bindgen_test]
async fn escape_closes_and_keeps_what_is_chosen() {
    let (page, owner) = owner(offer(&NAMES));
    owner.chosen.set(Chosen { id: "id of Ben".to_owned(), name: "Ben".to_owned() });
    focus(&page).await;
    type_in(&page, "x").await;
    assert!(!press(&page, "Escape").await, "the dialog around it stays open");
    assert_eq!(attribute(&page, "aria-expanded"), "false");
    assert_eq!(input(&page).value(), "Ben");
    assert_eq!(owner.chosen.get_untracked().id, "id of Ben");
    assert!(press(&page, "Escape").await, "the second one is the dialog's");
}

#[wasm_bindgen_test]
async fn leaving_keeps_what_is_chosen() {
    let (page, owner) = owner(offer(&NAMES));
    owner.chosen.set(Chosen { id: "id of Ben".to_owned(), name: "Ben".to_owned() });
    focus(&page).await;
    type_in(&page, "").await;
    press(&page, "ArrowDown").await;
    assert!(press(&page, "Tab").await);
    page.find("#after").dyn_into::<HtmlElement>().unwrap().focus().unwrap();
    settle().await;
    assert_eq!(input(&page).value(), "Ben");
    assert_eq!(owner.chosen.get_untracked().id, "id of Ben");
    assert!(page.try_find(".combobox-popup").is_none());
    assert!(owner.query.get_untracked().is_none());
}

#[wasm_bindgen_test]
async fn a_click_on_a_choice_keeps_the_focus() {
    let (page, owner) = owner(offer(&NAMES));
    focus(&page).await;
    input(&page).click();
    settle().await;
    assert_eq!(attribute(&page, "aria-expanded"), "true");
    let row: HtmlElement = page.find("[role=option]:nth-of-type(2)").dyn_into().unwrap();
    let init = EventInit::new();
    init.set_bubbles(true);
    init.set_cancelable(true);
    let down = Event::new_with_event_init_dict("mousedown", &init).unwrap();
    assert!(!row.dispatch_event(&down).unwrap(), "pressing must not take the focus");
    row.click();
    settle().await;
    assert_eq!(owner.chosen.get_untracked().id, "id of Ben");
    assert_eq!(focused(), "box");
}

#[wasm_bindgen_test]
async fn late_choices_leave_the_highlight_where_it_is() {
    let (page, owner) = owner(offer(&["Ben"]));
    focus(&page).await;
    type_in(&page, "e").await;
    press(&page, "ArrowDown").await;
    owner.offer.set(offer(&["Ann", "Ben", "Cleo"]));
    settle().await;
    assert_eq!(active(&page), "Ben");
    owner.offer.set(offer(&["Ann", "Cleo"]));
    settle().await;
    assert_eq!(active(&page), "", "a row that is gone is not highlighted");
    assert!(!press(&page, "Enter").await);
    assert_eq!(owner.chosen.get_untracked(), Chosen::default(), "and not chosen");
    assert_eq!(input(&page).value(), "e", "what is typed stays");
}

#[wasm_bindgen_test]
async fn the_only_choice_for_a_text_needs_no_highlight() {
    let (page, owner) = owner(Offer { busy: true, ..offer(&["Ben"]) });
    focus(&page).await;
    type_in(&page, "ben").await;
    press(&page, "Enter").await;
    assert_eq!(owner.chosen.get_untracked(), Chosen::default(), "not while more may come");
    owner.offer.set(offer(&["Ben"]));
    settle().await;
    press(&page, "Enter").await;
    assert_eq!(owner.chosen.get_untracked().id, "id of Ben");
}

#[wasm_bindgen_test]
async fn nothing_found_is_said_and_failures_can_be_tried_again() {
    let nothing = Offer { status: "Nothing fits".to_owned(), ..offer(&[]) };
    let (page, owner) = owner(nothing);
    focus(&page).await;
    type_in(&page, "x").await;
    assert_eq!(page.find("[role=status]").text_content().as_deref(), Some("Nothing fits"));
    let list: HtmlElement = page.find("[role=listbox]").dyn_into().unwrap();
    assert!(list.hidden(), "a list without options is none");
    press(&page, "ArrowDown").await;
    assert_eq!(active(&page), "");

    owner.offer.set(Offer { status: "Failed.".to_owned(), more: Some("Try again"), ..offer(&["Ann"]) });
    settle().await;
    press(&page, "End").await;
    press(&page, "ArrowUp").await;
    assert_eq!(active(&page), "Try again");
    press(&page, "Enter").await;
    assert_eq!(owner.asked_for_more.get_untracked(), 1);
    assert_eq!(attribute(&page, "aria-expanded"), "true", "it stays open");
    assert_eq!(active(&page), "Ann", "what comes follows the last choice");
    assert_eq!(input(&page).value(), "x");
}

#[wasm_bindgen_test]
async fn groups_have_names() {
    let groups = vec![group(Some("Recent"), &["Ann"]), group(Some("Others"), &["Ben", "Cleo"])];
    let (page, _) = owner(Offer { groups, ..offer(&[]) });
    focus(&page).await;
    press(&page, "ArrowUp").await;
    assert_eq!(active(&page), "Cleo", "rows are counted across the groups");
    let second = page.find("[role=group]:nth-of-type(2)");
    let heading = page.find(&format!("#{}", second.get_attribute("aria-labelledby").unwrap()));
    assert_eq!(heading.text_content().as_deref(), Some("Others"));
}

#[wasm_bindgen_test]
async fn hostile_names_are_text() {
    let huge = "word ".repeat(2000);
    let names = ["<img src=x onerror=alert(1)>", "\u{202e}drow", "שלום", "", huge.as_str()];
    let (page, owner) = owner(offer(&names));
    focus(&page).await;
    type_in(&page, "<b>").await;
    assert_eq!(page.count("[role=option]"), 5);
    assert_eq!(page.count("img"), 0);
    press(&page, "ArrowDown").await;
    press(&page, "Enter").await;
    assert_eq!(input(&page).value(), "<img src=x onerror=alert(1)>");
    assert_eq!(owner.chosen.get_untracked().name, "<img src=x onerror=alert(1)>");
}

async fn leave(page: &Mounted) {
    page.find("#after").dyn_into::<HtmlElement>().unwrap().focus().unwrap();
    settle().await;
}

/// What is said beneath the field once no button is pressed any more.
async fn error(page: &Mounted) -> String {
    until("the reason", || page.try_find("#box-error").is_some()).await;
    assert!(attribute(page, "aria-describedby").contains("box-error"));
    page.find("#box-error").text_content().unwrap()
}

#[wasm_bindgen_test]
async fn a_name_that_is_typed_whole_is_chosen_by_leaving() {
    for typed in ["Zoë", "zoë", " ZOE\u{308} ", "Z\u{200b}oë"] {
        let (page, owner) = owner(offer(&["Ann", "Zoë", "Zoë Smith"]));
        focus(&page).await;
        type_in(&page, typed).await;
        leave(&page).await;
        assert_eq!(owner.chosen.get_untracked().name, "Zoë", "{typed:?}");
        assert_eq!(input(&page).value(), "Zoë");
        assert!(owner.query.get_untracked().is_none());
        assert!(page.try_find("#box-error").is_none());
    }
}

#[wasm_bindgen_test]
async fn enter_takes_the_one_that_has_the_name() {
    let (page, owner) = owner(offer(&["Ann", "Anna"]));
    focus(&page).await;
    type_in(&page, "ann").await;
    press(&page, "Enter").await;
    assert_eq!(owner.chosen.get_untracked().name, "Ann");
}

#[wasm_bindgen_test]
async fn a_text_that_names_nothing_stays_with_its_reason() {
    let (page, owner) = owner(offer(&["Ann"]));
    focus(&page).await;
    type_in(&page, "Xaver").await;
    leave(&page).await;
    assert_eq!(input(&page).value(), "Xaver", "nothing typed is lost");
    assert_eq!(error(&page).await, "No persona is called “Xaver”. Choose one from the list.");
    assert_eq!(attribute(&page, "aria-invalid"), "true");
    assert_eq!(attribute(&page, "aria-expanded"), "false");

    focus(&page).await;
    press(&page, "ArrowDown").await;
    assert_eq!(owner.query.get_untracked().as_deref(), Some("Xaver"), "who comes back goes on with it");
    assert!(page.try_find("#box-error").is_none());
    type_in(&page, "Ann").await;
    leave(&page).await;
    assert_eq!(owner.chosen.get_untracked().name, "Ann");

    focus(&page).await;
    type_in(&page, "Xaver").await;
    leave(&page).await;
    let said = error(&page).await;
    assert!(said.ends_with("“Ann” is still chosen."), "{said}");
    focus(&page).await;
    assert!(page.try_find("#box-error").is_some(), "the focus alone takes no reason away");
    press(&page, "Escape").await;
    assert_eq!(input(&page).value(), "Ann");
    assert!(page.try_find("#box-error").is_none());
}

#[wasm_bindgen_test]
async fn of_choices_that_were_not_read_nothing_is_said() {
    let (page, _owner) = owner(Offer { is_part: true, ..offer(&["Ann"]) });
    focus(&page).await;
    type_in(&page, "Xaver").await;
    leave(&page).await;
    let said = error(&page).await;
    assert!(said.starts_with("“Xaver” is not in the part of the list that was read."), "{said}");
}

#[wasm_bindgen_test]
async fn a_text_that_names_several_is_not_decided() {
    let twins = group(None, &["Ben"]);
    let mut other = group(None, &["Ben"]);
    other.choices[0].id = "another".to_owned();
    let (page, owner) = owner(Offer { groups: vec![twins, other], ..offer(&[]) });
    focus(&page).await;
    type_in(&page, "ben").await;
    leave(&page).await;
    assert!(error(&page).await.starts_with("Several are called “ben”."));
    assert_eq!((owner.chosen.get_untracked(), input(&page).value()), (Chosen::default(), "ben".to_owned()));
}

#[wasm_bindgen_test]
async fn while_choices_are_awaited_the_text_waits_for_them() {
    let (page, owner) = owner(Offer { busy: true, ..offer(&[]) });
    focus(&page).await;
    type_in(&page, "ben").await;
    leave(&page).await;
    assert_eq!(input(&page).value(), "ben");
    assert_eq!(page.find("#box-note").text_content().as_deref(), Some("Looking for “ben”…"));
    assert!(page.try_find(".combobox-popup").is_none());
    assert!(owner.query.get_untracked().is_some(), "its owner still reads the choices");
    owner.offer.set(offer(&["Ben", "Cleo"]));
    settle().await;
    assert_eq!((owner.chosen.get_untracked().name.as_str(), input(&page).value().as_str()), ("Ben", "Ben"));
    assert!(owner.query.get_untracked().is_none());
    assert!(page.try_find("#box-note").is_none());

    let failed = Offer { has_failed: true, more: Some("Try again"), ..offer(&[]) };
    owner.offer.set(Offer { busy: true, ..offer(&[]) });
    focus(&page).await;
    type_in(&page, "cleo").await;
    leave(&page).await;
    owner.offer.set(failed);
    settle().await;
    assert!(error(&page).await.contains("could not be looked up"));
    assert_eq!(input(&page).value(), "cleo");
}

#[wasm_bindgen_test]
async fn half_a_character_is_waited_for() {
    let (page, owner) = owner(offer(&NAMES));
    focus(&page).await;
    type_half(&page.find("#box"), "x", 0xd83d).await;
    assert_eq!(owner.query.get_untracked().as_deref(), Some("x"));
    complete(&page.find("#box"), 0xde00).await;
    assert_eq!((owner.query.get_untracked().as_deref(), input(&page).value().as_str()), (Some("x😀"), "x😀"));
}

#[wasm_bindgen_test]
async fn keys_of_an_input_method_are_its_own() {
    let (page, owner) = owner(offer(&["Ben"]));
    focus(&page).await;
    type_in(&page, "ben").await;
    // Safari ends the composition before it tells of the key that ended it.
    let event = composing_enter();
    assert!(input(&page).dispatch_event(&event).unwrap());
    settle().await;
    assert_eq!(owner.chosen.get_untracked(), Chosen::default());
    assert!(owner.query.get_untracked().is_some());
}
