//! What input methods do with a field, and that no text can stop a piece of the page.

use console::reactive::{RwSignal, memo};
use console::ui::field::{Entry, TextField, text_field};
use domain::creation::{Part, Thing};
use js_sys::{JsString, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, Event, HtmlInputElement, KeyboardEvent, KeyboardEventInit};

use crate::creation::{CREATED, Server, form};
use crate::page::{mount, settle};

/// The value of a field in UTF-16.
pub fn units(field: &Element) -> Vec<u16> {
    let value: JsString = Reflect::get(field, &"value".into()).unwrap().dyn_into().unwrap();
    value.iter().collect()
}

pub fn set_units(field: &Element, units: &[u16]) {
    let value = JsString::from_char_code(units);
    Reflect::set(field, &"value".into(), &value).unwrap();
    field.dispatch_event(&Event::new("input").unwrap()).unwrap();
}

/// Types a text and the first half of a character.
pub async fn type_half(field: &Element, text: &str, half: u16) {
    let units: Vec<u16> = text.encode_utf16().chain([half]).collect();
    set_units(field, &units);
    settle().await;
    assert_eq!(self::units(field), units, "half a character stays");
}

/// Types the other half.
pub async fn complete(field: &Element, half: u16) {
    let mut units = units(field);
    units.push(half);
    set_units(field, &units);
    settle().await;
}

/// The Enter that ended a composition, as Safari tells of it.
pub fn composing_enter() -> KeyboardEvent {
    let init = KeyboardEventInit::new();
    init.set_key("Enter");
    init.set_key_code(229);
    init.set_bubbles(true);
    init.set_cancelable(true);
    KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap()
}

#[wasm_bindgen_test]
async fn a_character_may_come_in_two_halves() {
    let value = RwSignal::new(String::new());
    let page = mount(move || {
        let field = TextField { id: "name", label: "Name", hint: "", entry: Entry::Text };
        text_field(field, value, memo(|| None))
    });
    let input = page.find("input");
    type_half(&input, "ab", 0xd83d).await;
    assert_eq!(value.get_untracked(), "ab");
    complete(&input, 0xde00).await;
    assert_eq!(value.get_untracked(), "ab😀");
    assert_eq!(input.dyn_ref::<HtmlInputElement>().unwrap().value(), "ab😀");

    // What is set from elsewhere is shown.
    value.set("other".to_owned());
    settle().await;
    assert_eq!(input.dyn_into::<HtmlInputElement>().unwrap().value(), "other");
}

#[wasm_bindgen_test]
async fn keys_of_an_input_method_create_nothing() {
    let (server, form) = (Server::start(), form(Thing::Persona));
    form.persona().await;
    let name = form.page.find("#new-persona-name");
    assert!(name.dispatch_event(&composing_enter()).unwrap(), "the key is the input method's");
    settle().await;
    assert_eq!(server.asked.length(), 0);
    type_half(&name, "Ann", 0xd83d).await;
    complete(&name, 0xde00).await;
    assert_eq!(form.typed.with_untracked(|typed| typed.text(Part::Name).to_owned()), "Ann😀");
}

fn ctrl_s(change: impl FnOnce(&KeyboardEventInit)) -> KeyboardEvent {
    let init = KeyboardEventInit::new();
    init.set_key("s");
    init.set_ctrl_key(true);
    init.set_bubbles(true);
    init.set_cancelable(true);
    change(&init);
    KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap()
}

#[wasm_bindgen_test]
async fn nothing_is_saved_by_a_key_of_an_input_method() {
    let form = form(Thing::Persona);
    let field = form.page.find("#box");
    let composing = [ctrl_s(|init| init.set_is_composing(true)), ctrl_s(|init| init.set_key_code(229))];
    for key in composing {
        assert!(field.dispatch_event(&key).unwrap(), "the key is the input method's");
        assert_eq!(form.saved.get_untracked(), 0);
    }
    assert!(!field.dispatch_event(&ctrl_s(|_| ())).unwrap());
    assert_eq!(form.saved.get_untracked(), 1);
}

#[wasm_bindgen_test]
async fn a_name_is_composed_before_it_is_sent() {
    let (server, form) = (Server::start(), form(Thing::Persona));
    form.persona().await;
    form.fill("new-persona-name", "Zoe\u{308}\u{200b}");
    form.create().await;
    server.answer(0, "POST", 201, CREATED).await;
    assert!(server.get(0, "body").contains(r#""name":"Zoë""#), "{}", server.get(0, "body"));
}
