//! The list of test sets.

mod row;

use contract::TestSetRunId;
use domain::kind::Kind;
use domain::listing::Listing;
use leptos::prelude::*;

use self::row::set_row;
use crate::data::list::Row;
use crate::data::runs::Attention;
use crate::data::workspace::Workspace;
use crate::parts::create::create_button;
use crate::parts::gate::signed_in;
use crate::parts::list::list_page;
use crate::parts::start_run::Starter;
use crate::reactive::memo;
use crate::text::test_set as text;

/// The list, for somebody signed in.
pub fn sets_page() -> AnyView {
    signed_in(page)
}

fn page(workspace: Workspace) -> AnyView {
    watch_last_runs(workspace);
    let (starter, dialog) = Starter::new(workspace);
    let create = create_button(workspace, Kind::TestSet);
    let list = list_page(workspace, Listing::Sets, &text::COLUMNS, create, move |row, place| {
        set_row(workspace, starter, row, place)
    });
    view! { {list}{dialog} }.into_any()
}

/// The last runs of all sets that are shown are asked for together, and followed.
fn watch_last_runs(workspace: Workspace) {
    let rows = workspace.list(Listing::Sets).rows;
    let ids = memo(move || {
        rows.with(|rows| {
            let last = |row: &Row| row.item.with(|item| item.test_set()?.last_triggered_run_id.clone());
            let ids = rows.iter().filter_map(last).filter(TestSetRunId::is_well_formed);
            ids.collect::<Vec<_>>()
        })
    });
    workspace.runs.watch(ids, Attention::List);
}
