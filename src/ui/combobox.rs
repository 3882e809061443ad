//! A field with a list of choices that follow what is typed: the "editable combobox with list
//! autocomplete" of the ARIA authoring practices. What is chosen is its owner's; typing never changes
//! it. What the list offers is its owner's, too.

mod control;
mod popup;

use leptos::ev::{Event, FocusEvent, KeyboardEvent, MouseEvent};
use leptos::html;
use leptos::prelude::*;

use crate::browser::typing;
use crate::reactive::{Memo, RwSignal, attribute, attribute_if, effect, live_if, memo, on, words};
use crate::text::picker as text;
use control::Control;

/// What a combobox is.
pub struct Combobox {
    /// The id of its input in the document, unique on the page.
    pub id: String,
    /// Its label.
    pub label: &'static str,
    /// A sentence of help.
    pub hint: Option<&'static str>,
    /// What stands in the empty field.
    pub placeholder: &'static str,
    /// Written by the combobox: what is typed while the list is open, empty until something is typed;
    /// `None` while it is closed.
    pub query: RwSignal<Option<String>>,
    /// Written by the combobox: the highlighted row.
    pub highlighted: RwSignal<Option<Row>>,
    /// What the list offers for the query. Read only while the list is open.
    pub offer: Memo<Offer>,
    /// What is chosen.
    pub chosen: Memo<Chosen>,
    /// Called with the id of the choice.
    pub choose: Callback<String>,
    /// Called when the list's last entry, which asks for more, is taken.
    pub more: Callback<()>,
    /// What is wrong with the choice.
    pub error: Memo<Option<String>>,
    /// What else there is to say of the choice.
    pub note: Memo<Option<String>>,
    /// What stands beside the label.
    pub beside: Option<AnyView>,
}

/// What is chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chosen {
    /// Its id; empty: nothing is chosen.
    pub id: String,
    /// What the field shows.
    pub name: String,
}

/// One choice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// What it is known by, unique in the list.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// What tells it from others of the same name; may be empty.
    pub detail: String,
}

/// Some choices, with a heading or without.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// The heading.
    pub heading: Option<&'static str>,
    /// The choices, in order.
    pub choices: Vec<Choice>,
}

/// What the list offers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offer {
    /// The choices.
    pub groups: Vec<Group>,
    /// Whether more is awaited.
    pub busy: bool,
    /// How many there are, or why there are none: shown beneath the choices and read out.
    pub status: String,
    /// The last entry, which asks for more, or once more after a failure.
    pub more: Option<&'static str>,
    /// Whether choices may be missing because they could not be read.
    pub has_failed: bool,
    /// Whether there are choices that are not read yet.
    pub is_part: bool,
}

/// What became of a text with which the field was left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Left {
    /// There is no such text.
    #[default]
    Nothing,
    /// The choices are still awaited.
    Waits,
    /// No choice has this name.
    NoSuch,
    /// None of those that were read has it, and there are others.
    Unread,
    /// Several choices have it.
    Several,
    /// The choices could not be read.
    Failed,
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// The choice of this id.
    Choice(String),
    /// The last entry.
    More,
}

impl Offer {
    fn rows(&self) -> Vec<Row> {
        let choices = self.groups.iter().flat_map(|group| &group.choices);
        let rows = choices.map(|choice| Row::Choice(choice.id.clone()));
        rows.chain(self.more.map(|_| Row::More)).collect()
    }
}

/// Longer texts are not searched for.
const LONGEST: &str = "200";

