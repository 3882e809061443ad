//! Words of the shell and of all pages.

/// The product.
pub const PRODUCT: &str = "Simulation Console";
/// The first link of the page.
pub const SKIP: &str = "Skip to content";
/// The main navigation's name.
pub const NAVIGATION: &str = "Main";
/// One unit test, before its name is known.
pub const UNIT_TEST: &str = "Unit test";
/// The list of unit tests.
pub const UNIT_TESTS: &str = "Unit tests";
/// The list of test sets.
pub const TEST_SETS: &str = "Test sets";
/// The list of runs.
pub const RUNS: &str = "Runs";
/// Asks again after a failure.
pub const TRY_AGAIN: &str = "Try again";
/// Reads again.
pub const REFRESH: &str = "Refresh";
/// Copies what an engineer needs.
pub const COPY_DETAILS: &str = "Copy details";
/// Said after copying.
pub const COPIED: &str = "Copied";
/// Said when copying is not possible.
pub const NOT_COPIED: &str = "Copying is not possible here";
/// Marks what was deleted.
pub const DELETED: &str = "Deleted";
/// Something awaited.
pub const LOADING: &str = "Loading…";
/// The choice of a colour scheme.
pub const THEME: &str = "Colours";
/// Its values: system, light, dark.
pub const THEMES: [&str; 3] = ["As the system", "Light", "Dark"];
/// The home of the console.
pub const HOME: &str = "Go to the unit tests";
/// A newer version.
pub const UPDATE: &str = "A newer version of the console is ready.";
/// Takes the newer version.
pub const UPDATE_NOW: &str = "Reload now";

/// Loads the page anew.
pub const RELOAD: &str = "Reload";

/// The machine is in another time zone than when the page was opened.
#[must_use]
pub fn zone_changed(zone: &str) -> String {
    format!(
        "Your computer’s time zone has changed. Times on this page are still those of {zone}; reload it to change them."
    )
}

/// The title of the tab: page, organization, product.
#[must_use]
pub fn title(page: &str, organization: Option<&str>) -> String {
    match organization {
        Some(organization) => format!("{page} · {organization} · {PRODUCT}"),
        None => format!("{page} · {PRODUCT}"),
    }
}

/// Nothing lives at an address.
pub mod not_found {
    /// The heading.
    pub const TITLE: &str = "There is nothing at this address";
    /// What to do.
    pub const WORDS: &str =
        "The link may be cut or mistyped. Check it against where you got it from, or start from the list.";
}

/// The API asks for a pause.
#[must_use]
pub fn pause(until: &str) -> String {
    format!("Waiting for the API, which limits how much can be asked at once. Going on at {until}.")
}
