//! Reading a list: as many pages as are needed, or a search answer.

use std::collections::BTreeSet;

use contract::{Continuation, Listed, UserRef};
use domain::listing::{Facet, Listing, View};
use domain::order;
use domain::paging::{Paging, Step};

use super::choices::Values;
use crate::api::{self, Api, ApiError, Failure};
use crate::browser::zones;
use crate::data::names::Item;
use crate::data::runs::Runs;

/// What one or more requests brought.
pub(super) struct Fetched {
    pub(super) items: Vec<Item>,
    pub(super) unreadable: usize,
    /// What comes after it.
    pub(super) step: Step,
    pub(super) paging: Paging,
    /// The server names them on the first page only.
    pub(super) values: Values,
}

/// Where a reading begins.
#[derive(Default)]
pub(super) struct Start {
    /// The way to its first page; `None`: the list's beginning.
    pub(super) token: Option<Continuation>,
    /// How the list was read so far.
    pub(super) paging: Paging,
    /// The items that are there already.
    pub(super) known: BTreeSet<String>,
}

/// Reads pages until there are at least `rows` new items. Pages may be short or empty.
pub(super) async fn fetch(
    api: Api,
    runs: Runs,
    view: &View,
    start: Start,
    rows: usize,
) -> Result<Fetched, ApiError> {
    if view.is_search() {
        return search(api, view).await;
    }
    let Start { mut token, paging, mut known } = start;
    let before = known.len();
    let mut whole = Fetched { items: Vec::new(), unreadable: 0, step: Step::End, paging, values: Vec::new() };
    loop {
        let page = match page(api, Some(runs), view, view.listing.page(), token).await {
            Ok(page) => page,
            // What was read until here is there.
            Err(error) if error.failure == Failure::Incomplete && !whole.items.is_empty() => {
                whole.step = Step::Lost;
                return Ok(whole);
            }
            Err(error) => return Err(error),
        };
        let had = known.len();
        known.extend(page.items.iter().map(|item| item.id().to_owned()));
        whole.step = whole.paging.hear(page.has_more, page.next.as_ref(), known.len() - had);
        whole.items.extend(page.items);
        whole.unreadable += page.unreadable;
        whole.values.extend(page.values);
        token = match &whole.step {
            Step::On(next) if known.len() - before < rows => Some(next.clone()),
            _ => return Ok(whole),
        };
    }
}

/// One page.
struct Page {
    items: Vec<Item>,
    unreadable: usize,
    has_more: bool,
    next: Option<Continuation>,
    values: Values,
}

/// Reads the values that a list names: of a page that is as small as it gets.
pub(super) async fn values(api: Api, view: &View) -> Result<Values, ApiError> {
    Ok(page(api, None, view, 1, None).await?.values)
}

/// Reads one page. Runs are kept by `runs`: their rows say only which they are.
async fn page(
    api: Api,
    runs: Option<Runs>,
    view: &View,
    limit: u32,
    token: Option<Continuation>,
) -> Result<Page, ApiError> {
    Ok(match view.listing {
        Listing::Tests => {
            let mut request = view.list_tests(limit);
            request.continuation_token = token;
            let page = api::unit_test::list(api, &request).await?;
            let named = page.filter_values.unwrap_or_default();
            let values = vec![
                (Facet::Service, named.service_ids.iter().map(|id| id.as_str().to_owned()).collect()),
                (Facet::Persona, named.persona_ids.iter().map(|id| id.as_str().to_owned()).collect()),
                (Facet::Scenario, named.scenario_ids.iter().map(|id| id.as_str().to_owned()).collect()),
                (Facet::Metric, named.metric_ids.iter().map(|id| id.as_str().to_owned()).collect()),
                (Facet::Tag, named.tags),
                (Facet::Creator, users(&named.creators)),
            ];
            let (items, unreadable) = items(page.simulation_unit_tests, Item::UnitTest);
            Page { items, unreadable, has_more: page.has_more, next: page.continuation_token, values }
        }
        Listing::Sets => {
            let mut request = view.list_sets(limit);
            request.continuation_token = token;
            let page = api::test_set::list(api, &request).await?;
            let named = page.filter_values.unwrap_or_default();
            let values = vec![
                (Facet::Creator, users(&named.creators)),
                (Facet::Tag, named.tags),
                (Facet::UnitTest, named.unit_test_ids.iter().map(|id| id.as_str().to_owned()).collect()),
            ];
            let (items, unreadable) = items(page.simulation_unit_test_sets, Item::TestSet);
            Page { items, unreadable, has_more: page.has_more, next: page.continuation_token, values }
        }
        Listing::Runs => {
            let mut request = view.list_runs(limit, &zones::start);
            request.continuation_token = token;
            let asked = runs.map(Runs::now);
            let page = api::run::list(api, &request).await?;
            let named = page.filter_values.unwrap_or_default();
            let sets = named.simulation_unit_test_set_ids.iter();
            let values = vec![
                (Facet::TestSet, sets.map(|id| id.as_str().to_owned()).collect()),
                (Facet::Creator, users(&named.creators)),
            ];
            let listed = page.simulation_unit_test_set_runs;
            let items = listed.items.iter().map(|run| Item::Run(run.id.clone())).collect();
            if let Some((runs, asked)) = runs.zip(asked) {
                runs.keep_as_of(asked, listed.items);
            }
            let unreadable = listed.unreadable;
            Page { items, unreadable, has_more: page.has_more, next: page.continuation_token, values }
        }
    })
}

/// The whole of a search answer, in the view's order and without what it does not show.
async fn search(api: Api, view: &View) -> Result<Fetched, ApiError> {
    let (items, unreadable) = match view.listing {
        Listing::Tests => {
            let found = api::unit_test::search(api, &view.search_tests()).await?;
            items(found.simulation_unit_tests, Item::UnitTest)
        }
        Listing::Sets => {
            let found = api::test_set::search(api, &view.search_sets()).await?;
            items(found.simulation_unit_test_sets, Item::TestSet)
        }
        // There is no search for runs, and no view of them asks for one.
        Listing::Runs => (Vec::new(), 0),
    };
    let placed = items.into_iter().filter_map(|item| {
        let place = view.place_found(item.is_deleted(), item.updated_at())?;
        Some((place, item))
    });
    let placed = order::by_key(placed.collect(), |(place, _): &((bool, i64), Item)| *place);
    let items = placed.into_iter().map(|(_, item)| item).collect();
    Ok(Fetched { items, unreadable, step: Step::End, paging: Paging::default(), values: Vec::new() })
}

fn items<T>(listed: Listed<T>, item: fn(T) -> Item) -> (Vec<Item>, usize) {
    (listed.items.into_iter().map(item).collect(), listed.unreadable)
}

fn users(users: &[UserRef]) -> Vec<String> {
    users.iter().map(UserRef::to_filter).collect()
}
