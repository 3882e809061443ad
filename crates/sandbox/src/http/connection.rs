//! Connections: hyper's, because an answer may be that the connection just ends.

use std::convert::Infallible;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::Request;
use axum::response::Response;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tower_service::Service;

use crate::world::World;

/// Put into a response's extensions: close the connection and send nothing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hangup;

/// Accepts connections until the runtime ends.
pub(crate) async fn serve(listener: TcpListener, router: Router, world: Option<Arc<World>>) {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                tokio::spawn(converse(stream, router.clone(), world.clone()));
            }
            // Out of file handles, most likely: others may be given back.
            Err(error) => {
                tracing::warn!("cannot accept a connection: {error}");
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
    }
}

async fn converse(stream: TcpStream, router: Router, world: Option<Arc<World>>) {
    // Without this, small answers wait for the client's acknowledgements.
    if stream.set_nodelay(true).is_err() {
        return;
    }
    let mut end = world.as_ref().map(|world| world.connections.subscribe());
    // A browser silently repeats a request whose reused connection is dropped, so while a drop is
    // to come every connection carries one request.
    let reuse = !world.is_some_and(|world| world.control().faults.has_drops());
    let service = service_fn(move |request: Request<hyper::body::Incoming>| {
        let mut router = router.clone();
        async move {
            let answered: Result<Response, Infallible> =
                router.call(request.map(axum::body::Body::new)).await;
            match answered {
                Ok(response) if response.extensions().get::<Hangup>().is_some() => {
                    Err(std::io::Error::other("the connection ends on purpose"))
                }
                Ok(response) => Ok(response),
                Err(never) => match never {},
            }
        }
    });
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).keep_alive(reuse);
    let mut connection = pin!(builder.serve_connection(TokioIo::new(stream), service));
    let told = async {
        match &mut end {
            Some(end) => end.changed().await.is_ok(),
            None => std::future::pending().await,
        }
    };
    // How it ends does not matter: broken connections are the client's business, or the fault
    // that a test asked for.
    tokio::select! {
        _ended = connection.as_mut() => {}
        _ = told => {
            connection.as_mut().graceful_shutdown();
            let _ended = connection.await;
        }
    }
}
