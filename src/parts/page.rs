//! The frame of a page: its title in the tab, its heading, and what a change of page does with the
//! focus.

use leptos::prelude::*;

use crate::browser::{document, focus};
use crate::state::announcer::use_announcer;
use crate::state::session::use_sessions;
use crate::text::common;

/// Whether a page has been shown before: the first one leaves the focus where the browser puts it.
#[derive(Clone, Copy)]
pub struct FirstPage(pub StoredValue<bool>);

/// The heading of a page, which also names the tab. After a change of page it takes the focus, and
/// the title is announced.
#[component]
pub fn PageHeading(
    /// The page's name.
    #[prop(into)]
    title: Signal<String>,
) -> impl IntoView {
    let sessions = use_sessions();
    let announcer = use_announcer();
    Effect::new(move |_| {
        let organization =
            sessions.current.with(|session| session.as_ref().map(|s| s.organization_name.clone()));
        document::set_title(&common::title(&title.get(), organization.as_deref()));
    });
    let first = use_context::<FirstPage>().is_none_or(|FirstPage(first)| first.get_value());
    if !first {
        focus::later("#main h1");
        announcer.say(title.get_untracked());
    }
    if let Some(FirstPage(first)) = use_context::<FirstPage>() {
        first.set_value(false);
    }
    view! { <h1 tabindex="-1" dir="auto">{title}</h1> }
}
