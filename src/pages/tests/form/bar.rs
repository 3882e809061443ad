//! Saving and leaving, what became of the latest attempt, and what is known of the draft.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::editing::{Editing, Target};
use super::saving::{self, Outcome};
use crate::api::{ApiError, Failure};
use crate::browser::{clock, focus, intl};
use crate::parts::failure::{failure_in_words, failure_notice};
use crate::reactive::{attribute, flag, live_if, memo, on, words};
use crate::routes::Address;
use crate::state::announcer::use_announcer;
use crate::state::leaving::Leaving;
use crate::text::errors::Words;
use crate::text::{drafts, errors, form as text};
use crate::ui::notice::{Tone, notice};

/// The id of the button that takes a discarded draft back.
const TAKE_BACK: &str = "take-draft-back";

/// The id of the place where the outcome is told.
pub(super) const OUTCOME: &str = "form-outcome";

/// Says that a draft took the place of what was there, with a way back.
pub(super) fn restored(editing: Editing) -> AnyView {
    let announcer = use_announcer();
    let draft = live_if(move || {
        let restored = editing.restored.get()?;
        let when = intl::moment(restored.at, clock::now());
        let discard = on(move |_: MouseEvent| {
            editing.discard();
            focus::later_to(TAKE_BACK.to_owned());
        });
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
        let back = on(move |_: MouseEvent| {
            editing.take_back();
            announcer.say(drafts::BACK);
            focus::later("#main h1");
        });
        let content = view! {
            <div class="actions">
                <p>{drafts::DISCARDED}</p>
                <button type="button" class="button" id=TAKE_BACK on:click=back>{text::UNDO}</button>
            </div>
        };
        there.then(|| notice(Tone::Info, content.into_any()))
    });
    view! { <div class="form-notices">{draft}{discarded}{elsewhere}</div> }.into_any()
}

/// The foot of the form.
pub(super) fn bar(editing: Editing, leaving: Leaving) -> AnyView {
    let busy = memo(move || editing.outcome.with(|outcome| *outcome == Outcome::Busy));
    let denied = memo(move || {
        editing.denied().map(|operation| text::denied(operation.permission().unwrap_or_default()))
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
        <div id=OUTCOME tabindex="-1" class="outcome">
            {live_if(move || denied.get().map(|words| refused(editing, words)))}
            {outcome(editing, leaving)}
        </div>
        {trouble}
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

/// Why nothing can be saved here: what the API said just now, or before.
fn refused(editing: Editing, denied: String) -> AnyView {
    let now = editing.outcome.with(|outcome| match outcome {
        Outcome::Failed(error) if error.failure == Failure::Forbidden => Some(errors::words(error)),
        _ => None,
    });
    let content = match now {
        Some(said) => view! { <p id="save-denied"><strong>{said.what}</strong>" "{said.next}</p> }.into_any(),
        None => view! { <p id="save-denied">{denied}</p> }.into_any(),
    };
    notice(Tone::Warning, content)
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
            // What is not allowed is said of the button, too, and stays said.
            Outcome::Failed(error) if error.failure == Failure::Forbidden => None,
            Outcome::Failed(error) => Some(failure_notice(&error, None, retry)),
            // What was said of a part stands there.
            Outcome::Invalid(error, rest) => {
                let unplaced = ApiError { failure: Failure::Invalid(rest), ..error.clone() };
                Some(failure_in_words(&error, errors::words(&unplaced), None, retry))
            }
            Outcome::NoCulprit(error) => {
                let what = errors::words(&error).what;
                let said = Words { what, next: text::outcome::NO_CULPRIT.to_owned() };
                Some(failure_in_words(&error, said, None, retry))
            }
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
