//! Deleting a unit test or a test set: what it touches is said before, for there is no way back.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use domain::kind::Kind;
use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::barred::Barred;
use super::failure::failure_in_words;
use crate::api::{ApiError, Failure};
use crate::data::workspace::Workspace;
use crate::data::writing::{DeleteError, Deleted};
use crate::reactive::{Memo, RwSignal, live_if, memo, on, words};
use crate::routes::{Address, use_go};
use crate::state::announcer::use_announcer;
use crate::task::Task;
use crate::text::errors::{self, Words};
use crate::text::form::{DUPLICATE_IT, delete as text, denied, words as words_of};
use crate::ui::dialog::{Closing, dialog_of_work};
use crate::ui::notice::{Tone, notice};

/// Deletes the thing of an id.
pub type Delete = fn(Workspace, String) -> Pin<Box<dyn Future<Output = Result<Deleted, DeleteError>>>>;

/// What is to be deleted.
pub struct Deletion {
    /// Its kind: a test set, or else a unit test.
    pub kind: Kind,
    /// Its id.
    pub id: Memo<String>,
    /// What it is called.
    pub name: Memo<String>,
    /// Draws what deleting touches.
    pub touches: Arc<dyn Fn() -> AnyView + Send + Sync>,
    /// Whether nothing is known to stand in the way.
    pub is_free: Memo<bool>,
    /// Said where the server says that it is in use.
    pub in_use: &'static str,
    /// What stands in the way is read again.
    pub look_again: Callback<()>,
    /// Does it.
    pub delete: Delete,
}

/// How far it got.
#[derive(Clone, Debug, PartialEq)]
enum Phase {
    /// The person is asked.
    Asking,
    /// It is under way.
    Busy,
    /// It is in use, for none of the reasons that were named.
    InUse,
    /// It failed, and what is said of it.
    Failed(ApiError, Words),
}

/// What stands in the way, within the dialog.
const BARRED: &str = "delete-barred";

/// The dialog, over the page while `asking`.
pub(super) fn delete_dialog(workspace: Workspace, deletion: Deletion, asking: RwSignal<bool>) -> AnyView {
    let Deletion { kind, id, name, touches, is_free, in_use, look_again, delete } = deletion;
    let said = words_of(kind);
    let (title, meaning) = said.delete;
    let phase = RwSignal::new(Phase::Asking);
    let open = memo(move || asking.get());
    let go = use_go();
    let announcer = use_announcer();
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
    let failed_with = move |error: ApiError, words: Words| {
        if error.failure == Failure::Forbidden {
            workspace.deny(error.operation);
        }
        if phase.try_get_untracked().is_none() {
            announcer.tell(&words.what);
        }
        phase.try_set(Phase::Failed(error, words));
        asking.try_set(true);
    };
    let run = StoredValue::new_local(move || {
        if phase.get_untracked() == Phase::Busy {
            return;
        }
        phase.set(Phase::Busy);
        let go = go.clone();
        let id = id.get_untracked();
        Task::start(async move {
            match delete(workspace, id).await {
                Ok(deleted) => {
                    announcer.tell(if deleted == Deleted::Done { said.deleted } else { said.vanished });
                    // Whoever left meanwhile is told, and stays where they are.
                    if phase.try_get_untracked().is_some() {
                        asking.try_set(false);
                        go(&Address::list(kind, &workspace.organization()));
                    }
                }
                Err(DeleteError::InUse(_)) => {
                    look_again.try_run(());
                    phase.try_set(Phase::InUse);
                    asking.try_set(true);
                }
                Err(DeleteError::StillThere(error)) => {
                    failed_with(error.clone(), errors::looked_up_in_vain(&error));
                }
                Err(DeleteError::Unsure(error)) => failed_with(error.clone(), errors::not_looked_up(&error)),
                Err(DeleteError::Refused(error)) => failed_with(error.clone(), errors::words(&error)),
            }
        })
        .detach();
    });
    let run = move || {
        run.try_with_value(|run| run());
    };
    let content = move || {
        let copy = id.with_untracked(|id| Address::duplicate(kind, &workspace.organization(), id));
        let why = memo(move || {
            let refused = phase.with(|phase| match phase {
                Phase::Failed(error, _) if error.failure == Failure::Forbidden => {
                    Some(denied(error.operation.permission().unwrap_or_default()))
                }
                _ => None,
            });
            refused.or_else(|| (!is_free.get()).then(|| text::NOT_FREE.to_owned()))
        });
        let barred = Barred::new(BARRED, why);
        let busy = memo(move || phase.with(|phase| *phase == Phase::Busy));
        view! {
            <p class="subject" dir="auto" lang="">{words(move || name.get())}</p>
            <p>{meaning}</p>
            <div id=BARRED class="stands-in-the-way">
                {touches()}
                {failed(phase, in_use, Callback::new(move |()| run()))}
            </div>
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
                <a class="button" data-kind="quiet" href=copy>{DUPLICATE_IT}</a>
            </div>
        }
        .into_any()
    };
    dialog_of_work(open, title, close, content)
}

fn failed(phase: RwSignal<Phase>, in_use: &'static str, retry: Callback<()>) -> AnyView {
    live_if(move || match phase.get() {
        Phase::Asking | Phase::Busy => None,
        Phase::InUse => Some(notice(Tone::Warning, view! { <p>{in_use}</p> }.into_any())),
        Phase::Failed(error, _) if error.failure == Failure::Forbidden => {
            let words = denied(error.operation.permission().unwrap_or_default());
            Some(notice(Tone::Warning, view! { <p>{words}</p> }.into_any()))
        }
        Phase::Failed(error, words) => Some(failure_in_words(&error, words, None, retry)),
    })
    .into_any()
}
