//! Live regions that come together with their text: they are there before it is shown, else nothing is read out.

use console::parts::gate::awaited;
use console::ui::notice::{Tone, notice};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{mount, settle};

#[wasm_bindgen_test]
async fn a_region_is_there_two_frames_before_its_text() {
    for selector in [".notice", ".startup"] {
        let page = mount(move || match selector {
            ".notice" => notice(Tone::Info, view! { <p>"The run was started."</p> }.into_any()),
            _ => awaited(),
        });
        let region = page.find(selector);
        assert_eq!(region.get_attribute("role").as_deref(), Some("status"), "{selector}");
        assert_eq!(region.get_attribute("data-arrives").as_deref(), Some("true"), "{selector}");
        assert!(region.first_element_child().is_some(), "{selector}: what is hidden is an element");
        settle().await;
        assert_eq!(region.get_attribute("data-arrives"), None, "{selector}");
    }
}

#[wasm_bindgen_test]
fn a_failure_is_said_at_once() {
    let page = mount(|| notice(Tone::Failure, view! { <p>"Gone."</p> }.into_any()));
    let region = page.find(".notice");
    assert_eq!(region.get_attribute("role").as_deref(), Some("alert"));
    assert_eq!(region.get_attribute("data-arrives"), None);
}
