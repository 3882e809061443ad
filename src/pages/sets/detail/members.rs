//! The unit tests of the set, with how often each runs, and what a run simulates in all.

use std::collections::BTreeMap;

use contract::TestSetMember;
use domain::kind::Kind;
use domain::set_size::SetSize;
use leptos::prelude::*;

use super::Set;
use crate::data::names::Item;
use crate::data::workspace::Workspace;
use crate::parts::name::{deleted_mark, label, name};
use crate::parts::section::section;
use crate::reactive::{live_if, memo, words};
use crate::routes::Address;
use crate::text::test_set as text;
use crate::ui::icon::{Icon, drawing};
use crate::ui::keyed::{Part, keyed};

pub(super) fn members(workspace: Workspace, set: Set) -> AnyView {
    let members = memo(move || set.with(|set| set.unit_test_runs.clone()));
    let size = memo(move || members.with(|members| SetSize::of(members)));
    let rows = keyed(move || {
        // A set may hold a test twice.
        let mut times = BTreeMap::<String, usize>::new();
        let part = |member: TestSetMember| {
            let id = member.unit_test_id.as_str().to_owned();
            let time = times.entry(id.clone()).or_default();
            *time += 1;
            let key = [&id, " ", &time.to_string(), " ", &member.run_count.to_string()].concat();
            Part::new(key, move || row(workspace, &member))
        };
        members.get().into_iter().map(part).collect()
    });
    let none = live_if(move || {
        let empty = members.with(Vec::is_empty);
        empty.then(|| view! { <p class="hint">{text::NO_MEMBERS}</p> }.into_any())
    });
    let [test, service, count] = text::MEMBER_COLUMNS;
    let head = [test, service, count]
        .map(|column| view! { <th role="columnheader" scope="col">{column}</th> }.into_any());
    let content = view! {
        <p class="subject">{words(move || text::size(size.get()))}</p>
        {live_if(move || text::advice(size.get()).map(|words| view! { <p class="field-note">{words}</p> }.into_any()))}
        {none}
        <table role="table" class="list members" aria-label=text::MEMBERS hidden=crate::reactive::flag(move || members.with(Vec::is_empty))>
            <thead role="rowgroup">
                <tr role="row">{Vec::from(head)}</tr>
            </thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    };
    section(text::MEMBERS, Icon::Tests, content.into_any())
}

fn row(workspace: Workspace, member: &TestSetMember) -> AnyView {
    let id = member.unit_test_id.clone();
    let address = Address::test(&workspace.organization(), &id).path();
    let known = workspace.names.get(Kind::UnitTest, id.as_str());
    let service = live_if(move || {
        let service = known.with(|known| match known.found() {
            Some(Item::UnitTest(test)) => {
                Some((test.service_id.clone(), test.service_version_set_name.clone()))
            }
            _ => None,
        });
        let (service, version_set) = service?;
        let service = name(move || label(workspace, Kind::Service, service.as_str()));
        Some(view! { {service}<span class="sub" dir="auto" lang="">{version_set}</span> }.into_any())
    });
    let this = id.as_str().to_owned();
    let deleted = deleted_mark(workspace, Kind::UnitTest, move || this.clone());
    let [_, service_label, count_label] = text::MEMBER_COLUMNS;
    let once = (member.run_count == 1)
        .then(|| view! { <span class="once">{drawing(Icon::Warning)}{text::ONLY_ONCE}</span> });
    let called = name(move || label(workspace, Kind::UnitTest, id.as_str()));
    view! {
        <tr role="row">
            <th role="rowheader" scope="row"><a class="name" href=address>{called}</a>{deleted}</th>
            <td role="cell" data-label=service_label>{service}</td>
            <td role="cell" data-label=count_label>
                <span>{text::count(member.run_count)}</span>
                {once}
            </td>
        </tr>
    }
    .into_any()
}
