//! The requests for a view. A list always says whether it wants deleted things, and by what it is sorted:
//! the defaults are not the document's.

use contract::{ListRuns, ListTestSets, ListUnitTests, SearchTestSets, SearchUnitTests};

use super::{Listing, View};

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

    /// The list request for a view of runs.
    #[must_use]
    pub fn list_runs(&self, limit: u32) -> ListRuns {
        ListRuns {
            limit: Some(limit),
            test_set_ids: self.filters.sets(),
            creators: self.filters.creators(),
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
