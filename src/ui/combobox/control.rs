//! What keys, typing and the pointer do.

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

use crate::browser::{keys, letters, press};
use crate::reactive::{Memo, RwSignal};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{Chosen, Left, Offer, Row, popup};

/// The state of a combobox. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Control {
    pub(super) id: StoredValue<String>,
    /// What is typed; `None`: the field shows what is chosen. It outlives the list where it chose nothing.
    pub(super) typed: RwSignal<Option<String>>,
    /// What became of a text with which the field was left.
    pub(super) left: RwSignal<Left>,
    /// Whether the list stands above the field, for want of room below.
    pub(super) is_above: RwSignal<bool>,
    pub(super) has_focus: RwSignal<bool>,
    pub(super) query: RwSignal<Option<String>>,
    pub(super) highlighted: RwSignal<Option<Row>>,
    pub(super) offer: Memo<Offer>,
    pub(super) chosen: Memo<Chosen>,
    pub(super) choose: Callback<String>,
    pub(super) more: Callback<()>,
    pub(super) input: NodeRef<html::Input>,
}

/// How many rows a page is.
const PAGE: usize = 8;

/// The room that a list needs, in CSS pixels.
const ROOM: f64 = 300.0;

/// Where a key leads.
enum Step {
    First,
    Last,
    Back(usize),
    On(usize),
}

impl Control {
    /// Where the highlighted row is, as long as it is offered.
    pub(super) fn place(self) -> Option<usize> {
        let row = self.highlighted.get()?;
        self.offer.with(Offer::rows).iter().position(|offered| *offered == row)
    }

    /// Something was typed.
    pub(super) fn typed(self, text: String) {
        self.highlighted.set(None);
        self.open(Some(text));
    }

    /// A click into the field opens the list; what is chosen gives way to what will be typed.
    pub(super) fn click(self) {
        if self.query.with_untracked(Option::is_none) {
            self.open_again();
            if let Some(input) = self.input.get_untracked() {
                input.select();
            }
        }
    }

    /// The focus is here.
    pub(super) fn come(self) {
        self.has_focus.set(true);
        // Who comes back while a text is looked up goes on with it.
        if self.left.get_untracked() == Left::Waits {
            self.left.set(Left::Nothing);
        }
    }

    /// The focus went elsewhere. A text that names one choice chooses it; any other stays where it is, and
    /// so does what is chosen.
    pub(super) fn leave(self) {
        self.has_focus.try_set(false);
        let is_open = self.query.try_with_untracked(Option::is_some) == Some(true);
        let is_typed = self.typed.try_with_untracked(|typed| typed.as_deref().is_some_and(is_said));
        if is_open && is_typed == Some(true) {
            self.highlighted.set(None);
            self.settle();
        } else if is_open {
            self.close();
        }
    }

    /// Decides what the text means with which the field was left, once all choices are there.
    pub(super) fn settle(self) {
        let typed = self.typed.get_untracked().unwrap_or_default();
        let (is_busy, has_failed, is_part) =
            self.offer.with_untracked(|offer| (offer.busy, offer.has_failed, offer.is_part));
        if is_busy {
            return self.left.set(Left::Waits);
        }
        let named = self.named(&typed);
        if let [only] = named.as_slice() {
            let only = only.clone();
            self.close();
            // Whoever left need not be told of a choice that was made before.
            if self.chosen.with_untracked(|chosen| chosen.id != only) {
                self.choose.run(only);
            }
            return;
        }
        let left = match named.len() {
            0 if has_failed => Left::Failed,
            0 if is_part => Left::Unread,
            0 => Left::NoSuch,
            _ => Left::Several,
        };
        self.query.set(None);
        self.highlighted.set(None);
        // The words move what is below, which may be the button that is being pressed.
        press::once_let_go(move || {
            let is_left = self.has_focus.try_get_untracked() == Some(false);
            if is_left && self.query.try_with_untracked(Option::is_none) == Some(true) {
                self.left.set(left);
            }
        });
    }

    /// The ids of the choices that have this name.
    fn named(self, typed: &str) -> Vec<String> {
        let wanted = letters::folded(typed);
        self.offer.with_untracked(|offer| {
            let mut named: Vec<String> = Vec::new();
            for choice in offer.groups.iter().flat_map(|group| &group.choices) {
                if letters::folded(&choice.name) == wanted && !named.contains(&choice.id) {
                    named.push(choice.id.clone());
                }
            }
            named
        })
    }

    /// A key was pressed.
    pub(super) fn press(self, event: &KeyboardEvent) {
        // Keys that compose a letter are the input method's.
        if keys::is_composing(event) || event.ctrl_key() || event.meta_key() {
            return;
        }
        let is_open = self.query.with_untracked(Option::is_some);
        let is_highlighted = self.highlighted.with_untracked(Option::is_some);
        match (event.key().as_str(), is_open) {
            ("ArrowDown", false) => {
                self.open_again();
                if !event.alt_key() {
                    self.start();
                }
            }
            ("ArrowUp", false) if !event.alt_key() => {
                self.open_again();
                self.go(Step::Last);
            }
            ("ArrowUp", true) if event.alt_key() => self.close(),
            ("ArrowDown", true) => self.go(Step::On(1)),
            ("ArrowUp", true) => self.go(Step::Back(1)),
            ("PageDown", true) => self.go(Step::On(PAGE)),
            ("PageUp", true) => self.go(Step::Back(PAGE)),
            // Without a highlighted row these move within what is typed.
            ("Home", true) if is_highlighted && !event.shift_key() => self.go(Step::First),
            ("End", true) if is_highlighted && !event.shift_key() => self.go(Step::Last),
            ("Enter", true) => self.take_highlighted(),
            ("Escape", true) => {
                self.close();
                event.stop_propagation();
            }
            // A text that chose nothing gives way to what is chosen.
            ("Escape", false) if self.typed.with_untracked(Option::is_some) => {
                self.forget();
                event.stop_propagation();
            }
            ("ArrowLeft" | "ArrowRight", true) => {
                self.highlighted.set(None);
                return;
            }
            _ => return,
        }
        event.prevent_default();
    }

