//! What was found, and what of it fits a text.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::api::ApiError;
use crate::browser::letters;
use crate::data::names::Item;

/// What there is to choose from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// The things, in the server's order.
    pub items: Vec<Arc<Item>>,
    /// Whether the answer is complete.
    pub phase: Phase,
    /// What is known of the rest of the list.
    pub rest: Rest,
}

/// What is known of the rest of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rest {
    /// There is none.
    #[default]
    Nothing,
    /// It can be asked for.
    More,
    /// There is no way to it but to read the list again.
    Lost,
}

/// How far an answer is.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Phase {
    /// Nothing was asked for.
    #[default]
    Idle,
    /// It is awaited.
    Busy,
    /// It is there.
    Done,
    /// It failed; what was there before is kept.
    Failed(Arc<ApiError>),
}

/// Adds what is not there yet; says how much that was. A list that moves while it is read may bring things
/// twice.
pub(super) fn add(items: &mut Vec<Arc<Item>>, more: impl IntoIterator<Item = Arc<Item>>) -> usize {
    let mut seen = BTreeSet::new();
    for item in items.iter() {
        seen.insert(item.id().to_owned());
    }
    let before = items.len();
    items.extend(more.into_iter().filter(|item| seen.insert(item.id().to_owned())));
    items.len() - before
}

/// Whether every word of a text in lower case is in the name or the role.
pub(super) fn fits(item: &Item, sought: &str) -> bool {
    let Some(name) = name(item) else { return false };
    let mut text = letters::folded(name);
    if let Item::Persona(persona) = item {
        text += " ";
        text += &letters::folded(&persona.role);
    }
    sought.split_whitespace().all(|word| text.contains(word))
}

/// Whether something has this very name, blanks around it aside.
pub(super) fn is_named(item: &Item, wanted: &str) -> bool {
    name(item).is_some_and(|name| name.trim() == wanted.trim())
}

fn name(item: &Item) -> Option<&str> {
    match item {
        Item::Service(service) => Some(&service.name),
        Item::Persona(persona) => Some(&persona.name),
        Item::Scenario(scenario) => Some(&scenario.name),
        Item::Metric(metric) => Some(&metric.name),
        Item::UnitTest(test) => Some(&test.name),
        Item::TestSet(set) => Some(&set.name),
        Item::User(_) | Item::Run(_) => None,
    }
}
