//! The catalogue of unit tests.

mod row;

use domain::kind::Kind;
use domain::listing::Listing;
use leptos::prelude::*;

use self::row::test_row;
use crate::data::workspace::Workspace;
use crate::parts::create::create_button;
use crate::parts::gate::signed_in;
use crate::parts::list::list_page;
use crate::text::catalogue as text;

/// The catalogue, for somebody signed in.
pub fn tests_page() -> AnyView {
    signed_in(page)
}

fn page(workspace: Workspace) -> AnyView {
    list_page(
        workspace,
        Listing::Tests,
        &text::COLUMNS,
        create_button(workspace, Kind::UnitTest),
        move |row, place| test_row(workspace, row, place),
    )
}
