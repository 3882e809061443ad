//! Words that all lists share, and those in which they differ.

use contract::{TagFilter, TagMatch};
use domain::day::Day;
use domain::listing::{Facet, Listing, NO, YES};

use crate::browser::intl;

use super::common;

/// The words in which a list differs from the others.
pub struct Words {
    /// The page's heading, and the table's name.
    pub title: &'static str,
    /// The search box.
    pub search: &'static str,
    /// The switch for deleted ones.
    pub show_deleted: &'static str,
    /// One of them.
    one: &'static str,
    /// Several of them.
    many: &'static str,
    /// Nothing at all: heading and words.
    pub empty: (&'static str, &'static str),
    /// Nothing fits.
    pub narrowed: (&'static str, &'static str),
    /// Nothing deleted.
    pub deleted: (&'static str, &'static str),
}

static TESTS: Words = Words {
    title: common::UNIT_TESTS,
    search: "Search unit tests",
    show_deleted: "Show deleted tests",
    one: "unit test",
    many: "unit tests",
    empty: (
        "No unit tests yet",
        "A unit test combines a service, a persona, a scenario and success criteria. If you expected tests \
         here, you may lack the permission Simulation:GetSimulationUnitTest: the API leaves out what you \
         may not see.",
    ),
    narrowed: (
        "No unit test fits",
        "Nothing matches this search and these filters together. Tests that you may not see are left out, \
         too.",
    ),
    deleted: ("No deleted unit tests", "Tests that are deleted are listed here."),
};

static SETS: Words = Words {
    title: common::TEST_SETS,
    search: "Search test sets",
    show_deleted: "Show deleted test sets",
    one: "test set",
    many: "test sets",
    empty: (
        "No test sets yet",
        "A test set gathers unit tests that run together, each as often as you say. If you expected sets \
         here, you may lack the permission Simulation:GetSimulationUnitTestSet: the API leaves out what you \
         may not see.",
    ),
    narrowed: (
        "No test set fits",
        "Nothing matches this search and these filters together. Sets that you may not see are left out, \
         too.",
    ),
    deleted: ("No deleted test sets", "Sets that are deleted are listed here."),
};

static RUNS: Words = Words {
    title: common::RUNS,
    search: "",
    show_deleted: "",
    one: "run",
    many: "runs",
    empty: (
        "No runs yet",
        "A run simulates the conversations of a test set and judges them. If you expected runs here, you \
         may lack the permission Simulation:GetSimulationUnitTestSetRun: the API leaves out what you may \
         not see.",
    ),
    narrowed: (
        "No run fits",
        "Nothing matches these filters together. Runs that you may not see are left out, too.",
    ),
    deleted: ("", ""),
};

/// The words of a list.
#[must_use]
pub fn words(listing: Listing) -> &'static Words {
    match listing {
        Listing::Tests => &TESTS,
        Listing::Sets => &SETS,
        Listing::Runs => &RUNS,
    }
}

/// What tells the lists apart in styles.
#[must_use]
pub fn key(listing: Listing) -> &'static str {
    match listing {
        Listing::Tests => "tests",
        Listing::Sets => "sets",
        Listing::Runs => "runs",
    }
}

/// Empties the search.
pub const CLEAR_SEARCH: &str = "Clear the search";
/// The region of facets.
pub const FILTERS: &str = "Filters";
/// A facet.
#[must_use]
pub fn facet(facet: Facet) -> &'static str {
    match facet {
        Facet::Service => "Service",
        Facet::Persona => "Persona",
        Facet::Scenario => "Scenario",
        Facet::Metric => "Metric",
        Facet::TestSet => "Test set",
        Facet::Tag => "Tag",
        Facet::Creator => "Creator",
        Facet::UnitTest => "Unit test",
        Facet::Completed => "Progress",
        Facet::Failing => "A test failed",
        Facet::Errored => "Errors",
        Facet::From => "Started on or after",
        Facet::To => "Started on or before",
    }
}
/// A value of a facet that is an answer or a day.
#[must_use]
pub fn choice(facet: Facet, value: &str) -> String {
    let words = match (facet, value) {
        (Facet::Completed, YES) => "over",
        (Facet::Completed, NO) => "in progress",
        (_, YES) => "yes",
        (_, NO) => "no",
        _ => return Day::parse(value).map_or_else(|| value.to_owned(), intl::calendar_day),
    };
    words.to_owned()
}
/// When runs were started.
pub const STARTED: &str = "Started";
/// The days exclude each other.
pub const BACKWARDS: &str = "The first day is after the last one, so no run can fit.";
/// Half a day is typed.
pub const INCOMPLETE_DAY: &str = "This date is not complete. Until it is, the list stays as it was.";
/// Nothing to choose in a facet.
pub const NO_CHOICES: &str = "Nothing to choose";
/// The choices are on their way.
pub const CHOICES_AWAITED: &str = "The choices are being read…";
/// They could not be read; below all facets stands why, and how to try again.
pub const CHOICES_UNREAD: &str = "Could not be read";
/// What is there may not be shown to this person.
pub const CHOICES_HIDDEN: &str = "You may not see what there is to choose";
/// An address cannot hold one more choice.
pub const FULL: &str = "Nothing was changed: the address of this page would get too long for some servers with one \
                        choice more. Remove a choice first.";
