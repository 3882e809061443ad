//! Rows that were removed, and putting them back.

use domain::form::{CriterionForm, Field, Removed, TagForm};
use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::editing::{Editing, dom_id};
use crate::browser::focus;
use crate::reactive::{live_if, memo, on};
use crate::state::announcer::use_announcer;
use crate::text::form as text;
use crate::ui::notice::{Tone, notice};

/// A removed row.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Taken {
    /// A criterion.
    Criterion(Removed<CriterionForm>),
    /// A tag.
    Tag(Removed<TagForm>),
}

impl Taken {
    /// What it was called.
    fn name(&self) -> String {
        match self {
            Self::Criterion(removed) if removed.row.name.trim().is_empty() => {
                text::criterion_number(removed.at + 1)
            }
            Self::Criterion(removed) => removed.row.name.clone(),
            Self::Tag(removed) => text::tag_called(&removed.row.name, removed.at + 1),
        }
    }

    fn is_tag(&self) -> bool {
        matches!(self, Self::Tag(_))
    }
}

/// The latest removal of criteria, or of tags, with a way back. Each removal before it comes up in
/// turn.
pub(super) fn undo(editing: Editing, tags: bool) -> AnyView {
    let announcer = use_announcer();
    let latest = memo(move || {
        editing.taken.with(|taken| taken.iter().rev().find(|one| one.is_tag() == tags).map(Taken::name))
    });
    let back = move || {
        let taken = editing.taken.try_update(|taken| {
            let at = taken.iter().rposition(|one| one.is_tag() == tags)?;
            Some(taken.remove(at))
        });
        let Some(taken) = taken.flatten() else { return };
        let name = taken.name();
        let mut back = Field::Criteria;
        editing.change(Field::Criteria, |form| {
            back = match taken {
                Taken::Criterion(removed) => Field::Metric(form.criteria.put_back(removed)),
                Taken::Tag(removed) => Field::TagName(form.tags.put_back(removed)),
            };
        });
        announcer.say(text::put_back(&name));
        focus::later_to(dom_id(back));
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
