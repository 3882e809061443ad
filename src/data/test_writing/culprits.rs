//! What a test refers to in vain. After a 400 or 404, whose bodies name nothing, all references are
//! looked up afresh.

use contract::{
    CreateUnitTest, Criterion, MetricId, MetricValueType, PersonaId, ScenarioId, Service, ServiceId,
    SuccessCriterion,
};
use domain::batch;
use domain::kind::Kind;
use futures_util::future::try_join4;

use crate::api::{Api, ApiError};
use crate::data::names::{Item, find, is_askable, page_limit};

/// What a create or an update referred to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Asked {
    /// The service.
    pub service_id: ServiceId,
    /// Its version set, by name.
    pub version_set: String,
    /// The persona.
    pub persona_id: PersonaId,
    /// The scenario.
    pub scenario_id: ScenarioId,
    /// The criteria, for their metrics and types.
    pub criteria: Vec<SuccessCriterion>,
}

impl From<&CreateUnitTest> for Asked {
    fn from(request: &CreateUnitTest) -> Self {
        Self {
            service_id: request.service_id.clone(),
            version_set: request.service_version_set_name.clone(),
            persona_id: request.persona_id.clone(),
            scenario_id: request.scenario_id.clone(),
            criteria: request.success_criterions.clone(),
        }
    }
}

/// What is wrong with a reference. Criteria are told by their place, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Culprit {
    /// The service is missing, hidden or not in use.
    Service,
    /// The service has no such version set.
    VersionSet,
    /// The persona is missing, hidden or deleted.
    Persona,
    /// The scenario, likewise.
    Scenario,
    /// The metric of this criterion, likewise.
    Metric(usize),
    /// The metric of this criterion has results of another type.
    MetricType(usize),
}

/// What the server shows of the references.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// The service, in use or not.
    pub services: Vec<Service>,
    /// The persona, if it is live.
    pub personas: Vec<PersonaId>,
    /// The scenario, if it is live.
    pub scenarios: Vec<ScenarioId>,
    /// The live metrics and their types.
    pub metrics: Vec<(MetricId, MetricValueType)>,
}

/// Looks all references up, at the same time, and names those that do not hold. Empty: the server
/// had another reason.
///
/// # Errors
/// As any read.
pub async fn culprits(api: Api, asked: &Asked) -> Result<Vec<Culprit>, ApiError> {
    let mut metrics: Vec<String> = Vec::new();
    for criterion in &asked.criteria {
        let id = criterion.metric_id.as_str();
        if !metrics.iter().any(|known| known == id) {
            metrics.push(id.to_owned());
        }
    }
    let answers = try_join4(
        read(api, Kind::Service, vec![asked.service_id.as_str().to_owned()]),
        read(api, Kind::Persona, vec![asked.persona_id.as_str().to_owned()]),
        read(api, Kind::Scenario, vec![asked.scenario_id.as_str().to_owned()]),
        read(api, Kind::Metric, metrics),
    )
    .await?;
    let mut found = Found::default();
    for item in [answers.0, answers.1, answers.2, answers.3].into_iter().flatten() {
        match item {
            Item::Service(service) => found.services.push(service),
            Item::Persona(persona) => found.personas.push(persona.id),
            Item::Scenario(scenario) => found.scenarios.push(scenario.id),
            Item::Metric(metric) => found.metrics.push((metric.id, metric.metric_value_type)),
            Item::User(_) | Item::UnitTest(_) | Item::TestSet(_) | Item::Run(_) => {}
        }
    }
    Ok(judge(asked, &found))
}

/// Compares what was asked for with what there is.
#[must_use]
pub fn judge(asked: &Asked, found: &Found) -> Vec<Culprit> {
    let mut culprits = Vec::new();
    let service = found.services.iter().find(|service| service.id == asked.service_id);
    match service.filter(|service| service.is_active != Some(false)) {
        None => culprits.push(Culprit::Service),
        Some(service) if !service.version_sets.contains_key(&asked.version_set) => {
            culprits.push(Culprit::VersionSet);
        }
        Some(_) => {}
    }
    if !found.personas.contains(&asked.persona_id) {
        culprits.push(Culprit::Persona);
    }
    if !found.scenarios.contains(&asked.scenario_id) {
        culprits.push(Culprit::Scenario);
    }
    for (index, criterion) in asked.criteria.iter().enumerate() {
        match found.metrics.iter().find(|(id, _)| *id == criterion.metric_id) {
            None => culprits.push(Culprit::Metric(index)),
            Some((_, kind)) if !fits(&criterion.criterion, kind) => culprits.push(Culprit::MetricType(index)),
            Some(_) => {}
        }
    }
    culprits
}

/// Whether a criterion can judge results of a type. Where either is not named, nobody knows.
fn fits(criterion: &Criterion, kind: &MetricValueType) -> bool {
    let expected = match criterion {
        Criterion::Boolean { .. } => "boolean",
        Criterion::Numerical { .. } => "numerical",
        Criterion::Categorical { .. } => "categorical",
        Criterion::Unknown { json } => json.get("type").and_then(|kind| kind.as_str()).unwrap_or_default(),
    };
    expected.is_empty() || kind.as_str().is_empty() || expected == kind.as_str()
}

/// Reads what has one of these ids, afresh: what is known from before may be the reason of the refusal.
/// A malformed id is missing for certain, and asking for it would spoil the answer for the others.
async fn read(api: Api, kind: Kind, mut ids: Vec<String>) -> Result<Vec<Item>, ApiError> {
    ids.retain(|id| is_askable(kind, id));
    let mut items = Vec::new();
    for batch in batch::split(ids, page_limit(kind)) {
        items.extend(find(api, kind, &batch).await?.into_values().filter(|item| !item.is_deleted()));
    }
    Ok(items)
}
