//! Rows that were removed, and putting them back.

use std::sync::Arc;

use domain::form::Field;
use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::Frame;
use super::field::dom_id;
use crate::browser::focus;
use crate::reactive::{live_if, memo, on};
use crate::state::announcer::use_announcer;
use crate::text::form as text;
use crate::ui::notice::{Tone, notice};

/// A row that was removed.
#[derive(Clone)]
pub struct Removal {
    /// The part that it belongs to: all of its like together.
    pub group: Field,
    /// What it was called.
    pub name: String,
    /// Puts it back; the part that then has the focus.
    pub put_back: Arc<dyn Fn() -> Field + Send + Sync>,
}

/// The latest removal of a group, with a way back. Each removal before it comes up in turn.
pub fn undo(frame: Frame, group: Field) -> AnyView {
    let announcer = use_announcer();
    let latest = memo(move || {
        frame.removed.with(|all| all.iter().rev().find(|one| one.group == group).map(|one| one.name.clone()))
    });
    let back = move || {
        let removal = frame.removed.try_update(|all| {
            let at = all.iter().rposition(|one| one.group == group)?;
            Some(all.remove(at))
        });
        let Some(removal) = removal.flatten() else { return };
        frame.unsay(group);
        let field = (removal.put_back)();
        announcer.say(text::put_back(&removal.name));
        focus::later_to(dom_id(field));
    };
    live_if(move || {
        let name = latest.get()?;
        let content = view! {
            <div class="actions">
                <p dir="auto">{text::removed(&name)}</p>
                <button type="button" class="button" on:click=on(move |_: MouseEvent| back())>
                    {text::UNDO}
                </button>
            </div>
        };
        Some(notice(Tone::Info, content.into_any()))
    })
    .into_any()
}
