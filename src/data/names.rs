//! What ids stand for: looked up in batches, kept for the session.
//!
//! Whoever shows an id asks for it; what is asked for within one turn of the event loop goes out as
//! one request for each kind (or few, where the page limit demands it).

use std::collections::{BTreeMap, BTreeSet};
use std::future::Future;
use std::sync::Arc;

use contract::{
    Continuation, ListMetrics, ListPersonas, ListScenarios, ListServices, ListUsers, Metric, MetricId,
    Persona, PersonaId, Scenario, ScenarioId, Service, ServiceId, User,
};
use domain::batch;
use leptos::prelude::*;

use crate::api::{self, Api, ApiError};
use crate::browser::clock;

/// What is known of an id.
#[derive(Debug, PartialEq)]
pub enum Known<T> {
    /// The answer is awaited.
    Waiting,
    /// It is this.
    Found(Arc<T>),
    /// The server does not have it, or does not show it to this person: it tells neither apart.
    Missing,
    /// The look-up failed.
    Failed(Arc<ApiError>),
}

/// Something with a name that is looked up by id.
pub trait Named: PartialEq + Send + Sync + Sized + 'static {
    /// Its id.
    type Id: Ord + Clone + Send + Sync + 'static;

    /// How many one request can ask for.
    const PAGE: u32;

    /// The id of this one.
    fn id(&self) -> Self::Id;

    /// Whether the server accepts the id in a request; others are not asked for.
    fn is_askable(id: &Self::Id) -> bool;

    /// Reads one page of an answer for `ids`.
    fn page(
        api: Api,
        ids: Vec<Self::Id>,
        token: Option<Continuation>,
    ) -> impl Future<Output = Result<Page<Self>, ApiError>>;

    /// Looks for those that an ordinary look-up leaves out.
    fn hidden(_: Api, _: Vec<Self::Id>) -> impl Future<Output = Result<Vec<Self>, ApiError>> {
        std::future::ready(Ok(Vec::new()))
    }
}

/// A page of a look-up.
pub struct Page<T> {
    items: Vec<T>,
    has_more: bool,
    next: Option<Continuation>,
}

/// All look-ups of a session.
#[derive(Clone, Copy)]
pub struct Names {
    /// Services.
    pub services: Lookup<Service>,
    /// Personas.
    pub personas: Lookup<Persona>,
    /// Scenarios.
    pub scenarios: Lookup<Scenario>,
    /// Metrics.
    pub metrics: Lookup<Metric>,
    /// Users, by user id.
    pub users: Lookup<User>,
}

impl Names {
    /// Empty look-ups.
    #[must_use]
    pub fn new(api: Api) -> Self {
        Self {
            services: Lookup::new(api),
            personas: Lookup::new(api),
            scenarios: Lookup::new(api),
            metrics: Lookup::new(api),
            users: Lookup::new(api),
        }
    }

    /// Asks again for what failed or was missing.
    pub fn ask_again(self) {
        self.services.ask_again();
        self.personas.ask_again();
        self.scenarios.ask_again();
        self.metrics.ask_again();
        self.users.ask_again();
    }
}

/// The look-up of one kind. Cheap to copy.
pub struct Lookup<T: Named> {
    api: Api,
    table: StoredValue<Table<T>>,
}

impl<T: Named> Clone for Lookup<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Named> Copy for Lookup<T> {}

struct Table<T: Named> {
    entries: BTreeMap<T::Id, ArcRwSignal<Known<T>>>,
    wanted: BTreeSet<T::Id>,
}

impl<T: Named> Lookup<T> {
    fn new(api: Api) -> Self {
        let table = Table { entries: BTreeMap::new(), wanted: BTreeSet::new() };
        Self { api, table: StoredValue::new(table) }
    }

    /// What is known of an id; asks for it the first time.
    #[must_use]
    pub fn get(self, id: &T::Id) -> ArcReadSignal<Known<T>> {
        let known = self.table.try_with_value(|table| table.entries.get(id).cloned()).flatten();
        known.unwrap_or_else(|| self.enter(id)).read_only()
    }

