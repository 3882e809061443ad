//! Search and order.

use std::time::Duration;

use contract::SortDirection;
use domain::listing::{LONGEST_SEARCH, Listing};
use leptos::ev::{Event, MouseEvent, SubmitEvent};
use leptos::html;
use leptos::prelude::*;

use super::view::Chosen;
use crate::browser::{letters, typing};
use crate::reactive::{RwSignal, effect, live_if, memo, on, shown};
use crate::text::list as text;
use crate::ui::icon::{Icon, drawing};
use crate::ui::select::select;

/// How long typing must pause before it is searched for.
const PAUSE: Duration = Duration::from_millis(250);

/// Search and order.
pub(super) fn toolbar(chosen: Chosen) -> AnyView {
    let order = memo(move || {
        let oldest = chosen.view.with(|view| view.sort == SortDirection::Ascending);
        if oldest { "oldest" } else { "newest" }.to_owned()
    });
    let (newest, oldest) = match chosen.listing {
        Listing::Runs => (text::NEWEST_RUNS, text::OLDEST_RUNS),
        Listing::Tests | Listing::Sets => (text::NEWEST, text::OLDEST),
    };
    let options = [("newest", newest), ("oldest", oldest)];
    let options = options.map(|(value, label)| (value.to_owned(), label.to_owned())).into();
    let choose = move |value: String| {
        let ascending = value == "oldest";
        chosen.change(|view| {
            view.sort = if ascending { SortDirection::Ascending } else { SortDirection::Descending };
        });
    };
    view! {
        <div class="toolbar">
            {chosen.listing.is_searchable().then(|| search_box(chosen))}
            <label class="order">
                <span class="unseen">{text::SORT}</span>
                {select(None, options, order, choose)}
            </label>
        </div>
    }
    .into_any()
}

/// The search box follows the address wherever somebody else changes it; what waits to be searched for then
/// gives way.
fn search_box(chosen: Chosen) -> AnyView {
    let label = text::words(chosen.listing).search;
    let searched = memo(move || chosen.view.with(|view| view.search.clone()));
    let typed = RwSignal::new(searched.get_untracked());
    let element = NodeRef::<html::Input>::new();
    let timer = StoredValue::new(None::<TimeoutHandle>);
    // What this box had searched for.
    let asked = StoredValue::new(searched.get_untracked());
    let stop = move || {
        if let Some(Some(timer)) = timer.try_update_value(Option::take) {
            timer.clear();
        }
    };
    let search = move || {
        stop();
        let Some(query) = typed.try_get_untracked() else { return };
        let query = letters::composed(&domain::letters::clean(&query));
        let query: String = query.chars().take(LONGEST_SEARCH).collect();
        asked.set_value(query.clone());
        chosen.adjust(|view| view.search = query);
    };
    let search_soon = move || {
        stop();
        timer.set_value(set_timeout_with_handle(search, PAUSE).ok());
    };
    let follow = move |searched: String| {
        stop();
        asked.set_value(searched.clone());
        typed.set(searched);
    };
    effect(move || {
        let searched = searched.get();
        if asked.with_value(|asked| *asked != searched) {
            follow(searched);
        }
    });
    let mut cleared = chosen.cleared.get_untracked();
    effect(move || {
        if chosen.cleared.get() != cleared {
            cleared = chosen.cleared.get_untracked();
            follow(String::new());
        }
    });
    on_cleanup(stop);
    let submit = on(move |event: SubmitEvent| {
        event.prevent_default();
        search();
    });
    let input = on(move |event: Event| {
        typed.set(typing::typed(&event));
        search_soon();
    });
    let clear = live_if(move || {
        typed.with(|typed| !typed.is_empty()).then(|| {
            clear_button(move || {
                typed.set(String::new());
                search();
                if let Some(element) = element.get_untracked() {
                    let _ = element.focus();
                }
            })
        })
    });
    view! {
        <form class="search" role="search" on:submit=submit>
            {drawing(Icon::Search)}
            <input
                type="search"
                aria-label=label
                placeholder=label
                name="search"
                autocomplete="off"
                data-1p-ignore="true"
                data-bwignore="true"
                data-lpignore="true"
                data-form-type="other"
                enterkeyhint="search"
                maxlength=LONGEST_SEARCH.to_string()
                node_ref=element
                prop:value=shown(move || typed.get())
                on:input=input
            />
            {clear}
        </form>
    }
    .into_any()
}

fn clear_button(clear: impl Fn() + 'static) -> AnyView {
    view! {
        <button
            type="button"
            class="button"
            data-kind="icon"
            aria-label=text::CLEAR_SEARCH
            on:click=on(move |_: MouseEvent| clear())
        >
            {drawing(Icon::Cross)}
        </button>
    }
    .into_any()
}
