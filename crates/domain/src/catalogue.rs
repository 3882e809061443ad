//! What a person has asked the catalogue of unit tests to show, and how it stands in the address.
//!
//! The address is the only place where it is kept: defaults are left out, keys of other versions
//! are kept silently, values that cannot be read are kept and named, so that a mistyped link can be
//! repaired.

use contract::{
    ListUnitTests, MetricId, PersonaId, ScenarioId, SearchUnitTests, ServiceId, SortDirection, TagFilter,
    UnitTest, UserRef,
};

use crate::instant::Instant;
use crate::{order, params};

/// The state of the catalogue.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CatalogueView {
    /// What is searched for, trimmed; empty: everything is listed.
    pub search: String,
    /// What is filtered by.
    pub filters: Filters,
    /// Whether deleted tests are shown, instead of live ones.
    pub deleted: bool,
    /// By last update: newest first (descending) unless asked otherwise.
    pub sort: SortDirection,
    /// Known keys whose value cannot be read.
    pub unreadable: Vec<(String, String)>,
    /// Keys of other versions.
    pub unknown: Vec<(String, String)>,
}

/// The values chosen in each facet. Within a facet any may match.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// Services.
    pub services: Vec<ServiceId>,
    /// Personas.
    pub personas: Vec<PersonaId>,
    /// Scenarios.
    pub scenarios: Vec<ScenarioId>,
    /// Metrics.
    pub metrics: Vec<MetricId>,
    /// Creators.
    pub creators: Vec<UserRef>,
    /// Tags. Whether several mean all or any is the server's secret.
    pub tags: Vec<TagFilter>,
}

impl Filters {
    /// Whether nothing is filtered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The values chosen in a facet, as they stand in the address.
    #[must_use]
    pub fn values(&self, facet: Facet) -> Vec<String> {
        match facet {
            Facet::Service => self.services.iter().map(|id| id.as_str().to_owned()).collect(),
            Facet::Persona => self.personas.iter().map(|id| id.as_str().to_owned()).collect(),
            Facet::Scenario => self.scenarios.iter().map(|id| id.as_str().to_owned()).collect(),
            Facet::Metric => self.metrics.iter().map(|id| id.as_str().to_owned()).collect(),
            Facet::Tag => self.tags.iter().map(ToString::to_string).collect(),
            Facet::Creator => self.creators.iter().map(UserRef::to_filter).collect(),
        }
    }

    /// Chooses a value, or takes it back; `None` if it cannot be one of the facet.
    pub fn toggle(&mut self, facet: Facet, value: &str) -> Option<()> {
        match facet {
            Facet::Service => toggle(&mut self.services, ServiceId::parse(value)?),
            Facet::Persona => toggle(&mut self.personas, PersonaId::parse(value)?),
            Facet::Scenario => toggle(&mut self.scenarios, ScenarioId::parse(value)?),
            Facet::Metric => toggle(&mut self.metrics, MetricId::parse(value)?),
            Facet::Tag => toggle(&mut self.tags, TagFilter::parse(value)?),
            Facet::Creator => toggle(&mut self.creators, UserRef::parse_filter(value)?),
        }
        Some(())
    }

    fn add(&mut self, facet: Facet, value: &str) -> Option<()> {
        match self.values(facet).iter().any(|chosen| chosen == value) {
            true => Some(()),
            false => self.toggle(facet, value),
        }
    }
}

/// What can be filtered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Facet {
    /// Services, by id.
    Service,
    /// Personas, by id.
    Persona,
    /// Scenarios, by id.
    Scenario,
    /// Metrics, by id.
    Metric,
    /// Tags, by `key:value` with the API's syntax.
    Tag,
    /// Creators, by `organization,user`.
    Creator,
}

impl Facet {
    /// All facets, in the order they are shown.
    pub const ALL: [Self; 6] =
        [Self::Service, Self::Persona, Self::Scenario, Self::Metric, Self::Tag, Self::Creator];

    /// The facet's key in the address.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Service => "service",
            Self::Persona => "persona",
            Self::Scenario => "scenario",
            Self::Metric => "metric",
            Self::Tag => "tag",
            Self::Creator => "creator",
        }
    }
}

/// The longest search that is sent, in characters: longer ones make addresses that servers refuse.
pub const LONGEST_SEARCH: usize = 200;

impl CatalogueView {
    /// Reads a query string.
    #[must_use]
    pub fn from_query(query: &str) -> Self {
        let mut view = Self::default();
        for (key, value) in params::decode(query) {
            if view.read(&key, &value).is_none() {
                view.unreadable.push((key, value));
            }
        }
        view
    }

