//! Search and order.

use std::time::Duration;

use contract::SortDirection;
use leptos::html;
use leptos::prelude::*;

use super::view::Chosen;
use crate::text::catalogue as text;
use crate::ui::icon::{Drawing, Icon};

/// How long typing must pause before it is searched for.
const PAUSE: Duration = Duration::from_millis(250);

/// Search and order.
#[component]
pub(super) fn Toolbar(chosen: Chosen) -> impl IntoView {
    let oldest = Memo::new(move |_| chosen.view.with(|view| view.sort == SortDirection::Ascending));
    view! {
        <div class="toolbar">
            <SearchBox chosen />
            <label class="order">
                <span class="unseen">{text::SORT}</span>
                <select on:change=move |event| {
                    let ascending = event_target_value(&event) == "oldest";
                    chosen.change(|view| {
                        view.sort = if ascending { SortDirection::Ascending } else { SortDirection::Descending };
                    });
                }>
                    <option value="newest" selected=move || !oldest.get()>{text::NEWEST}</option>
                    <option value="oldest" selected=move || oldest.get()>{text::OLDEST}</option>
                </select>
            </label>
        </div>
    }
}

/// The search box follows the address, except while it is typed into.
#[component]
fn SearchBox(chosen: Chosen) -> impl IntoView {
    let searched = Memo::new(move |_| chosen.view.with(|view| view.search.clone()));
    let typed = RwSignal::new(searched.get_untracked());
    let element = NodeRef::<html::Input>::new();
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(Some(timer)) = timer.try_update_value(Option::take) {
            timer.clear();
        }
    };
    let search = move || {
        stop();
        let Some(query) = typed.try_get_untracked() else { return };
        let query: String = query.trim().chars().take(domain::catalogue::LONGEST_SEARCH).collect();
        chosen.adjust(|view| view.search = query);
    };
    let search_soon = move || {
        stop();
        timer.set_value(set_timeout_with_handle(search, PAUSE).ok());
    };
    Effect::new(move |_| {
        let searched = searched.get();
        // What is being typed is newer than the address.
        let typing = timer.with_value(Option::is_some);
        if !typing && typed.with_untracked(|typed| typed.trim() != searched) {
            typed.set(searched);
        }
    });
    on_cleanup(stop);
    view! {
        <form
            class="search"
            role="search"
            on:submit=move |event| {
                event.prevent_default();
                search();
            }
        >
            <Drawing icon=Icon::Search />
            <input
                type="search"
                aria-label=text::SEARCH
                placeholder=text::SEARCH
                autocomplete="off"
                enterkeyhint="search"
                maxlength=domain::catalogue::LONGEST_SEARCH
                node_ref=element
                prop:value=typed
                on:input=move |event| {
                    typed.set(event_target_value(&event));
                    search_soon();
                }
            />
            {move || typed.with(|typed| !typed.is_empty()).then(|| view! {
                <button
                    type="button"
                    class="button"
                    data-kind="icon"
                    aria-label=text::CLEAR_SEARCH
                    on:click=move |_| {
                        typed.set(String::new());
                        search();
                        if let Some(element) = element.get_untracked() {
                            let _ = element.focus();
                        }
                    }
                >
                    <Drawing icon=Icon::Cross />
                </button>
            })}
        </form>
    }
}
