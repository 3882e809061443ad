//! The frame of a page: its title in the tab, its heading, and what a change of page does with the
//! focus.

use leptos::prelude::*;

use crate::browser::{document, focus};
use crate::reactive::{Memo, effect, memo, words};
use crate::state::announcer::use_announcer;
use crate::state::session::use_sessions;
use crate::text::common;

/// Whether a page has been shown before: the first one leaves the focus where the browser puts it.
#[derive(Clone, Copy)]
pub struct FirstPage(pub StoredValue<bool>);

/// The heading of a page, which also names the tab. After a change of page it takes the focus, and
/// the title is announced.
pub fn page_heading(title: Memo<String>) -> AnyView {
    heading(title, title, None)
}

/// [`page_heading`] that is the name of something: nobody knows in which language.
pub fn name_heading(name: Memo<String>) -> AnyView {
    heading(name, name, Some(""))
}

/// [`name_heading`] where the tab says more than the heading.
pub fn heading_with_tab(name: Memo<String>, tab: Memo<String>) -> AnyView {
    heading(name, tab, Some(""))
}

fn heading(title: Memo<String>, tab: Memo<String>, language: Option<&'static str>) -> AnyView {
    let sessions = use_sessions();
    effect(move || {
        let organization =
            sessions.current.with(|session| session.as_ref().map(|s| s.organization_name.clone()));
        document::set_title(&common::title(&tab.get(), organization.as_deref()));
    });
    if let Some(FirstPage(first)) = use_context::<FirstPage>() {
        if !first.get_value() {
            focus::later_in_place("#main h1");
            use_announcer().say_title(title.get_untracked());
        }
        first.set_value(false);
    }
    view! { <h1 tabindex="-1" dir="auto" lang=language>{words(move || title.get())}</h1> }.into_any()
}

/// [`page_heading`] with a title that never changes.
pub fn fixed_heading(title: &'static str) -> AnyView {
    page_heading(memo(move || title.to_owned()))
}
