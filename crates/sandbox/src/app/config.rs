//! `config.json` and `build.json`: the first is always made up, the second only when a test says so.

use std::time::Duration;

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderValue};
use axum::http::{Response as HttpResponse, StatusCode};
use axum::response::Response;
use serde_json::{Value, json};

use super::{App, Source};
use crate::names::{DEMO_TOKEN, ORGANIZATION};
use crate::world::{FileOverride, World};

/// The answer to a path that the server makes up itself.
pub(super) async fn answer(app: &App, world: Option<&World>, path: &str) -> Option<Response> {
    let name = path.strip_prefix(app.base.as_str())?;
    let control = |pick: fn(&crate::world::Control) -> &Option<FileOverride>| {
        world.and_then(|world| pick(&world.control()).clone())
    };
    let changed = match name {
        "config.json" => control(|control| &control.config),
        "build.json" => control(|control| &control.build),
        _ => return None,
    };
    match (changed, name) {
        (Some(changed), _) => {
            tokio::time::sleep(Duration::from_millis(changed.delay_ms)).await;
            let status = changed.status.and_then(|status| StatusCode::from_u16(status).ok());
            let body = match changed.body {
                Some(Value::String(text)) => text,
                Some(body) => body.to_string(),
                None => String::new(),
            };
            Some(file(status.unwrap_or(StatusCode::OK), changed.content_type.as_deref(), body))
        }
        (None, "config.json") => Some(file(StatusCode::OK, None, app.config().to_string())),
        (None, _) => None,
    }
}

impl App {
    fn config(&self) -> Value {
        match &self.source {
            Source::Sandbox { elsewhere } => json!({
                "regions": [{"name": "Sandbox", "api": elsewhere.as_deref().unwrap_or_default()}],
                "organization": ORGANIZATION,
                "sign_in": {
                    "token": true,
                    "api_key": true,
                    "demo": {"organization": ORGANIZATION, "token": DEMO_TOKEN},
                },
            }),
            Source::Proxy(url) => {
                let host = url.split("://").last().unwrap_or(url);
                let host = host.split('/').next().unwrap_or(host);
                json!({
                    "regions": [{"name": host, "api": ""}],
                    "sign_in": {"token": true, "api_key": true},
                })
            }
        }
    }
}

fn file(status: StatusCode, content_type: Option<&str>, body: String) -> Response {
    let mut response = HttpResponse::new(axum::body::Body::from(body));
    *response.status_mut() = status;
    let json = HeaderValue::from_static("application/json");
    let content_type = content_type.and_then(|kind| HeaderValue::from_str(kind).ok()).unwrap_or(json);
    response.headers_mut().insert(CONTENT_TYPE, content_type);
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}
