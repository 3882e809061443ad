//! Leaving with changes asks: closing, links, Back and Forward; without changes nothing does.

use std::cell::Cell;
use std::rc::Rc;

use console::browser::{address, keys};
use console::parts::leaving::leaving_dialog;
use console::reactive::{RwSignal, memo};
use console::state::leaving::{Leaving, provide_leaving, use_leaving};
use leptos::prelude::*;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, Event, EventInit, HtmlElement, KeyboardEvent, KeyboardEventInit};

use crate::page::{Mounted, mount, settle, until};

/// A page with a guard, a link and a count of what its dialog discarded.
struct Page {
    page: Mounted,
    changed: RwSignal<bool>,
    leaving: Leaving,
    discarded: RwSignal<u32>,
    router: Router,
}

async fn page(changed: bool) -> Page {
    let (changed, discarded) = (RwSignal::new(changed), RwSignal::new(0));
    let made = Rc::new(Cell::new(None));
    let given = made.clone();
    let page = mount(move || {
        provide_leaving();
        let router = Router::start();
        let leaving = use_leaving(memo(move || changed.get()));
        given.set(Some((leaving, router)));
        let link = address::base() + "elsewhere";
        view! {
            <a id="link" href=link.clone()><b id="within">"Link"</b></a>
            <a id="fragment" href="#there">"Within the page"</a>
            <a id="tab" href=link target="_blank">"Another tab"</a>
            {leaving_dialog(leaving, memo(|| false), Callback::new(move |()| discarded.update(|count| *count += 1)))}
        }
        .into_any()
    });
    settle().await;
    let (leaving, router) = made.take().unwrap();
    Page { page, changed, leaving, discarded, router }
}

impl Page {
    fn asks(&self) -> bool {
        self.leaving.asking.with_untracked(Option::is_some)
    }

    fn press(&self, button: usize) {
        let buttons = self.page.root.query_selector_all("dialog button").unwrap();
        buttons.item(u32::try_from(button).unwrap()).unwrap().dyn_into::<HtmlElement>().unwrap().click();
    }
}

/// The router, as far as it hears of things: it counts clicks that were let through, and prevents
/// them, and counts moves in the history.
struct Router {
    clicks: Rc<Cell<u32>>,
    moves: Rc<Cell<u32>>,
    click: Closure<dyn FnMut(Event)>,
    travel: Closure<dyn FnMut()>,
}

impl Router {
    fn start() -> Self {
        let (clicks, moves) = (Rc::new(Cell::new(0)), Rc::new(Cell::new(0)));
        let (clicked, moved) = (clicks.clone(), moves.clone());
        let click = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            let target: Element = event.target().unwrap().dyn_into().unwrap();
            if !event.default_prevented() && target.closest("a").unwrap().is_some() {
                clicked.set(clicked.get() + 1);
                event.prevent_default();
            }
        });
        let travel = Closure::<dyn FnMut()>::new(move || moved.set(moved.get() + 1));
        window().add_event_listener_with_callback("click", click.as_ref().unchecked_ref()).unwrap();
        window().add_event_listener_with_callback("popstate", travel.as_ref().unchecked_ref()).unwrap();
        Self { clicks, moves, click, travel }
    }
}

impl Drop for Router {
    fn drop(&mut self) {
        let (click, travel) = (self.click.as_ref(), self.travel.as_ref());
        window().remove_event_listener_with_callback("click", click.unchecked_ref()).unwrap();
        window().remove_event_listener_with_callback("popstate", travel.unchecked_ref()).unwrap();
    }
}

/// Whether closing the page would be asked about.
fn closing_asks() -> bool {
    let init = EventInit::new();
    init.set_cancelable(true);
    let event = Event::new_with_event_init_dict("beforeunload", &init).unwrap();
    !window().dispatch_event(&event).unwrap()
}

fn click(page: &Page, selector: &str) {
    page.page.find(selector).dyn_into::<HtmlElement>().unwrap().click();
}

#[wasm_bindgen_test]
async fn closing_asks_only_while_there_are_changes() {
    let page = page(false).await;
    assert!(!closing_asks());
    page.changed.set(true);
    settle().await;
    assert!(closing_asks());
    page.leaving.allow();
    assert!(!closing_asks(), "the app leaves by itself");
    page.changed.set(false);
    settle().await;
    assert!(!closing_asks());
    page.changed.set(true);
    settle().await;
    assert!(closing_asks(), "what was allowed was the change before");
    drop(page);
    assert!(!closing_asks());
}

