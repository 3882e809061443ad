//! A modal dialog, by the browser's own element: it keeps the focus in, gives it back, and closes
//! on Escape.

use std::sync::atomic::{AtomicU32, Ordering};

use leptos::html;
use leptos::prelude::*;
use web_sys::HtmlDialogElement;

use crate::reactive::{Memo, effect, live_if, on};

/// A dialog over the page while `open` is true. `cancel` is called on Escape; its owner closes the
/// dialog by the signal. The content is made when the dialog opens and dropped when it closes.
pub fn dialog(
    open: Memo<bool>,
    title: &'static str,
    cancel: impl Fn() + 'static,
    content: impl Fn() -> AnyView + Send + 'static,
) -> AnyView {
    static MADE: AtomicU32 = AtomicU32::new(0);
    // A page may have several, each with a title of its own.
    let id = "dialog-title-".to_owned() + &MADE.fetch_add(1, Ordering::Relaxed).to_string();
    let labelled_by = id.clone();
    let element = NodeRef::<html::Dialog>::new();
    effect(move || {
        let Some(dialog) = element.get() else { return };
        match (open.get(), HtmlDialogElement::open(&dialog)) {
            (true, false) => {
                let _ = HtmlDialogElement::show_modal(&dialog);
            }
            (false, true) => HtmlDialogElement::close(&dialog),
            _ => {}
        }
    });
    let on_cancel = on(move |event: web_sys::Event| {
        event.prevent_default();
        cancel();
    });
    view! {
        <dialog class="dialog" aria-labelledby=labelled_by node_ref=element on:cancel=on_cancel>
            <h2 id=id>{title}</h2>
            {live_if(move || open.get().then(&content))}
        </dialog>
    }
    .into_any()
}
