//! The root of the console: leads on, to the catalogue or to sign-in.

use leptos::prelude::*;

use crate::parts::gate::awaited;
use crate::reactive::effect;
use crate::routes::{Address, use_replace};
use crate::state::session::use_sessions;

/// Leads on as soon as it is known whether somebody is signed in.
pub fn home_page() -> AnyView {
    let sessions = use_sessions();
    let replace = use_replace();
    effect(move || {
        if !sessions.settled.get() {
            return;
        }
        let current = sessions.current.with(|session| session.as_ref().map(|s| s.organization.clone()));
        let organization = current.or_else(|| sessions.config().organization);
        replace(&organization.map_or(Address::SignIn, |organization| Address::Tests { organization }));
    });
    awaited()
}
