//! The root of the console: leads on, to the catalogue or to sign-in.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::routes::Address;
use crate::state::session::use_sessions;
use crate::text::common;

/// Leads on as soon as it is known whether somebody is signed in.
#[component]
pub fn HomePage() -> impl IntoView {
    let sessions = use_sessions();
    let navigate = use_navigate();
    Effect::new(move |_| {
        if !sessions.settled.get() {
            return;
        }
        let current = sessions.current.with(|session| session.as_ref().map(|s| s.organization.clone()));
        let organization = current.or_else(|| sessions.config().organization);
        let address = organization.map_or(Address::SignIn, |organization| Address::Tests { organization });
        let options = NavigateOptions { resolve: false, replace: true, ..NavigateOptions::default() };
        navigate(&address.path(), options);
    });
    view! { <p class="startup" role="status">{common::LOADING}</p> }
}
