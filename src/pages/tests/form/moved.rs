//! Somebody else changed the test meanwhile: theirs and mine, part by part, to choose from.

use domain::form::{Difference, Part, TestForm};
use domain::kind::Kind;
use leptos::ev::{Event, MouseEvent};
use leptos::prelude::*;

use super::editing::Editing;
use super::prose::lines;
use super::saving;
use crate::parts::name::label;
use crate::reactive::{flag, live, memo, on, words};
use crate::state::leaving::Leaving;
use crate::text::form as text;
use crate::ui::dialog::dialog;

/// What others changed, and which parts of it are taken.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Moved {
    theirs: TestForm,
    differences: Vec<Difference>,
    taken: Vec<Part>,
    /// Who changed it, by user id; empty where the answer did not say.
    by: String,
}

impl Moved {
    /// Parts that only others changed are taken from them, unless the person says otherwise.
    pub(super) fn new(theirs: TestForm, differences: Vec<Difference>, by: &str) -> Self {
        let theirs_alone = differences.iter().filter(|one| !one.is_mine_too);
        let taken = theirs_alone.map(|one| one.part).collect();
        Self { theirs, differences, taken, by: by.to_owned() }
    }
}

pub(super) fn moved(editing: Editing, leaving: Leaving) -> AnyView {
    let moved = editing.moved;
    let open = memo(move || moved.with(Option::is_some));
    let save = saving::action(editing, leaving);
    let save = StoredValue::new_local(save);
    let close = move || {
        moved.try_set(None);
    };
    let content = move || {
        let Some(there) = moved.get_untracked() else { return ().into_any() };
        let parts: Vec<AnyView> =
            there.differences.iter().map(|one| part(editing, one.part, &there.theirs)).collect();
        let by = there.by.clone();
        let by = (!by.is_empty()).then(|| {
            let who = words(move || text::moved::by(&label(editing.workspace, Kind::User, &by).text));
            view! { <p dir="auto">{who}</p> }
        });
        let go = on(move |_: MouseEvent| {
            let Some(Moved { theirs, taken, .. }) = moved.get_untracked() else { return };
            saving::choose(editing, theirs, &taken);
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
    dialog(open, text::moved::TITLE, close, content)
}

/// One part: mine and theirs.
fn part(editing: Editing, part: Part, theirs: &TestForm) -> AnyView {
    let mine = editing.form.get_untracked();
    let name = format!("moved-{part:?}");
    view! {
        <fieldset class="moved-part">
            <legend>{text::part(part)}</legend>
            {choice(editing, part, name.clone(), text::moved::MINE, mine, false)}
            {choice(editing, part, name, text::moved::THEIRS, theirs.clone(), true)}
        </fieldset>
    }
    .into_any()
}

fn choice(
    editing: Editing,
    part: Part,
    name: String,
    label: &'static str,
    form: TestForm,
    is_theirs: bool,
) -> AnyView {
    let moved = editing.moved;
    let taken = move || moved.with(|moved| moved.as_ref().is_some_and(|moved| moved.taken.contains(&part)));
    let choose = on(move |_: Event| {
        moved.update(|moved| {
            if let Some(moved) = moved {
                moved.taken.retain(|one| *one != part);
                if is_theirs {
                    moved.taken.push(part);
                }
            }
        });
    });
    // Names may still be on their way.
    let said = live(move || {
        let lines = lines(editing.workspace, &form, part, editing.notation).into_iter();
        lines
            .map(|line| view! { <span class="block" dir="auto">{line}</span> }.into_any())
            .collect::<Vec<_>>()
            .into_any()
    });
    view! {
        <label class="choice">
            <input type="radio" name=name prop:checked=flag(move || taken() == is_theirs) on:change=choose />
            <span class="version"><b>{label}</b>{said}</span>
        </label>
    }
    .into_any()
}
