//! Deleting the test: the sets that use it stand in the way, and are named.

use std::sync::Arc;

use contract::{TestSet, UnitTestId, UpdateUnitTest};
use domain::kind::Kind;
use leptos::prelude::*;

use super::Test;
use crate::data::paging::Part;
use crate::data::query::{Query, use_query};
use crate::data::workspace::Workspace;
use crate::data::{test_writing, unit_test};
use crate::parts::delete::Deletion;
use crate::reactive::{RwSignal, live_if, memo};
use crate::routes::Address;
use crate::text::form::delete as text;
use crate::ui::notice::{Tone, notice, status_line};

pub(super) fn deletion(workspace: Workspace, test: Test, asking: RwSignal<bool>) -> Deletion {
    let id = memo(move || test.with(|test| test.id.as_str().to_owned()));
    let key = move || asking.get().then(|| id.get());
    let sets: Query<Part<TestSet>> = use_query(key, move |id| unit_test::sets(workspace.api, id));
    Deletion {
        kind: Kind::UnitTest,
        id,
        name: memo(move || test.with(|test| test.name.clone())),
        touches: Arc::new(move || used_by(workspace, sets)),
        is_free: memo(move || match sets.value() {
            Some(sets) => sets.items.is_empty(),
            None => sets.error().is_some(),
        }),
        in_use: text::IN_USE_UNSEEN,
        look_again: Callback::new(move |()| sets.refresh()),
        delete: |workspace, id| {
            Box::pin(async move {
                let id = UnitTestId::from_response(&id);
                let deleted = test_writing::delete(workspace.api, &id).await?;
                workspace.wrote(&id, UpdateUnitTest::default());
                Ok(deleted)
            })
        },
    }
}

/// The sets that stand in the way.
fn used_by(workspace: Workspace, sets: Query<Part<TestSet>>) -> AnyView {
    live_if(move || match sets.value() {
        None if sets.error().is_some() => {
            Some(notice(Tone::Warning, view! { <p>{text::UNCHECKED}</p> }.into_any()))
        }
        None => Some(status_line(text::CHECKING)),
        Some(sets) if sets.items.is_empty() => {
            // Those that could not be read may still be in the way.
            let unread = sets.rest.is_some();
            unread.then(|| notice(Tone::Warning, view! { <p>{text::UNCHECKED}</p> }.into_any()))
        }
        Some(sets) => {
            let items = sets.items.iter().map(|set| {
                let address = Address::set(&workspace.organization(), &set.id).path();
                let name = crate::text::test_set::called(set);
                view! { <li><a href=address dir="auto" lang="">{name}</a></li> }.into_any()
            });
            let items: Vec<AnyView> = items.collect();
            let part = sets.rest.is_some().then(|| view! { <p>{text::IN_USE_PART}</p> }.into_any());
            let content = view! { <p>{text::IN_USE}</p><ul class="plain">{items}</ul>{part} };
            Some(notice(Tone::Warning, content.into_any()))
        }
    })
    .into_any()
}
