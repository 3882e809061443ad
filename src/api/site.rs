//! Files of the console's own site: settings and the newest build's name.

use gloo_net::http::RequestBuilder;
use web_sys::RequestCache;

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
    let request = RequestBuilder::new(name).cache(RequestCache::NoCache).build();
    let response = match request {
        Ok(request) => request.send().await.map_err(|_| SiteError::Network)?,
        Err(_) => return Err(SiteError::Network),
    };
    if response.status() != 200 {
        return Err(SiteError::Status(response.status()));
    }
    response.text().await.map_err(|_| SiteError::Network)
}