    /// Asks for ids that will be shown.
    pub fn want<'a>(self, ids: impl IntoIterator<Item = &'a T::Id>) {
        for id in ids {
            let _ = self.get(id);
        }
    }

    /// Makes an entry, and has it looked up with the next batch.
    fn enter(self, id: &T::Id) -> ArcRwSignal<Known<T>> {
        let askable = T::is_askable(id);
        let entry = ArcRwSignal::new(if askable { Known::Waiting } else { Known::Missing });
        self.table.try_update_value(|table| table.entries.insert(id.clone(), entry.clone()));
        if askable {
            self.schedule([id.clone()]);
        }
        entry
    }

    /// Asks again for what failed or was missing.
    fn ask_again(self) {
        let again: Vec<T::Id> = self
            .table
            .try_with_value(|table| {
                let unknown = table.entries.iter().filter(|(id, known)| {
                    let known = known.read_untracked();
                    T::is_askable(id) && matches!(*known, Known::Missing | Known::Failed(_))
                });
                unknown.map(|(id, _)| id.clone()).collect()
            })
            .unwrap_or_default();
        self.schedule(again);
    }

    fn schedule(self, ids: impl IntoIterator<Item = T::Id>) {
        let first = self.table.try_update_value(|table| {
            let first = table.wanted.is_empty();
            table.wanted.extend(ids);
            first && !table.wanted.is_empty()
        });
        if first == Some(true) {
            wasm_bindgen_futures::spawn_local(async move {
                clock::sleep(0).await;
                self.send();
            });
        }
    }

    fn send(self) {
        let wanted = self.table.try_update_value(|table| std::mem::take(&mut table.wanted));
        for batch in batch::split(wanted.unwrap_or_default(), T::PAGE) {
            wasm_bindgen_futures::spawn_local(async move {
                let answer = find(self.api, batch.clone()).await;
                self.note(&batch, answer);
            });
        }
    }

    fn note(self, asked: &[T::Id], answer: Result<Vec<T>, ApiError>) {
        let (found, rest) = match answer {
            Ok(found) => (found, Known::Missing),
            Err(error) => (Vec::new(), Known::Failed(Arc::new(error))),
        };
        let mut found: BTreeMap<T::Id, T> = found.into_iter().map(|item| (item.id(), item)).collect();
        for id in asked {
            let known = found.remove(id).map_or_else(|| rest.clone(), |item| Known::Found(Arc::new(item)));
            let entry = self.table.try_with_value(|table| table.entries.get(id).cloned()).flatten();
            if let Some(entry) = entry
                && *entry.read_untracked() != known
            {
                entry.set(known);
            }
        }
    }
}

// Not derived: `T` itself need not be `Clone`.
impl<T> Clone for Known<T> {
    fn clone(&self) -> Self {
        match self {
            Self::Waiting => Self::Waiting,
            Self::Found(item) => Self::Found(item.clone()),
            Self::Missing => Self::Missing,
            Self::Failed(error) => Self::Failed(error.clone()),
        }
    }
}

impl<T> Known<T> {
    /// What was found.
    #[must_use]
    pub fn found(&self) -> Option<&Arc<T>> {
        match self {
            Self::Found(item) => Some(item),
            _ => None,
        }
    }
}

/// An answer may come in several pages, and pages may be empty.
async fn find<T: Named>(api: Api, ids: Vec<T::Id>) -> Result<Vec<T>, ApiError> {
    let mut found = Vec::new();
    let mut token: Option<Continuation> = None;
    // Every page but the last brings at least one answer or none at all; a server that never ends is
    // left after a while.
    for _ in 0..2 * batch::MOST_IDS {
        let page = T::page(api, ids.clone(), token.clone()).await?;
        found.extend(page.items);
        let goes_on = page.has_more && found.len() < ids.len() && page.next.is_some() && page.next != token;
        if !goes_on {
            break;
        }
        token = page.next;
    }
    let known: BTreeSet<T::Id> = found.iter().map(T::id).collect();
    let rest: Vec<T::Id> = ids.into_iter().filter(|id| !known.contains(id)).collect();
    if !rest.is_empty() {
        found.extend(T::hidden(api, rest).await?);
    }
    Ok(found)
}

impl Named for Service {
    type Id = ServiceId;
    const PAGE: u32 = ListServices::MAX_LIMIT;

