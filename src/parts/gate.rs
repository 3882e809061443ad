//! What stands between a page and somebody who is not signed in, or elsewhere.

use leptos::prelude::*;

use super::page::fixed_heading;
use super::sign_in_form::{Known, sign_in_form};
use crate::data::workspace::Workspace;
use crate::reactive::{RwSignal, live, memo};
use crate::routes::{Address, use_address};
use crate::state::session::use_sessions;
use crate::text::{common, session as text};
use crate::ui::notice::{Tone, arriving, notice};

/// The workspace of the session, made by the app.
#[derive(Clone, Copy)]
pub struct CurrentWorkspace(pub RwSignal<Option<Workspace>>);

/// Shows a page to somebody signed in to the organization of the address, and sign-in, in the same
/// place, to anybody else.
pub fn signed_in(page: fn(Workspace) -> AnyView) -> AnyView {
    let sessions = use_sessions();
    let address = use_address();
    let wanted = memo(move || address.with(|address| address.organization().map(str::to_owned)));
    let signed_in_here = memo(move || {
        let wanted = wanted.get();
        sessions
            .current
            .with(|session| session.as_ref().is_some_and(|s| Some(&s.organization) == wanted.as_ref()))
    });
    let current = use_context::<CurrentWorkspace>();
    // The number of the workspace: another person's page is drawn anew, whatever its address.
    let ready = memo(move || {
        let CurrentWorkspace(current) = current?;
        let workspace = current.get()?;
        (signed_in_here.get() && Some(workspace.organization()) == wanted.get()).then_some(workspace.number)
    });
    let shown = live(move || {
        if ready.get().is_some()
            && let Some(workspace) = current.and_then(|CurrentWorkspace(current)| current.get_untracked())
        {
            return page(workspace);
        }
        if !sessions.settled.get() || signed_in_here.get() {
            return awaited();
        }
        sign_in_here(wanted.get())
    });
    shown.into_any()
}

/// Shown for the blink of an eye until it is known whether somebody is signed in.
pub fn awaited() -> AnyView {
    view! { <p class="startup" role="status" data-arrives=arriving()><span>{common::LOADING}</span></p> }
        .into_any()
}

/// Sign-in, with the organization that the address names, if it does.
pub fn sign_in_here(wanted: Option<String>) -> AnyView {
    let sessions = use_sessions();
    let elsewhere = sessions.current.get_untracked().zip(wanted.clone()).map(|(session, wanted)| {
        let words = text::other_organization(&wanted, &session.organization_name);
        let address = Address::Tests { organization: session.organization };
        let content = view! {
            <p>{words}</p>
            <div class="actions">
                <a class="button" href=address.path()>{text::go_to(&session.organization_name)}</a>
            </div>
        };
        notice(Tone::Info, content.into_any())
    });
    let known = Known { organization: wanted, ..Known::default() };
    view! {
        <div class="entrance">
            {fixed_heading(text::SIGN_IN)}
            <p class="lead">{text::INTRODUCTION}</p>
            {elsewhere}
            {sign_in_form(&known)}
        </div>
    }
    .into_any()
}
