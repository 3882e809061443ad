//! Creating a persona or a scenario from its picker, in a dialog: nobody leaves the form for it.

mod creator;
mod field;
mod persona;
mod scenario;

use std::sync::Arc;

use domain::creation::{Draft, Thing};
use leptos::ev::{FocusEvent, KeyboardEvent, MouseEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use self::creator::{Creator, OUTCOME};
use super::barred::Barred;
use super::failure::failure_in_words;
use crate::api::Failure;
use crate::browser::keys;
use crate::data::names::Item;
use crate::data::workspace::Workspace;
use crate::reactive::{RwSignal, attribute_if, live_if, memo, on, words};
use crate::text::creation as text;
use crate::ui::dialog::dialog;
use crate::ui::notice::{Tone, notice};

/// The button that opens the dialog, and what stands below the picker: why the button is of no use, and the
/// dialog, whose own place is not within what the button is part of. `typed` belongs to the form. `input` is
/// the id of the picker's input, which gets the focus when `choose` was called with what was created.
pub fn creation(
    workspace: Workspace,
    thing: Thing,
    typed: RwSignal<Draft>,
    input: String,
    choose: Callback<(String, Arc<Item>)>,
) -> (AnyView, AnyView) {
    let id = [&input, "-create-denied"].concat();
    let creator = Creator::new(workspace, thing, typed, input, choose);
    // What was begun can be gone on with, although it would be refused: that is said all the same.
    let denied = move || text::denied(thing).to_owned();
    let said = Barred::new(&id, memo(move || creator.is_denied.get().then(denied)));
    let barred = Barred::new(&id, memo(move || creator.is_shut.get().then(denied)));
    let has_begun = memo(move || typed.with(|typed| !typed.is_blank()));
    let open = barred.click(move || creator.open.set(true));
    // Whoever comes from here has not left the picker.
    let still = on(|event: FocusEvent| event.stop_propagation());
    let button = view! {
        <button
            type="button"
            class="button"
            data-kind="link"
            aria-haspopup="dialog"
            aria-disabled=barred.disabled(|| false)
            data-barred=barred.mark()
            aria-describedby=said.described()
            on:click=open
            on:focusout=still
        >
            {words(move || if has_begun.get() { text::go_on(thing) } else { text::open(thing) }.to_owned())}
        </button>
    };
    // Whoever closed the dialog before the answer came sees here what became of it.
    let failed = live_if(move || {
        let (_, words) = creator.failed.get().filter(|_| !creator.open.get() && !said.is())?;
        Some(view! { <p class="field-error">{words.what}</p> }.into_any())
    });
    let is_open = memo(move || creator.open.get());
    let dialog = dialog(is_open, text::title(thing), move || creator.close(), move || content(creator));
    (button.into_any(), view! { {said.reason()}{failed}{dialog} }.into_any())
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
        if event.key() == "Enter" && is_line && !keys::is_composing(&event) {
            event.prevent_default();
            if !event.repeat() {
                creator.create();
            }
        }
    });
    let create = on(move |_: MouseEvent| creator.create());
    let cancel = on(move |_: MouseEvent| creator.close());
    let thing = creator.thing;
    let busy = creator.busy;
    let denied = memo(move || creator.is_denied.get().then(|| text::denied(thing).to_owned()));
    let barred = Barred::new(OUTCOME, denied);
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
                    data-barred=barred.mark()
                    aria-describedby=barred.described()
                    aria-disabled=barred.disabled(move || busy.get())
                    on:click=create
                >
                    {words(move || if busy.get() { text::CREATING } else { text::title(thing) }.to_owned())}
                </button>
                <button type="button" class="button" on:click=cancel>{text::CANCEL}</button>
            </div>
            <p class="hint">{text::kept(thing)}</p>
        </div>
    }
    .into_any()
}

/// Why it was not created.
fn outcome(creator: Creator) -> AnyView {
    let retry = Callback::new(move |()| creator.create());
    let denied = live_if(move || {
        let said = creator.failed.with(|failed| {
            let (error, said) = failed.as_ref()?;
            (error.failure == Failure::Forbidden).then(|| said.clone())
        });
        let content = match said {
            Some(said) => view! { <p><strong>{said.what}</strong>" "{said.next}</p> }.into_any(),
            None => view! { <p>{text::denied(creator.thing)}</p> }.into_any(),
        };
        creator.is_denied.get().then(|| notice(Tone::Failure, content))
    });
    let failed = live_if(move || {
        let (error, said) = creator.failed.get()?;
        // What is not allowed is said as long as it is so, and trying again would not help.
        let is_denied = error.failure == Failure::Forbidden;
        (!is_denied).then(|| failure_in_words(&error, said, None, retry))
    });
    view! { {denied}{failed} }.into_any()
}
