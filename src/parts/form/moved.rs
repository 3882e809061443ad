//! Somebody else changed what is written meanwhile: theirs and mine, part by part, to choose from.

use std::sync::Arc;

use domain::kind::Kind;
use leptos::ev::{Event, MouseEvent};
use leptos::prelude::*;

use super::{Frame, save};
use crate::parts::name::label;
use crate::reactive::{flag, live, memo, on, words};
use crate::state::leaving::Leaving;
use crate::text::form as text;
use crate::ui::dialog::dialog;

/// A part in words, a line each. Follows names that are still on their way.
pub type Lines = Arc<dyn Fn() -> Vec<String> + Send + Sync>;

/// A part that others changed.
#[derive(Clone)]
pub struct MovedPart {
    /// What it is called.
    pub label: &'static str,
    /// Whether it was changed in the form, too.
    pub is_mine_too: bool,
    /// As it stands in the form.
    pub mine: Lines,
    /// As it is stored now.
    pub theirs: Lines,
}

/// What others changed, and which parts of it are taken.
#[derive(Clone)]
pub struct Moved {
    parts: Vec<MovedPart>,
    /// The places of the parts that are taken.
    taken: Vec<usize>,
    /// Who changed it, by user id; empty where the answer did not say.
    by: String,
    /// Puts the parts of these places into the form.
    choose: Callback<Vec<usize>>,
}

impl Moved {
    /// Parts that only others changed are taken from them, unless the person says otherwise.
    #[must_use]
    pub fn new(parts: Vec<MovedPart>, by: &str, choose: Callback<Vec<usize>>) -> Self {
        let theirs_alone = parts.iter().enumerate().filter(|(_, part)| !part.is_mine_too);
        let taken = theirs_alone.map(|(place, _)| place).collect();
        Self { parts, taken, by: by.to_owned(), choose }
    }
}

pub(super) fn moved(frame: Frame, leaving: Leaving) -> AnyView {
    let moved = frame.moved;
    let open = memo(move || moved.with(Option::is_some));
    let save = save::action(frame, leaving);
    let save = StoredValue::new_local(save);
    let close = move || {
        moved.try_set(None);
    };
    let content = move || {
        let Some(there) = moved.get_untracked() else { return ().into_any() };
        let parts: Vec<AnyView> =
            there.parts.into_iter().enumerate().map(|(place, one)| part(frame, place, one)).collect();
        let by = there.by;
        let by = (!by.is_empty()).then(|| {
            let who = words(move || text::moved::by(&label(frame.workspace, Kind::User, &by).text));
            view! { <p dir="auto">{who}</p> }
        });
        let go = on(move |_: MouseEvent| {
            let Some(Moved { taken, choose, .. }) = moved.get_untracked() else { return };
            choose.run(taken);
            close();
            // What was chosen is compared with what is stored once more.
            save.try_with_value(|save| save());
        });
        view! {
            {by}
            <p>{text::moved::WORDS}</p>
            {parts}
            <div class="actions">
                <button type="button" class="button" data-kind="primary" on:click=go>{text::moved::SAVE}</button>
                <button type="button" class="button" on:click=on(move |_: MouseEvent| close())>
                    {text::moved::BACK}
                </button>
            </div>
        }
        .into_any()
    };
    dialog(open, frame.words().moved, close, content)
}

/// One part: mine and theirs.
fn part(frame: Frame, place: usize, part: MovedPart) -> AnyView {
    view! {
        <fieldset class="moved-part">
            <legend>{part.label}</legend>
            {choice(frame, place, text::moved::MINE, part.mine, false)}
            {choice(frame, place, text::moved::THEIRS, part.theirs, true)}
        </fieldset>
    }
    .into_any()
}

fn choice(frame: Frame, place: usize, label: &'static str, lines: Lines, is_theirs: bool) -> AnyView {
    let moved = frame.moved;
    let taken = move || moved.with(|moved| moved.as_ref().is_some_and(|moved| moved.taken.contains(&place)));
    let choose = on(move |_: Event| {
        moved.update(|moved| {
            if let Some(moved) = moved {
                moved.taken.retain(|one| *one != place);
                if is_theirs {
                    moved.taken.push(place);
                }
            }
        });
    });
    let said = live(move || {
        lines()
            .into_iter()
            .map(|line| view! { <span class="block" dir="auto">{line}</span> }.into_any())
            .collect::<Vec<_>>()
            .into_any()
    });
    view! {
        <label class="choice">
            <input
                type="radio"
                name=format!("moved-{place}")
                prop:checked=flag(move || taken() == is_theirs)
                on:change=choose
            />
            <span class="version"><b>{label}</b>{said}</span>
        </label>
    }
    .into_any()
}