/// The same of choices that stand in no address.
pub const FULL_HERE: &str = "Too many choices at once. Remove one first.";
/// The order.
pub const SORT: &str = "Order";
/// Its values.
pub const NEWEST: &str = "Recently updated";
/// See above.
pub const OLDEST: &str = "Longest not updated";
/// The values for runs.
pub const NEWEST_RUNS: &str = "Latest first";
/// See above.
pub const OLDEST_RUNS: &str = "Earliest first";
/// The chips.
pub const ACTIVE: &str = "Active filters";
/// Removes them all.
pub const CLEAR: &str = "Clear all";
/// Asks for more rows.
pub const LOAD_MORE: &str = "Load more";
/// That the browser's own search sees a part only.
#[must_use]
pub fn part_shown(listing: Listing) -> &'static str {
    match listing {
        Listing::Runs => "Find in page looks through these rows only. The filters choose from all runs.",
        Listing::Tests | Listing::Sets => "Find in page looks through these rows only.",
    }
}
/// Leads to the list's own search.
pub const SEARCH_ALL: &str = "Search all of them";
/// While they come.
pub const LOADING_MORE: &str = "Loading more…";
/// Finds a choice in a long facet.
#[must_use]
pub fn find_in(facet: &str) -> String {
    format!("Find in {facet}")
}
/// Shows all choices of a facet.
#[must_use]
pub fn more_choices(count: usize) -> String {
    format!("{count} more")
}
/// Shows fewer.
pub const FEWER: &str = "Show fewer";
/// What the value of a tag must be.
#[must_use]
pub fn value_of(tag: &str) -> String {
    format!("Value of {tag}")
}
/// Any value.
pub const ANY_VALUE: &str = "any value";
/// No value.
pub const NO_VALUE: &str = "no value";
/// A typed value.
pub const THIS_VALUE: &str = "this value:";
/// The field for it.
#[must_use]
pub fn typed_value_of(tag: &str) -> String {
    format!("The value of {tag}")
}
/// A value that the API's syntax cannot say.
pub const UNSAYABLE_VALUE: &str = "A value cannot be empty, * or hold a colon.";
/// A key that the API's syntax cannot say.
pub const UNSAYABLE_KEY: &str = "The API cannot filter by a tag with a colon in its name.";
/// An id that the API would not understand.
pub const UNSAYABLE_ID: &str = "The API cannot filter by this: it is no id.";
/// The choices could not be read.
pub const CHOICES_FAILED: &str = "The choices could not be read.";

/// A tag's filter, as it stands in the address, as a chip.
#[must_use]
pub fn tag_filter(filter: &str) -> String {
    let Some(filter) = TagFilter::parse(filter) else { return filter.to_owned() };
    match filter.matching() {
        TagMatch::Any => filter.key().to_owned(),
        TagMatch::NoValue => format!("{} ({NO_VALUE})", filter.key()),
        TagMatch::Value(value) => format!("{}: {value}", filter.key()),
    }
}

/// A chip's name for those who hear it.
#[must_use]
pub fn remove(facet: &str) -> String {
    format!("Remove {facet}")
}

/// How many filters are chosen, on the button that opens them on small screens.
#[must_use]
pub fn filters_button(count: usize) -> String {
    if count == 0 { FILTERS.to_owned() } else { format!("{FILTERS} ({count})") }
}

/// Parts of the address that could not be read.
#[must_use]
pub fn ignored(parts: &str) -> String {
    format!("A part of the address could not be read and is ignored: {parts}.")
}
/// Removes them.
pub const FORGET_IGNORED: &str = "Remove it from the address";

/// The results of an earlier filter are still shown.
pub const EARLIER: &str = "You still see the earlier list below.";

fn counted(listing: Listing, count: usize) -> String {
    let words = words(listing);
    let word = if count == 1 { words.one } else { words.many };
    [&count.to_string(), " ", word].concat()
}

/// What is known of what is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rest {
    /// There is none.
    Nothing,
    /// There is some.
    More,
    /// There is some, and no way to it.
    Lost,
}

/// How many rows are shown: what is not read is not counted, so only a list that was read to its end has a
/// total.
#[must_use]
pub fn shown(listing: Listing, count: usize, rest: Rest) -> String {
    match rest {
        Rest::Nothing => counted(listing, count),
        Rest::More => format!("Showing {count}, more to load"),
        Rest::Lost => format!("Showing {count}; the rest could not be read"),
    }
}
/// Its last pages brought nothing.
pub const PAUSED: &str = "The API says that there is more, but its last pages brought nothing new.";
/// There is no way to the rest.
pub const LOST: &str = "The API says that there is more, but the way to it leads nowhere. \
                        Read the list again to go on from what is there now.";
/// Reads it from the beginning.
pub const READ_AGAIN: &str = "Read the list again";

/// Some items could not be read.
#[must_use]
pub fn unreadable(listing: Listing, count: usize) -> String {
    let items = counted(listing, count);
    [&items, " in this list could not be read: the API’s answer is damaged there. The others are complete."]
        .concat()
}
