//! Words for drafts, and for leaving a page with unsaved changes.

use super::errors::Words;
use crate::browser::storage::Trouble;

/// Discards the draft that was restored.
pub const DISCARD: &str = "Discard the draft";
/// It is discarded.
pub const DISCARDED: &str = "The draft is discarded.";
/// It was taken back.
pub const BACK: &str = "The draft is back.";
/// Another tab is writing.
pub const ELSEWHERE: &str =
    "You are also editing this in another tab. Both drafts are kept, each in its own tab.";

/// A draft was put into the form. `when` is its last change: a time, or a day and a time; empty where that is
/// not known.
#[must_use]
pub fn restored(when: &str) -> String {
    match when {
        "" => "Restored your draft.".to_owned(),
        when => ["Restored your draft of ", when, "."].concat(),
    }
}

/// A draft of somebody who is not known. `when` is its last change; `name` may be empty.
#[must_use]
pub fn claimable(when: &str, name: &str) -> String {
    let named = if name.is_empty() { String::new() } else { [" of “", name, "”"].concat() };
    let changed = if when.is_empty() { String::new() } else { [", last changed ", when].concat() };
    ["There is a draft", &named, " in this browser", &changed, ". It is not known whose it is."].concat()
}

/// It is theirs.
pub const IT_WAS_ME: &str = "It was me: go on with it";
/// It is not.
pub const NOT_MINE: &str = "It was not me";

/// Beside the button that saves, while there is something to lose.
pub const KEPT: &str = "Not saved yet; a draft is kept in this browser.";

/// The browser does not keep the draft.
#[must_use]
pub fn trouble(trouble: Trouble) -> Words {
    let what = match trouble {
        Trouble::Full => "This browser’s storage is full, so what you type now is not kept as a draft.",
        Trouble::Forbidden => "This browser does not let the console keep drafts.",
    };
    let next = "Everything is still in the form. Save it before you close or reload this tab.";
    Words { what: what.to_owned(), next: next.to_owned() }
}

/// The dialog on leaving.
pub mod leaving {
    /// The title.
    pub const TITLE: &str = "Leave without saving?";
    /// What happens.
    pub const WORDS: &str = "Your changes are not saved yet. A draft of them can stay in this browser: it is there when you come back.";
    /// A save is under way: what happens.
    pub const BUSY: &str = "Your changes are being saved at this moment. If that fails after you left, a draft of them stays in this browser.";
    /// Leaves while a save is under way.
    pub const LEAVE_BUSY: &str = "Leave";
    /// Stays.
    pub const STAY: &str = "Stay on this page";
    /// Leaves; the draft stays.
    pub const LEAVE: &str = "Leave and keep the draft";
    /// Leaves; the draft goes.
    pub const DISCARD: &str = "Leave and discard";
}
