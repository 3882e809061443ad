//! Saving and leaving, what became of the latest attempt, and what is known of the draft.

use domain::instant::Instant;
use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::save::{self, Outcome};
use super::{Frame, SentBefore, Target};
use crate::api::Failure;
use crate::browser::{clock, focus, intl};
use crate::parts::barred::Barred;
use crate::parts::failure::{failure_in_words, failure_notice};
use crate::reactive::{attribute, live_if, memo, on, words};
use crate::routes::{Address, use_go};
use crate::state::announcer::use_announcer;
use crate::state::leaving::Leaving;
use crate::text::errors::Words;
use crate::text::{drafts, errors, form as text};
use crate::ui::notice::{Tone, notice};

/// The id of the button that takes a discarded draft back.
const TAKE_BACK: &str = "take-draft-back";

/// The id of why nothing can be saved.
const DENIED: &str = "save-denied";

/// The id of the place where the outcome is told.
pub(super) const OUTCOME: &str = "form-outcome";

/// When a draft was last changed, in words; nothing where its date is broken.
pub(super) fn last_changed(at: Instant) -> String {
    if at.is_date() { intl::moment(at, clock::now()) } else { String::new() }
}

/// Says that a draft took the place of what was there, with a way back.
pub(super) fn restored(frame: Frame, leaving: Leaving) -> AnyView {
    let announcer = use_announcer();
    let draft = live_if(move || {
        let at = frame.restored.get()?;
        let when = last_changed(at);
        let discard = on(move |_: MouseEvent| {
            frame.discard();
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
        frame.drafts.elsewhere.get().then(|| notice(Tone::Info, words()))
    });
    let discarded = live_if(move || {
        // It is to be had until something else is typed.
        let there = frame.has_discarded.get() && !frame.is_changed.get();
        let back = on(move |_: MouseEvent| {
            frame.take_back.run(());
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
    view! { <div class="form-notices">{sent_before(frame, leaving)}{draft}{discarded}{elsewhere}</div> }
        .into_any()
}

/// Says what became of what was sent before the form was left or loaded anew.
fn sent_before(frame: Frame, leaving: Leaving) -> AnyView {
    let go = StoredValue::new(use_go());
    let words = frame.words();
    // What is typed stays where it is: what is there opens beside it.
    let beside = move |id: &str, said: String| {
        let address = Address::of(frame.kind, &frame.workspace.organization(), id).path();
        let content = view! {
            <div class="actions">
                <p>{said}</p>
                <a class="button" href=address target="_blank" rel="noopener">{words.open_created}</a>
            </div>
        };
        notice(Tone::Warning, content.into_any())
    };
    live_if(move || {
        let told = |words: &'static str| Some(notice(Tone::Info, view! { <p>{words}</p> }.into_any()));
        match frame.sent_before.get()? {
            SentBefore::Sought => told(words.sent_and_sought),
            SentBefore::Absent => told(words.sent_and_absent),
            SentBefore::Unseen => told(words.sent_and_unseen),
            SentBefore::There { id, name } if frame.is_as_sent.get() => {
                let open = on(move |_: MouseEvent| {
                    frame.drafts.forget();
                    leaving.allow();
                    let address = Address::of(frame.kind, &frame.workspace.organization(), &id);
                    go.try_with_value(|go| go(&address));
                });
                let content = view! {
                    <div class="actions">
                        <p>{(words.sent_and_there)(&name)}</p>
                        <button type="button" class="button" data-kind="primary" on:click=open>
                            {words.open_created}
                        </button>
                    </div>
                };
                Some(notice(Tone::Done, content.into_any()))
            }
            SentBefore::There { id, name } => Some(beside(&id, (words.sent_and_changed)(&name))),
            SentBefore::Otherwise { id, name } => Some(beside(&id, (words.sent_and_other)(&name))),
        }
    })
    .into_any()
}

/// The foot of the form.
pub(super) fn bar(frame: Frame, leaving: Leaving) -> AnyView {
    let busy = memo(move || frame.outcome.with(|outcome| *outcome == Outcome::Busy));
    let denied = memo(move || {
        frame.denied().map(|operation| text::denied(operation.permission().unwrap_or_default()))
    });
    let barred = Barred::new(DENIED, denied);
    let back = memo(move || {
        let organization = frame.workspace.organization();
        let address = frame.target.with(|target| match target {
            Target::New { .. } => Address::list(frame.kind, &organization),
            Target::Edit { id } => Address::of(frame.kind, &organization, id),
        });
        address.path()
    });
    let trouble = live_if(move || {
        let trouble = frame.drafts.trouble.get()?;
        let said = drafts::trouble(trouble);
        let content = view! { <p><strong>{said.what}</strong>" "{said.next}</p> };
        Some(notice(Tone::Warning, content.into_any()))
    });
    view! {
        <div id=OUTCOME tabindex="-1" class="outcome">
            {live_if(move || denied.get().map(|words| refused(frame, words)))}
            {outcome(frame, leaving)}
        </div>
        {trouble}
        <div class="save-bar">
            <button
                type="submit"
                class="button"
                data-kind="primary"
                title=text::SAVE_KEYS
                aria-disabled=barred.disabled(move || busy.get())
                data-barred=barred.mark()
                aria-describedby=barred.described()
            >
                {words(move || if busy.get() { text::SAVING } else { text::SAVE }.to_owned())}
            </button>
            <a class="button" href=attribute(move || Some(back.get()))>{text::CANCEL}</a>
            <span class="hint" role="status">{words(move || draft_state(frame))}</span>
        </div>
    }
    .into_any()
}

fn draft_state(frame: Frame) -> String {
    let kept = frame.is_changed.get() && frame.drafts.trouble.with(Option::is_none);
    if kept { drafts::KEPT.to_owned() } else { String::new() }
}

/// Why nothing can be saved here: what the API said just now, or before.
fn refused(frame: Frame, denied: String) -> AnyView {
    let now = frame.outcome.with(|outcome| match outcome {
        Outcome::Failed(error) if error.failure == Failure::Forbidden => Some(errors::words(error)),
        _ => None,
    });
    let content = match now {
        Some(said) => view! { <p id=DENIED><strong>{said.what}</strong>" "{said.next}</p> }.into_any(),
        None => view! { <p id=DENIED>{denied}</p> }.into_any(),
    };
    notice(Tone::Warning, content)
}

/// What became of the latest attempt, and what to do.
fn outcome(frame: Frame, leaving: Leaving) -> AnyView {
    let save = StoredValue::new_local(save::action(frame, leaving));
    let retry = Callback::new(move |()| {
        save.try_with_value(|save| save());
    });
    live_if(move || {
        let told = |tone, words: &'static str| Some(notice(tone, view! { <p>{words}</p> }.into_any()));
        match frame.outcome.get() {
            Outcome::None | Outcome::Busy => None,
            // What is not allowed is said of the button, too, and stays said.
            Outcome::Failed(error) if error.failure == Failure::Forbidden => None,
            Outcome::Failed(error) => Some(failure_notice(&error, None, retry)),
            // What was said of a part stands there.
            Outcome::Invalid(error, rest) => {
                let words = errors::of_refusal(&error, rest);
                Some(failure_in_words(&error, words, None, retry))
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
            Outcome::Unsure(error) => {
                let said = errors::not_looked_up(&error);
                Some(failure_in_words(&error, said, None, retry))
            }
            Outcome::TakenUnseen => {
                let content = view! {
                    <p><strong>{frame.words().name_taken_unseen}</strong>" "{text::outcome::KEPT}</p>
                };
                Some(notice(Tone::Warning, content.into_any()))
            }
            Outcome::NotCompared(error) => {
                Some(failure_notice(&error, Some(frame.words().not_compared), retry))
            }
            Outcome::Culprits => told(Tone::Failure, frame.words().culprits),
            Outcome::Unsendable => told(Tone::Failure, frame.words().unsendable),
            Outcome::Taken(other) => {
                let address = Address::of(frame.kind, &frame.workspace.organization(), &other).path();
                let content = view! {
                    <p><strong>{frame.words().name_taken}</strong>" "{text::outcome::KEPT}</p>
                    <div class="actions">
                        <a class="button" href=address target="_blank" rel="noopener">{frame.words().open_other}</a>
                    </div>
                };
                Some(notice(Tone::Failure, content.into_any()))
            }
            Outcome::Gone => {
                let as_new = on(move |_: MouseEvent| as_new(frame));
                let content = view! {
                    <p>{frame.words().gone}</p>
                    <div class="actions">
                        <button type="button" class="button" on:click=as_new>{frame.words().as_new}</button>
                    </div>
                };
                Some(notice(Tone::Failure, content.into_any()))
            }
        }
    })
    .into_any()
}

/// Goes on as the form of something new: what was edited is gone.
fn as_new(frame: Frame) {
    frame.target.set(Target::New { from: None });
    frame.outcome.set(Outcome::None);
    frame.as_new.run(());
}
