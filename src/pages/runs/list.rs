//! The list of runs: those that go on are followed as long as they are on screen.

mod row;

use domain::listing::Listing;
use leptos::prelude::*;

use self::row::run_row;
use crate::data::runs::Attention;
use crate::data::workspace::Workspace;
use crate::parts::gate::signed_in;
use crate::parts::list::list_page;
use crate::parts::start_run::Starter;
use crate::reactive::memo;
use crate::text::run as text;

/// The list, for somebody signed in.
pub fn runs_page() -> AnyView {
    signed_in(page)
}

fn page(workspace: Workspace) -> AnyView {
    let list = workspace.list(Listing::Runs);
    workspace.runs.watch(memo(move || list.going()), Attention::List);
    let (starter, dialog) = Starter::new(workspace);
    let start = starter.button(text::start::START, Some("primary"), || None);
    let list = list_page(workspace, Listing::Runs, &text::COLUMNS, start, move |row, place| {
        run_row(workspace, row, place)
    });
    view! { {list}{dialog} }.into_any()
}
