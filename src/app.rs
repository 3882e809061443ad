//! The root: contexts, the router, the shell, and the page that says what is wrong with the
//! settings.

use domain::config::Config;
use leptos::prelude::*;
use leptos_router::components::Router;
use std::borrow::Cow;

use crate::browser::address;
use crate::config::ConfigError;
use crate::data::workspace::Workspace;
use crate::parts::gate::CurrentWorkspace;
use crate::parts::page::FirstPage;
use crate::routes::Address;
use crate::shell::Shell;
use crate::state::announcer::provide_announcer;
use crate::state::clock::provide_clock;
use crate::state::session::{Sessions, provide_sessions};
use crate::state::theme::provide_theme;
use crate::state::updates::provide_updates;
use crate::text::{common, errors};

/// The app, or what is wrong with its settings.
pub fn root(config: Result<Config, ConfigError>) -> AnyView {
    match config {
        Ok(config) => view! { <App config /> }.into_any(),
        Err(error) => view! { <NotSetUp error /> }.into_any(),
    }
}

/// The whole console.
#[component]
pub fn App(
    /// The settings.
    config: Config,
) -> impl IntoView {
    let base = address::base();
    let router_base = base.trim_end_matches('/').to_owned();
    let wanted = Address::parse(&address::path_and_query()).organization().map(str::to_owned);
    provide_announcer();
    provide_theme();
    provide_clock();
    provide_updates();
    provide_context(FirstPage(StoredValue::new(true)));
    let sessions = provide_sessions(config, wanted);
    provide_context(CurrentWorkspace(workspaces(sessions)));
    // Without a base the router wants nothing rather than an empty text.
    match router_base.is_empty() {
        true => view! { <Router><Shell /></Router> }.into_any(),
        false => view! { <Router base=Cow::Owned(router_base)><Shell /></Router> }.into_any(),
    }
}

/// The workspace of the session. It is made anew for another organization or region, not when the
/// same person signs in again; an old one is let go, not torn down under a page that still shows it.
fn workspaces(sessions: Sessions) -> Signal<Option<Workspace>> {
    let current = RwSignal::new(None::<Workspace>);
    Effect::new_isomorphic(move |before: Option<Option<crate::state::session::Session>>| {
        let session = sessions.current.get();
        let before = before.flatten();
        match (&session, &before, current.get_untracked()) {
            (Some(session), Some(before), Some(workspace)) if session.is_same_place(before) => {
                workspace.api.set_access(sessions.access(session));
            }
            (Some(session), ..) => {
                let owner = Owner::new();
                let workspace =
                    owner.with(|| Workspace::new(sessions.api(session), session.organization.clone()));
                std::mem::forget(owner);
                current.set(Some(workspace));
            }
            (None, ..) => current.set(None),
        }
        session
    });
    current.into()
}

/// The settings are missing or wrong.
#[component]
fn NotSetUp(error: ConfigError) -> impl IntoView {
    let words = errors::config::words(&error);
    crate::browser::document::set_title(&common::title(errors::config::TITLE, None));
    view! {
        <main class="empty alone" role="alert">
            <h1>{errors::config::TITLE}</h1>
            <p>{words.what}</p>
            <p>{words.next}</p>
            <button type="button" class="button" data-kind="primary" on:click=|_| address::reload()>
                {common::TRY_AGAIN}
            </button>
        </main>
    }
}
