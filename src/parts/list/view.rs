//! What is chosen of a list, in the address or, beside a page, in a place of its own.

use domain::listing::{Listing, View};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

use crate::reactive::{Memo, RwSignal, memo};
use crate::routes::LONGEST;

/// What the person chose. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Chosen {
    /// Which list.
    pub listing: Listing,
    /// The view.
    pub view: Memo<View>,
    /// Its parts that decide what is shown.
    pub essence: Memo<View>,
    /// Where the focus goes when what held it is gone: a selector.
    pub home: &'static str,
    /// Whether it is the page's list; else one in a dialog.
    pub(super) is_page: bool,
    /// Whether the last choice was one too many for the address.
    pub(super) is_full: RwSignal<bool>,
    /// How often everything was cleared: what waits to be searched for goes with it.
    pub(super) cleared: RwSignal<u32>,
    go: StoredValue<Box<dyn Fn(View, bool)>, LocalStorage>,
}

/// Reads the address, now and whenever it changes.
pub fn use_chosen(listing: Listing) -> Chosen {
    let location = use_location();
    let navigate = use_navigate();
    let view = memo(move || View::from_query(listing, &location.search.get()));
    let go = move |view: View, replace: bool| {
        let path = location.pathname.get_untracked();
        let query = view.to_query();
        let address = if query.is_empty() { path } else { format!("{path}?{query}") };
        let options =
            NavigateOptions { resolve: false, replace, scroll: false, ..NavigateOptions::default() };
        if address.len() < LONGEST {
            navigate(&address, options);
        }
    };
    chosen(listing, view, Box::new(go), true)
}

/// A choice within a dialog: the address is the page's. `current` outlives the dialog, so that it opens as
/// it was left.
pub fn chosen_here(current: RwSignal<View>) -> Chosen {
    let listing = current.with_untracked(|view| view.listing);
    let go = move |view: View, _replace: bool| current.set(view);
    chosen(listing, memo(move || current.get()), Box::new(go), false)
}

fn chosen(listing: Listing, view: Memo<View>, go: Box<dyn Fn(View, bool)>, is_page: bool) -> Chosen {
    let essence = memo(move || view.with(View::essence));
    let home = if is_page { "#main h1" } else { "dialog[open] [type=search]" };
    let (is_full, cleared) = (RwSignal::new(false), RwSignal::new(0));
    Chosen { listing, view, essence, home, is_page, is_full, cleared, go: StoredValue::new_local(go) }
}

impl Chosen {
    /// Changes the view: a step that Back takes back. Says whether it could: an address holds only so much.
    pub fn change(self, change: impl FnOnce(&mut View)) -> bool {
        self.set(false, change)
    }

    /// Takes back every choice and the search: a step that Back takes back.
    pub(super) fn clear(self) {
        self.cleared.update(|cleared| *cleared += 1);
        self.change(|view| *view = view.cleared());
    }

    /// Changes the view without leaving a step, for what is typed.
    pub fn adjust(self, change: impl FnOnce(&mut View)) -> bool {
        self.set(true, change)
    }

    fn set(self, replace: bool, change: impl FnOnce(&mut View)) -> bool {
        let before = self.view.get_untracked();
        let mut after = before.clone();
        change(&mut after);
        let is_full = after.is_too_long_after(&before);
        self.is_full.maybe_update(|was| std::mem::replace(was, is_full) != is_full);
        if !is_full && after != before {
            self.go.try_with_value(|go| go(after, replace));
        }
        !is_full
    }
}
