//! Being told to stop: by a signal, or by the end of standard input.

use std::future::pending;

use tokio::sync::oneshot;

/// Listens from the moment it is made, so that a signal right after the start is heard.
#[derive(Debug)]
pub(crate) struct Stop {
    #[cfg(unix)]
    signals: Vec<tokio::signal::unix::Signal>,
    input_ended: Option<oneshot::Receiver<()>>,
}

impl Stop {
    /// Begins to listen; must be called within the runtime.
    pub(crate) fn listen(with_stdin: bool) -> Self {
        Self {
            #[cfg(unix)]
            signals: {
                use tokio::signal::unix::{SignalKind, signal};
                let kinds = [SignalKind::interrupt(), SignalKind::terminate()];
                kinds.into_iter().filter_map(|kind| signal(kind).ok()).collect()
            },
            input_ended: with_stdin.then(watch_stdin),
        }
    }

    /// Waits for whatever comes first.
    pub(crate) async fn told(mut self) {
        let input_ended = async {
            match self.input_ended.take() {
                // An error means that the reading thread is gone, and so is the input.
                Some(ended) => ended.await.unwrap_or_default(),
                None => pending().await,
            }
        };
        #[cfg(unix)]
        let signalled = async {
            let [interrupt, terminate] = self.signals.as_mut_slice() else { return pending().await };
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
        };
        #[cfg(not(unix))]
        let signalled = tokio::signal::ctrl_c();
        tokio::select! {
            () = input_ended => {}
            _ = signalled => {}
        }
    }
}

/// A thread of its own: reading standard input cannot be cancelled.
fn watch_stdin() -> oneshot::Receiver<()> {
    let (ended, when_ended) = oneshot::channel();
    std::thread::spawn(move || {
        let copied = std::io::copy(&mut std::io::stdin(), &mut std::io::sink());
        tracing::debug!("standard input ended: {copied:?}");
        ended.send(())
    });
    when_ended
}
