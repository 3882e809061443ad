//! Words of the catalogue of unit tests.

use contract::UnitTest;

/// The cells of a row on small screens, where the columns have no heads.
pub const CELLS: [&str; 6] = ["Service", "Persona", "Passes when", "Tags", "Creator", "Updated"];
/// Columns.
pub const COLUMNS: [&str; 7] =
    ["Name", "Service", "Persona and scenario", "Passes when", "Tags", "Creator", "Updated"];
/// A test without a name.
pub const NAMELESS: &str = "Unnamed unit test";

/// What a test is called.
#[must_use]
pub fn called(test: &UnitTest) -> String {
    match test.name.trim() {
        "" => NAMELESS.to_owned(),
        name => name.to_owned(),
    }
}
