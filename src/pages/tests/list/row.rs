//! One row: a unit test at a glance. A change of the test touches only the texts that changed.

use std::sync::Arc;

use contract::UnitTest;
use domain::kind::Kind;
use domain::sentence::Sentence;
use leptos::prelude::*;

use crate::data::list::Row;
use crate::data::names::Item;
use crate::data::workspace::Workspace;
use crate::parts::moment::moment;
use crate::parts::name::{deleted_mark, label, name};
use crate::parts::tag::tag_chips;
use crate::reactive::{live, live_if, words};
use crate::routes::Address;
use crate::text::catalogue as text;
use crate::text::criterion;

type Test = ArcReadSignal<Arc<Item>>;

/// A row of the table. `place` counts from 0.
pub(super) fn test_row(workspace: Workspace, row: &Row, place: usize) -> AnyView {
    let test = row.item.read_only();
    let address = Address::Test { organization: workspace.organization(), id: row.id.clone() }.path();
    let [service, persona, passes, tags, creator, updated] = text::CELLS;
    let at = test.clone();
    let head = view! {
        <th role="rowheader" scope="row">
            <a class="name" href=address dir="auto" lang="">{said(&test, text::called)}</a>
            <span class="sub" dir="auto" lang="">{said(&test, |test| test.description.clone())}</span>
        </th>
    };
    let cells = [
        cell(service, view! {
            {named(workspace, &test, Kind::Service, |test| test.service_id.as_str())}
            <span class="sub" dir="auto" lang="">{said(&test, |test| test.service_version_set_name.clone())}</span>
        }.into_any()),
        cell(persona, view! {
            <div>
                {named(workspace, &test, Kind::Persona, |test| test.persona_id.as_str())}
                {mark(workspace, &test, Kind::Persona, |test| test.persona_id.as_str())}
            </div>
            <div>
                <span class="sub">{named(workspace, &test, Kind::Scenario, |test| test.scenario_id.as_str())}</span>
                {mark(workspace, &test, Kind::Scenario, |test| test.scenario_id.as_str())}
            </div>
        }.into_any()),
        cell(passes, criteria(test.clone())),
        cell(tags, row_tags(test.clone())),
        cell(creator, named(workspace, &test, Kind::User, |test| test.creator.user_id.as_str())),
        cell(updated, moment(move || at.with(|test| test.updated_at().cloned())).into_any()),
    ];
    view! { <tr role="row" aria-rowindex=(place + 2).to_string()>{head}{Vec::from(cells)}</tr> }.into_any()
}

fn cell(label: &'static str, content: AnyView) -> AnyView {
    view! { <td role="cell" data-label=label>{content}</td> }.into_any()
}

fn said(test: &Test, read: fn(&UnitTest) -> String) -> AnyView {
    let test = test.clone();
    words(move || test.with(|test| test.unit_test().map(read)).unwrap_or_default()).into_any()
}

fn named(workspace: Workspace, test: &Test, kind: Kind, id: fn(&UnitTest) -> &str) -> AnyView {
    let test = test.clone();
    name(move || test.with(|test| label(workspace, kind, test.unit_test().map(id).unwrap_or_default())))
        .into_any()
}

/// Marks what the test refers to and what is deleted.
fn mark(workspace: Workspace, test: &Test, kind: Kind, id: fn(&UnitTest) -> &str) -> AnyView {
    let test = test.clone();
    let id = move || test.with(|test| test.unit_test().map(id).unwrap_or_default().to_owned());
    deleted_mark(workspace, kind, id)
}

/// The first criterion as a sentence, and how many there are.
fn criteria(test: Test) -> AnyView {
    let shown = live(move || {
        let criteria = test.with(|test| test.unit_test().map(|test| test.success_criterions.clone()));
        let criteria = criteria.unwrap_or_default();
        match criteria.first() {
            Some(first) => {
                let (subject, expectation) = criterion::sentence(&Sentence::of(first));
                view! {
                    <span class="sentence" dir="auto">{subject}" "<b>{expectation}</b></span>
                    <span class="sub">{criterion::count(criteria.len())}</span>
                }
                .into_any()
            }
            None => view! { <span class="hint">{criterion::NONE}</span> }.into_any(),
        }
    });
    shown.into_any()
}

/// How many tags a row shows.
const MOST_TAGS: usize = 2;

/// The first tags, and how many more there are.
fn row_tags(test: Test) -> AnyView {
    live_if(move || test.with(|test| Some(tag_chips(&test.unit_test()?.tags, MOST_TAGS)))).into_any()
}
