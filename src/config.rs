//! Reading `config.json` from the site.

use domain::config::{Config, ConfigProblem};

use crate::api::site::{self, SiteError};

/// The file, beside `index.html`.
pub const FILE: &str = "config.json";

/// Why there is no configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConfigError {
    /// The file could not be read.
    Site(SiteError),
    /// The host answered with a page: many do so for files that are missing.
    Page,
    /// The file is wrong.
    Problem(ConfigProblem),
}

/// Reads and checks the configuration.
///
/// # Errors
/// Why there is none.
pub async fn load() -> Result<Config, ConfigError> {
    let text = site::text(FILE).await.map_err(ConfigError::Site)?;
    if text.trim_start().starts_with('<') {
        return Err(ConfigError::Page);
    }
    Config::parse(&text).map_err(ConfigError::Problem)
}
