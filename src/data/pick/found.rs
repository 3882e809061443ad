//! What was found, and what of it fits a text.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::api::ApiError;
use crate::browser::intl;
use crate::data::names::Item;

/// What there is to choose from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// The things, in the server's order.
    pub items: Vec<Arc<Item>>,
    /// Whether the answer is complete.
    pub phase: Phase,
    /// Whether there is more to ask for.
    pub has_more: bool,
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

/// Adds what is not there yet; says whether there was something. A list that moves while it is read
/// may bring things twice.
pub(super) fn add(items: &mut Vec<Arc<Item>>, more: impl IntoIterator<Item = Arc<Item>>) -> bool {
    let mut seen = BTreeSet::new();
    for item in items.iter() {
        seen.insert(item.id().to_owned());
    }
    let before = items.len();
    items.extend(more.into_iter().filter(|item| seen.insert(item.id().to_owned())));
    items.len() > before
}

/// Whether every word of a text in lower case is in the name or the role.
pub(super) fn fits(item: &Item, sought: &str) -> bool {
    let (name, role) = match item {
        Item::Service(service) => (&service.name, None),
        Item::Persona(persona) => (&persona.name, Some(&persona.role)),
        Item::Scenario(scenario) => (&scenario.name, None),
        Item::Metric(metric) => (&metric.name, None),
        Item::User(_) => return false,
    };
    let mut text = intl::lower_case(name);
    if let Some(role) = role {
        text += " ";
        text += &intl::lower_case(role);
    }
    sought.split_whitespace().all(|word| text.contains(word))
}
