//! What a screen reader is told without the focus moving, and what the next page tells everybody.

use leptos::prelude::*;

use crate::reactive::RwSignal;

/// The latest announcement. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Announcer {
    /// The text of the live region.
    pub text: RwSignal<String>,
    /// What the page that comes next tells, such as that something was saved on the one before.
    pub told: RwSignal<Option<Told>>,
}

/// Something to tell on the next page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The words.
    pub words: String,
    /// Whether that page is there; the one after it does not tell it any more.
    is_there: bool,
}

impl Announcer {
    /// Says a text politely. Saying the same again is heard again.
    pub fn say(self, text: impl Into<String>) {
        let text = text.into();
        self.text.maybe_update(|said| {
            // A no-break space makes a repeated text a new one.
            *said = if *said == text { format!("{text}\u{a0}") } else { text };
            true
        });
    }

    /// Says the title of a page that is there now, after what it has to tell.
    pub fn say_title(self, title: String) {
        let told = self.told.with_untracked(|told| told.as_ref().map(|told| told.words.clone()));
        self.say(told.map_or_else(|| title.clone(), |told| [&told, " ", &title].concat()));
    }

    /// Tells something on the next page, to those who see and to those who listen.
    pub fn tell(self, words: &str) {
        self.told.set(Some(Told { words: words.to_owned(), is_there: false }));
    }

    /// Takes back what the next page, or the present one, tells: it is no longer true.
    pub fn withdraw(self, words: &str) {
        self.told.maybe_update(|told| {
            let is_told = told.as_ref().is_some_and(|told| told.words == words);
            if is_told {
                *told = None;
            }
            is_told
        });
    }

    /// Another page is there.
    pub fn turn(self) {
        self.told.maybe_update(|told| match told {
            Some(Told { is_there: false, .. }) => {
                *told = told.take().map(|told| Told { is_there: true, ..told });
                true
            }
            Some(_) => {
                *told = None;
                true
            }
            None => false,
        });
    }
}

/// Makes the announcer.
pub fn provide_announcer() -> Announcer {
    let announcer = Announcer { text: RwSignal::new(String::new()), told: RwSignal::new(None) };
    provide_context(announcer);
    announcer
}

/// The announcer.
#[must_use]
pub fn use_announcer() -> Announcer {
    use_context().unwrap_or_else(provide_announcer)
}
