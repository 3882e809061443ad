//! Words of the catalogue of unit tests.

use contract::{TagFilter, TagMatch, UnitTest};
use domain::catalogue::Facet;

pub use super::common::UNIT_TESTS as TITLE;

/// The search box.
pub const SEARCH: &str = "Search unit tests";
/// Empties it.
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
        Facet::Tag => "Tag",
        Facet::Creator => "Creator",
    }
}
/// The cells of a row on small screens, where the columns have no heads.
pub const CELLS: [&str; 6] = ["Service", "Persona", "Passes when", "Tags", "Creator", "Updated"];
/// Nothing to choose in a facet.
pub const NO_CHOICES: &str = "Nothing to choose";
/// The switch for deleted tests.
pub const SHOW_DELETED: &str = "Show deleted tests";
/// The order.
pub const SORT: &str = "Order";
/// Its values.
pub const NEWEST: &str = "Recently updated";
/// See above.
pub const OLDEST: &str = "Longest not updated";
/// The chips.
pub const ACTIVE: &str = "Active filters";
/// Removes them all.
pub const CLEAR: &str = "Clear all";
/// Columns.
pub const COLUMNS: [&str; 7] =
    ["Name", "Service", "Persona and scenario", "Passes when", "Tags", "Creator", "Updated"];
/// Asks for more rows.
pub const LOAD_MORE: &str = "Load more";
/// While they come.
pub const LOADING_MORE: &str = "Loading more…";
/// A test without a name.
pub const NAMELESS: &str = "Unnamed unit test";
/// No time of update.
pub const NO_DATE: &str = "unknown";
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

/// What a test is called.
#[must_use]
pub fn called(test: &UnitTest) -> String {
    match test.name.trim() {
        "" => NAMELESS.to_owned(),
        name => name.to_owned(),
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

/// How many rows are shown.
#[must_use]
pub fn shown(count: usize, more: bool) -> String {
    match (count, more) {
        (count, true) => format!("Showing {count}, more to load"),
        (1, false) => "1 unit test".to_owned(),
        (count, false) => format!("{count} unit tests"),
    }
}

/// Some tests could not be read.
#[must_use]
pub fn unreadable(count: usize) -> String {
    let tests = if count == 1 { "1 unit test".to_owned() } else { format!("{count} unit tests") };
    format!(
        "{tests} in this list could not be read: the API’s answer is damaged there. The others are complete."
    )
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

/// Empty states: heading and words.
pub mod empty {
    /// Nothing at all.
    pub const TITLE: &str = "No unit tests yet";
    /// See above.
    pub const WORDS: &str = "A unit test combines a service, a persona, a scenario and success criteria. \
        If you expected tests here, you may lack the permission Simulation:GetSimulationUnitTest: \
        the API leaves out what you may not see.";
    /// Nothing fits.
    pub const NARROWED_TITLE: &str = "No unit test fits";
    /// See above.
    pub const NARROWED_WORDS: &str = "Nothing matches this search and these filters together. \
        Tests that you may not see are left out, too.";
    /// Nothing deleted.
    pub const DELETED_TITLE: &str = "No deleted unit tests";
    /// See above.
    pub const DELETED_WORDS: &str = "Tests that are deleted are listed here.";
}
