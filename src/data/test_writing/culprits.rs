//! What a test refers to in vain. After a 400 or 404, whose bodies name nothing, all references are
//! looked up afresh.

use contract::{
    Continuation, CreateUnitTest, Criterion, ListMetrics, ListPersonas, ListScenarios, ListServices,
    MetricId, MetricValueType, PersonaId, ScenarioId, Service, ServiceId, SuccessCriterion,
};
use domain::batch;
use futures_util::future::{LocalBoxFuture, try_join4};

use crate::api::{self, Api, ApiError};

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
    let (services, personas, scenarios, metrics) = try_join4(
        services(api, &asked.service_id),
        personas(api, &asked.persona_id),
        scenarios(api, &asked.scenario_id),
        metrics(api, &asked.criteria),
    )
    .await?;
    Ok(judge(asked, &Found { services, personas, scenarios, metrics }))
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

/// One page of an answer.
struct Page<T> {
    items: Vec<T>,
    has_more: bool,
    token: Option<Continuation>,
}

/// How many pages are followed: a server may send short or empty ones.
const MOST_PAGES: usize = 10;

type Ask<'a, T> = &'a dyn Fn(Option<Continuation>) -> LocalBoxFuture<'static, Result<Page<T>, ApiError>>;

async fn all<T>(ask: Ask<'_, T>) -> Result<Vec<T>, ApiError> {
    let (mut items, mut token) = (Vec::new(), None);
    for _ in 0..MOST_PAGES {
        let page = ask(token).await?;
        items.extend(page.items);
        token = page.token;
        if !page.has_more || token.is_none() {
            break;
        }
    }
    Ok(items)
}

/// A malformed id is missing for certain, and asking for it or for none would be another question.
async fn services(api: Api, id: &ServiceId) -> Result<Vec<Service>, ApiError> {
    if !id.is_well_formed() {
        return Ok(Vec::new());
    }
    let ids = vec![id.clone()];
    all(&move |continuation_token| {
        let request = ListServices { ids: ids.clone(), continuation_token, ..ListServices::default() };
        let answer = api::service::list(api, &request);
        Box::pin(async move {
            let page = answer.await?;
            Ok(Page { items: page.services.items, has_more: page.has_more, token: page.continuation_token })
        })
    })
    .await
}

async fn personas(api: Api, id: &PersonaId) -> Result<Vec<PersonaId>, ApiError> {
    if !id.is_well_formed() {
        return Ok(Vec::new());
    }
    let ids = vec![id.clone()];
    all(&move |continuation_token| {
        let is_deleted = Some(false);
        let request =
            ListPersonas { ids: ids.clone(), is_deleted, continuation_token, ..ListPersonas::default() };
        let answer = api::persona::list(api, &request);
        Box::pin(async move {
            let page = answer.await?;
            let live = page.simulation_personas.items.into_iter().filter(|persona| !persona.is_deleted);
            let items = live.map(|persona| persona.id).collect();
            Ok(Page { items, has_more: page.has_more, token: page.continuation_token })
        })
    })
    .await
}

async fn scenarios(api: Api, id: &ScenarioId) -> Result<Vec<ScenarioId>, ApiError> {
    if !id.is_well_formed() {
        return Ok(Vec::new());
    }
    let ids = vec![id.clone()];
    all(&move |continuation_token| {
        let is_deleted = Some(false);
        let request =
            ListScenarios { ids: ids.clone(), is_deleted, continuation_token, ..ListScenarios::default() };
        let answer = api::scenario::list(api, &request);
        Box::pin(async move {
            let page = answer.await?;
            let live = page.simulation_scenarios.items.into_iter().filter(|scenario| !scenario.is_deleted);
            let items = live.map(|scenario| scenario.id).collect();
            Ok(Page { items, has_more: page.has_more, token: page.continuation_token })
        })
    })
    .await
}

async fn metrics(
    api: Api,
    criteria: &[SuccessCriterion],
) -> Result<Vec<(MetricId, MetricValueType)>, ApiError> {
    let mut wanted: Vec<String> = Vec::new();
    for criterion in criteria {
        let id = criterion.metric_id.as_str();
        if criterion.metric_id.is_well_formed() && !wanted.iter().any(|known| known == id) {
            wanted.push(id.to_owned());
        }
    }
    let mut found = Vec::new();
    for ids in batch::split(wanted, ListMetrics::MAX_LIMIT) {
        let ids: Vec<MetricId> = ids.into_iter().map(MetricId::from_response).collect();
        found.extend(batch_of_metrics(api, ids).await?);
    }
    Ok(found)
}

async fn batch_of_metrics(
    api: Api,
    ids: Vec<MetricId>,
) -> Result<Vec<(MetricId, MetricValueType)>, ApiError> {
    all(&move |continuation_token| {
        let request = ListMetrics {
            ids: ids.clone(),
            is_deleted: Some(false),
            limit: Some(ListMetrics::MAX_LIMIT),
            continuation_token,
            ..ListMetrics::default()
        };
        let answer = api::metric::list(api, &request);
        Box::pin(async move {
            let page = answer.await?;
            let live = page.metrics.items.into_iter().filter(|metric| !metric.is_deleted);
            let items = live.map(|metric| (metric.id, metric.metric_value_type)).collect();
            Ok(Page { items, has_more: page.has_more, token: page.continuation_token })
        })
    })
    .await
}
