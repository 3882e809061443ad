//! The view that the address describes, and changing the address.

use domain::catalogue::CatalogueView;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

use crate::reactive::{Memo, memo};

/// What the person chose. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Chosen {
    /// The view of the address.
    pub(super) view: Memo<CatalogueView>,
    /// Its parts that decide what is shown.
    pub(super) essence: Memo<CatalogueView>,
    go: StoredValue<Box<dyn Fn(CatalogueView, bool)>, LocalStorage>,
}

/// Reads the address, now and whenever it changes.
pub(super) fn use_chosen() -> Chosen {
    let location = use_location();
    let navigate = use_navigate();
    let view = memo(move || CatalogueView::from_query(&location.search.get()));
    let essence = memo(move || view.with(CatalogueView::essence));
    let go = move |view: CatalogueView, replace: bool| {
        let path = location.pathname.get_untracked();
        let query = view.to_query();
        let address = if query.is_empty() { path } else { format!("{path}?{query}") };
        let options =
            NavigateOptions { resolve: false, replace, scroll: false, ..NavigateOptions::default() };
        navigate(&address, options);
    };
    Chosen { view, essence, go: StoredValue::new_local(Box::new(go)) }
}

impl Chosen {
    /// Changes the view: a step that Back takes back.
    pub(super) fn change(self, change: impl FnOnce(&mut CatalogueView)) {
        self.set(false, change);
    }

    /// Changes the view without leaving a step, for what is typed.
    pub(super) fn adjust(self, change: impl FnOnce(&mut CatalogueView)) {
        self.set(true, change);
    }

    fn set(self, replace: bool, change: impl FnOnce(&mut CatalogueView)) {
        let before = self.view.get_untracked();
        let mut after = before.clone();
        change(&mut after);
        if after != before {
            self.go.try_with_value(|go| go(after, replace));
        }
    }
}
