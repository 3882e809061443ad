//! A place in the document for one test, and waiting for the page to settle.

use console::browser::clock;
use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// A view in the document. It is unmounted and removed when dropped.
pub struct Mounted {
    pub root: HtmlElement,
    handle: Option<Box<dyn std::any::Any>>,
}

/// Puts a view into the document.
pub fn mount(view: impl FnOnce() -> AnyView + 'static) -> Mounted {
    let root: HtmlElement = document().create_element("div").unwrap().dyn_into().unwrap();
    document().body().unwrap().append_child(&root).unwrap();
    let handle: UnmountHandle<_> = mount_to(root.clone(), view);
    Mounted { root, handle: Some(Box::new(handle)) }
}

impl Mounted {
    /// The first element that matches.
    pub fn find(&self, selector: &str) -> Element {
        self.try_find(selector).unwrap_or_else(|| panic!("no {selector} in {}", self.root.inner_html()))
    }

    /// The first element that matches, if there is one.
    pub fn try_find(&self, selector: &str) -> Option<Element> {
        self.root.query_selector(selector).unwrap()
    }

    /// How many elements match.
    pub fn count(&self, selector: &str) -> u32 {
        self.root.query_selector_all(selector).unwrap().length()
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        self.handle.take();
        self.root.remove();
    }
}

/// Waits until a condition holds; fails the test when it does not within two seconds.
pub async fn until(what: &str, mut holds: impl FnMut() -> bool) {
    for _ in 0..200 {
        if holds() {
            return;
        }
        clock::sleep(10).await;
    }
    panic!("waited in vain until {what}");
}

/// Lets everything that is due happen: effects, microtasks, two frames.
pub async fn settle() {
    for _ in 0..2 {
        let (sender, receiver) = futures_channel::oneshot::channel();
        request_animation_frame(move || {
            let _ = sender.send(());
        });
        let _ = receiver.await;
        clock::sleep(0).await;
    }
}

/// The focused element's id.
pub fn focused() -> String {
    document().active_element().map(|element| element.id()).unwrap_or_default()
}
