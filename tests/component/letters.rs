//! Letters of all scripts: which are fine as tags, and that a name is found in whatever form it is typed; numbers
//! that any language writes are read.

use console::browser::letters::{are_plain, composed, folded};
use console::parts::list::{Choice, facet_group};
use console::parts::name::Label;
use console::reactive::{RwSignal, memo};
use domain::number::Notation;
use js_sys::{Array, Intl, Object, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Event;

use crate::page::{mount, settle};
use crate::typing::{complete, type_half};

#[wasm_bindgen_test]
fn marks_belong_to_letters() {
    for tag in [
        "caf\u{e9}",
        "cafe\u{301}",
        "हिन्दी",
        "ภาษาไทย",
        "தமிழ்",
        "مُحَمَّد",
        "עִבְרִית",
        "क्\u{200d}ष",
        "care team_1",
        "初診",
        "",
    ] {
        assert!(are_plain(tag), "{tag}");
    }
    for tag in ["a-b", "a:b", "a/b", "😀", "a.b", "“a”"] {
        assert!(!are_plain(tag), "{tag}");
    }
}

#[wasm_bindgen_test]
fn one_form_is_sent_and_compared() {
    assert_eq!(composed("cafe\u{301} ZOE\u{308}"), "café ZOË");
    assert_eq!(folded(" ZOE\u{308}\u{200b} Smith "), folded("zoë  smith"));
    assert_eq!(folded("STRASSE"), "strasse");
    assert_ne!(folded("Zoe"), folded("Zoë"));
}

#[wasm_bindgen_test]
async fn facets_find_either_form() {
    let names = ["Anna", "Zoe\u{308}", "Ren\u{e9}e", "हिन्दी", "ภาษาไทย"];
    let others = (0..12).map(|number| format!("Other {number}"));
    let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).chain(others).collect();
    let choices = RwSignal::new(names);
    let page = mount(move || {
        let choices = memo(move || {
            let choice = |name: String| Choice {
                value: name.clone(),
                label: Label { text: name, ..Label::default() },
                chosen: false,
                possible: true,
            };
            choices.get().into_iter().map(choice).collect::<Vec<_>>()
        });
        facet_group("Persona", choices, memo(|| "Nothing"), |_| true, || {})
    });
    settle().await;
    wasm_bindgen::JsCast::unchecked_into::<web_sys::HtmlElement>(page.find("button")).click();
    settle().await;
    let find = page.find("input[type=search]");
    for (typed, found) in [
        ("zo\u{eb}", "Zoe\u{308}"),
        ("ZOE\u{308}", "Zoe\u{308}"),
        ("rene\u{301}e", "Ren\u{e9}e"),
        ("हिन्दी", "हिन्दी"),
        ("ภาษา\u{200b}ไทย", "ภาษาไทย"),
    ] {
        Reflect::set(&find, &"value".into(), &typed.into()).unwrap();
        find.dispatch_event(&Event::new("input").unwrap()).unwrap();
        settle().await;
        assert_eq!(page.count("label"), 1, "{typed}");
        assert_eq!(page.find("label .name-of").text_content().as_deref(), Some(found), "{typed}");
    }
    type_half(&find, "", 0xd83d).await;
    complete(&find, 0xde00).await;
    assert_eq!(page.count("label"), 0);
}

#[wasm_bindgen_test]
fn what_any_language_writes_is_read() {
    for language in [
        "en",
        "de",
        "fr-CH",
        "fa",
        "ar",
        "ar-EG",
        "he",
        "th-u-nu-thai",
        "hi",
        "hi-u-nu-deva",
        "en-IN",
        "my",
        "bn",
        "sv",
        "et",
        "ckb",
    ] {
        let options = Object::new();
        Reflect::set(&options, &"maximumFractionDigits".into(), &20.into()).unwrap();
        let format = Intl::NumberFormat::new(&Array::of1(&language.into()), &options).format();
        let write =
            |number: f64| format.call1(&JsValue::UNDEFINED, &number.into()).unwrap().as_string().unwrap();
        let notation = Notation::learn(&write(Notation::SAMPLE));
        for number in [0.0, 1.0, -1.0, 0.5, -0.25, 12.5, 1234.0, -1234.5, 1_234_567.0, 123_456_789.25] {
            let text = write(number);
            assert_eq!(notation.read(&text), Some(number), "{language}: {text:?}");
        }
    }
}
