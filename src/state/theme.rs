//! Light or dark: the system's choice unless the person makes one.

use leptos::prelude::*;

use crate::browser::{document, storage};
use crate::reactive::{RwSignal, effect};

/// A colour scheme to force.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// All, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The value in storage and in the form.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of a key; the system's for any other.
    #[must_use]
    pub fn from_key(key: &str) -> Self {
        Self::ALL.into_iter().find(|theme| theme.key() == key).unwrap_or_default()
    }
}

const STORED: &str = "simulation-console.theme";

#[derive(Clone, Copy)]
struct Chosen(RwSignal<Theme>);

/// Reads the person's choice and keeps the page to it.
pub fn provide_theme() {
    let chosen = RwSignal::new(storage::get(STORED).map_or(Theme::System, |key| Theme::from_key(&key)));
    let mut before = chosen.get_untracked();
    effect(move || {
        let theme = chosen.get();
        let forced = (theme != Theme::System).then(|| theme.key());
        document::set_root_attribute("data-theme", forced);
        if before != theme {
            storage::set(STORED, forced);
        }
        before = theme;
    });
    provide_context(Chosen(chosen));
}

/// The person's choice.
#[must_use]
pub fn use_theme() -> RwSignal<Theme> {
    use_context::<Chosen>().map_or_else(|| RwSignal::new(Theme::System), |Chosen(chosen)| chosen)
}
