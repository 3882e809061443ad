//! What a person has asked the list of runs to show, and how it stands in the address.
//!
//! As for the catalogue (`catalogue`): the address is the only place where it is kept, defaults are left out,
//! keys of other versions are kept silently, values that cannot be read are kept and named. Days are those of
//! the person; what they mean in UTC depends on where the browser is, and on the day.

use contract::{ListRuns, SortDirection, TestSetId, Timestamp, UserRef};

use crate::day::Day;
use crate::instant::Instant;
use crate::params;

/// The state of the list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RunsView {
    /// What is filtered by.
    pub filters: RunFilters,
    /// By start: newest first (descending) unless asked otherwise.
    pub sort: SortDirection,
    /// Known keys whose value cannot be read.
    pub unreadable: Vec<(String, String)>,
    /// Keys of other versions.
    pub unknown: Vec<(String, String)>,
}

/// What is filtered by. Of sets and creators any may match; all other parts must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RunFilters {
    /// Test sets.
    pub sets: Vec<TestSetId>,
    /// Who started the run.
    pub creators: Vec<UserRef>,
    /// Only runs that are over, or that are not.
    pub completed: Option<bool>,
    /// Only runs in which a test failed, or none did.
    pub failing: Option<bool>,
    /// Only runs that hit an error, or did not.
    pub errored: Option<bool>,
    /// Started on this day or later.
    pub from: Option<Day>,
    /// Started on this day or earlier.
    pub to: Option<Day>,
}

/// A filter of several values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunFacet {
    /// Test sets, by id.
    TestSet,
    /// Creators, by `organization,user`.
    Creator,
    /// Whether it is over.
    Completed,
    /// Whether a test failed.
    Failing,
    /// Whether it hit an error.
    Errored,
}

/// An end of the time that runs were started in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The first day.
    From,
    /// The last day.
    To,
}

/// How yes and no stand in the address.
pub const YES: &str = "yes";
/// See [`YES`].
pub const NO: &str = "no";

impl RunFacet {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 5] = [Self::TestSet, Self::Creator, Self::Completed, Self::Failing, Self::Errored];

    /// Its key in the address.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::TestSet => "set",
            Self::Creator => "creator",
            Self::Completed => "completed",
            Self::Failing => "failing",
            Self::Errored => "errored",
        }
    }
}

impl End {
    /// Both.
    pub const ALL: [Self; 2] = [Self::From, Self::To];

    /// Its key in the address.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::From => "from",
            Self::To => "to",
        }
    }
}

impl RunFilters {
    /// Whether nothing is filtered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The values chosen in a facet, as they stand in the address.
    #[must_use]
    pub fn values(&self, facet: RunFacet) -> Vec<String> {
        let answer = |answer: Option<bool>| {
            answer.map(|answer| if answer { YES } else { NO }.to_owned()).into_iter().collect()
        };
        match facet {
            RunFacet::TestSet => self.sets.iter().map(|id| id.as_str().to_owned()).collect(),
            RunFacet::Creator => self.creators.iter().map(UserRef::to_filter).collect(),
            RunFacet::Completed => answer(self.completed),
            RunFacet::Failing => answer(self.failing),
            RunFacet::Errored => answer(self.errored),
        }
    }

    /// Chooses a value, or takes it back; `None` if it cannot be one of the facet. Of yes and no only one can
    /// be chosen: the other one takes its place.
    pub fn toggle(&mut self, facet: RunFacet, value: &str) -> Option<()> {
        let answer = || match value {
            YES => Some(true),
            NO => Some(false),
            _ => None,
        };
        let toggled = |before: Option<bool>, chosen: bool| (before != Some(chosen)).then_some(chosen);
        match facet {
            RunFacet::TestSet => toggle(&mut self.sets, TestSetId::parse(value)?),
            RunFacet::Creator => toggle(&mut self.creators, UserRef::parse_filter(value)?),
            RunFacet::Completed => self.completed = toggled(self.completed, answer()?),
            RunFacet::Failing => self.failing = toggled(self.failing, answer()?),
            RunFacet::Errored => self.errored = toggled(self.errored, answer()?),
        }
        Some(())
    }