    /// Takes a row: chooses it, or asks for more.
    pub(super) fn take(self, row: Row) {
        match row {
            Row::Choice(id) => {
                self.close();
                self.choose.run(id);
            }
            Row::More => {
                // What comes follows the last choice.
                if self.highlighted.get_untracked() == Some(Row::More) {
                    let rows = self.offer.with_untracked(Offer::rows);
                    let last = rows.into_iter().rev().find(|row| *row != Row::More);
                    self.highlighted.set(last);
                }
                self.more.run(());
            }
        }
    }

    /// Opens the list as it was left: with the text that chose nothing, if there is one.
    fn open_again(self) {
        self.open(self.typed.get_untracked());
    }

    fn open(self, typed: Option<String>) {
        self.left.set(Left::Nothing);
        if self.query.with_untracked(Option::is_none) {
            self.is_above.set(self.lacks_room_below());
        }
        self.query.set(Some(typed.clone().unwrap_or_default()));
        self.typed.set(typed);
    }

    fn close(self) {
        if self.query.try_with_untracked(Option::is_some) == Some(true) {
            self.query.set(None);
            self.highlighted.set(None);
            self.forget();
        }
    }

    /// The field shows what is chosen.
    pub(super) fn forget(self) {
        self.typed.set(None);
        self.left.set(Left::Nothing);
    }

    /// Highlights what is chosen, or the first row.
    fn start(self) {
        let chosen = self.chosen.with_untracked(|chosen| Row::Choice(chosen.id.clone()));
        let rows = self.offer.with_untracked(Offer::rows);
        match rows.iter().position(|row| *row == chosen) {
            Some(place) => self.highlight(&rows, place),
            None => self.go(Step::First),
        }
    }

    /// From the last row it goes on at the first, and back.
    fn go(self, step: Step) {
        let rows = self.offer.with_untracked(Offer::rows);
        let Some(last) = rows.len().checked_sub(1) else { return };
        let place = match (step, untrack(|| self.place())) {
            (Step::First, _) | (Step::On(_), None) => 0,
            (Step::Last, _) | (Step::Back(_), None) => last,
            (Step::On(1), Some(place)) if place == last => 0,
            (Step::Back(1), Some(0)) => last,
            (Step::On(rows), Some(place)) => (place + rows).min(last),
            (Step::Back(rows), Some(place)) => place.saturating_sub(rows),
        };
        self.highlight(&rows, place);
    }

    fn highlight(self, rows: &[Row], place: usize) {
        self.highlighted.set(rows.get(place).cloned());
        let Some(id) = self.id.try_get_value() else { return };
        // Rows that have just been offered are in the document by then.
        request_animation_frame(move || reveal(&popup::list_id(&id), &popup::row_id(&id, place)));
    }

    /// Takes the highlighted row, or the only choice that has the name or fits what was typed.
    fn take_highlighted(self) {
        let rows = self.offer.with_untracked(Offer::rows);
        let is_settled = self.offer.with_untracked(|offer| !offer.busy);
        let is_typed =
            self.typed.with_untracked(|typed| typed.as_ref().is_some_and(|typed| !typed.is_empty()));
        let row = match (untrack(|| self.place()), rows.as_slice()) {
            (Some(place), _) => rows.get(place).cloned(),
            (None, [only @ Row::Choice(_)]) if is_settled && is_typed => Some(only.clone()),
            (None, _) if is_settled && is_typed => {
                let typed = self.typed.get_untracked().unwrap_or_default();
                match self.named(&typed).as_slice() {
                    [only] => Some(Row::Choice(only.clone())),
                    _ => None,
                }
            }
            _ => None,
        };
        if let Some(row) = row {
            self.take(row);
        }
    }

    fn lacks_room_below(self) -> bool {
        let Some(input) = self.input.get_untracked() else { return false };
        let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
        let field = input.get_bounding_client_rect();
        let below = height - field.bottom();
        below < ROOM && field.top() > below
    }
}

/// Whether a text says anything.
fn is_said(text: &str) -> bool {
    !domain::letters::is_blank(text)
}

/// Scrolls the list, and nothing else, until the row is in sight.
fn reveal(list: &str, row: &str) {
    let Some(list) = document().get_element_by_id(list) else { return };
    let Some(Ok(row)) = document().get_element_by_id(row).map(JsCast::dyn_into::<HtmlElement>) else {
        return;
    };
    let (top, bottom) = (row.offset_top(), row.offset_top() + row.offset_height());
    if top < list.scroll_top() {
        list.set_scroll_top(top);
    } else if bottom > list.scroll_top() + list.client_height() {
        list.set_scroll_top(bottom - list.client_height());
    }
}
