//! Files of the console's own site: settings and the newest build's name.

use web_sys::{Request, RequestCache, RequestInit};

use super::http;
use crate::browser::text::Text;

/// Why a file could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SiteError {
    /// No answer.
    Network,
    /// An answer with this status.
    Status(u16),
}

/// Reads a text file beside `index.html`, asking the host whether it changed.
///
/// # Errors
/// No answer, or a status other than 200.
pub async fn text(name: &str) -> Result<String, SiteError> {
    let init = RequestInit::new();
    init.set_cache(RequestCache::NoCache);
    let request = Request::new_with_str_and_init(name, &init).map_err(|_| SiteError::Network)?;
    let response = http::fetch(&request).await.ok_or(SiteError::Network)?;
    if response.status() != 200 {
        return Err(SiteError::Status(response.status()));
    }
    let body = response.text().map_err(|_| SiteError::Network)?;
    Text::from_promise(body).await.map(|text| Text::read(&text)).ok_or(SiteError::Network)
}