    /// A day that is filtered by.
    #[must_use]
    pub fn day(&self, end: End) -> Option<Day> {
        match end {
            End::From => self.from,
            End::To => self.to,
        }
    }

    fn set_day(&mut self, end: End, day: Option<Day>) {
        match end {
            End::From => self.from = day,
            End::To => self.to = day,
        }
    }

    /// Whether the days exclude each other, so that nothing can fit.
    #[must_use]
    pub fn is_backwards(&self) -> bool {
        self.from.zip(self.to).is_some_and(|(from, to)| from > to)
    }

    fn add(&mut self, facet: RunFacet, value: &str) -> Option<()> {
        let chosen = self.values(facet);
        let is_answer = !matches!(facet, RunFacet::TestSet | RunFacet::Creator);
        // An address that says yes and no says nothing that could be asked for.
        if is_answer && chosen.iter().any(|chosen| chosen != value) {
            return None;
        }
        if chosen.iter().any(|chosen| chosen == value) { Some(()) } else { self.toggle(facet, value) }
    }
}

impl RunsView {
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
        if let Some(facet) = RunFacet::ALL.into_iter().find(|facet| facet.key() == key) {
            return self.filters.add(facet, value);
        }
        if let Some(end) = End::ALL.into_iter().find(|end| end.key() == key) {
            let day = Day::parse(value)?;
            let is_other = self.filters.day(end).is_some_and(|other| other != day);
            return (!is_other).then(|| self.filters.set_day(end, Some(day)));
        }
        match key {
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
        for facet in RunFacet::ALL {
            pairs.extend(self.filters.values(facet).into_iter().map(|value| (facet.key(), value)));
        }
        for end in End::ALL {
            pairs.extend(self.filters.day(end).map(|day| (end.key(), day.to_string())));
        }
        if self.sort == SortDirection::Ascending {
            pairs.push(("sort", "oldest".to_owned()));
        }
        let kept = self.unreadable.iter().chain(&self.unknown);
        pairs.extend(kept.map(|(key, value)| (key.as_str(), value.clone())));
        params::encode(pairs.iter().map(|(key, value)| (*key, value.as_str())))
    }

    /// Chooses a value, or takes it back; `None` if it cannot be one of the facet. What could not be read of
    /// this facet is given up: it must not come to life where it stood in the way of what is taken back.
    pub fn choose(&mut self, facet: RunFacet, value: &str) -> Option<()> {
        self.filters.toggle(facet, value)?;
        self.unreadable.retain(|(key, _)| key != facet.key());
        Some(())
    }

    /// Sets a day, or takes it back.
    pub fn choose_day(&mut self, end: End, day: Option<Day>) {
        self.filters.set_day(end, day);
        self.unreadable.retain(|(key, _)| key != end.key());
    }

    /// Whether filters narrow the list.
    #[must_use]
    pub fn is_narrowed(&self) -> bool {
        !self.filters.is_empty()
    }

    /// The view without filters; the rest stays.
    #[must_use]
    pub fn cleared(&self) -> Self {
        Self { filters: RunFilters::default(), unreadable: Vec::new(), ..self.clone() }
    }

    /// The parts that decide which runs are shown: two views with equal parts need one answer.
    #[must_use]
    pub fn essence(&self) -> Self {
        Self { unreadable: Vec::new(), unknown: Vec::new(), ..self.clone() }
    }

    /// The list request for this view. `start` tells when a day begins where the person is; a day that never
    /// began there does not filter. Both ends of the API's filter are inclusive, so the last day ends just
    /// before the next one begins: to the microsecond, in which the server may count.
    #[must_use]
    pub fn list_request(&self, limit: u32, start: &dyn Fn(Day) -> Option<Instant>) -> ListRuns {
        let filters = self.filters.clone();
        let moment = |instant: Instant, end: &str| {
            let text = instant.to_rfc3339()?;
            Some(Timestamp(text.strip_suffix('Z')?.to_owned() + end))
        };
        let last = |day: Day| start(day.next()).map(|next| next.plus(-1));
        ListRuns {
            limit: Some(limit),
            creators: filters.creators,
            test_set_ids: filters.sets,
            is_completed: filters.completed,
            failed_metrics: filters.failing,
            errored: filters.errored,
            created_after: filters.from.and_then(start).and_then(|from| moment(from, "Z")),
            created_before: filters.to.and_then(last).and_then(|to| moment(to, "999Z")),
            sort: Some(self.sort),
            ..ListRuns::default()
        }
    }