    fn id(&self) -> ServiceId {
        self.id.clone()
    }

    fn is_askable(id: &ServiceId) -> bool {
        id.is_well_formed()
    }

    async fn page(
        api: Api,
        ids: Vec<ServiceId>,
        token: Option<Continuation>,
    ) -> Result<Page<Self>, ApiError> {
        let limit = Some(Self::PAGE);
        let request = ListServices { ids, limit, continuation_token: token, ..ListServices::default() };
        let page = api::service::list(api, &request).await?;
        Ok(Page { items: page.services.items, has_more: page.has_more, next: page.continuation_token })
    }
}

impl Named for Persona {
    type Id = PersonaId;
    const PAGE: u32 = ListPersonas::MAX_LIMIT;

    fn id(&self) -> PersonaId {
        self.id.clone()
    }

    fn is_askable(id: &PersonaId) -> bool {
        id.is_well_formed()
    }

    async fn page(
        api: Api,
        ids: Vec<PersonaId>,
        token: Option<Continuation>,
    ) -> Result<Page<Self>, ApiError> {
        let limit = Some(Self::PAGE);
        let request = ListPersonas { ids, limit, continuation_token: token, ..ListPersonas::default() };
        let page = api::persona::list(api, &request).await?;
        let items = page.simulation_personas.items;
        Ok(Page { items, has_more: page.has_more, next: page.continuation_token })
    }
}

impl Named for Scenario {
    type Id = ScenarioId;
    const PAGE: u32 = ListScenarios::MAX_LIMIT;

    fn id(&self) -> ScenarioId {
        self.id.clone()
    }

    fn is_askable(id: &ScenarioId) -> bool {
        id.is_well_formed()
    }

    async fn page(
        api: Api,
        ids: Vec<ScenarioId>,
        token: Option<Continuation>,
    ) -> Result<Page<Self>, ApiError> {
        let limit = Some(Self::PAGE);
        let request = ListScenarios { ids, limit, continuation_token: token, ..ListScenarios::default() };
        let page = api::scenario::list(api, &request).await?;
        let items = page.simulation_scenarios.items;
        Ok(Page { items, has_more: page.has_more, next: page.continuation_token })
    }
}

impl Named for Metric {
    type Id = MetricId;
    const PAGE: u32 = ListMetrics::MAX_LIMIT;

    fn id(&self) -> MetricId {
        self.id.clone()
    }

    fn is_askable(id: &MetricId) -> bool {
        id.is_well_formed()
    }

    async fn page(api: Api, ids: Vec<MetricId>, token: Option<Continuation>) -> Result<Page<Self>, ApiError> {
        metric_page(api, ids, token, None).await
    }

    /// Unlike the other lists, this one never answers deleted and live metrics together.
    async fn hidden(api: Api, ids: Vec<MetricId>) -> Result<Vec<Self>, ApiError> {
        Ok(metric_page(api, ids, None, Some(true)).await?.items)
    }
}

async fn metric_page(
    api: Api,
    ids: Vec<MetricId>,
    token: Option<Continuation>,
    is_deleted: Option<bool>,
) -> Result<Page<Metric>, ApiError> {
    let limit = Some(Metric::PAGE);
    let request = ListMetrics { ids, limit, continuation_token: token, is_deleted, ..ListMetrics::default() };
    let page = api::metric::list(api, &request).await?;
    Ok(Page { items: page.metrics.items, has_more: page.has_more, next: page.continuation_token })
}

impl Named for User {
    type Id = String;
    const PAGE: u32 = ListUsers::MAX_LIMIT;

    fn id(&self) -> String {
        self.user_id.clone()
    }

    fn is_askable(id: &String) -> bool {
        !id.is_empty()
    }

    async fn page(api: Api, ids: Vec<String>, token: Option<Continuation>) -> Result<Page<Self>, ApiError> {
        let limit = Some(Self::PAGE);
        let request = ListUsers { user_ids: ids, limit, continuation_token: token, ..ListUsers::default() };
        let page = api::user::list(api, &request).await?;
        Ok(Page { items: page.users.items, has_more: page.has_more, next: page.continuation_token })
    }
}
