//! Creating a persona or a scenario from its picker, in a dialog: nobody leaves the form for it.

mod creator;
mod field;
mod persona;
mod scenario;

use std::sync::Arc;

use domain::creation::Thing;
use leptos::ev::{FocusEvent, KeyboardEvent, MouseEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use self::creator::{Creator, OUTCOME};
use super::failure::failure_in_words;
use crate::data::names::Item;
use crate::data::workspace::Workspace;
use crate::reactive::{attribute, attribute_if, flag, live_if, memo, on, words};
use crate::text::{creation as text, errors};
use crate::ui::dialog::dialog;

/// The button that opens the dialog, and the dialog: its own place is not within what the button is
/// part of. `input` is the id of the picker's input, which gets the focus when `choose` was called
/// with what was created.
pub fn creation(
    workspace: Workspace,
    thing: Thing,
    input: String,
    choose: Callback<(String, Arc<Item>)>,
) -> (AnyView, AnyView) {
    let creator = Creator::new(workspace, thing, input, choose);
    let denied = memo(move || creator.is_denied() && !creator.open.get());
    let why = move || denied.get().then(|| text::denied(thing).to_owned());
    let open = on(move |_: MouseEvent| creator.open.set(true));
    // Whoever comes from here has not left the picker.
    let still = on(|event: FocusEvent| event.stop_propagation());
    let button = view! {
        <button
            type="button"
            class="button"
            data-kind="link"
            aria-haspopup="dialog"
            prop:disabled=flag(move || denied.get())
            title=attribute(why)
            aria-description=attribute(why)
            on:click=open
            on:focusout=still
        >
            {text::open(thing)}
        </button>
    };
    let is_open = memo(move || creator.open.get());
    let dialog = dialog(is_open, text::title(thing), move || creator.close(), move || content(creator));
    (button.into_any(), dialog)
}

fn content(creator: Creator) -> AnyView {
    let fields = match creator.thing {
        Thing::Persona => persona::fields(creator),
        Thing::Scenario => scenario::fields(creator),
    };
    // No form of its own: it may stand within another one, which Enter must not submit.
    let enter = on(move |event: KeyboardEvent| {
        let target = event.target();
        let is_line = target.is_some_and(|target| target.has_type::<HtmlInputElement>());
        if event.key() == "Enter" && is_line {
            event.prevent_default();
            if !event.is_composing() && !event.repeat() {
                creator.create();
            }
        }
    });
    let create = on(move |_: MouseEvent| creator.create());
    let cancel = on(move |_: MouseEvent| creator.close());
    let thing = creator.thing;
    let busy = creator.busy;
    view! {
        <div class="creation" on:keydown=enter>
            // What is typed while it is sent would be in nothing that is sent.
            <div class="creation" inert=attribute_if("", move || busy.get())>{fields}</div>
            <div class="outcome" id=OUTCOME tabindex="-1">{outcome(creator)}</div>
            <div class="actions">
                <button
                    type="button"
                    class="button"
                    data-kind="primary"
                    aria-disabled=attribute_if("true", move || busy.get())
                    on:click=create
                >
                    {words(move || if busy.get() { text::CREATING } else { text::title(thing) }.to_owned())}
                </button>
                <button type="button" class="button" on:click=cancel>{text::CANCEL}</button>
            </div>
            <p class="hint">{text::KEPT}</p>
        </div>
    }
    .into_any()
}

/// Why it was not created.
fn outcome(creator: Creator) -> AnyView {
    let retry = Callback::new(move |()| creator.create());
    live_if(move || {
        let (error, is_in_vain) = creator.failed.get()?;
        let said = if is_in_vain { errors::looked_up_in_vain(&error) } else { errors::words(&error) };
        Some(failure_in_words(&error, said, None, retry))
    })
    .into_any()
}
