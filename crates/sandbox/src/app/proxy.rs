//! The same-origin proxy in front of a real API: what is asked under `/v1/` is passed on as it is,
//! without what belongs to this connection or this host.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, HeaderName, Request, StatusCode};
use axum::response::Response;

use super::{App, Source};
use crate::server::plain;

/// An agent's answer may take a minute; more than this is a failure.
const LONGEST: Duration = Duration::from_secs(120);
const LARGEST_BODY: usize = 64 << 20;

/// Headers of one connection, of this host, or of the browser's own business with it.
const NOT_PASSED_ON: [&str; 14] = [
    "connection",
    "keep-alive",
    "proxy-authenticate",
    "proxy-authorization",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "content-length",
    "host",
    "origin",
    "referer",
    "cookie",
    "set-cookie",
];

/// A client that follows nothing and judges nothing.
pub(super) fn agent(source: &Source) -> ureq::Agent {
    let config = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .timeout_global(Some(LONGEST));
    let is_here =
        matches!(source, Source::Proxy(url) if url.contains("//127.0.0.1") || url.contains("//localhost"));
    let config = if is_here { config.proxy(None) } else { config };
    config.build().into()
}

/// Passes a request on and its answer back.
pub(super) async fn forward(app: Arc<App>, request: Request<Body>) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, LARGEST_BODY).await else {
        return plain(StatusCode::PAYLOAD_TOO_LARGE, "The request is too large to be passed on.");
    };
    let address = parts.uri.path_and_query().map_or(parts.uri.path(), |address| address.as_str()).to_owned();
    let passed = tokio::task::spawn_blocking(move || {
        let Source::Proxy(url) = &app.source else {
            return Err("there is no API to pass it on to".to_owned());
        };
        let mut outgoing = Request::new(body.to_vec());
        *outgoing.method_mut() = parts.method;
        *outgoing.uri_mut() = format!("{url}{address}").parse().map_err(|error| format!("{error}"))?;
        *outgoing.headers_mut() = end_to_end(&parts.headers);
        let answer = app.agent.run(outgoing).map_err(|error| error.to_string())?;
        let (head, mut body) = answer.into_parts();
        let body = body.with_config().limit(LARGEST_BODY as u64).read_to_vec();
        Ok((head, body.map_err(|error| error.to_string())?))
    });
    match passed.await {
        Ok(Ok((head, body))) => {
            let mut response = Response::new(Body::from(Bytes::from(body)));
            *response.status_mut() = head.status;
            *response.headers_mut() = end_to_end(&head.headers);
            response
        }
        Ok(Err(reason)) => bad_gateway(&reason),
        Err(error) => bad_gateway(&error.to_string()),
    }
}

fn bad_gateway(reason: &str) -> Response {
    plain(StatusCode::BAD_GATEWAY, format!("The API could not be reached: {reason}."))
}

fn end_to_end(headers: &HeaderMap) -> HeaderMap {
    let named: Vec<String> = headers
        .get_all("connection")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(',').map(|name| name.trim().to_ascii_lowercase()))
        .collect();
    let passes = |name: &HeaderName| {
        !NOT_PASSED_ON.contains(&name.as_str())
            && !name.as_str().starts_with("sec-fetch-")
            && !named.iter().any(|listed| listed == name.as_str())
    };
    headers
        .iter()
        .filter(|(name, _)| passes(name))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}
