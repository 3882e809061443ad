//! One row: a test set at a glance. A change of the set touches only the texts that changed.

use std::sync::Arc;

use contract::TestSet;
use domain::kind::Kind;
use domain::set_size::SetSize;
use leptos::prelude::*;

use crate::data::list::Row;
use crate::data::names::Item;
use crate::data::workspace::Workspace;
use crate::parts::last_run::last_run;
use crate::parts::moment::moment;
use crate::parts::name::{label, name};
use crate::parts::start_run::Starter;
use crate::parts::tag::tag_chips;
use crate::reactive::{attribute, live_if, memo, words};
use crate::routes::Address;
use crate::text::test_set as text;

type Set = ArcReadSignal<Arc<Item>>;

/// A row of the table. `place` counts from 0.
pub(super) fn set_row(workspace: Workspace, starter: Starter, row: &Row, place: usize) -> AnyView {
    let set = row.item.read_only();
    let address = Address::Set { organization: workspace.organization(), id: row.id.clone() }.path();
    let [tests, conversations, last, tags, creator, updated] = text::CELLS;
    let (at, of, run) = (set.clone(), set.clone(), set.clone());
    let size = memo(move || of.with(|set| set.test_set().map(|set| SetSize::of(&set.unit_test_runs))));
    let size = move || size.get().unwrap_or_default();
    let run = memo(move || run.with(|set| set.test_set()?.last_triggered_run_id.clone()));
    let head = view! {
        <th role="rowheader" scope="row">
            <a class="name" href=address dir="auto" lang="">{said(&set, text::called)}</a>
            <span class="sub" dir="auto" lang="">{said(&set, |set| set.description.clone().unwrap_or_default())}</span>
        </th>
    };
    let cells = [
        cell(tests, words(move || text::number(size().tests as u64)).into_any()),
        cell(
            conversations,
            view! {
                <span>{words(move || text::conversations_of(size()))}</span>
                <span class="sub">{words(move || text::odd_counts(size()))}</span>
            }
            .into_any(),
        ),
        cell(last, view! { {last_run(workspace, run)}{start(starter, &set)} }.into_any()),
        cell(tags, row_tags(set.clone())),
        cell(
            creator,
            name(move || {
                let id = set.with(|set| set.test_set().map(|set| set.creator.user_id.clone()));
                label(workspace, Kind::User, &id.unwrap_or_default())
            })
            .into_any(),
        ),
        cell(updated, moment(move || at.with(|set| set.updated_at().cloned())).into_any()),
    ];
    view! { <tr role="row" aria-rowindex=(place + 2).to_string()>{head}{Vec::from(cells)}</tr> }.into_any()
}

fn cell(label: &'static str, content: AnyView) -> AnyView {
    view! { <td role="cell" data-label=label>{content}</td> }.into_any()
}

fn said(set: &Set, read: fn(&TestSet) -> String) -> AnyView {
    let set = set.clone();
    words(move || set.with(|set| set.test_set().map(read)).unwrap_or_default()).into_any()
}

/// Starts a run of the set, unless it is deleted.
fn start(starter: Starter, set: &Set) -> AnyView {
    let id = set.with_untracked(|set| set.test_set().map(|set| set.id.clone())).unwrap_or_default();
    let of = set.clone();
    let is_live = memo(move || of.with(|set| !set.is_deleted()));
    let named = set.clone();
    live_if(move || {
        let set = named.clone();
        let name = attribute(move || set.with(|set| set.test_set().map(text::start_of)));
        is_live.get().then(|| starter.button_of(id.clone(), name))
    })
    .into_any()
}

/// How many tags a row shows.
const MOST_TAGS: usize = 2;

fn row_tags(set: Set) -> AnyView {
    live_if(move || set.with(|set| Some(tag_chips(&set.test_set()?.tags, MOST_TAGS)))).into_any()
}
