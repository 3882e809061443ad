//! The sandbox's time: the computer's, plus what the test control has added.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use jiff::Timestamp;

/// A clock that can be put forward.
#[derive(Debug, Default)]
pub(crate) struct Clock {
    ahead_ms: AtomicI64,
}

impl Clock {
    pub(crate) fn now(&self) -> Timestamp {
        let real = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO);
        let micros = i64::try_from(real.as_micros()).unwrap_or(i64::MAX);
        let ahead = self.ahead_ms().saturating_mul(1000);
        Timestamp::from_microsecond(micros.saturating_add(ahead)).unwrap_or(Timestamp::MAX)
    }

    /// How far it was put forward.
    pub(crate) fn ahead_ms(&self) -> i64 {
        self.ahead_ms.load(Ordering::SeqCst)
    }

    /// Milliseconds since 1970.
    pub(crate) fn now_ms(&self) -> i64 {
        self.now().as_millisecond()
    }

    /// Puts the clock forward and returns how far it is ahead now.
    pub(crate) fn advance(&self, ms: i64) -> i64 {
        self.ahead_ms.fetch_add(ms, Ordering::SeqCst).saturating_add(ms)
    }

    pub(crate) fn reset(&self) {
        self.ahead_ms.store(0, Ordering::SeqCst);
    }
}

/// A moment as the API writes it.
pub(crate) fn written(moment: Timestamp) -> String {
    moment.strftime("%Y-%m-%dT%H:%M:%S.%6fZ").to_string()
}

/// A moment as HTTP headers write it.
pub(crate) fn http_date(moment: Timestamp) -> String {
    moment.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}
