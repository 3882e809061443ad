//! A notification of the browser when the run ends: asked for only by a click, and only while it goes on.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::Shown;
use crate::browser::notification::{self, Permission};
use crate::reactive::{RwSignal, effect, live_if, memo, on};
use crate::task::Task;
use crate::text::run as text;
use crate::text::run::notify as words;
use crate::ui::icon::{Icon, drawing};
use crate::ui::notice::status_line;

pub(super) fn notify(shown: &Shown) -> AnyView {
    let Shown { workspace, id, outcome, is_over, set, .. } = *shown;
    let wanted = RwSignal::new(None::<Permission>);
    // Otherwise a hidden tab asks for nothing, and the end would come as news when it is opened again.
    let is_wanted = memo(move || wanted.get() == Some(Permission::Granted) && !is_over.get());
    workspace.runs.notify(id, is_wanted);
    let ask = move || {
        Task::start(async move {
            let permission = notification::ask().await;
            wanted.try_set(Some(permission));
        })
        .detach();
    };
    let mut was_over = is_over.get_untracked();
    effect(move || {
        let is_over = is_over.get();
        let is_wanted = wanted.get_untracked() == Some(Permission::Granted);
        if is_over && !was_over && is_wanted {
            notification::show(&set.get_untracked(), text::outcome(outcome.get_untracked()));
        }
        was_over = is_over;
    });
    live_if(move || {
        if is_over.get() || !notification::is_possible() {
            return None;
        }
        Some(match wanted.get() {
            None => view! {
                <button type="button" class="button" data-kind="quiet" on:click=on(move |_: MouseEvent| ask())>
                    {drawing(Icon::Bell)}
                    {words::ASK}
                </button>
            }
            .into_any(),
            Some(Permission::Granted) => said(words::WILL),
            Some(Permission::Refused) => said(words::BLOCKED),
        })
    })
    .into_any()
}

fn said(words: &'static str) -> AnyView {
    status_line(words)
}
