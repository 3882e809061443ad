//! Reading a list: as many pages as are needed, or a search answer.

use contract::{Continuation, Listed, UserRef};
use domain::listing::{Facet, Listing, View};
use domain::order;

use super::choices::Values;
use crate::api::{self, Api, ApiError};
use crate::browser::zones;
use crate::data::names::Item;
use crate::data::runs::Runs;

/// What one or more requests brought.
pub(super) struct Fetched {
    pub(super) items: Vec<Item>,
    pub(super) unreadable: usize,
    pub(super) has_more: bool,
    pub(super) next: Option<Continuation>,
    /// The server names them on the first page only.
    pub(super) values: Values,
}

/// How many pages without a row are followed before the person is asked.
const MOST_EMPTY_PAGES: usize = 20;

/// Reads pages until there are at least `rows` items. Pages may be short or empty; `has_more` alone
/// says whether there is another.
pub(super) async fn fetch(
    api: Api,
    runs: Runs,
    view: &View,
    mut token: Option<Continuation>,
    rows: usize,
) -> Result<Fetched, ApiError> {
    if view.is_search() {
        return search(api, view).await;
    }
    let mut whole = page(api, Some(runs), view, view.listing.page(), token.clone()).await?;
    let mut empty = usize::from(whole.items.is_empty());
    loop {
        let moved = whole.next.is_some() && whole.next != token;
        whole.has_more &= moved;
        if !whole.has_more || whole.items.len() >= rows || empty >= MOST_EMPTY_PAGES {
            return Ok(whole);
        }
        token = whole.next.take();
        let next = page(api, Some(runs), view, view.listing.page(), token.clone()).await?;
        empty = if next.items.is_empty() { empty + 1 } else { 0 };
        whole.items.extend(next.items);
        whole.unreadable += next.unreadable;
        whole.values.extend(next.values);
        (whole.has_more, whole.next) = (next.has_more, next.next);
    }
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
) -> Result<Fetched, ApiError> {
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
            Fetched { items, unreadable, has_more: page.has_more, next: page.continuation_token, values }
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
            Fetched { items, unreadable, has_more: page.has_more, next: page.continuation_token, values }
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
            Fetched { items, unreadable, has_more: page.has_more, next: page.continuation_token, values }
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
    Ok(Fetched { items, unreadable, has_more: false, next: None, values: Vec::new() })
}

fn items<T>(listed: Listed<T>, item: fn(T) -> Item) -> (Vec<Item>, usize) {
    (listed.items.into_iter().map(item).collect(), listed.unreadable)
}

fn users(users: &[UserRef]) -> Vec<String> {
    users.iter().map(UserRef::to_filter).collect()
}
