//! The names that people and tests sign in with. Seeds use them; nothing else is fixed.

/// The organization of every seed, as in paths.
pub const ORGANIZATION: &str = "northwind";
/// Its name for people.
pub const ORGANIZATION_NAME: &str = "Northwind Clinic";
/// A token that never expires, for [`OWNER`]. Only this server knows it.
pub const DEMO_TOKEN: &str =
    "eyJhbGciOiJub25lIn0.eyJzdWIiOiJtYXJhLWxpbmRxdmlzdCJ9.demo-token-for-the-sample-organization";
/// The id of the seeded API key.
pub const API_KEY_ID: &str = "northwind-sample-key";
/// The seeded API key itself.
pub const API_KEY: &str = "sample-key-of-the-northwind-clinic";
/// The user of the demo token: may do everything.
pub const OWNER: &str = "mara-lindqvist";
/// May do everything that concerns simulations.
pub const ADMINISTRATOR: &str = "tomas-okafor";
/// May read, create and change, but not delete.
pub const EDITOR: &str = "priya-raman";
/// May only read.
pub const VIEWER: &str = "jonas-weber";
/// May read all but personas.
pub const PARTIAL_VIEWER: &str = "elena-petrova";
/// May see nothing at all: every list is empty.
pub const OUTSIDER: &str = "sam-whitfield";
