//! Starting and stopping: listeners, routes, the runtime. What is answered is decided elsewhere.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use axum::response::{IntoResponse, Response};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

use crate::app::{App, Source};
use crate::artifacts::{self, Artifacts};
use crate::http::{connection, pipeline};
use crate::record::Recorder;
use crate::seed::Seed;
use crate::stop::Stop;
use crate::store::Store;
use crate::world::{Manner, World};
use crate::{control, names};

/// How to serve.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where to listen.
    pub host: IpAddr,
    /// The port; 0 is any free one.
    pub port: u16,
    /// The data to begin with.
    pub seed: Seed,
    /// Answer as another valid server would.
    pub contrary: bool,
    /// Hold every answer this long.
    pub latency: Duration,
    /// Keep the data in this file.
    pub db: Option<PathBuf>,
    /// Serve the built app in this directory.
    pub app: Option<PathBuf>,
    /// The path that the app lives under.
    pub base: String,
    /// Put the API on a port of its own.
    pub api_port: Option<u16>,
    /// How fast runs go on: 2 is twice as fast as real ones, 0 not at all.
    pub run_speed: f64,
    /// Pass `/v1/` on to this API instead.
    pub api: Option<String>,
    /// Append every exchange to this file.
    pub record: Option<PathBuf>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            host: IpAddr::V4(Ipv4Addr::LOCALHOST),
            port: 0,
            seed: Seed::Demo,
            contrary: false,
            latency: Duration::ZERO,
            db: None,
            app: None,
            base: "/".to_owned(),
            api_port: None,
            run_speed: 1.0,
            api: None,
            record: None,
        }
    }
}

/// A running sandbox. It stops when this is dropped.
#[derive(Debug)]
pub struct Server {
    runtime: Option<Runtime>,
    app_url: String,
    api_url: String,
    /// None where another API gives them out.
    artifacts_url: Option<String>,
    is_proxy: bool,
}

impl Server {
    /// Opens the database, listens and serves; returns once requests are answered.
    pub fn start(options: Options) -> Result<Self> {
        let base = normal_base(&options.base)?;
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .context("no threads")?;
        let app_listener = runtime.block_on(listen(SocketAddr::new(options.host, options.port)))?;
        let app_origin = origin(&app_listener)?;
        let (api_url, artifacts_url, is_proxy) = match (&options.api, options.api_port) {
            (Some(url), _) => {
                let source = Source::Proxy(url.trim_end_matches('/').to_owned());
                let app = Arc::new(App::new(options.app, base.clone(), source));
                runtime.spawn(connection::serve(app_listener, app_routes(app, None), None));
                (url.trim_end_matches('/').to_owned(), None, true)
            }
            (None, api_port) => {
                let api_listener = match api_port {
                    Some(port) => Some(runtime.block_on(listen(SocketAddr::new(options.host, port)))?),
                    None => None,
                };
                let artifacts_listener = runtime.block_on(listen(SocketAddr::new(options.host, 0)))?;
                let artifacts_url = origin(&artifacts_listener)?;
                let manner = Manner {
                    seed: options.seed,
                    contrary: options.contrary,
                    latency: options.latency,
                    run_speed: options.run_speed,
                };
                let recorder = options.record.as_deref().map(Recorder::open).transpose()?;
                let world = Arc::new(World::new(
                    Store::open(options.db.as_deref())?,
                    manner,
                    recorder,
                    Artifacts::new(artifacts_url.clone()),
                )?);
                runtime.spawn(connection::serve(
                    artifacts_listener,
                    artifact_routes(Arc::clone(&world)),
                    None,
                ));
                let api_url = api_listener.as_ref().map_or(Ok(app_origin.clone()), origin)?;
                let elsewhere = api_listener.is_some().then(|| api_url.clone());
                let app = Arc::new(App::new(options.app, base.clone(), Source::Sandbox { elsewhere }));
                let guard = Some(Arc::clone(&world));
                match api_listener {
                    Some(api_listener) => {
                        let api = api_routes(Arc::clone(&world));
                        runtime.spawn(connection::serve(api_listener, api, guard.clone()));
                        runtime.spawn(connection::serve(app_listener, app_routes(app, Some(world)), guard));
                    }
                    None => {
                        let routes = all_routes(app, world);
                        runtime.spawn(connection::serve(app_listener, routes, guard));
                    }
                }
                (api_url, Some(artifacts_url), false)
            }
        };
        let app_url = format!("{app_origin}{base}");
        Ok(Self { runtime: Some(runtime), app_url, api_url, artifacts_url, is_proxy })
    }