/// A combobox in its field.
pub fn combobox(field: Combobox) -> AnyView {
    let Combobox { id, label, hint, placeholder, error, note, beside, .. } = field;
    let input = NodeRef::<html::Input>::new();
    let control = Control {
        id: StoredValue::new(id.clone()),
        typed: RwSignal::new(None),
        left: RwSignal::new(Left::Nothing),
        is_above: RwSignal::new(false),
        has_focus: RwSignal::new(false),
        query: field.query,
        highlighted: field.highlighted,
        offer: field.offer,
        chosen: field.chosen,
        choose: field.choose,
        more: field.more,
        input,
    };
    let is_open = memo(move || control.query.with(Option::is_some) && control.has_focus.get());
    let place = memo(move || if is_open.get() { control.place() } else { None });
    // Set by hand: while the list is closed it is what is chosen, whatever was typed.
    effect(move || {
        let shown = control.typed.get().unwrap_or_else(|| control.chosen.with(|chosen| chosen.name.clone()));
        if let Some(input) = input.get() {
            typing::show(&input, &shown);
        }
    });
    // Another choice, made in whatever way, takes the place of a text that chose nothing.
    let mut before = control.chosen.with_untracked(|chosen| chosen.id.clone());
    effect(move || {
        let now = control.chosen.with(|chosen| chosen.id.clone());
        if now != before && control.query.with_untracked(Option::is_none) {
            control.forget();
        }
        before = now;
    });
    effect(move || {
        if control.left.get() == Left::Waits && control.offer.with(|offer| !offer.busy) {
            untrack(|| control.settle());
        }
    });
    let error = memo(move || {
        let typed = || control.typed.get().unwrap_or_default();
        let said = match control.left.get() {
            Left::Nothing | Left::Waits => return error.get(),
            Left::NoSuch => text::no_such(label, &typed()),
            Left::Unread => text::not_among(&typed()),
            Left::Several => text::several(&typed()),
            Left::Failed => text::not_looked_up(&typed()),
        };
        Some(said + &control.chosen.with(|chosen| text::still_chosen(&chosen.name)))
    });
    let note = memo(move || {
        let waits = control.left.get() == Left::Waits;
        if waits { control.typed.get().map(|typed| text::looked_up(&typed)) } else { note.get() }
    });
    let described = {
        let id = id.clone();
        attribute(move || {
            let there = [
                error.with(Option::is_some).then_some("error"),
                note.with(Option::is_some).then_some("note"),
                hint.map(|_| "hint"),
            ];
            let ids: Vec<String> = there.into_iter().flatten().map(|part| format!("{id}-{part}")).collect();
            (!ids.is_empty()).then(|| ids.join(" "))
        })
    };
    let active = {
        let id = id.clone();
        attribute(move || place.get().map(|place| popup::row_id(&id, place)))
    };
    let line = |part: &'static str, class: &'static str, said: Memo<Option<String>>| {
        let id = format!("{id}-{part}");
        live_if(move || {
            let id = id.clone();
            said.get().map(|said| view! { <p class=class id=id dir="auto">{said}</p> }.into_any())
        })
    };
    let (error_line, note_line) = (line("error", "field-error", error), line("note", "field-note", note));
    let hint = hint.map(|hint| view! { <p class="hint" id=format!("{id}-hint")>{hint}</p> });
    view! {
        <div class="field">
            <div class="combobox-head"><label for=id.clone()>{label}</label>{beside}</div>
            <div class="combobox">
                <input
                    id=id.clone()
                    node_ref=input
                    type="text"
                    role="combobox"
                    dir="auto"
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    maxlength=LONGEST
                    placeholder=placeholder
                    aria-autocomplete="list"
                    aria-haspopup="listbox"
                    aria-expanded=attribute(move || Some(is_open.get().to_string()))
                    aria-controls=attribute(move || is_open.get().then(|| popup::list_id(&id)))
                    aria-activedescendant=active
                    aria-invalid=attribute_if("true", move || error.with(Option::is_some))
                    aria-describedby=described
                    on:input=on(move |event: Event| control.typed(typing::typed(&event)))
                    on:keydown=on(move |event: KeyboardEvent| control.press(&event))
                    on:click=on(move |_: MouseEvent| control.click())
                    on:focus=on(move |_: FocusEvent| control.come())
                    on:blur=on(move |_: FocusEvent| control.leave())
                />
                {popup::popup(control, label, is_open, place)}
            </div>
            {error_line}
            {note_line}
            {hint}
        </div>
    }
    .into_any()
}

/// The words beneath the choices, or those for a wait that is felt.
fn status(control: Control, waits: RwSignal<bool>, waiting: &'static str) -> AnyView {
    let said = words(move || match (waits.get(), control.offer.with(|offer| offer.busy)) {
        (true, true) => waiting.to_owned(),
        _ => control.offer.with(|offer| offer.status.clone()),
    });
    said.into_any()
}