    /// Takes one pair over; `None` if the key is known and the value is not readable.
    fn read(&mut self, key: &str, value: &str) -> Option<()> {
        if let Some(facet) = Facet::ALL.into_iter().find(|facet| facet.key() == key) {
            return self.filters.add(facet, value);
        }
        match key {
            "q" => self.search = value.trim().chars().take(LONGEST_SEARCH).collect(),
            "deleted" => self.deleted = matches!(value, "" | "1" | "true" | "yes").then_some(true)?,
            "sort" => {
                self.sort = match value {
                    "oldest" => SortDirection::Ascending,
                    "newest" => SortDirection::Descending,
                    _ => return None,
                }
            }
            _ => self.unknown.push((key.to_owned(), value.to_owned())),
        }
        Some(())
    }

    /// Writes the query string, without a leading `?`; empty when all is default.
    #[must_use]
    pub fn to_query(&self) -> String {
        let mut pairs: Vec<(&str, String)> = Vec::new();
        if !self.search.is_empty() {
            pairs.push(("q", self.search.clone()));
        }
        for facet in Facet::ALL {
            pairs.extend(self.filters.values(facet).into_iter().map(|value| (facet.key(), value)));
        }
        if self.deleted {
            pairs.push(("deleted", String::new()));
        }
        if self.sort == SortDirection::Ascending {
            pairs.push(("sort", "oldest".to_owned()));
        }
        let kept = self.unreadable.iter().chain(&self.unknown);
        pairs.extend(kept.map(|(key, value)| (key.as_str(), value.clone())));
        params::encode(pairs.iter().map(|(key, value)| (*key, value.as_str())))
    }

    /// Whether search or filters narrow the list.
    #[must_use]
    pub fn is_narrowed(&self) -> bool {
        !self.search.is_empty() || !self.filters.is_empty()
    }

    /// The view without search and filters; the rest stays.
    #[must_use]
    pub fn cleared(&self) -> Self {
        Self { search: String::new(), filters: Filters::default(), unreadable: Vec::new(), ..self.clone() }
    }

    /// The parts that decide which tests are shown: two views with equal parts need one answer.
    #[must_use]
    pub fn essence(&self) -> Self {
        Self { unreadable: Vec::new(), unknown: Vec::new(), ..self.clone() }
    }

    /// The list request for this view. A list always says whether it wants deleted tests, and by
    /// what it is sorted: the defaults are not the document's.
    #[must_use]
    pub fn list_request(&self, limit: u32) -> ListUnitTests {
        let filters = self.filters.clone();
        ListUnitTests {
            limit: Some(limit),
            is_deleted: Some(self.deleted),
            service_ids: filters.services,
            persona_ids: filters.personas,
            scenario_ids: filters.scenarios,
            metric_ids: filters.metrics,
            creators: filters.creators,
            tags: filters.tags,
            sort: Some(self.sort),
            ..ListUnitTests::default()
        }
    }

    /// The request for the choices of the facets: an unfiltered first page, as small as it gets.
    #[must_use]
    pub fn choices_request(&self) -> ListUnitTests {
        Self { deleted: self.deleted, ..Self::default() }.list_request(1)
    }

    /// The search request for this view, if it searches.
    #[must_use]
    pub fn search_request(&self) -> Option<SearchUnitTests> {
        let filters = self.filters.clone();
        (!self.search.is_empty()).then(|| SearchUnitTests {
            query: self.search.clone(),
            creators: filters.creators,
            tags: filters.tags,
            service_ids: filters.services,
            persona_ids: filters.personas,
            scenario_ids: filters.scenarios,
            metric_ids: filters.metrics,
        })
    }

    /// What a search answer shows: the endpoint knows neither `is_deleted` nor a sort, so both are
    /// done here. Tests without a readable time of update come last, in the server's order.
    #[must_use]
    pub fn arrange(&self, found: Vec<UnitTest>) -> Vec<UnitTest> {
        let tests = found.into_iter().filter(|test| test.is_deleted == self.deleted).collect();
        order::by_key(tests, |test: &UnitTest| {
            let moment = test.updated_at.as_ref().and_then(Instant::read);
            let moment = moment.map(|moment| match self.sort {
                SortDirection::Ascending => moment.0,
                SortDirection::Descending => moment.0.saturating_neg(),
            });
            (moment.is_none(), moment)
        })
    }
}

fn toggle<T: PartialEq>(values: &mut Vec<T>, value: T) {
    match values.iter().position(|other| *other == value) {
        Some(position) => {
            values.remove(position);
        }
        None => values.push(value),
    }
}

#[cfg(test)]
mod tests {
    use contract::{Timestamp, UnitTestId};
    use proptest::prelude::*;

    use super::*;

    const SERVICE: &str = "6618791275130b73714e8d1c";

    #[test]
    fn the_default_view_has_an_empty_address() {
        assert_eq!(CatalogueView::default().to_query(), "");
        assert_eq!(CatalogueView::from_query(""), CatalogueView::default());
        assert_eq!(CatalogueView::from_query("?sort=newest").to_query(), "");
    }

