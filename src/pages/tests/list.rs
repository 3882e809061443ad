//! The catalogue of unit tests. Everything that a person chose stands in the address; this page
//! turns the address into a view, the view into rows, and choices back into addresses.

mod chips;
mod empty;
mod facet;
mod facets;
mod row;
mod table;
mod tag_value;
mod toolbar;
mod view;

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use self::chips::chips;
use self::facets::facets;
use self::table::results;
use self::toolbar::toolbar;
use self::view::{Chosen, use_chosen};
use crate::data::catalogue::{More, Phase};
use crate::data::workspace::Workspace;
use crate::parts::create_test::create_button;
use crate::parts::failure::failure_notice;
use crate::parts::gate::signed_in;
use crate::parts::page::fixed_heading;
use crate::parts::refresh::refresh_control;
use crate::reactive::{effect, live_if, memo, on};
use crate::state::announcer::use_announcer;
use crate::text::{catalogue as text, errors};
use crate::ui::notice::{Tone, notice};

/// The catalogue, for somebody signed in.
pub fn tests_page() -> AnyView {
    signed_in(page)
}

fn page(workspace: Workspace) -> AnyView {
    let catalogue = workspace.catalogue;
    let chosen = use_chosen();
    effect(move || catalogue.show(chosen.essence.get()));
    announce_results(workspace, chosen);
    keep_scroll(workspace);
    let refresh = move || {
        workspace.names.ask_again();
        catalogue.refresh();
    };
    let at = move || catalogue.shown.with(|shown| shown.as_ref().map(|shown| shown.at));
    view! {
        <div class="page-head">
            {fixed_heading(text::TITLE)}
            <div class="actions">
                {refresh_control(at, refresh)}
                {create_button(workspace)}
            </div>
        </div>
        <div class="with-facets">
            {facets(workspace, chosen)}
            <div class="results">
                {toolbar(chosen)}
                {chips(workspace, chosen)}
                {ignored(chosen)}
                {problem(workspace, Callback::new(move |()| refresh()))}
                {unreadable(workspace)}
                {results(workspace, chosen)}
            </div>
        </div>
    }
    .into_any()
}

/// Says how many rows there are once the answer to another view is there, and shows them from the
/// first on.
fn announce_results(workspace: Workspace, chosen: Chosen) {
    let catalogue = workspace.catalogue;
    let announcer = use_announcer();
    let mut before = None;
    effect(move || {
        let answered = catalogue.shown.with(|shown| shown.as_ref().map(|shown| shown.view.clone()));
        if before.is_some()
            && before != answered
            && answered.as_ref() == Some(&chosen.essence.get_untracked())
        {
            let count = catalogue.rows.with_untracked(Vec::len);
            announcer.say(text::shown(count, catalogue.more.get_untracked() != More::Nothing));
            // Another list is read from its top; who is above it stays there.
            let results = document().query_selector(".results").ok().flatten();
            if results.is_some_and(|results| results.get_bounding_client_rect().top() < 0.0) {
                window().scroll_to_with_x_and_y(0.0, 0.0);
            }
        }
        before.clone_from(&answered);
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
fn ignored(chosen: Chosen) -> AnyView {
    let parts = memo(move || {
        chosen.view.with(|view| {
            let parts = view.unreadable.iter().map(|(key, value)| format!("{key}={value}"));
            parts.collect::<Vec<_>>().join(", ")
        })
    });
    let forget = move |_: MouseEvent| chosen.change(|view| view.unreadable.clear());
    let said = live_if(move || {
        let parts = Some(parts.get()).filter(|parts| !parts.is_empty())?;
        let content = view! {
            <p>{text::ignored(&parts)}</p>
            <div class="actions">
                <button type="button" class="button" on:click=on(forget)>{text::FORGET_IGNORED}</button>
            </div>
        };
        Some(notice(Tone::Info, content.into_any()))
    });
    said.into_any()
}

/// Why the latest attempt failed. The rows below, if there are any, stay.
fn problem(workspace: Workspace, retry: Callback<()>) -> AnyView {
    let catalogue = workspace.catalogue;
    let error = memo(move || {
        catalogue.phase.with(|phase| match phase {
            Phase::Failed(error) => Some(error.clone()),
            Phase::Busy | Phase::Done => None,
        })
    });
    let said = live_if(move || {
        let error = error.get()?;
        let rows = catalogue.rows.with_untracked(|rows| !rows.is_empty());
        let kept = if catalogue.is_of_another_view() { text::EARLIER } else { errors::KEPT };
        Some(failure_notice(&error, rows.then_some(kept), retry))
    });
    said.into_any()
}

/// How many tests of the list are damaged.
fn unreadable(workspace: Workspace) -> AnyView {
    let count = workspace.catalogue.unreadable;
    let said = live_if(move || {
        let count = Some(count.get()).filter(|count| *count > 0)?;
        Some(notice(Tone::Warning, view! { <p>{text::unreadable(count)}</p> }.into_any()))
    });
    said.into_any()
}
