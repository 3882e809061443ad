//! The artifacts' port. Its refusals are those of S3: XML with a code and words.

use std::sync::Arc;

use axum::body::Body;
use axum::http::header::{AUTHORIZATION, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE, COOKIE, REFERER};
use axum::http::{HeaderMap, HeaderValue, Method, Request, StatusCode};
use axum::response::{IntoResponse, Response};

use super::address::{Download, run_of};
use super::archive;
use crate::http::decode_query;
use crate::world::World;

/// Answers a request to the artifacts' port.
pub(crate) async fn answer(world: Arc<World>, request: Request<Body>) -> Response {
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let query = request.uri().query().unwrap_or_default().to_owned();
    let headers = request.headers().clone();
    let served = Arc::clone(&world);
    let (asked, address) = (headers.clone(), path.clone());
    let is_head = method == Method::HEAD;
    let done = tokio::task::spawn_blocking(move || fetch(&served, &asked, &address, &query));
    let outcome = match method {
        Method::GET | Method::HEAD => done.await.unwrap_or(Err(INTERNAL)),
        _ => Err((StatusCode::METHOD_NOT_ALLOWED, "MethodNotAllowed", "Artifacts are only read.")),
    };
    let response = match outcome {
        Ok((run, zip)) => file(&run, zip, is_head),
        Err(refusal) => refused(refusal),
    };
    world.artifacts.note(Download {
        method: method.to_string(),
        path,
        status: response.status().as_u16(),
        referer: headers.get(REFERER).map(|referer| String::from_utf8_lossy(referer.as_bytes()).into_owned()),
        authorization: headers.contains_key(AUTHORIZATION),
        cookie: headers.contains_key(COOKIE),
    });
    response
}

type Refused = (StatusCode, &'static str, &'static str);

const INTERNAL: Refused =
    (StatusCode::INTERNAL_SERVER_ERROR, "InternalError", "The artifacts cannot be put together.");

/// The run and its artifacts, if the address holds.
fn fetch(world: &World, headers: &HeaderMap, path: &str, query: &str) -> Result<(String, Vec<u8>), Refused> {
    let query = decode_query(query);
    let value = |name: &str| query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    let (Some(run), Some(until), Some(signature)) = (run_of(path), value("expires"), value("signature"))
    else {
        return Err((StatusCode::FORBIDDEN, "AccessDenied", "Access Denied"));
    };
    if headers.contains_key(AUTHORIZATION) {
        let words = "Only one auth mechanism allowed; only the query string or the Authorization header should be \
             specified";
        return Err((StatusCode::BAD_REQUEST, "InvalidArgument", words));
    }
    if !world.artifacts.is_signed(run, until, signature) {
        let words = "The request signature we calculated does not match the signature you provided.";
        return Err((StatusCode::FORBIDDEN, "SignatureDoesNotMatch", words));
    }
    let until_s: i64 = until.parse().unwrap_or_default();
    if world.clock.now().as_second() >= until_s {
        return Err((StatusCode::FORBIDDEN, "AccessDenied", "Request has expired"));
    }
    let now_ms = world.run_now_ms();
    match archive::of_run(&world.store(), run, now_ms) {
        Ok(Some(zip)) => Ok((run.to_owned(), zip)),
        Ok(None) => Err((StatusCode::NOT_FOUND, "NoSuchKey", "The specified key does not exist.")),
        Err(error) => {
            tracing::error!("{error:#}");
            Err(INTERNAL)
        }
    }
}

fn file(run: &str, zip: Vec<u8>, is_head: bool) -> Response {
    let size = zip.len();
    let mut response = if is_head { StatusCode::OK.into_response() } else { zip.into_response() };
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/zip"));
    headers.insert(CONTENT_LENGTH, HeaderValue::from(size));
    if let Ok(name) = HeaderValue::from_str(&format!("attachment; filename=\"artifacts-{run}.zip\"")) {
        headers.insert(CONTENT_DISPOSITION, name);
    }
    response
}

fn refused((status, code, words): Refused) -> Response {
    let body = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>{code}</Code><Message>{words}</Message></Error>"
    );
    (status, [(CONTENT_TYPE, "application/xml")], body).into_response()
}
