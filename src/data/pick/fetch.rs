//! One page of a list, or one search: live things only.

use std::sync::Arc;

use contract::{
    Continuation, ListMetrics, ListPersonas, ListScenarios, ListServices, ListTestSets, SearchMetrics,
    SearchPersonas, SearchScenarios, SearchTestSets, SortDirection,
};
use domain::kind::Kind;

use crate::api::{self, Api, ApiError};
use crate::data::names::Item;

/// A page of a list.
pub(super) struct Page {
    pub(super) items: Vec<Arc<Item>>,
    pub(super) has_more: bool,
    pub(super) next: Option<Continuation>,
}

/// How many a page holds: what all three lists allow, and enough to choose from.
const LIMIT: u32 = 50;

/// Reads a page: services by name, the others with the latest change first.
pub(super) async fn page(
    api: Api,
    kind: Kind,
    continuation_token: Option<Continuation>,
) -> Result<Page, ApiError> {
    let (limit, is_deleted, sort) = (Some(LIMIT), Some(false), Some(SortDirection::Descending));
    match kind {
        Kind::Service => {
            let (limit, sort) = (Some(ListServices::MAX_LIMIT), Some(SortDirection::Ascending));
            let request = ListServices { limit, sort, continuation_token, ..ListServices::default() };
            let page = api::service::list(api, &request).await?;
            let items = page.services.items.into_iter().map(|item| Arc::new(Item::Service(item))).collect();
            Ok(Page { items, has_more: page.has_more, next: page.continuation_token })
        }
        Kind::Persona => {
            let request =
                ListPersonas { limit, is_deleted, sort, continuation_token, ..ListPersonas::default() };
            let page = api::persona::list(api, &request).await?;
            let items = page.simulation_personas.items;
            Ok(Page { items: personas(items), has_more: page.has_more, next: page.continuation_token })
        }
        Kind::Scenario => {
            let request =
                ListScenarios { limit, is_deleted, sort, continuation_token, ..ListScenarios::default() };
            let page = api::scenario::list(api, &request).await?;
            let items = page.simulation_scenarios.items;
            Ok(Page { items: scenarios(items), has_more: page.has_more, next: page.continuation_token })
        }
        Kind::Metric => {
            let request =
                ListMetrics { limit, is_deleted, sort, continuation_token, ..ListMetrics::default() };
            let page = api::metric::list(api, &request).await?;
            let items = page.metrics.items;
            Ok(Page { items: metrics(items), has_more: page.has_more, next: page.continuation_token })
        }
        Kind::TestSet => {
            let limit = Some(ListTestSets::MAX_LIMIT);
            let request =
                ListTestSets { limit, is_deleted, sort, continuation_token, ..ListTestSets::default() };
            let page = api::test_set::list(api, &request).await?;
            let items = page.simulation_unit_test_sets.items;
            Ok(Page { items: test_sets(items), has_more: page.has_more, next: page.continuation_token })
        }
        Kind::User | Kind::UnitTest => Ok(Page { items: Vec::new(), has_more: false, next: None }),
    }
}

/// Searches; the answer is whole. Of services there is no search.
pub(super) async fn search(api: Api, kind: Kind, query: String) -> Result<Vec<Arc<Item>>, ApiError> {
    match kind {
        Kind::Persona => {
            let request = SearchPersonas { query, ..SearchPersonas::default() };
            Ok(personas(api::persona::search(api, &request).await?.simulation_personas.items))
        }
        Kind::Scenario => {
            let request = SearchScenarios { query, ..SearchScenarios::default() };
            Ok(scenarios(api::scenario::search(api, &request).await?.simulation_scenarios.items))
        }
        Kind::Metric => {
            let request = SearchMetrics { query, ..SearchMetrics::default() };
            Ok(metrics(api::metric::search(api, &request).await?.metrics.items))
        }
        Kind::TestSet => {
            let request = SearchTestSets { query, ..SearchTestSets::default() };
            Ok(test_sets(api::test_set::search(api, &request).await?.simulation_unit_test_sets.items))
        }
        Kind::Service | Kind::User | Kind::UnitTest => Ok(Vec::new()),
    }
}

// A search answers deleted ones, too, and a list may be read by a server that takes no notice.

fn personas(items: Vec<contract::Persona>) -> Vec<Arc<Item>> {
    let live = items.into_iter().filter(|item| !item.is_deleted);
    live.map(|item| Arc::new(Item::Persona(item))).collect()
}

fn scenarios(items: Vec<contract::Scenario>) -> Vec<Arc<Item>> {
    let live = items.into_iter().filter(|item| !item.is_deleted);
    live.map(|item| Arc::new(Item::Scenario(item))).collect()
}

fn metrics(items: Vec<contract::Metric>) -> Vec<Arc<Item>> {
    let live = items.into_iter().filter(|item| !item.is_deleted);
    live.map(|item| Arc::new(Item::Metric(item))).collect()
}

fn test_sets(items: Vec<contract::TestSet>) -> Vec<Arc<Item>> {
    let live = items.into_iter().filter(|item| !item.is_deleted);
    live.map(|item| Arc::new(Item::TestSet(item))).collect()
}
