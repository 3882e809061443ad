//! What the list of a picker offers: recent choices and those for the service first, then the rest in
//! the server's order.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::kind::Kind;
use leptos::prelude::*;

use crate::browser::letters;
use crate::data::names::{Item, Known};
use crate::data::pick::{Found, Phase, Rest};
use crate::data::workspace::Workspace;
use crate::parts::name::called;
use crate::state::recent;
use crate::text::{common, errors, names, picker as text};
use crate::ui::combobox::{Choice, Group, Offer};

/// What is offered for a text, at most so many. Follows what it reads.
pub(super) fn offer(workspace: Workspace, kind: Kind, typed: &str, first: &str, most: usize) -> Offer {
    let found = workspace.picks.of(kind).found(typed);
    let is_list = typed.trim().is_empty();
    let recent = if is_list { recents(workspace, kind) } else { Vec::new() };
    let Found { mut items, phase, rest } = found;
    let mut taken = BTreeSet::new();
    for item in &recent {
        taken.insert(item.id().to_owned());
    }
    items.retain(|item| !taken.contains(item.id()));
    // What is called just so is never cut off: leaving the field chooses by name.
    let wanted = letters::folded(typed);
    let (mut items, others): (Vec<_>, Vec<_>) =
        items.into_iter().partition(|item| letters::folded(&called(item)) == wanted);
    items.extend(others);
    let is_cut = items.len() > most;
    items.truncate(most);
    let (applied, others) = if first.is_empty() {
        (Vec::new(), items)
    } else {
        items.into_iter().partition(|item| is_applied_to(item, first))
    };
    let count = recent.len() + applied.len() + others.len();
    let alone = recent.is_empty() && applied.is_empty();
    let all = [(Some(text::RECENT), recent), (Some(text::APPLIED), applied)];
    let groups = all.into_iter().chain([((!alone).then_some(text::OTHERS), others)]);
    let groups = groups.filter(|(_, items)| !items.is_empty()).collect();
    let more = match phase {
        Phase::Failed(_) => Some(common::TRY_AGAIN),
        Phase::Idle | Phase::Busy => None,
        Phase::Done if is_cut || rest == Rest::More => Some(text::MORE),
        Phase::Done => (rest == Rest::Lost).then_some(text::READ_AGAIN),
    };
    Offer {
        groups: choices(groups),
        busy: matches!(phase, Phase::Idle | Phase::Busy),
        status: status(kind, typed.trim(), count, if is_cut { Rest::More } else { rest }, &phase),
        more,
        has_failed: matches!(phase, Phase::Failed(_)),
        is_part: rest != Rest::Nothing,
    }
}

fn status(kind: Kind, typed: &str, count: usize, rest: Rest, phase: &Phase) -> String {
    match phase {
        Phase::Failed(error) => {
            let said = errors::in_brief(error);
            format!("{} {}", said.what, said.next)
        }
        // Not before the answer is there.
        Phase::Idle | Phase::Busy => String::new(),
        Phase::Done if rest == Rest::Lost => text::offered_in_part(count),
        Phase::Done if count > 0 || rest == Rest::More => text::offered(count, rest == Rest::More),
        Phase::Done if typed.is_empty() => text::nothing(kind),
        Phase::Done => text::nothing_fits(kind, typed),
    }
}

/// What was chosen lately and is still there.
fn recents(workspace: Workspace, kind: Kind) -> Vec<Arc<Item>> {
    let ids = recent::recent(&workspace.personal(), kind);
    let known = ids.iter().map(|id| workspace.names.get(kind, id).get());
    let found = known.filter_map(|known| match known {
        Known::Found(item) => Some(item),
        _ => None,
    });
    found.filter(|item| !item.is_deleted()).collect()
}

fn is_applied_to(item: &Item, service: &str) -> bool {
    match item {
        Item::Metric(metric) => metric.applied_to_services.iter().any(|id| id.as_str() == service),
        _ => false,
    }
}

type Items = (Option<&'static str>, Vec<Arc<Item>>);

/// The choices with what they are called; those that are called alike are told apart by their codes.
fn choices(groups: Vec<Items>) -> Vec<Group> {
    let mut groups: Vec<Group> = groups
        .into_iter()
        .map(|(heading, items)| Group { heading, choices: items.iter().map(|item| choice(item)).collect() })
        .collect();
    let mut count = BTreeMap::new();
    for choice in groups.iter().flat_map(|group| &group.choices) {
        *count.entry((choice.name.clone(), choice.detail.clone())).or_insert(0) += 1;
    }
    for choice in groups.iter_mut().flat_map(|group| &mut group.choices) {
        if count.get(&(choice.name.clone(), choice.detail.clone())).is_some_and(|count| *count > 1) {
            let separator = if choice.detail.is_empty() { "" } else { " · " };
            choice.detail = format!("{}{separator}{}", choice.detail, names::short_code(&choice.id));
        }
    }
    groups
}

fn choice(item: &Item) -> Choice {
    let detail = match item {
        Item::Service(service) if service.is_active == Some(false) => text::INACTIVE.to_owned(),
        Item::Persona(persona) => persona.role.trim().to_owned(),
        Item::Metric(metric) => text::results(&metric.metric_value_type),
        Item::TestSet(set) => text::members(set.unit_test_runs.len()),
        Item::Service(_) | Item::Scenario(_) | Item::User(_) | Item::UnitTest(_) | Item::Run(_) => {
            String::new()
        }
    };
    Choice { id: item.id().to_owned(), name: called(item), detail }
}
