//! A message within the page: what happened, and what to do.

use leptos::prelude::*;

use super::icon::{Icon, drawing};
use crate::reactive::{Attribute, RwSignal, attribute_if};

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

/// The `data-arrives` of a live region that comes together with its text: what is in it is shown two frames later,
/// so that those who listen know the region before it says something. Else nothing is read out.
pub fn arriving() -> Attribute {
    let arrives = RwSignal::new(true);
    request_animation_frame(move || {
        request_animation_frame(move || {
            arrives.try_set(false);
        });
    });
    attribute_if("true", move || arrives.get())
}

/// A line in small print that is read out when there is a pause.
pub fn status_line(words: impl IntoView + 'static) -> AnyView {
    let words = words.into_any();
    view! { <span class="hint" role="status" data-arrives=arriving()><span>{words}</span></span> }.into_any()
}

/// A notice with free content.
pub fn notice(tone: Tone, content: AnyView) -> AnyView {
    let icon = match tone {
        Tone::Info => Icon::Info,
        Tone::Done => Icon::Passes,
        Tone::Warning | Tone::Failure => Icon::Warning,
    };
    // An alert is read out when it comes.
    let arrives = (tone != Tone::Failure).then(arriving);
    view! {
        <div class="notice" data-tone=tone.key() role=tone.role() data-arrives=arrives>
            {drawing(icon)}
            <div class="notice-content">{content}</div>
        </div>
    }
    .into_any()
}
