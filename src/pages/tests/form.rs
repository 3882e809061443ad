//! The form in which a unit test is written: a new one, a copy of one, or a change to one.

mod about;
mod against;
mod criteria;
mod criterion;
mod editing;
mod expected;
mod facts;
mod people;
mod prose;
mod saving;

use std::sync::Arc;

use contract::{UnitTest, UnitTestId};
use domain::form::TestForm;
use domain::kind::Kind;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use self::editing::Editing;
use crate::browser::intl;
use crate::data::query::use_query;
use crate::data::unit_test;
use crate::data::workspace::Workspace;
use crate::parts::form::{Opened, Purpose, Start, TagRows, form, fresh, opened, tags};
use crate::parts::gate::signed_in;
use crate::reactive::{live, memo};
use crate::routes::{Address, FROM, use_address};

/// The form of a new test, or of a copy of one, for somebody signed in.
pub fn new_page() -> AnyView {
    signed_in(|workspace| {
        let location = use_location();
        let from = memo(move || location.query.with(|query| query.get(FROM)));
        live(move || match from.get() {
            None => fresh(workspace, Kind::UnitTest, TestForm::fresh(), move |start| whole(workspace, start)),
            Some(from) => stored(workspace, &from, Purpose::Copy),
        })
        .into_any()
    })
}

/// The form in which a test is changed, for somebody signed in.
pub fn edit_page() -> AnyView {
    signed_in(|workspace| {
        let address = use_address();
        let id = memo(move || {
            address.with(|address| match address {
                Address::EditTest { id, .. } => id.clone(),
                _ => String::new(),
            })
        });
        live(move || stored(workspace, &id.get(), Purpose::Change)).into_any()
    })
}

/// The form of a stored test.
fn stored(workspace: Workspace, id: &str, purpose: Purpose) -> AnyView {
    let query = UnitTestId::parse(id).map(|id| {
        let wanted = id.as_str().to_owned();
        use_query(move || Some(wanted.clone()), move |id| unit_test::find(workspace.api, id))
    });
    let read = |test: &UnitTest| Opened {
        id: test.id.as_str().to_owned(),
        name: test.name.clone(),
        is_deleted: test.is_deleted,
        form: TestForm::of(test, intl::notation()),
    };
    let asked = (workspace, Kind::UnitTest, purpose);
    opened(asked, (id, query), read, |form| &mut form.name, move |start| whole(workspace, start))
}

/// The whole form.
fn whole(workspace: Workspace, start: Start<TestForm>) -> AnyView {
    let editing = Editing::new(workspace, start);
    editing.frame.saves_by(saving::saving(editing));
    saving::look_back(editing);
    let tag_rows = TagRows {
        rows: editing.read(|form| form.tags.clone()),
        change: Arc::new(move |field, change| editing.change(field, |form| change(&mut form.tags))),
    };
    let parts = view! {
        {about::about(editing)}
        {against::against(editing)}
        {people::people(editing)}
        {criteria::criteria(editing)}
        {tags(editing.frame, tag_rows)}
        {prose::prose(editing)}
    };
    form(editing.frame, parts.into_any())
}
