//! Leaving a page with unsaved changes: it is asked about first.
//!
//! Links are held back before the router hears of them. Back and Forward have happened when a page
//! hears of them: the router is kept from it, the way is gone back, and gone again if the person
//! wants to leave. No entry of the history is added or lost. Where the browser does not tell its place
//! in the history, one step back is assumed; a longer way then leaves unasked, and so does whatever
//! the app itself navigates to: the draft is kept (`state/drafts.rs`).

use std::rc::Rc;

use leptos::prelude::*;
use send_wrapper::SendWrapper;
use web_sys::HtmlAnchorElement;

use crate::browser::address;
use crate::browser::leaving::{Place, on_close, on_link, on_travel, place, return_to, travel};
use crate::browser::listener::Listener;
use crate::reactive::{Memo, RwSignal, effect};
use crate::state::session::{Changes, Sessions};

/// Where somebody wants to go.
#[derive(Clone, Debug)]
pub enum Destination {
    /// To another page, by a link.
    Link(SendWrapper<HtmlAnchorElement>),
    /// So many steps forward in the history, or back.
    History(i32),
}

/// The guard of a page. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Leaving {
    /// Where to, while the person is asked.
    pub asking: RwSignal<Option<Destination>>,
    allowed: StoredValue<bool>,
}

/// Where the page is in the history, to find back.
struct Here {
    place: Option<Place>,
    address: String,
}

/// What hears of Back and Forward before the router.
#[derive(Clone, Copy)]
struct Travels(StoredValue<Option<Rc<dyn Fn() -> bool>>, LocalStorage>);

/// Starts to listen to Back and Forward. To be called before there is a router: in Chromium, who
/// listens first at the window is told first.
pub fn provide_leaving() {
    let travels = Travels(StoredValue::new_local(None));
    on_travel(move || {
        let hear = travels.0.try_get_value().flatten();
        hear.is_some_and(|hear| hear())
    });
    provide_context(travels);
}

/// Has leaving asked about while `changed` is true, until the current owner is cleaned up.
pub fn use_leaving(changed: Memo<bool>) -> Leaving {
    let leaving = Leaving { asking: RwSignal::new(None), allowed: StoredValue::new(false) };
    let guards = StoredValue::new_local(Vec::<Listener>::new());
    let travels = use_context::<Travels>();
    let sessions = use_context::<Sessions>();
    // A session that comes in place of this one asks first while there are changes.
    let noted = StoredValue::new_local(None::<Changes>);
    effect(move || {
        let changed = changed.get();
        leaving.allowed.set_value(false);
        noted.set_value(sessions.filter(|_| changed).map(Sessions::note_changes));
        guards.set_value(if changed { leaving.guards() } else { Vec::new() });
        if let Some(Travels(travels)) = travels {
            travels.try_set_value(changed.then(|| leaving.travels()));
        }
    });
    leaving
}

impl Leaving {
    /// Stays on the page.
    pub fn stay(self) {
        self.asking.try_set(None);
    }

    /// Leaves the page for where the person wanted to go.
    pub fn leave(self) {
        let wanted = self.asking.try_update(Option::take).flatten();
        self.allow();
        match wanted {
            Some(Destination::Link(link)) => link.click(),
            Some(Destination::History(steps)) => travel(steps),
            None => {}
        }
    }

    /// Asks no more, until there are other changes: they are saved, or the app leaves by itself.
    pub fn allow(self) {
        self.allowed.try_set_value(true);
    }

    fn asks(self) -> bool {
        self.allowed.try_get_value() == Some(false)
    }

    fn guards(self) -> Vec<Listener> {
        let link = move |link: &HtmlAnchorElement| {
            if self.asks() {
                self.asking.try_set(Some(Destination::Link(SendWrapper::new(link.clone()))));
                return true;
            }
            false
        };
        [on_close(move || self.asks()), on_link(link)].into_iter().flatten().collect()
    }

    fn travels(self) -> Rc<dyn Fn() -> bool> {
        let here = Here { place: place(), address: address::href() };
        let returning = StoredValue::new(false);
        Rc::new(move || self.asks() && self.go_back(&here, returning))
    }

    /// Goes back to the page after Back or Forward, and asks; false where that cannot be done.
    fn go_back(self, here: &Here, returning: StoredValue<bool>) -> bool {
        let away = match (place(), &here.place) {
            (Some(now), Some(then)) => now.index - then.index,
            _ if address::href() == here.address => 0,
            _ => -1,
        };
        if away == 0 {
            returning.try_set_value(false);
            return true;
        }
        match &here.place {
            Some(place) => return_to(place),
            // It was more than one step back, or one forward.
            None if returning.try_get_value() != Some(false) => {
                self.stay();
                return false;
            }
            None => travel(-away),
        }
        returning.try_set_value(true);
        self.asking.try_set(Some(Destination::History(away)));
        true
    }
}
