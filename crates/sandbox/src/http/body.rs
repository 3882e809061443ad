//! Response bodies: whole ones, ones that break off, and the news whether they were taken.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use tokio::time::{Sleep, sleep};

use crate::control::log::Entry;

/// How long the first half of a body that breaks off gets to reach the client.
const BEFORE_THE_CUT: Duration = Duration::from_millis(40);

/// A body that is sent whole or in half.
#[derive(Debug)]
pub(crate) struct SentBody {
    rest: Option<Bytes>,
    size: u64,
    cut: Option<Option<Pin<Box<Sleep>>>>,
    /// Told how it went when the body is dropped.
    entry: Option<Entry>,
}

impl SentBody {
    /// Sent as it is.
    pub(crate) fn whole(bytes: Bytes) -> Self {
        let size = bytes.len() as u64;
        Self { rest: (size > 0).then_some(bytes), size, cut: None, entry: None }
    }

    /// Promises everything, sends half and breaks the connection.
    pub(crate) fn cut(mut bytes: Bytes) -> Self {
        let size = bytes.len() as u64;
        bytes.truncate(bytes.len() / 2);
        Self { rest: Some(bytes), size, cut: Some(None), entry: None }
    }

    /// Lets the log know how it went.
    pub(crate) fn logged(mut self, entry: Option<Entry>) -> Self {
        self.entry = entry;
        self
    }
}

impl Body for SentBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if let Some(bytes) = self.rest.take() {
            return Poll::Ready(Some(Ok(Frame::data(bytes))));
        }
        match &mut self.cut {
            None => Poll::Ready(None),
            Some(pause) => {
                let pause = pause.get_or_insert_with(|| Box::pin(sleep(BEFORE_THE_CUT)));
                match pause.as_mut().poll(context) {
                    Poll::Pending => Poll::Pending,
                    Poll::Ready(()) => {
                        Poll::Ready(Some(Err(io::Error::other("the answer breaks off on purpose"))))
                    }
                }
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_none() && self.cut.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.size)
    }
}

impl Drop for SentBody {
    fn drop(&mut self) {
        if let Some(entry) = self.entry.take() {
            let taken = self.rest.is_none();
            entry.finish(!taken);
        }
    }
}
