//! Work in the background that ends with its handle.

use std::future::Future;
use std::pin::Pin;

use futures_util::future::{AbortHandle, abortable};

/// A running future. Dropping the handle cancels it, and with it the request that it waits for.
pub struct Task(AbortHandle);

impl Task {
    /// Starts a future.
    #[must_use]
    pub fn start(future: impl Future<Output = ()> + 'static) -> Self {
        Self::start_boxed(Box::pin(future))
    }

    fn start_boxed(future: Pin<Box<dyn Future<Output = ()>>>) -> Self {
        let (future, handle) = abortable(future);
        wasm_bindgen_futures::spawn_local(async move {
            let _ = future.await;
        });
        Self(handle)
    }

    /// Lets the work go on without its handle.
    pub fn detach(self) {
        std::mem::forget(self);
    }
}

impl Drop for Task {
    fn drop(&mut self) {
        self.0.abort();
    }
}