    /// The request for the choices of the filters: an unfiltered first page, as small as it gets.
    #[must_use]
    pub fn choices_request() -> ListRuns {
        Self::default().list_request(1, &|_| None)
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
    use proptest::prelude::*;

    use super::*;

    const SET: &str = "6618791275130b73714e8d1c";
    const HOUR: i64 = 3_600_000;

    /// Days in Berlin, where summer time of 2026 begins on 29 March and ends on 25 October.
    fn berlin(day: Day) -> Option<Instant> {
        let summer = Day::parse("2026-03-30")? <= day && day <= Day::parse("2026-10-25")?;
        let midnight = Instant::parse_rfc3339(&format!("{day}T00:00:00Z"))?;
        Some(midnight.plus(if summer { -2 * HOUR } else { -HOUR }))
    }

    fn bounds(query: &str) -> (Option<String>, Option<String>) {
        let request = RunsView::from_query(query).list_request(50, &berlin);
        (request.created_after.map(|at| at.0), request.created_before.map(|at| at.0))
    }

    #[test]
    fn the_default_view_has_an_empty_address() {
        assert_eq!(RunsView::default().to_query(), "");
        assert_eq!(RunsView::from_query("?sort=newest"), RunsView::default());
    }

    #[test]
    fn what_cannot_be_read_is_kept_and_named() {
        let query = "set=Nightly&completed=maybe&from=22.11.2026&sort=name&utm_source=chat";
        let view = RunsView::from_query(query);
        let kept = [("set", "Nightly"), ("completed", "maybe"), ("from", "22.11.2026"), ("sort", "name")];
        assert_eq!(view.unreadable, kept.map(|(key, value)| (key.to_owned(), value.to_owned())));
        assert_eq!(view.unknown, [("utm_source".to_owned(), "chat".to_owned())]);
        assert_eq!(view.to_query(), query);
        assert!(view.filters.is_empty());
        assert_eq!(view.essence(), RunsView::default());
    }

    #[test]
    fn contradictions_are_named() {
        let view = RunsView::from_query("failing=yes&failing=no&failing=yes&from=2026-01-01&from=2026-01-02");
        assert_eq!(view.filters.failing, Some(true));
        let kept = [("failing", "no"), ("from", "2026-01-02")];
        assert_eq!(view.unreadable, kept.map(|(key, value)| (key.to_owned(), value.to_owned())));
    }

    #[test]
    fn what_was_not_read_does_not_come_to_life() {
        let mut view = RunsView::from_query("failing=yes&failing=no&to=2026-01-01&to=2026-02-01");
        view.choose(RunFacet::Failing, YES);
        view.choose_day(End::To, None);
        assert_eq!(view.to_query(), "");
    }

    #[test]
    fn yes_takes_the_place_of_no() {
        let mut filters = RunFilters::default();
        assert_eq!(filters.toggle(RunFacet::Errored, NO), Some(()));
        assert_eq!(filters.toggle(RunFacet::Errored, YES), Some(()));
        assert_eq!(filters.values(RunFacet::Errored), [YES]);
        assert_eq!(filters.toggle(RunFacet::Errored, YES), Some(()));
        assert!(filters.is_empty());
        assert_eq!(filters.toggle(RunFacet::Errored, "perhaps"), None);
    }

    #[test]
    fn lists_are_asked_for_as_documented() {
        let query = format!("set={SET}&completed=no&failing=yes&errored=no&sort=oldest");
        let request = RunsView::from_query(&query).list_request(50, &berlin);
        let expected = format!(
            "limit=50&simulation_unit_test_set_id={SET}&is_completed=false&failed_metrics=true&errored=false&sort_by=%2Bcreated_at"
        );
        assert_eq!(request.query().encode(), expected);
        assert_eq!(RunsView::choices_request().query().encode(), "limit=1&sort_by=-created_at");
    }

    #[test]
    fn days_are_whole_and_those_of_the_person() {
        let day = |day: &str| bounds(&format!("from={day}&to={day}"));
        let pair = |from: &str, to: &str| (Some(from.to_owned()), Some(to.to_owned()));
        assert_eq!(day("2026-11-22"), pair("2026-11-21T23:00:00.000Z", "2026-11-22T22:59:59.999999Z"));
        assert_eq!(day("2026-07-01"), pair("2026-06-30T22:00:00.000Z", "2026-07-01T21:59:59.999999Z"));
        // 23 and 25 hours.
        assert_eq!(day("2026-03-29"), pair("2026-03-28T23:00:00.000Z", "2026-03-29T21:59:59.999999Z"));
        assert_eq!(day("2026-10-25"), pair("2026-10-24T22:00:00.000Z", "2026-10-25T22:59:59.999999Z"));
        assert_eq!(bounds("to=9999-12-31"), (None, None), "the day after has no date");
    }

    #[test]
    fn days_that_exclude_each_other_are_noticed() {
        assert!(RunsView::from_query("from=2026-02-01&to=2026-01-31").filters.is_backwards());
        assert!(!RunsView::from_query("from=2026-02-01&to=2026-02-01").filters.is_backwards());
        assert!(!RunsView::from_query("to=2026-02-01").filters.is_backwards());
    }

    fn day() -> impl Strategy<Value = Option<Day>> {
        prop::option::of((1970..9999_i64, 1..=12_i64, 1..=28_i64))
            .prop_map(|day| day.map(|(year, month, day)| Day { year, month, day }))
    }

    prop_compose! {
        fn view()(sets in prop::collection::vec("[0-9a-f]{24}", 0..3),
            creators in prop::collection::vec(("[^,]{1,9}", "[^,]{1,9}"), 0..3),
            completed: Option<bool>, failing: Option<bool>, errored: Option<bool>, from in day(), to in day(),
            oldest: bool, unknown in prop::collection::vec(("x[^\\s]{0,9}", ".{0,9}"), 0..3)) -> RunsView {
            let filters = RunFilters { completed, failing, errored, from, to, ..RunFilters::default() };
            let mut view = RunsView { filters, unknown, ..RunsView::default() };
            if oldest { view.sort = SortDirection::Ascending; }
            for set in sets {
                let _ = view.filters.add(RunFacet::TestSet, &set);
            }
            for (organization, user) in creators {
                let _ = view.filters.add(RunFacet::Creator, &format!("{organization},{user}"));
            }
            view
        }
    }

    proptest! {
        #[test]
        fn every_view_survives_its_address(view in view()) {
            prop_assert_eq!(RunsView::from_query(&view.to_query()), view);
        }

        #[test]
        fn no_address_can_break_it(query in ".{0,80}") {
            let view = RunsView::from_query(&query);
            prop_assert_eq!(RunsView::from_query(&view.to_query()), view);
        }

        #[test]
        fn toggling_twice_changes_nothing(view in view(), facet in 0..2_usize, value in "[0-9a-f]{24}") {
            let facet = RunFacet::ALL[facet];
            let value = if facet == RunFacet::Creator { format!("o,{value}") } else { value };
            let mut filters = view.filters.clone();
            filters.toggle(facet, &value);
            prop_assert_ne!(&filters, &view.filters);
            filters.toggle(facet, &value);
            prop_assert_eq!(filters, view.filters);
        }

        #[test]
        fn the_end_of_a_day_is_before_the_next_ones_start(at in day(), offset in -12 * HOUR..14 * HOUR) {
            let Some(at) = at else { return Ok(()) };
            let start = |day: Day| Some(Instant::parse_rfc3339(&format!("{day}T00:00:00Z"))?.plus(-offset));
            let filters = RunFilters { from: Some(at.next()), to: Some(at), ..RunFilters::default() };
            let request = RunsView { filters, ..RunsView::default() }.list_request(50, &start);
            if let (Some(after), Some(before)) = (request.created_after, request.created_before) {
                prop_assert!(before.0 < after.0, "{before:?} {after:?}");
                let gap = Instant::read(&after).zip(Instant::read(&before)).map(|(after, before)| after.since(before));
                prop_assert_eq!(gap, Some(1));
            }
        }
    }
}
