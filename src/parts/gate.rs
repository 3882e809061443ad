//! What stands between a page and somebody who is not signed in, or elsewhere.

use leptos::prelude::*;

use super::page::PageHeading;
use super::sign_in_form::{Known, SignInForm};
use crate::data::workspace::Workspace;
use crate::routes::{Address, use_address};
use crate::state::session::use_sessions;
use crate::text::{common, session as text};
use crate::ui::notice::{Notice, Tone};

/// The workspace of the session, made by the app.
#[derive(Clone, Copy)]
pub struct CurrentWorkspace(pub Signal<Option<Workspace>>);

/// Shows a page to somebody signed in to the organization of the address, and sign-in, in the same
/// place, to anybody else.
#[component]
pub fn SignedIn(
    /// The page.
    children: ChildrenFn,
) -> impl IntoView {
    let sessions = use_sessions();
    let address = use_address();
    let wanted = Memo::new(move |_| address.with(|address| address.organization().map(str::to_owned)));
    let is_here = Memo::new(move |_| {
        let current = sessions.current.with(|session| session.as_ref().map(|s| s.organization.clone()));
        current.is_some() && current == wanted.get()
    });
    let workspace = use_context::<CurrentWorkspace>();
    let here = Memo::new(move |_| {
        let workspace = workspace.and_then(|CurrentWorkspace(workspace)| workspace.get());
        workspace
            .filter(|workspace| is_here.get() && Some(workspace.organization()) == wanted.get())
            .is_some()
    });
    move || {
        if here.get() {
            if let Some(workspace) =
                workspace.and_then(|CurrentWorkspace(workspace)| workspace.get_untracked())
            {
                provide_context(workspace);
            }
            return children().into_any();
        }
        if !sessions.settled.get() || is_here.get() {
            return view! { <p class="startup" role="status">{common::LOADING}</p> }.into_any();
        }
        view! { <SignInHere wanted=wanted.get() /> }.into_any()
    }
}

/// Sign-in, with what the address tells.
#[component]
pub fn SignInHere(
    /// The organization of the address.
    wanted: Option<String>,
) -> impl IntoView {
    let sessions = use_sessions();
    let elsewhere = sessions.current.get_untracked().zip(wanted.clone()).map(|(session, wanted)| {
        let words = text::other_organization(&wanted, &session.organization_name);
        let address = Address::Tests { organization: session.organization };
        view! {
            <Notice tone=Tone::Info>
                <p>{words}</p>
                <div class="actions">
                    <a class="button" href=address.path()>{text::go_to(&session.organization_name)}</a>
                </div>
            </Notice>
        }
    });
    let known = Known { organization: wanted, ..Known::default() };
    view! {
        <div class="entrance">
            <PageHeading title=text::SIGN_IN.to_owned() />
            <p class="lead">{text::INTRODUCTION}</p>
            {elsewhere}
            <SignInForm known />
        </div>
    }
}
