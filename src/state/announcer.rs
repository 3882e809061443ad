//! What a screen reader is told without the focus moving.

use leptos::prelude::*;

/// The latest announcement. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Announcer {
    /// The text of the live region.
    pub text: RwSignal<String>,
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
}

/// Makes the announcer.
pub fn provide_announcer() -> Announcer {
    let announcer = Announcer { text: RwSignal::new(String::new()) };
    provide_context(announcer);
    announcer
}

/// The announcer.
#[must_use]
pub fn use_announcer() -> Announcer {
    use_context().unwrap_or_else(provide_announcer)
}
