//! The frame that all lists share: what is chosen stands in the address, facets, search and order change
//! it, and the rows follow. A list brings its columns and draws its rows.

mod chips;
mod days;
mod empty;
mod facet;
mod facets;
mod table;
mod tag_value;
mod toolbar;
mod view;

use std::sync::Arc;

use domain::listing::Listing;
use leptos::ev::MouseEvent;
use leptos::prelude::*;

pub use self::facet::{Choice, facet_group};
pub use self::view::{Chosen, chosen_here, use_chosen};

use self::chips::chips;
use self::facets::facets;
use self::table::results;
use self::toolbar::toolbar;
use super::failure::failure_in_words;
use super::page::fixed_heading;
use super::refresh::refresh_control;
use super::stale::stale_notice;
use crate::data::list::{List, More, Phase, Row};
use crate::data::workspace::Workspace;
use crate::reactive::{effect, live_if, memo, on};
use crate::state::announcer::use_announcer;
use crate::text::list::Rest;
use crate::text::{errors, list as text, run};
use crate::ui::notice::{Tone, notice};

/// Draws a row of a list; its place counts from 0.
pub type DrawRow = Arc<dyn Fn(&Row, usize) -> AnyView + Send + Sync>;

/// A list on a page or beside one.
#[derive(Clone)]
pub struct Listed {
    /// The session's data.
    pub workspace: Workspace,
    /// The list's data.
    pub list: List,
    /// What is chosen of it.
    pub chosen: Chosen,
    /// The heads of its columns.
    pub columns: &'static [&'static str],
    /// Draws a row: a `<tr>` with as many cells as there are columns.
    pub draw: DrawRow,
}

impl Listed {
    fn words(&self) -> &'static text::Words {
        text::words(self.chosen.listing)
    }
}

/// A whole page with a list whose choices stand in the address. `actions` are those of the page.
pub fn list_page(
    workspace: Workspace,
    listing: Listing,
    columns: &'static [&'static str],
    actions: AnyView,
    draw: impl Fn(&Row, usize) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let listed = Listed {
        workspace,
        list: workspace.list(listing),
        chosen: use_chosen(listing),
        columns,
        draw: Arc::new(draw),
    };
    let list = listed.list;
    keep_scroll(list);
    let refresh = move || {
        workspace.refresh();
        list.refresh();
    };
    let retry = Callback::new(move |()| refresh());
    let freshness = workspace.runs.freshness;
    let polled = move || (listing == Listing::Runs).then(|| freshness.with(|freshness| freshness.at))?;
    let at = move || list.shown.with(|shown| shown.as_ref().map(|shown| shown.at)).max(polled());
    let stale = (listing == Listing::Runs).then(|| {
        stale_notice(
            workspace,
            move || list.phase.with(|phase| *phase == Phase::Done) && !list.going().is_empty(),
            || Some(run::STALE),
            retry,
        )
    });
    view! {
        <div class="page-head">
            {fixed_heading(listed.words().title)}
            <div class="actions">
                {refresh_control(at, refresh)}
                {actions}
            </div>
        </div>
        {stale}
        {list_body(&listed)}
    }
    .into_any()
}

/// A list without the head of a page: facets, search, order and rows.
pub fn list_body(listed: &Listed) -> AnyView {
    let Listed { workspace, list, chosen, .. } = *listed;
    effect(move || list.show(chosen.essence.get()));
    announce_results(list, chosen);
    let retry = Callback::new(move |()| {
        workspace.refresh();
        list.refresh();
    });
    view! {
        <div class="with-facets">
            {facets(workspace, list, chosen)}
            <div class="results">
                {toolbar(chosen)}
                {chips(workspace, chosen)}
                {ignored(chosen)}
                {full(chosen)}
                {problem(list, retry)}
                {unreadable(list, chosen.listing)}
                {results(listed)}
            </div>
        </div>
    }
    .into_any()
}

/// Says how many rows there are once the answer to another view is there, and shows them from the
/// first on.
fn announce_results(list: List, chosen: Chosen) {
    let announcer = use_announcer();
    let mut before = None;
    effect(move || {
        let answered = list.shown.with(|shown| shown.as_ref().map(|shown| shown.view.clone()));
        if before.is_some()
            && before != answered
            && answered.as_ref() == Some(&chosen.essence.get_untracked())
        {
            let count = list.rows.with_untracked(Vec::len);
            announcer.say(text::shown(chosen.listing, count, rest(&list.more.get_untracked())));
            // Another list is read from its top; who is above it stays there.
            let place = if chosen.is_page { ".results" } else { "dialog[open] .results" };
            let results = document().query_selector(place).ok().flatten();
            match results.filter(|results| results.get_bounding_client_rect().top() < 0.0) {
                Some(_) if chosen.is_page => window().scroll_to_with_x_and_y(0.0, 0.0),
                Some(results) => results.scroll_into_view(),
                None => {}
            }
        }
        before.clone_from(&answered);
    });
}

/// What is known of what is behind the last row.
fn rest(more: &More) -> Rest {
    match more {
        More::Nothing => Rest::Nothing,
        More::Lost => Rest::Lost,
        More::Available | More::Paused | More::Busy | More::Failed(_) => Rest::More,
    }
}

/// Going back finds the list where it was left.
fn keep_scroll(list: List) {
    let scroll = list.scroll;
    let left_at = scroll.get_value();
    if left_at > 0.0 && list.rows.with_untracked(|rows| !rows.is_empty()) {
        request_animation_frame(move || window().scroll_to_with_x_and_y(0.0, left_at));
    }
    let watch = window_event_listener(leptos::ev::scroll, move |_| {
        scroll.try_set_value(window().scroll_y().unwrap_or_default());
    });
    on_cleanup(move || {
        watch.remove();
        list.leave();
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
    let forget = move |_: MouseEvent| {
        chosen.change(|view| view.unreadable.clear());
    };
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

/// Says that there is no room for one choice more.
fn full(chosen: Chosen) -> AnyView {
    let words = if chosen.is_page { text::FULL } else { text::FULL_HERE };
    let said = live_if(move || chosen.is_full.get().then(|| view! { <p>{words}</p> }.into_any()));
    view! { <div class="full" role="status">{said}</div> }.into_any()
}

/// Why the latest attempt failed. The rows below, if there are any, stay.
fn problem(list: List, retry: Callback<()>) -> AnyView {
    let error = memo(move || list.phase.with(|phase| phase.error().cloned()));
    let said = live_if(move || {
        let error = error.get()?;
        let rows = list.rows.with_untracked(|rows| !rows.is_empty());
        let kept = if list.is_of_another_view() { text::EARLIER } else { errors::KEPT };
        let said = errors::listing(&error, list.is_narrowed());
        Some(failure_in_words(&error, said, rows.then_some(kept), retry))
    });
    said.into_any()
}

/// How many items of the list are damaged.
fn unreadable(list: List, listing: Listing) -> AnyView {
    let said = live_if(move || {
        let count = Some(list.unreadable.get()).filter(|count| *count > 0)?;
        Some(notice(Tone::Warning, view! { <p>{text::unreadable(listing, count)}</p> }.into_any()))
    });
    said.into_any()
}
