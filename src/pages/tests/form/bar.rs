//! Saving and leaving, what became of the latest attempt, and what is known of the draft.

use contract::Operation;
use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::editing::{Editing, Target};
use super::saving::{self, Outcome};
use crate::api::{ApiError, Failure};
use crate::browser::{clock, intl};
use crate::parts::failure::{failure_in_words, failure_notice};
use crate::reactive::{attribute, flag, live_if, memo, on, words};
use crate::routes::Address;
use crate::state::leaving::Leaving;
use crate::text::{drafts, errors, form as text};
use crate::ui::notice::{Tone, notice};

/// The id of the place where the outcome is told.
pub(super) const OUTCOME: &str = "form-outcome";

/// Says that a draft took the place of what was there, with a way back.
pub(super) fn restored(editing: Editing) -> AnyView {
    let draft = live_if(move || {
        let restored = editing.restored.get()?;
        let when = intl::moment(restored.at, clock::now());
        let discard = on(move |_: MouseEvent| editing.discard());
        let content = view! {
            <div class="actions">
                <p>{drafts::restored(&when)}</p>
                <button type="button" class="button" on:click=discard>{drafts::DISCARD}</button>
            </div>
        };
        Some(notice(Tone::Info, content.into_any()))
    });
    let elsewhere = live_if(move || {
        let words = || view! { <p>{drafts::ELSEWHERE}</p> }.into_any();
        editing.drafts.elsewhere.get().then(|| notice(Tone::Info, words()))
    });
    let discarded = live_if(move || {
        // It is to be had until something else is typed.
        let there = editing.discarded.with(Option::is_some) && !editing.is_changed.get();
        let back = on(move |_: MouseEvent| editing.take_back());
        let content = view! {
            <div class="actions">
                <p>{drafts::DISCARDED}</p>
                <button type="button" class="button" on:click=back>{text::UNDO}</button>
            </div>
        };
        there.then(|| notice(Tone::Info, content.into_any()))
    });
    view! { {draft}{discarded}{elsewhere} }.into_any()
}

/// The foot of the form.
pub(super) fn bar(editing: Editing, leaving: Leaving) -> AnyView {
    let busy = memo(move || editing.outcome.with(|outcome| *outcome == Outcome::Busy));
    let denied = memo(move || {
        let operation = editing.target.with(|target| match target {
            Target::New { .. } => Operation::CreateUnitTest,
            Target::Edit { .. } => Operation::UpdateUnitTest,
        });
        let denied = editing.workspace.denied.with(|denied| denied.contains(&operation));
        denied.then(|| text::denied(operation.permission().unwrap_or_default()))
    });
    let back = memo(move || {
        let organization = editing.workspace.organization();
        let address = editing.target.with(|target| match target {
            Target::New { .. } => Address::Tests { organization: organization.clone() },
            Target::Edit { id } => Address::test(&organization, id),
        });
        address.path()
    });
    let trouble = live_if(move || {
        let trouble = editing.drafts.trouble.get()?;
        let said = drafts::trouble(trouble);
        let content = view! { <p><strong>{said.what}</strong>" "{said.next}</p> };
        Some(notice(Tone::Warning, content.into_any()))
    });
    view! {
        <div id=OUTCOME tabindex="-1" class="outcome">{outcome(editing, leaving)}</div>
        {trouble}
        {live_if(move || denied.get().map(|words| view! { <p class="field-error" id="save-denied">{words}</p> }.into_any()))}
        <div class="save-bar">
            <button
                type="submit"
                class="button"
                data-kind="primary"
                title=text::SAVE_KEYS
                prop:disabled=flag(move || denied.with(Option::is_some))
                aria-disabled=attribute(move || busy.get().then(|| "true".to_owned()))
                aria-describedby=attribute(move || denied.with(Option::is_some).then(|| "save-denied".to_owned()))
            >
                {words(move || if busy.get() { text::SAVING } else { text::SAVE }.to_owned())}
            </button>
            <a class="button" href=attribute(move || Some(back.get()))>{text::CANCEL}</a>
            <span class="hint" role="status">{words(move || draft_state(editing))}</span>
        </div>
    }
    .into_any()
}

fn draft_state(editing: Editing) -> String {
    let kept = editing.is_changed.get() && editing.drafts.trouble.with(Option::is_none);
    if kept { drafts::KEPT.to_owned() } else { String::new() }
}

/// What became of the latest attempt, and what to do.
fn outcome(editing: Editing, leaving: Leaving) -> AnyView {
    let save = StoredValue::new_local(saving::action(editing, leaving));
    let retry = Callback::new(move |()| {
        save.try_with_value(|save| save());
    });
    live_if(move || {
        let told = |tone, words: &'static str| Some(notice(tone, view! { <p>{words}</p> }.into_any()));
        match editing.outcome.get() {
            Outcome::None | Outcome::Busy => None,
            Outcome::Failed(error) => Some(failure_notice(&error, None, retry)),
            // What was said of a part stands there.
            Outcome::Invalid(error, rest) => {
                let unplaced = ApiError { failure: Failure::Invalid(rest), ..error.clone() };
                Some(failure_in_words(&error, errors::words(&unplaced), None, retry))
            }
            Outcome::NoCulprit(error) => Some(failure_notice(&error, Some(text::outcome::NO_CULPRIT), retry)),
            Outcome::Lost(error) => {
                let said = errors::looked_up_in_vain(&error);
                Some(failure_in_words(&error, said, None, retry))
            }
            Outcome::Unsure(error) => Some(failure_notice(&error, Some(text::outcome::UNSURE), retry)),
            Outcome::NotCompared(error) => {
                Some(failure_notice(&error, Some(text::outcome::NOT_COMPARED), retry))
            }
            Outcome::Culprits => told(Tone::Failure, text::outcome::CULPRITS),
            Outcome::Unsendable => told(Tone::Failure, text::outcome::UNSENDABLE),
            Outcome::Taken(other) => {
                let open = other.map(|id| {
                    let address = Address::test(&editing.workspace.organization(), &id).path();
                    view! { <a class="button" href=address target="_blank" rel="noopener">{text::OPEN_OTHER}</a> }
                });
                let content = view! {
                    <p><strong>{text::NAME_TAKEN}</strong>" "{text::outcome::KEPT}</p>
                    <div class="actions">{open}</div>
                };
                Some(notice(Tone::Failure, content.into_any()))
            }
            Outcome::Gone => {
                let as_new = on(move |_: MouseEvent| saving::as_new(editing));
                let content = view! {
                    <p>{text::outcome::GONE}</p>
                    <div class="actions">
                        <button type="button" class="button" on:click=as_new>{text::outcome::AS_NEW}</button>
                    </div>
                };
                Some(notice(Tone::Failure, content.into_any()))
            }
        }
    })
    .into_any()
}
