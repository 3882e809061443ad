//! Cancelling the run: asked for once more, best effort, and shown as requested until the run is over.

use contract::Operation;
use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::Shown;
use crate::api::{ApiError, Failure};
use crate::browser::focus;
use crate::data::run::{self, Cancelled};
use crate::parts::barred::Barred;
use crate::parts::failure::failure_in_words;
use crate::reactive::{RwSignal, effect, live_if, memo, on, words};
use crate::state::announcer::use_announcer;
use crate::task::Task;
use crate::text::errors::{self, Words};
use crate::text::form::denied;
use crate::text::run::cancel as text;
use crate::ui::dialog::{Closing, dialog_of_work};
use crate::ui::icon::{Icon, drawing};
use crate::ui::notice::{Tone, notice};

/// How far it got.
#[derive(Clone, Debug, PartialEq)]
enum Phase {
    /// The person is asked, or was not asked yet.
    Asking,
    /// It is under way.
    Busy,
    /// There is nothing to cancel, in words.
    Over(&'static str),
    /// It failed, or nobody knows, and what is said of it.
    Failed(ApiError, Words),
}

/// What stands in the way, within the dialog.
const BARRED: &str = "cancel-barred";

pub(super) fn cancel(shown: &Shown) -> AnyView {
    let Shown { workspace, id, is_over, set, .. } = *shown;
    let asking = RwSignal::new(false);
    let phase = RwSignal::new(Phase::Asking);
    let announcer = use_announcer();
    let requested = memo(move || id.with(|id| workspace.cancels.has(id)));
    // Nobody is asked any more about a run that is over.
    effect(move || {
        if is_over.get() && asking.get_untracked() && phase.get_untracked() != Phase::Busy {
            asking.set(false);
            focus::later("#main h1");
        }
    });
    let close = move |closing: Closing| {
        // What is under way cannot be called back.
        let is_busy = phase.get_untracked() == Phase::Busy;
        if !is_busy || closing == Closing::Done {
            asking.set(false);
        }
        if !is_busy {
            phase.set(Phase::Asking);
        }
    };
    // Whoever left the page meanwhile is told, and whoever closed the dialog sees it again.
    let ended = move |end: Phase| {
        let said = match &end {
            Phase::Failed(_, words) => words.what.as_str(),
            Phase::Over(words) => words,
            Phase::Asking | Phase::Busy => "",
        };
        if phase.try_get_untracked().is_none() {
            announcer.tell(said);
        }
        phase.try_set(end);
        asking.try_set(true);
    };
    let run = move || {
        if phase.get_untracked() == Phase::Busy {
            return;
        }
        phase.set(Phase::Busy);
        let id = id.get_untracked();
        Task::start(async move {
            match run::cancel(workspace, &id).await {
                Cancelled::Asked => {
                    workspace.cancels.add(&id);
                    phase.try_set(Phase::Asking);
                    asking.try_set(false);
                    announcer.say(text::DONE);
                    focus::later("#main h1");
                }
                Cancelled::Over => ended(Phase::Over(text::OVER)),
                Cancelled::Missing => ended(Phase::Over(text::MISSING)),
                Cancelled::Lost(error) | Cancelled::GoesOn(error) => {
                    let words = errors::still_runs(&error);
                    ended(Phase::Failed(error, words));
                }
                Cancelled::Unsure(error) => {
                    let words = errors::not_looked_up(&error);
                    ended(Phase::Failed(error, words));
                }
                Cancelled::Refused(error) => {
                    if error.failure == Failure::Forbidden {
                        workspace.deny(error.operation);
                    }
                    let words = errors::words(&error);
                    ended(Phase::Failed(error, words));
                }
            }
            // It may be over by now.
            workspace.runs.read_now(vec![id]).await;
        })
        .detach();
    };
    let refused = memo(move || {
        let operation = Operation::CancelRun;
        let is_denied = workspace.denied.with(|denied| denied.contains(&operation));
        is_denied.then(|| denied(operation.permission().unwrap_or_default()))
    });
    let denied_here = Barred::new("cancel-denied", refused);
    let button = live_if(move || {
        (!is_over.get() && !requested.get()).then(|| {
            view! {
                <button
                    type="button"
                    class="button"
                    aria-disabled=denied_here.disabled(|| false)
                    data-barred=denied_here.mark()
                    aria-describedby=denied_here.described()
                    on:click=denied_here.click(move || asking.set(true))
                >
                    {drawing(Icon::Stop)}
                    {text::CANCEL}
                </button>
                {denied_here.reason()}
            }
            .into_any()
        })
    });
    let content = move || {
        let busy = memo(move || phase.with(|phase| *phase == Phase::Busy));
        let why = memo(move || {
            let over = phase.with(|phase| match phase {
                Phase::Over(words) => Some((*words).to_owned()),
                _ => None,
            });
            over.or_else(|| refused.get())
        });
        let barred = Barred::new(BARRED, why);
        view! {
            <p class="subject" dir="auto" lang="">{words(move || set.get())}</p>
            <p>{text::WORDS}</p>
            <div id=BARRED class="stands-in-the-way">{problem(phase, Callback::new(move |()| run()))}</div>
            <div class="actions">
                <button
                    type="button"
                    class="button"
                    data-kind="danger"
                    aria-disabled=barred.disabled(move || busy.get())
                    data-barred=barred.mark()
                    aria-describedby=barred.described()
                    on:click=barred.click(run)
                >
                    {words(move || if busy.get() { text::BUSY } else { text::YES }.to_owned())}
                </button>
                <button type="button" class="button" on:click=on(move |_: MouseEvent| close(Closing::Asked))>{text::NO}</button>
            </div>
        }
        .into_any()
    };
    view! { {button}{dialog_of_work(memo(move || asking.get()), text::CANCEL, close, content)} }.into_any()
}

fn problem(phase: RwSignal<Phase>, retry: Callback<()>) -> AnyView {
    live_if(move || match phase.get() {
        Phase::Asking | Phase::Busy => None,
        Phase::Over(words) => Some(notice(Tone::Info, view! { <p>{words}</p> }.into_any())),
        Phase::Failed(error, _) if error.failure == Failure::Forbidden => {
            let words = denied(error.operation.permission().unwrap_or_default());
            Some(notice(Tone::Warning, view! { <p>{words}</p> }.into_any()))
        }
        Phase::Failed(error, words) => Some(failure_in_words(&error, words, None, retry)),
    })
    .into_any()
}
