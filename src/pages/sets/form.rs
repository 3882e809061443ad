//! The form in which a test set is put together: a new one, a copy of one, or a change to one.

mod about;
mod add;
mod counts;
mod editing;
mod member;
mod members;
mod saving;

use std::sync::Arc;

use contract::{TestSet, TestSetId};
use domain::form::SetForm;
use domain::kind::Kind;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use self::editing::Editing;
use crate::data::query::use_query;
use crate::data::test_set;
use crate::data::workspace::Workspace;
use crate::parts::form::{Opened, Purpose, Start, TagRows, form, fresh, opened, tags};
use crate::parts::gate::signed_in;
use crate::reactive::{live, memo};
use crate::routes::{Address, FROM, use_address};

/// The form of a new set, or of a copy of one, for somebody signed in.
pub fn new_page() -> AnyView {
    signed_in(|workspace| {
        let location = use_location();
        let from = memo(move || location.query.with(|query| query.get(FROM)));
        live(move || match from.get() {
            None => fresh(workspace, Kind::TestSet, SetForm::default(), move |start| whole(workspace, start)),
            Some(from) => stored(workspace, &from, Purpose::Copy),
        })
        .into_any()
    })
}

/// The form in which a set is changed, for somebody signed in.
pub fn edit_page() -> AnyView {
    signed_in(|workspace| {
        let address = use_address();
        let id = memo(move || {
            address.with(|address| match address {
                Address::EditSet { id, .. } => id.clone(),
                _ => String::new(),
            })
        });
        live(move || stored(workspace, &id.get(), Purpose::Change)).into_any()
    })
}

/// The form of a stored set.
fn stored(workspace: Workspace, id: &str, purpose: Purpose) -> AnyView {
    let query = TestSetId::parse(id).map(|id| {
        let wanted = id.as_str().to_owned();
        use_query(move || Some(wanted.clone()), move |id| test_set::find(workspace.api, id))
    });
    let read = |set: &TestSet| Opened {
        id: set.id.as_str().to_owned(),
        name: set.name.clone(),
        is_deleted: set.is_deleted,
        form: SetForm::of(set),
    };
    let asked = (workspace, Kind::TestSet, purpose);
    opened(asked, (id, query), read, |form| &mut form.name, move |start| whole(workspace, start))
}

/// The whole form.
fn whole(workspace: Workspace, start: Start<SetForm>) -> AnyView {
    let editing = Editing::new(workspace, start);
    editing.frame.saves_by(saving::saving(editing));
    saving::look_back(editing);
    let tag_rows = TagRows {
        rows: editing.read(|form| form.tags.clone()),
        change: Arc::new(move |field, change| editing.change(field, |form| change(&mut form.tags))),
    };
    let (members, dialog) = members::members(editing);
    let parts = view! {
        {about::about(editing)}
        {members}
        {tags(editing.frame, tag_rows)}
    };
    view! { {form(editing.frame, parts.into_any())}{dialog} }.into_any()
}
