//! The root: contexts, the router, the shell, and the page that says what is wrong with the
//! settings.

use std::borrow::Cow;

use domain::config::Config;
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos_router::components::Router;

use crate::browser::{address, clock, document, visibility};
use crate::config::ConfigError;
use crate::data::workspace::Workspace;
use crate::parts::gate::CurrentWorkspace;
use crate::parts::page::FirstPage;
use crate::reactive::{RwSignal, on};
use crate::routes::Address;
use crate::shell::shell;
use crate::state::announcer::provide_announcer;
use crate::state::clock::provide_clock;
use crate::state::leaving::provide_leaving;
use crate::state::personal::Personal;
use crate::state::session::{Session, Sessions, provide_sessions};
use crate::state::theme::provide_theme;
use crate::state::updates::provide_updates;
use crate::task::Task;
use crate::text::{common, errors};

/// The app, or what is wrong with its settings.
pub fn root(config: Result<Config, ConfigError>) -> AnyView {
    match config {
        Ok(config) => app(config),
        Err(error) => not_set_up(&error),
    }
}

/// The whole console.
fn app(config: Config) -> AnyView {
    let base = address::base();
    let router_base = base.trim_end_matches('/').to_owned();
    let wanted = Address::parse(&address::path()).organization().map(str::to_owned);
    provide_announcer();
    provide_theme();
    provide_clock();
    provide_updates();
    provide_leaving();
    provide_context(FirstPage(StoredValue::new(true)));
    let sessions = provide_sessions(config, wanted);
    provide_context(CurrentWorkspace(workspaces(sessions)));
    // An empty base is another thing to the router than none.
    if router_base.is_empty() {
        return view! { <Router>{shell()}</Router> }.into_any();
    }
    view! { <Router base=Cow::Owned(router_base)>{shell()}</Router> }.into_any()
}

/// The workspace of the session. It is made anew for another person, organization or region, not when the
/// same person signs in again. An old one is not torn down under a page that still shows it, but soon after: its
/// token and data are freed.
fn workspaces(sessions: Sessions) -> RwSignal<Option<Workspace>> {
    let current = RwSignal::new(None::<Workspace>);
    // What belongs to an effect ends when it runs again: a workspace belongs to the app.
    let app = Owner::current().unwrap_or_default();
    let mut before = None::<Session>;
    let mut owner = None::<Owner>;
    let mut follow = move || {
        let session = sessions.current.get();
        match (&session, &before, current.get_untracked()) {
            (Some(session), Some(before), Some(workspace)) if session.continues(before) => {
                workspace.api.set_access(sessions.access(session));
                // Who signs in again may come with other permissions.
                workspace.forget_denials();
                workspace.runs.share(&session.who());
            }
            (session, _, left) => {
                let made = session.as_ref().map(|session| {
                    let owner = app.child();
                    let personal = Personal::of(session);
                    let workspace = owner.with(|| Workspace::of(sessions.api(session), personal));
                    workspace.runs.share(&session.who());
                    (owner, workspace)
                });
                let (next, workspace) = made.unzip();
                current.set(workspace);
                if let (Some(left), Some(owner)) = (left, std::mem::replace(&mut owner, next)) {
                    let_go(left, owner);
                }
            }
        }
        before = session;
    };
    // Whoever went to ask for a permission comes back with it.
    visibility::on_return(move || {
        if let Some(Some(workspace)) = current.try_get_untracked() {
            workspace.forget_denials();
        }
    });
    // At once, not after the first page is drawn: it shall not wait for what is known.
    Effect::new_isomorphic(move |_| follow());
    current
}

/// How long the page before may take to go, in milliseconds.
const TO_GO: i64 = 2000;

/// Frees a workspace that was left: its token at once, the rest when nothing shows it any more.
fn let_go(workspace: Workspace, owner: Owner) {
    workspace.api.close();
    Task::start(async move {
        clock::sleep(TO_GO).await;
        owner.cleanup();
    })
    .detach();
}

/// The settings are missing or wrong.
fn not_set_up(error: &ConfigError) -> AnyView {
    let said = errors::config::words(error);
    document::set_title(&common::title(errors::config::TITLE, None));
    view! {
        <main class="empty alone">
            <h1>{errors::config::TITLE}</h1>
            <div class="empty-words" role="alert">
                <p>{said.what}</p>
                <p>{said.next}</p>
            </div>
            <button
                type="button"
                class="button"
                data-kind="primary"
                on:click=on(|_: MouseEvent| address::reload())
            >
                {common::TRY_AGAIN}
            </button>
        </main>
    }
    .into_any()
}
