//! One row: a unit test at a glance. Each cell follows its own part of the test, so that a change
//! touches only what changed.

use std::sync::Arc;

use contract::UnitTest;
use domain::sentence::Sentence;
use leptos::prelude::*;

use crate::data::catalogue::Row;
use crate::data::workspace::Workspace;
use crate::parts::moment::Moment;
use crate::parts::name::{self, Label, Name};
use crate::routes::Address;
use crate::text::catalogue as text;
use crate::text::criterion;

/// A row of the table. `place` counts from 0.
#[component]
pub(super) fn TestRow(workspace: Workspace, row: Row, place: usize) -> impl IntoView {
    let test = row.test.read_only();
    let address = Address::test(&workspace.organization(), &row.id).path();
    let part = move |read: fn(&UnitTest) -> String| {
        let test = test.clone();
        Memo::new(move |_| test.with(|test| read(test)))
    };
    let name = part(|test| match test.name.trim() {
        "" => text::NAMELESS.to_owned(),
        name => name.to_owned(),
    });
    let description = part(|test| test.description.clone());
    let version_set = part(|test| test.service_version_set_name.clone());
    let called = |label: fn(Workspace, &UnitTest) -> Label| {
        let test = row.test.read_only();
        Signal::derive(move || test.with(|test: &Arc<UnitTest>| label(workspace, test)))
    };
    let updated = row.test.read_only();
    view! {
        <tr role="row" aria-rowindex=place + 2>
            <th role="rowheader" scope="row">
                <a class="name" href=address dir="auto">{name}</a>
                <span class="sub" dir="auto">{description}</span>
            </th>
            <td role="cell" data-label=text::SERVICE>
                <Name label=called(|workspace, test| name::service(workspace, &test.service_id)) />
                <span class="sub" dir="auto">{version_set}</span>
            </td>
            <td role="cell" data-label=text::PERSONA>
                <Name label=called(|workspace, test| name::persona(workspace, &test.persona_id)) />
                <span class="sub">
                    <Name label=called(|workspace, test| name::scenario(workspace, &test.scenario_id)) />
                </span>
            </td>
            <td role="cell" data-label=text::COLUMNS[3]>
                <Criteria test=row.test.read_only() />
            </td>
            <td role="cell" data-label=text::TAG>
                <Tags test=row.test.read_only() />
            </td>
            <td role="cell" data-label=text::CREATOR>
                <Name label=called(|workspace, test| name::user(workspace, &test.creator)) />
            </td>
            <td role="cell" data-label=text::COLUMNS[6] class="when">
                <Moment at=Signal::derive(move || updated.with(|test| test.updated_at.clone())) />
            </td>
        </tr>
    }
}

/// The first criterion as a sentence, and how many there are.
#[component]
fn Criteria(test: ArcReadSignal<Arc<UnitTest>>) -> impl IntoView {
    let criteria = Memo::new(move |_| {
        test.with(|test| {
            let first =
                test.success_criterions.first().map(|first| criterion::sentence(&Sentence::of(first)));
            (first, test.success_criterions.len())
        })
    });
    move || match criteria.get() {
        (Some((subject, expectation)), count) => view! {
            <span class="sentence" dir="auto">{subject}" "<b>{expectation}</b></span>
            <span class="sub">{criterion::count(count)}</span>
        }
        .into_any(),
        (None, _) => view! { <span class="hint">{criterion::NONE}</span> }.into_any(),
    }
}

/// How many tags a row shows.
const MOST_TAGS: usize = 3;

/// The first tags, and how many more there are.
#[component]
fn Tags(test: ArcReadSignal<Arc<UnitTest>>) -> impl IntoView {
    let tags = Memo::new(move |_| test.with(|test| test.tags.clone()));
    move || {
        let tags = tags.get().0;
        let more = tags.len().saturating_sub(MOST_TAGS);
        let shown = tags.into_iter().take(MOST_TAGS).map(|tag| {
            let label = match tag.value {
                Some(value) => format!("{}: {value}", tag.key),
                None => tag.key,
            };
            view! { <span class="chip" dir="auto" title=label.clone()>{label.clone()}</span> }
        });
        view! {
            <span class="tags">
                {shown.collect_view()}
                {(more > 0).then(|| view! { <span class="sub">{criterion::and_more(more)}</span> })}
            </span>
        }
    }
}
