//! A modal dialog, by the browser's own element: it keeps the focus in, gives it back, and closes
//! on Escape.

use leptos::html;
use leptos::prelude::*;
use web_sys::HtmlDialogElement;

/// A dialog over the page while `open` is true.
#[component]
pub fn Dialog(
    /// Whether it is open.
    #[prop(into)]
    open: Signal<bool>,
    /// Its heading.
    #[prop(into)]
    title: Signal<String>,
    /// Called on Escape; the owner closes it by its signal.
    on_cancel: impl Fn() + Send + Sync + 'static,
    /// Its content; made when it opens, dropped when it closes.
    children: ChildrenFn,
) -> impl IntoView {
    let element = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let Some(dialog) = element.get() else { return };
        match (open.get(), HtmlDialogElement::open(&dialog)) {
            (true, false) => {
                let _ = HtmlDialogElement::show_modal(&dialog);
            }
            (false, true) => HtmlDialogElement::close(&dialog),
            _ => {}
        }
    });
    view! {
        <dialog
            class="dialog"
            aria-labelledby="dialog-title"
            node_ref=element
            on:cancel=move |event: web_sys::Event| {
                event.prevent_default();
                on_cancel();
            }
        >
            <h2 id="dialog-title">{title}</h2>
            {move || open.get().then(|| children())}
        </dialog>
    }
}
