//! A message within the page: what happened, and what to do.

use leptos::prelude::*;

use super::icon::{Icon, drawing};

/// How a notice looks and how urgently it is read out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Good to know; read out when there is a pause.
    Info,
    /// Something went as it should; read out when there is a pause.
    Done,
    /// Needs attention; read out when there is a pause.
    Warning,
    /// Something failed; read out at once.
    Failure,
}

impl Tone {
    fn key(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Done => "done",
            Self::Warning => "warning",
            Self::Failure => "failure",
        }
    }

    fn role(self) -> &'static str {
        if self == Self::Failure { "alert" } else { "status" }
    }
}

/// A notice with free content.
pub fn notice(tone: Tone, content: AnyView) -> AnyView {
    let icon = match tone {
        Tone::Info => Icon::Info,
        Tone::Done => Icon::Passes,
        Tone::Warning | Tone::Failure => Icon::Warning,
    };
    view! {
        <div class="notice" data-tone=tone.key() role=tone.role()>
            {drawing(icon)}
            <div class="notice-content">{content}</div>
        </div>
    }
    .into_any()
}
