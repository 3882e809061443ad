//! What is known of the service, persona, scenario and metrics that the form refers to.

use std::collections::{BTreeMap, BTreeSet};

use contract::MetricValueType;
use domain::form::{Facts, MetricFacts, Standing, TestForm};
use domain::kind::Kind;
use domain::number::Notation;
use leptos::prelude::*;

use crate::data::metric_versions::KnownVersion;
use crate::data::names::Item;
use crate::data::workspace::Workspace;
use crate::parts::form::{standing, strange};
use crate::reactive::{Memo, RwSignal, memo};

/// How many metrics' bounds and categories are read before the person begins: opening a form stays
/// within a handful of requests, and what is gone is mostly seen at once.
const AT_ONCE: usize = 2;

/// The facts, following the look-ups. They change when another thing is chosen or an answer comes, not
/// with every letter.
pub(super) fn use_facts(
    workspace: Workspace,
    notation: Notation,
    form: RwSignal<TestForm>,
    is_engaged: RwSignal<bool>,
) -> Memo<Facts> {
    let references = memo(move || {
        form.with(|form| [form.service_id.clone(), form.persona_id.clone(), form.scenario_id.clone()])
    });
    let metrics = memo(move || {
        form.with(|form| {
            let mut ids = BTreeSet::new();
            for one in form.criteria.iter().filter(|one| !one.metric_id.is_empty()) {
                ids.insert(one.metric_id.clone());
            }
            ids
        })
    });
    let strange = memo(move || form.with(|form| strange(&form.tags)));
    memo(move || {
        let [service, persona, scenario] = references.get();
        let (service, version_sets) = service_facts(workspace, &service);
        let mut asks = if is_engaged.get() { usize::MAX } else { AT_ONCE };
        let mut metric_facts_of = BTreeMap::new();
        for id in metrics.get() {
            let facts = metric_facts(workspace, &id, &mut asks);
            metric_facts_of.insert(id, facts);
        }
        Facts {
            notation,
            service,
            version_sets,
            persona: standing(workspace, Kind::Persona, &persona),
            scenario: standing(workspace, Kind::Scenario, &scenario),
            metrics: metric_facts_of,
            strange: strange.get(),
        }
    })
}

fn service_facts(workspace: Workspace, id: &str) -> (Standing, Option<Vec<String>>) {
    let standing = standing(workspace, Kind::Service, id);
    if id.is_empty() {
        return (standing, None);
    }
    let sets = workspace.names.get(Kind::Service, id).with(|known| match known.found() {
        Some(Item::Service(service)) => Some(service.version_sets.keys().cloned().collect()),
        _ => None,
    });
    (standing, sets)
}

fn metric_facts(workspace: Workspace, id: &str, asks: &mut usize) -> MetricFacts {
    let standing = standing(workspace, Kind::Metric, id);
    let kind = workspace.names.get(Kind::Metric, id).with(|known| match known.found() {
        Some(Item::Metric(metric)) => metric.metric_value_type.clone(),
        _ => MetricValueType::default(),
    });
    // An answer of yes or no has neither bounds nor categories.
    let has_value = matches!(kind, MetricValueType::Numerical | MetricValueType::Categorical);
    let value = if has_value && *asks > 0 {
        *asks -= 1;
        workspace.metric_versions.get(id).with(|known| match known {
            KnownVersion::Found(version) => Some(version.metric_value.clone()),
            _ => None,
        })
    } else {
        None
    };
    MetricFacts { standing, kind, value }
}
