//! A field is tied to its label, hint and error, and keeps what is typed.

use console::reactive::{RwSignal, memo};
use console::ui::field::{Entry, TextField, text_field};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Event, HtmlInputElement};

use crate::page::{mount, settle};

#[wasm_bindgen_test]
async fn errors_are_tied_to_the_field() {
    let value = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let page = mount(move || {
        let field = TextField { id: "name", label: "Name", hint: "Help", entry: Entry::Text };
        text_field(field, value, memo(move || error.get()))
    });
    let input: HtmlInputElement = page.find("input").dyn_into().unwrap();
    assert_eq!(page.find("label").get_attribute("for"), Some(input.id()));
    assert_eq!(input.get_attribute("aria-describedby").as_deref(), Some("name-hint"));
    assert_eq!(input.get_attribute("aria-invalid"), None);

    input.set_value("typed");
    input.dispatch_event(&Event::new("input").unwrap()).unwrap();
    error.set(Some("Wrong".to_owned()));
    settle().await;
    assert_eq!(value.get_untracked(), "typed");
    assert_eq!(input.value(), "typed", "an error takes nothing away");
    assert_eq!(input.get_attribute("aria-invalid").as_deref(), Some("true"));
    assert_eq!(input.get_attribute("aria-describedby").as_deref(), Some("name-error name-hint"));
    assert_eq!(page.find("#name-error").text_content().as_deref(), Some("Wrong"));
}

#[wasm_bindgen_test]
async fn secrets_are_not_shown() {
    let page = mount(|| {
        let field = TextField { id: "secret", label: "Secret", hint: "", entry: Entry::Secret };
        text_field(field, RwSignal::new("x".to_owned()), memo(|| None))
    });
    let input: HtmlInputElement = page.find("input").dyn_into().unwrap();
    // No field of the type `password`: a password manager would offer to keep it.
    assert_eq!((input.type_().as_str(), input.autocomplete().as_str()), ("text", "off"));
    assert!(input.class_list().contains("secret"), "its letters are hidden by style");
    for attribute in ["data-1p-ignore", "data-lpignore", "data-bwignore"] {
        assert!(input.has_attribute(attribute), "{attribute}");
    }
}
