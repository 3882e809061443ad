//! The catalogue of unit tests. Everything that a person chose stands in the address; this page
//! turns the address into a view, the view into rows, and choices back into addresses.

mod chips;
mod empty;
mod facet;
mod facets;
mod row;
mod table;
mod tag_facet;
mod toolbar;
mod view;

use leptos::prelude::*;

use self::chips::Chips;
use self::facets::Facets;
use self::table::Results;
use self::toolbar::Toolbar;
use self::view::{Chosen, use_chosen};
use crate::data::catalogue::{More, Phase};
use crate::data::workspace::{Workspace, use_workspace};
use crate::parts::failure::FailureNotice;
use crate::parts::gate::SignedIn;
use crate::parts::page::PageHeading;
use crate::parts::refresh::RefreshControl;
use crate::state::announcer::use_announcer;
use crate::text::{catalogue as text, errors};
use crate::ui::notice::{Notice, Tone};

/// The catalogue, for somebody signed in.
#[component]
pub fn TestsPage() -> impl IntoView {
    view! { <SignedIn>{move || use_workspace().map(|workspace| view! { <Catalogue workspace /> })}</SignedIn> }
}

#[component]
fn Catalogue(workspace: Workspace) -> impl IntoView {
    let catalogue = workspace.catalogue;
    let chosen = use_chosen();
    let essence = chosen.essence();
    Effect::new(move |_| catalogue.show(essence.get()));
    announce_results(workspace, chosen);
    keep_scroll(workspace);
    let at = Memo::new(move |_| catalogue.shown.with(|shown| shown.as_ref().map(|shown| shown.at)));
    let refresh = move || {
        workspace.names.ask_again();
        catalogue.refresh();
    };
    view! {
        <div class="page-head">
            <PageHeading title=text::TITLE.to_owned() />
            <RefreshControl at on_refresh=refresh />
        </div>
        <div class="with-facets">
            <Facets workspace chosen />
            <div class="results">
                <Toolbar chosen />
                <Chips workspace chosen />
                <Ignored chosen />
                <Problem workspace on_retry=Callback::new(move |()| refresh()) />
                <Unreadable workspace />
                <Results workspace chosen />
            </div>
        </div>
    }
}

/// Says how many rows there are once a new answer is there.
fn announce_results(workspace: Workspace, chosen: Chosen) {
    let catalogue = workspace.catalogue;
    let announcer = use_announcer();
    let essence = chosen.essence();
    let answered =
        Memo::new(move |_| catalogue.shown.with(|shown| shown.as_ref().map(|shown| shown.view.clone())));
    Effect::new(move |before: Option<Option<_>>| {
        let answered = answered.get();
        let is_new = before.is_some_and(|before| before.is_some() && before != answered);
        if is_new && answered.as_ref() == Some(&essence.get_untracked()) {
            let count = catalogue.rows.with_untracked(Vec::len);
            announcer.say(text::shown(count, catalogue.more.get_untracked() != More::Nothing));
        }
        answered
    });
}

/// Going back finds the list where it was left.
fn keep_scroll(workspace: Workspace) {
    let scroll = workspace.catalogue.scroll;
    let left_at = scroll.get_value();
    if left_at > 0.0 && workspace.catalogue.rows.with_untracked(|rows| !rows.is_empty()) {
        request_animation_frame(move || window().scroll_to_with_x_and_y(0.0, left_at));
    }
    let watch = window_event_listener(leptos::ev::scroll, move |_| {
        scroll.try_set_value(window().scroll_y().unwrap_or_default());
    });
    on_cleanup(move || {
        watch.remove();
        workspace.catalogue.leave();
    });
}

/// Names the parts of the address that could not be read.
#[component]
fn Ignored(chosen: Chosen) -> impl IntoView {
    let ignored = Memo::new(move |_| {
        let parts = chosen.view.with(|view| {
            let parts = view.unreadable.iter().map(|(key, value)| format!("{key}={value}"));
            parts.collect::<Vec<_>>().join(", ")
        });
        (!parts.is_empty()).then_some(parts)
    });
    move || {
        ignored.get().map(|parts| {
            view! {
                <Notice tone=Tone::Info>
                    <p>{text::ignored(&parts)}</p>
                    <div class="actions">
                        <button
                            type="button"
                            class="button"
                            on:click=move |_| chosen.change(|view| view.unreadable.clear())
                        >
                            {text::FORGET_IGNORED}
                        </button>
                    </div>
                </Notice>
            }
        })
    }
}

/// Why the latest attempt failed. The rows below, if there are any, stay.
#[component]
fn Problem(workspace: Workspace, on_retry: Callback<()>) -> impl IntoView {
    let catalogue = workspace.catalogue;
    let error = Memo::new(move |_| {
        catalogue.phase.with(|phase| match phase {
            Phase::Failed(error) => Some(error.clone()),
            Phase::Busy | Phase::Done => None,
        })
    });
    move || {
        error.get().map(|error| {
            let kept = catalogue
                .rows
                .with_untracked(|rows| !rows.is_empty())
                .then_some(if catalogue.is_of_another_view() { text::EARLIER } else { errors::KEPT });
            view! { <FailureNotice error kept retry=on_retry /> }
        })
    }
}

/// How many tests of the list are damaged.
#[component]
fn Unreadable(workspace: Workspace) -> impl IntoView {
    let count = workspace.catalogue.unreadable;
    move || {
        (count.get() > 0).then(|| {
            view! {
                <Notice tone=Tone::Warning><p>{text::unreadable(count.get())}</p></Notice>
            }
        })
    }
}
