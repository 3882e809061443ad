//! The sign-in page. Who is signed in already is led to the catalogue.

use leptos::prelude::*;

use crate::parts::gate::SignInHere;
use crate::routes::{Address, use_go};
use crate::state::session::use_sessions;
use crate::text::common;

/// Sign-in on a page of its own.
#[component]
pub fn SignInPage() -> impl IntoView {
    let sessions = use_sessions();
    let go = use_go();
    Effect::new(move |_| {
        let current = sessions.current.with(|session| session.as_ref().map(|s| s.organization.clone()));
        if let Some(organization) = current {
            go(&Address::Tests { organization });
        }
    });
    move || {
        if sessions.settled.get() {
            view! { <SignInHere wanted=None /> }.into_any()
        } else {
            view! { <p class="startup" role="status">{common::LOADING}</p> }.into_any()
        }
    }
}
