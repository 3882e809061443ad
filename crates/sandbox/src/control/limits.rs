//! Rate limits: so many requests of one user per operation and minute, in windows that begin with
//! the first request.

use std::collections::HashMap;

use contract::Operation;

/// A window's length.
const WINDOW_MS: i64 = 60_000;

/// How a request stands to its limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Standing {
    pub(crate) limit: u32,
    pub(crate) remaining: u32,
    /// When the window ends, in milliseconds since 1970.
    pub(crate) reset_ms: i64,
    /// Whether the request is one too many.
    pub(crate) exceeded: bool,
}

#[derive(Clone, Copy, Debug)]
struct Window {
    began_ms: i64,
    used: u32,
}

/// All windows, and the limits that differ from the documented ones.
#[derive(Debug, Default)]
pub(crate) struct Limits {
    windows: HashMap<(Operation, String), Window>,
    changed: HashMap<Operation, Option<u32>>,
}

impl Limits {
    /// Another limit for an operation, or none at all.
    pub(crate) fn change(&mut self, operation: Operation, per_minute: Option<u32>) {
        self.changed.insert(operation, per_minute);
        self.windows.retain(|(limited, _), _| *limited != operation);
    }

    /// Counts a request. Nothing, where no limit holds.
    pub(crate) fn count(&mut self, operation: Operation, user: &str, now_ms: i64) -> Option<Standing> {
        let limit = self.changed.get(&operation).copied().unwrap_or_else(|| operation.per_minute())?;
        let window =
            self.windows.entry((operation, user.to_owned())).or_insert(Window { began_ms: now_ms, used: 0 });
        if now_ms >= window.began_ms + WINDOW_MS {
            *window = Window { began_ms: now_ms, used: 0 };
        }
        let exceeded = window.used >= limit;
        if !exceeded {
            window.used += 1;
        }
        let remaining = limit.saturating_sub(window.used);
        Some(Standing { limit, remaining, reset_ms: window.began_ms + WINDOW_MS, exceeded })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_ends_a_minute_after_its_first_request() {
        let mut limits = Limits::default();
        limits.change(Operation::ListServices, Some(2));
        let mut count = |user: &str, now| limits.count(Operation::ListServices, user, now).unwrap();
        assert_eq!(count("a", 1000).remaining, 1);
        assert!(!count("a", 30_000).exceeded);
        assert!(count("a", 60_999).exceeded);
        assert!(!count("b", 60_999).exceeded);
        assert_eq!(
            count("a", 61_000),
            Standing { limit: 2, remaining: 1, reset_ms: 121_000, exceeded: false }
        );
    }
}