    /// Where the app is, with its base path.
    #[must_use]
    pub fn app_url(&self) -> &str {
        &self.app_url
    }

    /// Where the API is, without a trailing slash.
    #[must_use]
    pub fn api_url(&self) -> &str {
        &self.api_url
    }

    /// Where artifacts are downloaded, without a trailing slash; none where another API gives them out.
    #[must_use]
    pub fn artifacts_url(&self) -> Option<&str> {
        self.artifacts_url.as_deref()
    }

    /// How to sign in, for people.
    #[must_use]
    pub fn introduction(&self) -> String {
        if self.is_proxy {
            return format!("Requests under {}v1/ go to {}.", origin_of(&self.app_url), self.api_url);
        }
        format!(
            "Organization {}.\nToken of {}: {}\nAPI key {} = {}, for the users {}.",
            names::ORGANIZATION,
            names::OWNER,
            names::DEMO_TOKEN,
            names::API_KEY_ID,
            names::API_KEY,
            [
                names::OWNER,
                names::ADMINISTRATOR,
                names::EDITOR,
                names::VIEWER,
                names::PARTIAL_VIEWER,
                names::OUTSIDER
            ]
            .join(", ")
        )
    }

    /// Serves until the process is told to stop. Calls `ready` once it would hear that.
    pub fn wait(mut self, stop_with_stdin: bool, ready: impl FnOnce(&Self)) {
        let Some(runtime) = self.runtime.take() else { return };
        runtime.block_on(async {
            let stop = Stop::listen(stop_with_stdin);
            ready(&self);
            stop.told().await;
        });
        runtime.shutdown_background();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

async fn listen(address: SocketAddr) -> Result<TcpListener> {
    match TcpListener::bind(address).await {
        Ok(listener) => Ok(listener),
        Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => {
            bail!("port {} of {} is in use by another program", address.port(), address.ip())
        }
        Err(error) => Err(error).with_context(|| format!("cannot listen on {address}")),
    }
}

fn origin(listener: &TcpListener) -> Result<String> {
    Ok(format!("http://{}", listener.local_addr()?))
}

fn origin_of(url: &str) -> &str {
    let end = url.match_indices('/').nth(2).map_or(url.len(), |(at, _)| at + 1);
    url.get(..end).unwrap_or(url)
}

/// With a slash at both ends.
fn normal_base(base: &str) -> Result<String> {
    let inner = base.trim_matches('/');
    if inner.contains(['?', '#', '%']) || inner.split('/').any(|part| part == "v1" || part == "_sandbox") {
        bail!("the app cannot live under {base}");
    }
    Ok(if inner.is_empty() { "/".to_owned() } else { format!("/{inner}/") })
}

fn api_routes(world: Arc<World>) -> Router {
    Router::new().nest("/_sandbox", control::router(Arc::clone(&world))).fallback(
        move |request: Request<Body>| {
            let world = Arc::clone(&world);
            pipeline::answer(world, request)
        },
    )
}

fn artifact_routes(world: Arc<World>) -> Router {
    Router::new().fallback(move |request: Request<Body>| artifacts::answer(Arc::clone(&world), request))
}

fn app_routes(app: Arc<App>, world: Option<Arc<World>>) -> Router {
    Router::new().fallback(move |request: Request<Body>| {
        let (app, world) = (Arc::clone(&app), world.clone());
        async move { app.answer(world, request).await }
    })
}

fn all_routes(app: Arc<App>, world: Arc<World>) -> Router {
    Router::new().nest("/_sandbox", control::router(Arc::clone(&world))).fallback(
        move |request: Request<Body>| {
            let (app, world) = (Arc::clone(&app), Arc::clone(&world));
            async move {
                if request.uri().path().starts_with("/v1/") {
                    pipeline::answer(world, request).await
                } else {
                    app.answer(Some(world), request).await
                }
            }
        },
    )
}

/// An answer in plain words.
pub(crate) fn plain(status: StatusCode, words: impl Into<String>) -> Response {
    (status, [("content-type", "text/plain; charset=utf-8")], words.into()).into_response()
}
