//! The chosen values, each of which can be taken back.

use domain::listing::{Facet, Filters};
use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::view::Chosen;
use crate::browser::focus;
use crate::data::list::choices::{id, kind};
use crate::data::workspace::Workspace;
use crate::parts::name::label;
use crate::reactive::{live_if, memo, on};
use crate::text::list as text;
use crate::ui::chip::removable_chip;

/// All chosen values.
pub(super) fn chips(workspace: Workspace, chosen: Chosen) -> AnyView {
    let filters = memo(move || chosen.view.with(|view| view.filters.clone()));
    let shown = live_if(move || {
        let filters = filters.get();
        let facets = chosen.listing.facets().iter();
        let chips: Vec<AnyView> = facets
            .flat_map(|facet| filters.values(*facet).map(|value| (*facet, value.to_owned())))
            .map(|(facet, value)| chip(workspace, chosen, facet, value))
            .collect();
        (!chips.is_empty()).then(|| row_of(chips, chosen))
    });
    shown.into_any()
}

fn row_of(chips: Vec<AnyView>, chosen: Chosen) -> AnyView {
    let clear = on(move |_: MouseEvent| {
        chosen.change(|view| view.filters = Filters::default());
        focus::later(chosen.home);
    });
    view! {
        <div class="chips" role="group" aria-label=text::ACTIVE>
            {chips}
            <button type="button" class="button" data-kind="link" on:click=clear>{text::CLEAR}</button>
        </div>
    }
    .into_any()
}

fn chip(workspace: Workspace, chosen: Chosen, facet: Facet, value: String) -> AnyView {
    let called = {
        let value = value.clone();
        memo(move || {
            let words = match kind(facet) {
                Some(kind) => label(workspace, kind, id(facet, &value)).text,
                None if facet.is_single() => text::choice(facet, &value),
                None => text::tag_filter(&value),
            };
            format!("{}: {words}", text::facet(facet))
        })
    };
    let remove = move || {
        chosen.change(|view| {
            let _ = view.choose(facet, &value);
        });
        // The chip that held the focus is gone: its neighbours are next.
        request_animation_frame(move || {
            let _ = focus::now(".chips .chip") || focus::now(chosen.home);
        });
    };
    removable_chip(called, text::remove, remove)
}
