//! The ways out of a page: closing, links, Back and Forward, another tab in front.

use js_sys::{Function, Promise, Reflect};
use leptos::prelude::on_cleanup;
use send_wrapper::SendWrapper;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, HtmlAnchorElement, MouseEvent, Window};

use super::listener::Listener;
use super::{address, visibility};

/// Calls `act` when the tab is hidden, closed or left for another site, until the current owner is
/// cleaned up: the last moment at which a browser lets a page do something.
pub fn on_hide(act: impl Fn() + Clone + 'static) {
    let leave = act.clone();
    let hide = move |_: Event| {
        if !visibility::is_visible() {
            act();
        }
    };
    let listeners =
        [Listener::document("visibilitychange", hide), Listener::window("pagehide", move |_| leave())];
    let listeners = SendWrapper::new(listeners);
    on_cleanup(move || drop(listeners));
}

/// Has the browser ask before the page is closed, reloaded or left for another site, while `asks` says
/// so. A page with this listener may be kept out of the browser's cache of pages: drop it when there is
/// nothing to ask about.
#[must_use]
pub fn on_close(asks: impl Fn() -> bool + 'static) -> Option<Listener> {
    Listener::window("beforeunload", move |event| {
        if asks() {
            event.prevent_default();
            // What older browsers look for.
            let _ = Reflect::set(&event, &"returnValue".into(), &JsValue::TRUE);
        }
    })
}

/// Calls `hear` on a click that would lead to another page of the console, before the router or the
/// link itself knows of it; where `hear` is true neither will. Clicks that open another tab and links
/// within the page are not meant.
#[must_use]
pub fn on_link(hear: impl Fn(&HtmlAnchorElement) -> bool + 'static) -> Option<Listener> {
    Listener::document("click", move |event| {
        if let Some(link) = leads_away(&event)
            && hear(&link)
        {
            event.prevent_default();
            event.stop_propagation();
        }
    })
}

/// The link that a click follows to another page of the console.
fn leads_away(event: &Event) -> Option<HtmlAnchorElement> {
    let click: &MouseEvent = event.dyn_ref()?;
    let opens_elsewhere = click.meta_key() || click.alt_key() || click.ctrl_key() || click.shift_key();
    if event.default_prevented() || click.button() != 0 || opens_elsewhere {
        return None;
    }
    let path = event.composed_path();
    let link: HtmlAnchorElement = path.iter().find(JsCast::has_type::<HtmlAnchorElement>)?.dyn_into().ok()?;
    let target = link.target();
    let own_tab = target.is_empty() || target == "_self";
    let written = link.get_attribute("href")?;
    // The app itself moves within the page.
    if !own_tab || link.has_attribute("download") || written.starts_with('#') {
        return None;
    }
    // Other sites, and what the router leaves to the browser, end the page: `on_close` asks.
    let external = link.rel().split_ascii_whitespace().any(|word| word == "external");
    let console = address::origin() + &address::base();
    let leads_in = link.href().starts_with(&console) && !external;
    let same_page = link.pathname() + &link.search() == address::path_and_query();
    (leads_in && !same_page).then_some(link)
}

/// Calls `hear` when Back or Forward has moved to another entry of this page's history, until the
/// current owner is cleaned up; where `hear` is true, nobody who listens later will know of it.
pub fn on_travel(hear: impl Fn() -> bool + 'static) {
    let listener = Listener::window("popstate", move |event| {
        if hear() {
            event.stop_immediate_propagation();
        }
    });
    let listener = SendWrapper::new(listener);
    on_cleanup(move || drop(listener));
}

/// A place in the tab's history.
#[derive(Clone)]
pub struct Place {
    key: JsValue,
    /// How many places of the console are before it.
    pub index: i32,
}

/// Where the tab is in its history, where the browser tells it (not all do yet).
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "a history is short")]
pub fn place() -> Option<Place> {
    let entry = Reflect::get(&navigation()?, &"currentEntry".into()).ok()?;
    let index = Reflect::get(&entry, &"index".into()).ok()?.as_f64()? as i32;
    Some(Place { key: Reflect::get(&entry, &"key".into()).ok()?, index })
}

/// Goes to a place in the tab's history. Unlike so many steps, it is right also when the person goes
/// further meanwhile.
pub fn return_to(place: &Place) {
    let travel = || {
        let navigation = navigation()?;
        let travel: Function = Reflect::get(&navigation, &"traverseTo".into()).ok()?.dyn_into().ok()?;
        let ends = travel.call1(&navigation, &place.key).ok()?;
        for end in ["committed", "finished"] {
            let end: Promise = Reflect::get(&ends, &end.into()).ok()?.dyn_into().ok()?;
            // Overtaken by another one it fails, and nobody needs to know.
            wasm_bindgen_futures::spawn_local(async move {
                let _ = JsFuture::from(end).await;
            });
        }
        Some(())
    };
    let _ = travel();
}

/// Goes so many steps forward in the tab's history, or back.
pub fn travel(steps: i32) {
    let history = web_sys::window().as_ref().map(Window::history);
    if let Some(Ok(history)) = history {
        let _ = history.go_with_delta(steps);
    }
}

fn navigation() -> Option<JsValue> {
    let navigation = Reflect::get(web_sys::window()?.as_ref(), &"navigation".into()).ok()?;
    navigation.is_object().then_some(navigation)
}
