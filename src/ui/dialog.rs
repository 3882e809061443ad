//! A modal dialog, by the browser's own element: it keeps the focus in, gives it back, and closes
//! on Escape.

use std::sync::atomic::{AtomicU32, Ordering};

use leptos::html;
use leptos::prelude::*;
use web_sys::HtmlDialogElement;

use crate::reactive::{Memo, effect, live_if, on};

/// How a dialog closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closing {
    /// Somebody wants it to close: the owner may keep it open.
    Asked,
    /// It is closed: Chromium closes a dialog at the second Escape, whatever its owner says.
    Done,
}

/// A dialog over the page while `open` is true. `cancel` is called on Escape; its owner closes the
/// dialog by the signal. The content is made when the dialog opens and dropped when it closes.
pub fn dialog(
    open: Memo<bool>,
    title: &'static str,
    cancel: impl Fn() + 'static,
    content: impl Fn() -> AnyView + Send + 'static,
) -> AnyView {
    dialog_of_work(open, title, move |_| cancel(), content)
}

/// [`dialog`] for an owner who keeps it open while work is under way, and so is told of how it closes. One
/// that its owner leaves open when the browser closed it is shown again.
pub fn dialog_of_work(
    open: Memo<bool>,
    title: &'static str,
    close: impl Fn(Closing) + 'static,
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
    let close = StoredValue::new_local(close);
    let tell = move |closing: Closing| {
        close.try_with_value(|close| close(closing));
    };
    let on_cancel = on(move |event: web_sys::Event| {
        event.prevent_default();
        tell(Closing::Asked);
    });
    let on_close = on(move |_: web_sys::Event| {
        let Some(dialog) = element.try_get_untracked().flatten() else { return };
        let is_wanted = || open.try_get_untracked() == Some(true);
        // It may have been closed by its owner, and be open again by now.
        if HtmlDialogElement::open(&dialog) || !is_wanted() {
            return;
        }
        tell(Closing::Done);
        if is_wanted() {
            let _ = HtmlDialogElement::show_modal(&dialog);
        }
    });
    view! {
        <dialog
            class="dialog"
            aria-labelledby=labelled_by
            node_ref=element
            on:cancel=on_cancel
            on:close=on_close
        >
            <h2 id=id>{title}</h2>
            {live_if(move || open.get().then(&content))}
        </dialog>
    }
    .into_any()
}
