//! The app's side of the server: built files as a production host would serve them, the files
//! that the server makes up, and the proxy in front of a real API.

mod config;
mod files;
mod headers;
mod proxy;

use std::path::PathBuf;
use std::sync::Arc;

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use axum::response::Response;

use crate::server::plain;
use crate::world::World;

/// Where the API is that the app is told of.
#[derive(Clone, Debug)]
pub(crate) enum Source {
    /// The sandbox: here, or at another origin.
    Sandbox { elsewhere: Option<String> },
    /// A real API, behind a proxy.
    Proxy(String),
}

/// What the app's port serves.
#[derive(Debug)]
pub(crate) struct App {
    dir: Option<PathBuf>,
    base: String,
    source: Source,
    agent: ureq::Agent,
}

impl App {
    pub(crate) fn new(dir: Option<PathBuf>, base: String, source: Source) -> Self {
        let agent = proxy::agent(&source);
        Self { dir, base, source, agent }
    }

    /// Answers a request that is not for the sandbox's own API.
    pub(crate) async fn answer(
        self: Arc<Self>,
        world: Option<Arc<World>>,
        request: Request<Body>,
    ) -> Response {
        let path = request.uri().path();
        if path.starts_with("/v1/") || path.starts_with("/_sandbox/") {
            return match &self.source {
                Source::Proxy(_) if path.starts_with("/v1/") => proxy::forward(self, request).await,
                Source::Proxy(_) => plain(StatusCode::NOT_FOUND, "This is no sandbox but a proxy."),
                Source::Sandbox { .. } => {
                    plain(StatusCode::NOT_FOUND, "The API listens on another port than the app.")
                }
            };
        }
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            let mut response = plain(StatusCode::METHOD_NOT_ALLOWED, "Files are only read.");
            headers::protect(&mut response, self.dir.as_deref());
            return response;
        }
        let made_up = config::answer(&self, world.as_deref(), path).await;
        let mut response = match made_up {
            Some(response) => response,
            None => files::answer(&self, &request),
        };
        headers::protect(&mut response, self.dir.as_deref());
        response
    }
}
