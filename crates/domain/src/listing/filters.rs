//! The chosen values of a list's facets.

use contract::{
    MetricId, PersonaId, ScenarioId, ServiceId, TagFilter, TagMatch, TestSetId, UnitTestId, UserRef,
};

use crate::day::Day;

/// What can be filtered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Facet {
    /// Services, by id.
    Service,
    /// Personas, by id.
    Persona,
    /// Scenarios, by id.
    Scenario,
    /// Metrics, by id.
    Metric,
    /// Test sets, by id.
    TestSet,
    /// Tags, by `key:value` with the API's syntax.
    Tag,
    /// Creators, by `organization,user`.
    Creator,
    /// Unit tests, by id.
    UnitTest,
    /// Whether a run is over: [`YES`] or [`NO`].
    Completed,
    /// Whether a test of a run failed.
    Failing,
    /// Whether a run hit an error.
    Errored,
    /// The first day on which a run may have started, where the person is.
    From,
    /// The last day.
    To,
}

/// How yes and no stand in the address.
pub const YES: &str = "yes";
/// See [`YES`].
pub const NO: &str = "no";

impl Facet {
    /// The facet's key in the address.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Service => "service",
            Self::Persona => "persona",
            Self::Scenario => "scenario",
            Self::Metric => "metric",
            Self::TestSet => "set",
            Self::Tag => "tag",
            Self::Creator => "creator",
            Self::UnitTest => "test",
            Self::Completed => "completed",
            Self::Failing => "failing",
            Self::Errored => "errored",
            Self::From => "from",
            Self::To => "to",
        }
    }

    /// Whether it holds one value at most: another takes its place.
    #[must_use]
    pub fn is_single(self) -> bool {
        self.is_answer() || self.is_day()
    }

    /// Whether its value is yes or no.
    #[must_use]
    pub fn is_answer(self) -> bool {
        matches!(self, Self::Completed | Self::Failing | Self::Errored)
    }

    /// Whether its value is a day.
    #[must_use]
    pub fn is_day(self) -> bool {
        matches!(self, Self::From | Self::To)
    }

    /// Whether the API can be asked for a value of the facet, or of tags for a key. Damaged data offer others,
    /// too.
    #[must_use]
    pub fn is_sayable(self, value: &str) -> bool {
        match self {
            Self::Tag => TagFilter::new(value, TagMatch::Any).is_some(),
            _ => self.read(value).is_some(),
        }
    }

    /// A value of the facet as the API spells it; `None` if it cannot be one.
    fn read(self, value: &str) -> Option<String> {
        match self {
            // All ids are written alike.
            Self::Service
            | Self::Persona
            | Self::Scenario
            | Self::Metric
            | Self::TestSet
            | Self::UnitTest => ServiceId::parse(value).map(|id| id.as_str().to_owned()),
            Self::Tag => TagFilter::parse(value).map(|filter| filter.to_string()),
            Self::Creator => UserRef::parse_filter(value).map(|user| user.to_filter()),
            Self::Completed | Self::Failing | Self::Errored => {
                matches!(value, YES | NO).then(|| value.to_owned())
            }
            Self::From | Self::To => Day::parse(value).map(|day| day.to_string()),
        }
    }
}

/// The values chosen in each facet. Within a facet any may match; whether several tags mean all or any is
/// the server's secret.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// By facet, then as they were chosen. Only values that can be sent.
    chosen: Vec<(Facet, String)>,
}