#[wasm_bindgen_test]
async fn a_link_opens_the_dialog_and_leads_nowhere() {
    let page = page(true).await;
    click(&page, "#within");
    settle().await;
    assert!(page.asks());
    assert_eq!(page.router.clicks.get(), 0, "the router must not hear of it");
    assert!(page.page.find("dialog").matches(":modal").unwrap());
    let focused = document().active_element().unwrap().text_content().unwrap();
    assert!(focused.starts_with("Stay"), "{focused}");

    page.press(0);
    settle().await;
    assert!(!page.asks() && page.router.clicks.get() == 0);
    assert!(closing_asks(), "still guarded");

    click(&page, "#within");
    settle().await;
    page.press(1);
    settle().await;
    assert_eq!((page.router.clicks.get(), page.discarded.get_untracked()), (1, 0), "gone on, the draft kept");
    assert!(!page.asks());
}

#[wasm_bindgen_test]
async fn leaving_can_discard() {
    let page = page(true).await;
    click(&page, "#link");
    settle().await;
    page.press(2);
    settle().await;
    assert_eq!((page.router.clicks.get(), page.discarded.get_untracked()), (1, 1));
}

#[wasm_bindgen_test]
async fn links_that_leave_nothing_do_not_ask() {
    let page = page(false).await;
    click(&page, "#link");
    page.changed.set(true);
    settle().await;
    click(&page, "#fragment");
    click(&page, "#tab");
    settle().await;
    assert!(!page.asks());
    assert_eq!(page.router.clicks.get(), 3);
}

#[wasm_bindgen_test]
async fn back_and_forward_come_back_and_ask() {
    let history = window().history().unwrap();
    let start = address::href();
    for place in ["?one", "?two", "?form", "?next"] {
        history.push_state_with_url(&JsValue::NULL, "", Some(place)).unwrap();
    }
    history.back().unwrap();
    until("the form is there", || address::href().ends_with("?form")).await;
    let length = history.length().unwrap();
    let page = page(true).await;

    for steps in [-1, 1, -2] {
        history.go_with_delta(steps).unwrap();
        until("it asks", || page.asks()).await;
        until("it is back", || address::href().ends_with("?form")).await;
        page.leaving.stay();
        settle().await;
    }
    // Two steps at once, faster than it can answer.
    history.back().unwrap();
    history.back().unwrap();
    until("it asks", || page.asks()).await;
    until("it is back", || address::href().ends_with("?form")).await;
    settle().await;
    assert_eq!(page.router.moves.get(), 0, "the router must not hear of it");
    assert_eq!(history.length().unwrap(), length, "nothing was added or lost");

    page.leaving.stay();
    history.go_with_delta(-2).unwrap();
    until("it asks", || page.asks()).await;
    until("it is back", || address::href().ends_with("?form")).await;
    page.leaving.leave();
    until("it left", || address::href().ends_with("?one")).await;
    until("the router knows", || page.router.moves.get() == 1).await;
    drop(page);
    history.go_with_delta(-1).unwrap();
    until("all is as before", || address::href() == start).await;
}

#[wasm_bindgen_test]
async fn ctrl_s_saves_and_is_not_the_browsers() {
    let saved = Rc::new(Cell::new(0));
    let counter = saved.clone();
    let page = mount(move || {
        keys::on_save(move || counter.set(counter.get() + 1));
        view! { <input id="field" /> }.into_any()
    });
    let press = |key: &str, code: &str, change: fn(&KeyboardEventInit)| {
        let init = KeyboardEventInit::new();
        init.set_key(key);
        init.set_code(code);
        init.set_bubbles(true);
        init.set_cancelable(true);
        change(&init);
        let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap();
        let target = page.try_find("#field").map_or_else(|| window().into(), web_sys::EventTarget::from);
        !target.dispatch_event(&event).unwrap()
    };
    assert!(press("s", "KeyS", |init| init.set_ctrl_key(true)));
    assert!(press("S", "KeyS", |init| init.set_meta_key(true)));
    assert!(press("ы", "KeyS", |init| init.set_ctrl_key(true)));
    assert_eq!(saved.get(), 3);
    let held = press("s", "KeyS", |init| {
        init.set_ctrl_key(true);
        init.set_repeat(true);
    });
    assert!(held && saved.get() == 3, "held down it saves once");
    assert!(!press("s", "KeyS", |_| {}));
    assert!(!press("o", "KeyS", |init| init.set_ctrl_key(true)), "another letter on another keyboard");
    assert!(!press("s", "KeyS", |init| {
        init.set_ctrl_key(true);
        init.set_shift_key(true);
    }));
    assert_eq!(saved.get(), 3);
}