    #[test]
    fn what_cannot_be_read_is_kept_and_named() {
        let query = "service=Intake&tag=suite&sort=name&utm_source=chat";
        let view = CatalogueView::from_query(query);
        let kept = [("service", "Intake"), ("tag", "suite"), ("sort", "name")];
        assert_eq!(view.unreadable, kept.map(|(key, value)| (key.to_owned(), value.to_owned())));
        assert_eq!(view.unknown, [("utm_source".to_owned(), "chat".to_owned())]);
        assert_eq!(view.to_query(), query);
        assert!(view.filters.is_empty());
        assert_eq!(view.essence(), CatalogueView::default());
    }

    #[test]
    fn a_list_says_what_it_wants_of_deleted_tests_and_order() {
        let request = CatalogueView::from_query(&format!("service={SERVICE}&tag=suite:*")).list_request(50);
        let query = request.query().encode();
        let expected =
            format!("limit=50&is_deleted=false&service_id={SERVICE}&tag=suite%3A%2A&sort_by=-updated_at");
        assert_eq!(query, expected);
    }

    #[test]
    fn choices_come_from_an_unfiltered_page() {
        let view = CatalogueView::from_query(&format!("service={SERVICE}&q=refill"));
        let query = view.choices_request().query().encode();
        assert_eq!(query, "limit=1&is_deleted=false&sort_by=-updated_at");
    }

    #[test]
    fn a_search_hides_deleted_tests_and_is_sorted() {
        let test = |name: &str, updated: Option<&str>, is_deleted| UnitTest {
            id: UnitTestId::from_response(name),
            updated_at: updated.map(|at| Timestamp(at.to_owned())),
            is_deleted,
            ..UnitTest::default()
        };
        let found = vec![
            test("undated", None, false),
            test("old", Some("2024-01-01T00:00:00Z"), false),
            test("gone", Some("2026-01-01T00:00:00Z"), true),
            test("new", Some("2025-01-01T00:00:00Z"), false),
        ];
        let names = |view: &CatalogueView| -> Vec<String> {
            view.arrange(found.clone()).iter().map(|test| test.id.as_str().to_owned()).collect()
        };
        assert_eq!(names(&CatalogueView::default()), ["new", "old", "undated"]);
        assert_eq!(names(&CatalogueView::from_query("sort=oldest")), ["old", "new", "undated"]);
        assert_eq!(names(&CatalogueView::from_query("deleted")), ["gone"]);
    }

    fn hex() -> impl Strategy<Value = String> {
        "[0-9a-f]{24}"
    }

    prop_compose! {
        fn view()(search in "[^\\s][^\\x00-\\x1f]{0,20}[^\\s]|", services in prop::collection::vec(hex(), 0..3),
            personas in prop::collection::vec(hex(), 0..3), scenarios in prop::collection::vec(hex(), 0..3),
            metrics in prop::collection::vec(hex(), 0..3),
            creators in prop::collection::vec(("[^,]{1,9}", "[^,]{1,9}"), 0..3),
            tags in prop::collection::vec("[^:]{1,9}:([^:]{0,9}|\\*)", 0..3), deleted: bool, oldest: bool,
            unknown in prop::collection::vec(("x[^\\s]{0,9}", ".{0,9}"), 0..3)) -> CatalogueView {
            let mut view = CatalogueView { search: search.trim().to_owned(), deleted, unknown, ..CatalogueView::default() };
            if oldest { view.sort = SortDirection::Ascending; }
            let filters = &mut view.filters;
            let filters_of = |facet, values: Vec<String>| values.into_iter().map(move |value| (facet, value));
            let all = filters_of(Facet::Service, services)
                .chain(filters_of(Facet::Persona, personas))
                .chain(filters_of(Facet::Scenario, scenarios))
                .chain(filters_of(Facet::Metric, metrics))
                .chain(filters_of(Facet::Tag, tags))
                .chain(filters_of(Facet::Creator, creators.iter().map(|(org, user)| format!("{org},{user}")).collect()));
            for (facet, value) in all {
                let _ = filters.add(facet, &value);
            }
            view
        }
    }

    proptest! {
        #[test]
        fn every_view_survives_its_address(view in view()) {
            prop_assert_eq!(CatalogueView::from_query(&view.to_query()), view);
        }

        #[test]
        fn no_address_can_break_it(query in ".{0,80}") {
            let view = CatalogueView::from_query(&query);
            prop_assert_eq!(CatalogueView::from_query(&view.to_query()), view);
        }

        #[test]
        fn toggling_twice_changes_nothing(values in prop::collection::btree_set(0..9, 0..5), value in 0..9) {
            let before: Vec<i32> = values.into_iter().collect();
            let mut after = before.clone();
            toggle(&mut after, value);
            prop_assert_ne!(&after, &before);
            toggle(&mut after, value);
            after.sort_unstable();
            prop_assert_eq!(after, before);
        }
    }
}
