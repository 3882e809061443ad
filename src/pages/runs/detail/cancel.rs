//! Cancelling the run: asked for once more, best effort, and shown as requested until the run is over.

use contract::Operation;
use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::Shown;
use crate::api::{self, ApiError, Failure};
use crate::browser::focus;
use crate::parts::failure::failure_notice;
use crate::reactive::{RwSignal, attribute, effect, flag, live_if, memo, on, words};
use crate::state::announcer::use_announcer;
use crate::task::Task;
use crate::text::form::denied;
use crate::text::run::cancel as text;
use crate::ui::dialog::dialog;
use crate::ui::icon::{Icon, drawing};
use crate::ui::notice::{Tone, notice};

/// How far it got.
#[derive(Clone, Debug, PartialEq)]
enum Phase {
    /// The person is asked, or was not asked yet.
    Asking,
    /// It is under way.
    Busy,
    /// The run was over already.
    Over,
    /// It failed.
    Failed(ApiError),
}

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
    let close = move || {
        if phase.get_untracked() != Phase::Busy {
            asking.set(false);
            phase.set(Phase::Asking);
        }
    };
    let run = move || {
        if phase.get_untracked() == Phase::Busy {
            return;
        }
        phase.set(Phase::Busy);
        let id = id.get_untracked();
        Task::start(async move {
            match api::run::cancel(workspace.api, &id).await {
                Ok(()) => {
                    workspace.cancels.add(&id);
                    phase.try_set(Phase::Asking);
                    asking.try_set(false);
                    announcer.say(text::DONE);
                    focus::later("#main h1");
                }
                Err(error) if error.failure == Failure::Conflict => {
                    phase.try_set(Phase::Over);
                }
                Err(error) => {
                    if error.failure == Failure::Forbidden {
                        workspace.deny(error.operation);
                    }
                    phase.try_set(Phase::Failed(error));
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
    let button = live_if(move || {
        (!is_over.get() && !requested.get()).then(|| {
            view! {
                <button
                    type="button"
                    class="button"
                    prop:disabled=flag(move || refused.with(Option::is_some))
                    title=attribute(move || refused.get())
                    aria-description=attribute(move || refused.get())
                    on:click=on(move |_: MouseEvent| asking.set(true))
                >
                    {drawing(Icon::Stop)}
                    {text::CANCEL}
                </button>
            }
            .into_any()
        })
    });
    let content = move || {
        let busy = memo(move || phase.with(|phase| *phase == Phase::Busy));
        let closed = memo(move || phase.with(|phase| *phase == Phase::Over) || refused.with(Option::is_some));
        view! {
            <p class="subject" dir="auto">{words(move || set.get())}</p>
            <p>{text::WORDS}</p>
            {problem(phase, Callback::new(move |()| run()))}
            <div class="actions">
                <button
                    type="button"
                    class="button"
                    data-kind="danger"
                    prop:disabled=flag(move || closed.get())
                    aria-disabled=attribute(move || busy.get().then(|| "true".to_owned()))
                    on:click=on(move |_: MouseEvent| run())
                >
                    {words(move || if busy.get() { text::BUSY } else { text::YES }.to_owned())}
                </button>
                <button type="button" class="button" on:click=on(move |_: MouseEvent| close())>{text::NO}</button>
            </div>
        }
        .into_any()
    };
    view! { {button}{dialog(memo(move || asking.get()), text::CANCEL, close, content)} }.into_any()
}

fn problem(phase: RwSignal<Phase>, retry: Callback<()>) -> AnyView {
    live_if(move || match phase.get() {
        Phase::Asking | Phase::Busy => None,
        Phase::Over => Some(notice(Tone::Info, view! { <p>{text::OVER}</p> }.into_any())),
        Phase::Failed(error) if error.failure == Failure::Forbidden => {
            let words = denied(error.operation.permission().unwrap_or_default());
            Some(notice(Tone::Warning, view! { <p>{words}</p> }.into_any()))
        }
        Phase::Failed(error) => Some(failure_notice(&error, None, retry)),
    })
    .into_any()
}
