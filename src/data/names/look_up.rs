//! One look-up of some ids of one kind, over as many pages as the server makes of its answer.

use std::collections::BTreeMap;

use contract::{
    Continuation, ListMetrics, ListPersonas, ListScenarios, ListServices, ListTestSets, ListUnitTests,
    ListUsers, MetricId, PersonaId, ScenarioId, ServiceId, TestSetId, UnitTestId,
};
use domain::kind::Kind;
use domain::paging::Paging;

use super::Item;
use crate::api::{self, Api, ApiError};
use crate::data::paging::next;

/// How many one request can ask for.
pub(in crate::data) fn page_limit(kind: Kind) -> u32 {
    match kind {
        Kind::Service => ListServices::MAX_LIMIT,
        Kind::Persona => ListPersonas::MAX_LIMIT,
        Kind::Scenario => ListScenarios::MAX_LIMIT,
        Kind::Metric => ListMetrics::MAX_LIMIT,
        Kind::User => ListUsers::MAX_LIMIT,
        Kind::UnitTest => ListUnitTests::MAX_LIMIT,
        Kind::TestSet => ListTestSets::MAX_LIMIT,
    }
}

/// Whether the server accepts the id in a request; one bad id would spoil the batch.
pub(in crate::data) fn is_askable(kind: Kind, id: &str) -> bool {
    match kind {
        Kind::User => !id.is_empty(),
        _ => ServiceId::parse(id).is_some(),
    }
}

/// Finds what the ids stand for. Those that are not found are not in the answer.
///
/// # Errors
/// As any read; incomplete where the server does not give all of its answer.
pub(in crate::data) async fn find(
    api: Api,
    kind: Kind,
    ids: &[String],
) -> Result<BTreeMap<String, Item>, ApiError> {
    let (found, error) = find_some(api, kind, ids).await;
    error.map_or(Ok(found), Err)
}

/// [`find`] with what came before an error.
pub(super) async fn find_some(
    api: Api,
    kind: Kind,
    ids: &[String],
) -> (BTreeMap<String, Item>, Option<ApiError>) {
    let mut found = BTreeMap::new();
    if let Err(error) = pages(api, kind, ids, None, &mut found).await {
        return (found, Some(error));
    }
    // Unlike the other lists, that of metrics never answers deleted and live ones together.
    let rest: Vec<String> = ids.iter().filter(|id| !found.contains_key(*id)).cloned().collect();
    let mut error = None;
    if kind == Kind::Metric && !rest.is_empty() {
        error = pages(api, kind, &rest, Some(true), &mut found).await.err();
    }
    (found, error)
}

/// How many pages of one answer are followed at most: servers may make many of it, and not heed what is asked.
const MOST_PAGES: u32 = 20;

/// An answer may come in several pages, and pages may be short or empty.
async fn pages(
    api: Api,
    kind: Kind,
    ids: &[String],
    is_deleted: Option<bool>,
    found: &mut BTreeMap<String, Item>,
) -> Result<(), ApiError> {
    let mut token: Option<Continuation> = None;
    let mut paging = Paging::of_at_most(MOST_PAGES);
    loop {
        let page = page(api, kind, ids, is_deleted, token).await?;
        let before = found.len();
        found.extend(page.items.into_iter().filter(|(id, _)| ids.contains(id)));
        let news = found.len() - before;
        if ids.iter().all(|id| found.contains_key(id)) {
            return Ok(());
        }
        let step = paging.hear(page.has_more, page.next.as_ref(), news);
        token = next(step, kind.operation())?;
        if token.is_none() {
            return Ok(());
        }
    }
}

struct Page {
    items: Vec<(String, Item)>,
    has_more: bool,
    next: Option<Continuation>,
}

async fn page(
    api: Api,
    kind: Kind,
    ids: &[String],
    is_deleted: Option<bool>,
    continuation_token: Option<Continuation>,
) -> Result<Page, ApiError> {
    let limit = Some(page_limit(kind));
    match kind {
        Kind::Service => {
            let ids = ids.iter().map(ServiceId::from_response).collect();
            let request = ListServices { ids, limit, continuation_token, ..ListServices::default() };
            let page = api::service::list(api, &request).await?;
            let items = page.services.items.into_iter();
            let items = items.map(|item| (item.id.as_str().to_owned(), Item::Service(item))).collect();
            Ok(Page { items, has_more: page.has_more, next: page.continuation_token })
        }
        Kind::Persona => {
            let ids = ids.iter().map(PersonaId::from_response).collect();
            let request = ListPersonas { ids, limit, continuation_token, ..ListPersonas::default() };
            let page = api::persona::list(api, &request).await?;
            let items = page.simulation_personas.items.into_iter();
            let items = items.map(|item| (item.id.as_str().to_owned(), Item::Persona(item))).collect();
            Ok(Page { items, has_more: page.has_more, next: page.continuation_token })
        }
        Kind::Scenario => {
            let ids = ids.iter().map(ScenarioId::from_response).collect();
            let request = ListScenarios { ids, limit, continuation_token, ..ListScenarios::default() };
            let page = api::scenario::list(api, &request).await?;
            let items = page.simulation_scenarios.items.into_iter();
            let items = items.map(|item| (item.id.as_str().to_owned(), Item::Scenario(item))).collect();
            Ok(Page { items, has_more: page.has_more, next: page.continuation_token })
        }
        Kind::Metric => {
            let ids = ids.iter().map(MetricId::from_response).collect();
            let request =
                ListMetrics { ids, limit, continuation_token, is_deleted, ..ListMetrics::default() };
            let page = api::metric::list(api, &request).await?;
            let items = page.metrics.items.into_iter();
            let items = items.map(|item| (item.id.as_str().to_owned(), Item::Metric(item))).collect();
            Ok(Page { items, has_more: page.has_more, next: page.continuation_token })
        }
        Kind::User => {
            let user_ids = ids.to_vec();
            let request = ListUsers { user_ids, limit, continuation_token, ..ListUsers::default() };
            let page = api::user::list(api, &request).await?;
            let items = page.users.items.into_iter();
            let items = items.map(|item| (item.user_id.clone(), Item::User(item))).collect();
            Ok(Page { items, has_more: page.has_more, next: page.continuation_token })
        }
        Kind::UnitTest => {
            let ids = ids.iter().map(UnitTestId::from_response).collect();
            let request = ListUnitTests { ids, limit, continuation_token, ..ListUnitTests::default() };
            let page = api::unit_test::list(api, &request).await?;
            let items = page.simulation_unit_tests.items.into_iter();
            let items = items.map(|item| (item.id.as_str().to_owned(), Item::UnitTest(item))).collect();
            Ok(Page { items, has_more: page.has_more, next: page.continuation_token })
        }
        Kind::TestSet => {
            let ids = ids.iter().map(TestSetId::from_response).collect();
            let request = ListTestSets { ids, limit, continuation_token, ..ListTestSets::default() };
            let page = api::test_set::list(api, &request).await?;
            let items = page.simulation_unit_test_sets.items.into_iter();
            let items = items.map(|item| (item.id.as_str().to_owned(), Item::TestSet(item))).collect();
            Ok(Page { items, has_more: page.has_more, next: page.continuation_token })
        }
    }
}
