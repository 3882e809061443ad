//! Deleting the test: what it touches is said before, for there is no way back.

use contract::{TestSet, UpdateUnitTest};
use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::Test;
use crate::api::{ApiError, Failure};
use crate::data::query::{Query, use_query};
use crate::data::test_writing::{self, DeleteError};
use crate::data::unit_test;
use crate::data::workspace::Workspace;
use crate::parts::failure::failure_notice;
use crate::reactive::{RwSignal, attribute, live_if, memo, on, words};
use crate::routes::{Address, use_go};
use crate::state::announcer::use_announcer;
use crate::task::Task;
use crate::text::form::delete as text;
use crate::text::form::{DUPLICATE_IT, denied};
use crate::ui::dialog::dialog;
use crate::ui::notice::{Tone, notice};

/// How far it got.
#[derive(Clone, Debug, PartialEq)]
enum Phase {
    /// The person is asked.
    Asking,
    /// It is under way.
    Busy,
    /// A set uses it, and it is none of those that were named.
    InUse,
    /// It failed.
    Failed(ApiError),
}

/// The dialog, over the page while `asking`.
pub(super) fn delete_dialog(workspace: Workspace, test: Test, asking: RwSignal<bool>) -> AnyView {
    let phase = RwSignal::new(Phase::Asking);
    let open = memo(move || asking.get());
    let key = move || asking.get().then(|| test.with(|test| test.id.as_str().to_owned()));
    let sets: Query<Vec<TestSet>> = use_query(key, move |id| unit_test::sets(workspace.api, id));
    let go = use_go();
    let announcer = use_announcer();
    let close = move || {
        // What is under way cannot be called back.
        if phase.get_untracked() != Phase::Busy {
            asking.set(false);
            phase.set(Phase::Asking);
        }
    };
    let delete = StoredValue::new_local(move || {
        if phase.get_untracked() == Phase::Busy {
            return;
        }
        phase.set(Phase::Busy);
        let id = test.with_untracked(|test| test.id.clone());
        let go = go.clone();
        Task::start(async move {
            match test_writing::delete(workspace.api, &id).await {
                Ok(()) => {
                    workspace.wrote(&id, UpdateUnitTest::default());
                    asking.try_set(false);
                    announcer.tell(text::DONE);
                    go(&Address::Tests { organization: workspace.organization() });
                }
                Err(DeleteError::InUse(_)) => {
                    sets.refresh();
                    phase.try_set(Phase::InUse);
                }
                Err(DeleteError::Failed(error)) => {
                    if error.failure == Failure::Forbidden {
                        workspace.deny(error.operation);
                    }
                    phase.try_set(Phase::Failed(error));
                }
            }
        })
        .detach();
    });
    let run = move || {
        delete.try_with_value(|delete| delete());
    };
    let content = move || {
        let copy =
            test.with_untracked(|test| Address::duplicate(&workspace.organization(), test.id.as_str()));
        let checked = memo(move || sets.value().is_some() || sets.error().is_some());
        let in_use = memo(move || sets.value().is_some_and(|sets| !sets.is_empty()));
        let refused = memo(move || {
            in_use.get()
                || !checked.get()
                || phase.with(
                    |phase| matches!(phase, Phase::Failed(error) if error.failure == Failure::Forbidden),
                )
        });
        let busy = memo(move || phase.with(|phase| *phase == Phase::Busy));
        view! {
            <p class="subject" dir="auto">{words(move || test.with(|test| test.name.clone()))}</p>
            <p>{text::WORDS}</p>
            {used_by(sets)}
            {failed(phase, Callback::new(move |()| run()))}
            <div class="actions">
                <button
                    type="button"
                    class="button"
                    data-kind="danger"
                    prop:disabled=crate::reactive::flag(move || refused.get())
                    aria-disabled=attribute(move || busy.get().then(|| "true".to_owned()))
                    on:click=on(move |_: MouseEvent| run())
                >
                    {words(move || if busy.get() { text::BUSY } else { text::YES }.to_owned())}
                </button>
                <button type="button" class="button" on:click=on(move |_: MouseEvent| close())>{text::NO}</button>
                <a class="button" data-kind="quiet" href=copy>{DUPLICATE_IT}</a>
            </div>
        }
        .into_any()
    };
    dialog(open, text::TITLE, close, content)
}

/// The sets that stand in the way.
fn used_by(sets: Query<Vec<TestSet>>) -> AnyView {
    live_if(move || match sets.value() {
        None if sets.error().is_some() => None,
        None => Some(view! { <p class="hint" role="status">{text::CHECKING}</p> }.into_any()),
        Some(sets) if sets.is_empty() => None,
        Some(sets) => {
            let items = sets.iter().map(|set| view! { <li dir="auto">{set.name.clone()}</li> }.into_any());
            let items: Vec<AnyView> = items.collect();
            let content = view! { <p>{text::IN_USE}</p><ul class="plain">{items}</ul> };
            Some(notice(Tone::Warning, content.into_any()))
        }
    })
    .into_any()
}

fn failed(phase: RwSignal<Phase>, retry: Callback<()>) -> AnyView {
    live_if(move || match phase.get() {
        Phase::Asking | Phase::Busy => None,
        Phase::InUse => Some(notice(Tone::Warning, view! { <p>{text::IN_USE_UNSEEN}</p> }.into_any())),
        Phase::Failed(error) if error.failure == Failure::Forbidden => {
            let words = denied(error.operation.permission().unwrap_or_default());
            Some(notice(Tone::Warning, view! { <p>{words}</p> }.into_any()))
        }
        Phase::Failed(error) => Some(failure_notice(&error, None, retry)),
    })
    .into_any()
}
