//! The sign-in page. Who is signed in already is led to the catalogue.

use leptos::prelude::*;

use crate::parts::gate::{awaited, sign_in_here};
use crate::reactive::{effect, live, memo};
use crate::routes::{Address, use_replace};
use crate::state::session::use_sessions;

/// Sign-in on a page of its own.
pub fn sign_in_page() -> AnyView {
    let sessions = use_sessions();
    let replace = use_replace();
    let signed_in =
        memo(move || sessions.current.with(|session| session.as_ref().map(|s| s.organization.clone())));
    effect(move || {
        if let Some(organization) = signed_in.get() {
            replace(&Address::Tests { organization });
        }
    });
    let settled = memo(move || sessions.settled.get() && signed_in.with(Option::is_none));
    live(move || if settled.get() { sign_in_here(None) } else { awaited() }).into_any()
}
