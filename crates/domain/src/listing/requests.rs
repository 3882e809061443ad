//! The requests for a view. A list always says whether it wants deleted things, and by what it is sorted:
//! the defaults are not the document's.

use contract::{ListRuns, ListTestSets, ListUnitTests, SearchTestSets, SearchUnitTests, Timestamp};

use super::{Facet, Listing, View};
use crate::day::Day;
use crate::instant::Instant;

impl View {
    /// The list request for a view of unit tests.
    #[must_use]
    pub fn list_tests(&self, limit: u32) -> ListUnitTests {
        ListUnitTests {
            limit: Some(limit),
            is_deleted: Some(self.deleted),
            service_ids: self.filters.services(),
            persona_ids: self.filters.personas(),
            scenario_ids: self.filters.scenarios(),
            metric_ids: self.filters.metrics(),
            creators: self.filters.creators(),
            tags: self.filters.tags(),
            sort: Some(self.sort),
            ..ListUnitTests::default()
        }
    }

    /// The list request for a view of test sets.
    #[must_use]
    pub fn list_sets(&self, limit: u32) -> ListTestSets {
        ListTestSets {
            limit: Some(limit),
            is_deleted: Some(self.deleted),
            unit_test_ids: self.filters.tests(),
            creators: self.filters.creators(),
            tags: self.filters.tags(),
            sort: Some(self.sort),
            ..ListTestSets::default()
        }
    }

    /// The list request for a view of runs. `start` tells when a day begins where the person is; a day that
    /// never began there does not filter. Both ends of the API's filter are inclusive, so the last day ends
    /// just before the next one begins: to the microsecond, in which the server may count.
    #[must_use]
    pub fn list_runs(&self, limit: u32, start: &dyn Fn(Day) -> Option<Instant>) -> ListRuns {
        let moment = |instant: Instant, end: &str| {
            let text = instant.to_rfc3339()?;
            Some(Timestamp(text.strip_suffix('Z')?.to_owned() + end))
        };
        let last = |day: Day| start(day.next()).map(|next| next.plus(-1));
        ListRuns {
            limit: Some(limit),
            test_set_ids: self.filters.sets(),
            creators: self.filters.creators(),
            is_completed: self.filters.answer(Facet::Completed),
            failed_metrics: self.filters.answer(Facet::Failing),
            errored: self.filters.answer(Facet::Errored),
            created_after: self.filters.day(Facet::From).and_then(start).and_then(|from| moment(from, "Z")),
            created_before: self.filters.day(Facet::To).and_then(last).and_then(|to| moment(to, "999Z")),
            sort: Some(self.sort),
            ..ListRuns::default()
        }
    }

    /// Whether the view searches: then it is one answer, without pages.
    #[must_use]
    pub fn is_search(&self) -> bool {
        !self.search.is_empty()
    }

    /// The search request for a view of unit tests that searches.
    #[must_use]
    pub fn search_tests(&self) -> SearchUnitTests {
        SearchUnitTests {
            query: self.search.clone(),
            creators: self.filters.creators(),
            tags: self.filters.tags(),
            service_ids: self.filters.services(),
            persona_ids: self.filters.personas(),
            scenario_ids: self.filters.scenarios(),
            metric_ids: self.filters.metrics(),
        }
    }

    /// The search request for a view of test sets that searches.
    #[must_use]
    pub fn search_sets(&self) -> SearchTestSets {
        SearchTestSets {
            query: self.search.clone(),
            creators: self.filters.creators(),
            tags: self.filters.tags(),
            unit_test_ids: self.filters.tests(),
        }
    }
}

impl Listing {
    /// How many items one request asks for: enough for some screens and quick to read, or what the API
    /// gives at most.
    #[must_use]
    pub fn page(self) -> u32 {
        match self {
            Self::Tests => 100,
            Self::Sets => ListTestSets::MAX_LIMIT,
            Self::Runs => ListRuns::MAX_LIMIT,
        }
    }
}
