//! Finding unit tests for the set: the catalogue's own search and facets, in a dialog. What is ticked is in
//! the set at once.

use std::sync::Arc;

use contract::UnitTest;
use domain::form::Field;
use domain::kind::Kind;
use domain::listing::{Listing, View};
use domain::polling::Stamp;
use leptos::ev::{Event, MouseEvent};
use leptos::prelude::*;

use super::editing::Editing;
use crate::data::list::Row;
use crate::data::names::Item;
use crate::parts::list::{Listed, chosen_here, list_body};
use crate::parts::name::{label, name};
use crate::parts::tag::tag_chips;
use crate::reactive::{RwSignal, flag, live_if, memo, on, words};
use crate::text::{catalogue, test_set as text};
use crate::ui::dialog::dialog;

type Test = ArcReadSignal<Arc<Item>>;

/// The dialog, over the page while `adding`.
pub(super) fn add_dialog(editing: Editing, adding: RwSignal<bool>) -> AnyView {
    let workspace = editing.workspace;
    let list = workspace.another_list();
    // It opens as it was left.
    let view = RwSignal::new(View::of(Listing::Tests));
    let open = memo(move || adding.get());
    let close = move || {
        adding.try_set(false);
    };
    let notation = editing.notation;
    let size = editing.read(move |form| form.size(notation));
    let content = move || {
        let listed = Listed {
            workspace,
            list,
            chosen: chosen_here(view),
            columns: &text::FOUND_COLUMNS,
            draw: Arc::new(move |row, place| found(editing, row, place)),
        };
        view! {
            <p class="hint">{text::ADD_HINT}</p>
            {list_body(&listed)}
            <div class="dialog-foot">
                <span role="status">{words(move || text::so_far(size.get()))}</span>
                <button type="button" class="button" data-kind="primary" on:click=on(move |_: MouseEvent| close())>
                    {text::ADDED}
                </button>
            </div>
        }
        .into_any()
    };
    dialog(open, text::ADD_MEMBERS, close, content)
}

/// A test that was found. `place` counts from 0.
fn found(editing: Editing, row: &Row, place: usize) -> AnyView {
    let workspace = editing.workspace;
    let test = row.item.read_only();
    let id = row.id.clone();
    let [_, service, persona, tags] = text::FOUND_COLUMNS;
    let is_in = {
        let id = id.clone();
        editing.read(move |form| form.holds(&id))
    };
    let tick = {
        let test = test.clone();
        on(move |event: Event| {
            if event_target_checked(&event) {
                // Its name is known: it need not be looked up. Anything else that is known of it is newer.
                workspace.names.learn(Stamp::default(), Kind::UnitTest, &id, test.get_untracked());
                editing.change(Field::Members, |form| form.add(&id));
                return;
            }
            let key = editing.form.with_untracked(|form| {
                form.members.iter().find(|member| member.unit_test_id == id).map(|member| member.key)
            });
            if let Some(key) = key {
                editing.remove(key);
            }
        })
    };
    let chips = {
        let test = test.clone();
        live_if(move || test.with(|test| Some(tag_chips(&test.unit_test()?.tags, MOST_TAGS))))
    };
    view! {
        <tr role="row" aria-rowindex=(place + 2).to_string()>
            <th role="rowheader" scope="row">
                <label class="choice tick">
                    <input type="checkbox" prop:checked=flag(move || is_in.get()) on:change=tick />
                    <span class="name" dir="auto" lang="">{said(&test, catalogue::called)}</span>
                </label>
                <span class="sub" dir="auto" lang="">{said(&test, |test| test.description.clone())}</span>
            </th>
            <td role="cell" data-label=service>{named(editing, &test, Kind::Service, |test| test.service_id.as_str())}</td>
            <td role="cell" data-label=persona>
                {named(editing, &test, Kind::Persona, |test| test.persona_id.as_str())}
                <span class="sub">{named(editing, &test, Kind::Scenario, |test| test.scenario_id.as_str())}</span>
            </td>
            <td role="cell" data-label=tags>{chips}</td>
        </tr>
    }
    .into_any()
}

/// How many tags a row shows.
const MOST_TAGS: usize = 2;

fn said(test: &Test, read: fn(&UnitTest) -> String) -> AnyView {
    let test = test.clone();
    words(move || test.with(|test| test.unit_test().map(read)).unwrap_or_default()).into_any()
}

fn named(editing: Editing, test: &Test, kind: Kind, id: fn(&UnitTest) -> &str) -> AnyView {
    let test = test.clone();
    let workspace = editing.workspace;
    name(move || test.with(|test| label(workspace, kind, test.unit_test().map(id).unwrap_or_default())))
        .into_any()
}
