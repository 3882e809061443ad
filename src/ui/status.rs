//! How something stands: a word with an icon. The colour says nothing that the word does not.

use leptos::prelude::*;

use super::icon::{Icon, drawing};
use crate::reactive::{attribute, live, memo, words};

/// What a state means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Meaning {
    /// It went as it should.
    Good,
    /// It went wrong.
    Bad,
    /// Something is amiss, but it did not go wrong.
    Odd,
    /// What is there is good, but not all is there.
    Partly,
    /// It goes on.
    Busy,
    /// Nothing is known yet.
    #[default]
    Open,
    /// There is nothing.
    Nothing,
}

impl Meaning {
    fn key(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Bad => "bad",
            Self::Odd => "odd",
            Self::Partly => "partly",
            Self::Busy => "busy",
            Self::Open => "open",
            Self::Nothing => "nothing",
        }
    }

    fn icon(self) -> Icon {
        match self {
            Self::Good | Self::Partly => Icon::Tick,
            Self::Bad => Icon::Cross,
            Self::Odd => Icon::Warning,
            Self::Busy => Icon::Running,
            Self::Open => Icon::Waiting,
            Self::Nothing => Icon::Nothing,
        }
    }
}

/// A state that may change: only what changes of it is touched.
pub fn status(read: impl Fn() -> (Meaning, String) + Send + Sync + 'static) -> AnyView {
    let state = memo(read);
    let meaning = memo(move || state.with(|(meaning, _)| *meaning));
    view! {
        <span class="status" data-meaning=attribute(move || Some(meaning.get().key().to_owned()))>
            {live(move || drawing(meaning.get().icon()))}
            <span>{words(move || state.with(|(_, words)| words.clone()))}</span>
        </span>
    }
    .into_any()
}