impl Filters {
    /// Whether nothing is filtered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.chosen.is_empty()
    }

    /// How many values are chosen.
    #[must_use]
    pub fn len(&self) -> usize {
        self.chosen.len()
    }

    /// All chosen values with their facets.
    pub fn iter(&self) -> impl Iterator<Item = (Facet, &str)> {
        self.chosen.iter().map(|(facet, value)| (*facet, value.as_str()))
    }

    /// The values chosen in a facet, as they stand in the address.
    pub fn values(&self, facet: Facet) -> impl Iterator<Item = &str> {
        self.iter().filter(move |(of, _)| *of == facet).map(|(_, value)| value)
    }

    /// Chooses a value, or takes it back; `None` if it cannot be one of the facet.
    pub fn toggle(&mut self, facet: Facet, value: &str) -> Option<()> {
        let value = facet.read(value)?;
        let is_there = self.values(facet).any(|chosen| chosen == value);
        let goes = |chosen: &String| facet.is_single() || *chosen == value;
        self.chosen.retain(|(of, chosen)| *of != facet || !goes(chosen));
        if !is_there {
            self.push(facet, value);
        }
        Some(())
    }

    /// Chooses a value; `None` if it cannot be one of the facet, or the facet has its only one.
    pub fn add(&mut self, facet: Facet, value: &str) -> Option<()> {
        let value = facet.read(value)?;
        if !self.values(facet).any(|chosen| chosen == value) {
            if facet.is_single() && self.values(facet).next().is_some() {
                return None;
            }
            self.push(facet, value);
        }
        Some(())
    }

    /// Sets the only value of a facet, or takes it back.
    pub fn set(&mut self, facet: Facet, value: Option<&str>) {
        self.chosen.retain(|(of, _)| *of != facet);
        if let Some(value) = value.and_then(|value| facet.read(value)) {
            self.push(facet, value);
        }
    }

    /// The answer that is asked for.
    pub(super) fn answer(&self, facet: Facet) -> Option<bool> {
        self.values(facet).next().map(|value| value == YES)
    }

    /// The day that is asked for.
    #[must_use]
    pub fn day(&self, facet: Facet) -> Option<Day> {
        self.values(facet).next().and_then(Day::parse)
    }

    /// Whether the days exclude each other, so that nothing can fit.
    #[must_use]
    pub fn is_backwards(&self) -> bool {
        self.day(Facet::From).zip(self.day(Facet::To)).is_some_and(|(from, to)| from > to)
    }

    fn push(&mut self, facet: Facet, value: String) {
        let end = self.chosen.iter().take_while(|(of, _)| *of <= facet).count();
        self.chosen.insert(end, (facet, value));
    }

    /// The filters by tag.
    #[must_use]
    pub fn tags(&self) -> Vec<TagFilter> {
        self.read(Facet::Tag, TagFilter::parse)
    }

    /// Chooses a tag with any value, or takes all filters by it back.
    pub fn toggle_tag(&mut self, key: &str) {
        let before = self.len();
        self.chosen.retain(|(facet, value)| *facet != Facet::Tag || !is_of_key(value, key));
        let any = TagFilter::new(key, TagMatch::Any);
        if let (true, Some(any)) = (self.len() == before, any) {
            self.push(Facet::Tag, any.to_string());
        }
    }

    /// Puts a filter in the place of the first one by the same tag.
    pub fn replace_tag(&mut self, filter: &TagFilter) {
        let place = self
            .chosen
            .iter_mut()
            .find(|(facet, value)| *facet == Facet::Tag && is_of_key(value, filter.key()));
        if let Some((_, value)) = place {
            *value = filter.to_string();
        }
    }

    /// The values of a facet as what they are.
    pub(super) fn read<T>(&self, facet: Facet, read: fn(&str) -> Option<T>) -> Vec<T> {
        self.values(facet).filter_map(read).collect()
    }

    pub(super) fn services(&self) -> Vec<ServiceId> {
        self.read(Facet::Service, ServiceId::parse)
    }

    pub(super) fn personas(&self) -> Vec<PersonaId> {
        self.read(Facet::Persona, PersonaId::parse)
    }

    pub(super) fn scenarios(&self) -> Vec<ScenarioId> {
        self.read(Facet::Scenario, ScenarioId::parse)
    }

    pub(super) fn metrics(&self) -> Vec<MetricId> {
        self.read(Facet::Metric, MetricId::parse)
    }

    pub(super) fn sets(&self) -> Vec<TestSetId> {
        self.read(Facet::TestSet, TestSetId::parse)
    }

    pub(super) fn tests(&self) -> Vec<UnitTestId> {
        self.read(Facet::UnitTest, UnitTestId::parse)
    }

    pub(super) fn creators(&self) -> Vec<UserRef> {
        self.read(Facet::Creator, UserRef::parse_filter)
    }
}

fn is_of_key(filter: &str, key: &str) -> bool {
    TagFilter::parse(filter).is_some_and(|filter| filter.key() == key)
}
