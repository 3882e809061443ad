//! The dialog is modal, closes by its owner only, and gives the focus back.

use console::browser::clock;
use console::reactive::{RwSignal, memo};
use console::ui::dialog::{Closing, dialog, dialog_of_work};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Event, EventInit, HtmlDialogElement, HtmlElement};

use crate::page::{focused, mount, settle};

#[wasm_bindgen_test]
async fn it_takes_the_focus_and_gives_it_back() {
    let open = RwSignal::new(false);
    let page = mount(move || {
        let content = || view! { <button id="inside">"Inside"</button> }.into_any();
        view! {
            <button id="opener">"Open"</button>
            {dialog(memo(move || open.get()), "Title", move || open.set(false), content)}
        }
        .into_any()
    });
    page.find("#opener").dyn_into::<HtmlElement>().unwrap().focus().unwrap();
    assert!(page.try_find("#inside").is_none(), "content is made when it opens");

    open.set(true);
    settle().await;
    let element: HtmlDialogElement = page.find("dialog").dyn_into().unwrap();
    assert!(element.open() && element.matches(":modal").unwrap());
    assert!(page.try_find("#inside").is_some());

    open.set(false);
    settle().await;
    assert!(!element.open());
    assert!(page.try_find("#inside").is_none(), "content is dropped when it closes");
    assert_eq!(focused(), "opener");
}

#[wasm_bindgen_test]
async fn escape_asks_the_owner() {
    let open = RwSignal::new(true);
    let asked = RwSignal::new(0);
    let page = mount(move || {
        dialog(memo(move || open.get()), "Title", move || asked.update(|asked| *asked += 1), || ().into_any())
    });
    settle().await;
    let init = EventInit::new();
    init.set_cancelable(true);
    let escape = Event::new_with_event_init_dict("cancel", &init).unwrap();
    let went_on = page.find("dialog").dispatch_event(&escape).unwrap();
    assert!(!went_on, "the browser must not close it by itself");
    assert_eq!(asked.get_untracked(), 1);
    assert!(page.find("dialog").dyn_into::<HtmlDialogElement>().unwrap().open());
}

/// Chromium closes a dialog at the second Escape, whatever the page says to `cancel`.
async fn closed_by_the_browser(page: &crate::page::Mounted) -> HtmlDialogElement {
    let element: HtmlDialogElement = page.find("dialog").dyn_into().unwrap();
    element.close();
    clock::sleep(20).await;
    settle().await;
    element
}

#[wasm_bindgen_test]
async fn an_owner_hears_that_the_browser_closed_it() {
    let open = RwSignal::new(true);
    let page =
        mount(move || dialog(memo(move || open.get()), "Title", move || open.set(false), || ().into_any()));
    settle().await;
    let element = closed_by_the_browser(&page).await;
    assert!(!open.get_untracked());
    open.set(true);
    settle().await;
    assert!(element.open(), "it opens once more");
}

#[wasm_bindgen_test]
async fn what_its_owner_keeps_open_is_shown_again() {
    let open = RwSignal::new(true);
    let page = mount(move || dialog(memo(move || open.get()), "Title", || {}, || ().into_any()));
    settle().await;
    let element = closed_by_the_browser(&page).await;
    assert!(element.open() && element.matches(":modal").unwrap());
}

#[wasm_bindgen_test]
async fn an_owner_at_work_is_told_how_it_closes() {
    let (open, heard) = (RwSignal::new(true), RwSignal::new(Vec::new()));
    let page = mount(move || {
        let close = move |closing: Closing| {
            heard.update(|heard| heard.push(closing));
            if closing == Closing::Done {
                open.set(false);
            }
        };
        dialog_of_work(memo(move || open.get()), "Title", close, || ().into_any())
    });
    settle().await;
    let init = EventInit::new();
    init.set_cancelable(true);
    let escape = Event::new_with_event_init_dict("cancel", &init).unwrap();
    page.find("dialog").dispatch_event(&escape).unwrap();
    assert!(open.get_untracked(), "it is not left at the first Escape");
    let element = closed_by_the_browser(&page).await;
    assert!(!element.open() && !open.get_untracked());
    assert_eq!(heard.get_untracked(), [Closing::Asked, Closing::Done]);
    // Its failure is seen all the same.
    open.set(true);
    settle().await;
    assert!(element.open());
    open.set(false);
    settle().await;
    clock::sleep(20).await;
    assert_eq!(heard.with_untracked(Vec::len), 2, "what its owner does is no news");
}
