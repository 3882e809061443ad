//! Filters that are typed: what is wrong with them is said a moment later, and only if it is still so.

use std::sync::Arc;

use console::browser::clock;
use console::data::workspace::Workspace;
use console::parts::list::{Chosen, Listed, chosen_here, list_body};
use console::reactive::RwSignal;
use console::state::announcer::provide_announcer;
use domain::listing::{Facet, Listing, View};
use js_sys::{Function, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, Event};

use crate::page::{Mounted, mount, settle, until};
use crate::server::{Server, api, id};

/// A list in a dialog, with its filters.
fn list(view: View) -> (Mounted, Chosen) {
    let made = StoredValue::new(None);
    let page = mount(move || {
        provide_announcer();
        let workspace = Workspace::new(api(), "org".to_owned());
        let chosen = chosen_here(RwSignal::new(view));
        made.set_value(Some(chosen));
        let draw = Arc::new(|_: &_, _| ().into_any());
        list_body(&Listed { workspace, list: workspace.another_list(), chosen, columns: &[], draw })
    });
    (page, made.get_value().unwrap())
}

/// Puts a value into a control and leaves it.
fn put(control: &Element, value: &str) {
    Reflect::set(control, &"value".into(), &value.into()).unwrap();
    for event in ["input", "change"] {
        control.dispatch_event(&Event::new(event).unwrap()).unwrap();
    }
}

/// Has a field of a date hold half of one, or not.
fn halve(field: &Element, is_half: bool) {
    let halve = "(field, badInput) => Object.defineProperty(field, 'validity', { configurable: true, value: { badInput } })";
    let halve: Function = js_sys::eval(halve).unwrap().dyn_into().unwrap();
    halve.call2(&JsValue::NULL, field, &is_half.into()).unwrap();
}

#[wasm_bindgen_test]
async fn a_date_that_was_completed_meanwhile_is_not_called_incomplete() {
    let (_server, (page, _)) = (Server::start(), list(View::of(Listing::Runs)));
    settle().await;
    let field = page.find("input[type=date]");
    halve(&field, true);
    put(&field, "");
    until("half a date is named", || page.try_find(".field-error").is_some()).await;
    halve(&field, false);
    put(&field, "2026-11-22");
    settle().await;
    assert!(page.try_find(".field-error").is_none());

    halve(&field, true);
    put(&field, "");
    halve(&field, false);
    put(&field, "2026-11-23");
    clock::sleep(300).await;
    settle().await;
    assert!(page.try_find(".field-error").is_none(), "it was completed before anything was said");
}

#[wasm_bindgen_test]
async fn a_value_of_a_tag_that_was_put_right_meanwhile_is_not_called_wrong() {
    let mut view = View::of(Listing::Tests);
    view.filters.toggle_tag("team");
    let (_server, (page, _)) = (Server::start(), list(view));
    settle().await;
    put(&page.find(".tag-value select"), "typed");
    settle().await;
    let field = page.find(".tag-value input");
    put(&field, "a:b");
    until("it is named", || page.try_find(".field-error").is_some()).await;
    put(&field, "ab");
    settle().await;
    assert!(page.try_find(".field-error").is_none());

    put(&field, "a:b");
    put(&field, "ab");
    clock::sleep(300).await;
    settle().await;
    assert!(page.try_find(".field-error").is_none(), "it was put right before anything was said");
}

#[wasm_bindgen_test]
async fn a_choice_too_many_in_a_dialog_says_nothing_of_an_address() {
    let (_server, (page, chosen)) = (Server::start(), list(View::of(Listing::Tests)));
    settle().await;
    let could = chosen.change(|view| {
        for number in 1..2000 {
            let _ = view.choose(Facet::Service, &id(number));
        }
    });
    assert!(!could);
    settle().await;
    assert_eq!(page.find(".full").text_content().unwrap(), "Too many choices at once. Remove one first.");
}
