//! The request budget: how soon a request may be sent without straining the API's rate limits.
//!
//! Limits are counted by the server per user or per organization (the sources disagree), so a
//! console keeps well under them, goes slower when the server says that little remains, and for a
//! while after any 429.

use std::collections::{BTreeMap, VecDeque};

use contract::Operation;

use crate::instant::Instant;

/// The window that limits are counted in, in milliseconds.
const WINDOW: i64 = 60_000;

/// How long a 429 is remembered, in milliseconds.
const CAUTION: i64 = 60_000;

/// What the server said of a limit (`X-RateLimit-Remaining`, `X-RateLimit-Reset`; documented by
/// the vendor's guide, not by the document, so it may be absent).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Remaining {
    /// How many requests are left.
    pub requests: u32,
    /// Until when.
    pub reset: Instant,
}

/// What was sent and heard, by operation.
#[derive(Debug, Default)]
pub struct Budget(BTreeMap<Operation, Account>);

#[derive(Debug, Default)]
struct Account {
    sent: VecDeque<Instant>,
    remaining: Option<Remaining>,
    cautious_until: Option<Instant>,
}

impl Budget {
    /// Asks to send a request at `now`: books it and answers 0, or answers how many milliseconds
    /// to wait before asking again.
    pub fn book(&mut self, operation: Operation, now: Instant) -> i64 {
        let Some(limit) = operation.per_minute() else { return 0 };
        let account = self.0.entry(operation).or_default();
        let wait = account.wait(limit, now);
        if wait == 0 {
            account.sent.push_back(now);
        }
        wait
    }

    /// Hears what an answer said of its limit.
    pub fn hear(&mut self, operation: Operation, remaining: Option<Remaining>) {
        if let Some(remaining) = remaining {
            self.0.entry(operation).or_default().remaining = Some(remaining);
        }
    }

    /// Hears of a 429; with `retry_after` in milliseconds nothing is sent before.
    pub fn hear_limit(&mut self, operation: Operation, now: Instant, retry_after: Option<i64>) {
        let account = self.0.entry(operation).or_default();
        account.cautious_until = Some(now.plus(retry_after.unwrap_or(0).saturating_add(CAUTION)));
        if let Some(wait) = retry_after {
            account.remaining = Some(Remaining { requests: 0, reset: now.plus(wait) });
        }
    }
}

impl Account {
    fn wait(&mut self, limit: u32, now: Instant) -> i64 {
        while self.sent.front().is_some_and(|sent| now.since(*sent) >= WINDOW) {
            self.sent.pop_front();
        }
        let cautious = self.cautious_until.is_some_and(|until| now < until);
        // A fifth is left to other tabs and colleagues; more after the server complained.
        let most = usize::try_from(if cautious { limit / 2 } else { limit - limit / 5 }).unwrap_or(1).max(1);
        let by_window = match self.sent.len().checked_sub(most).and_then(|over| self.sent.get(over)) {
            Some(oldest) => WINDOW - now.since(*oldest),
            None => 0,
        };
        by_window.max(self.wait_for_server(limit, now))
    }

    /// With little remaining, what is left is spread over the time to the reset.
    fn wait_for_server(&self, limit: u32, now: Instant) -> i64 {
        let Some(remaining) = self.remaining else { return 0 };
        let left = remaining.reset.since(now).min(WINDOW);
        if left <= 0 || remaining.requests > limit / 10 {
            return 0;
        }
        if remaining.requests == 0 {
            return left;
        }
        let pace = left / i64::from(remaining.requests + 1);
        self.sent.back().map_or(0, |last| (pace - now.since(*last)).max(0))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const OPERATION: Operation = Operation::ListMetrics; // 20 a minute

    /// How many requests go out from `start` when each is sent as soon as it may, within `span`.
    fn send_all(budget: &mut Budget, start: i64, span: i64) -> usize {
        let (mut now, mut sent) = (start, 0);
        while now < start + span {
            match budget.book(OPERATION, Instant(now)) {
                0 => sent += 1,
                wait => now += wait,
            }
        }
        sent
    }

    #[test]
    fn a_minute_holds_four_fifths_of_the_limit() {
        assert_eq!(send_all(&mut Budget::default(), 0, WINDOW), 16);
    }

    #[test]
    fn operations_without_a_limit_never_wait() {
        let mut budget = Budget::default();
        for _ in 0..1000 {
            assert_eq!(budget.book(Operation::GetOrganization, Instant(0)), 0);
        }
    }

    #[test]
    fn after_a_429_it_waits_and_then_goes_half_as_fast() {
        let mut budget = Budget::default();
        budget.hear_limit(OPERATION, Instant(0), Some(5000));
        assert_eq!(budget.book(OPERATION, Instant(0)), 5000);
        assert_eq!(send_all(&mut budget, 5000, WINDOW), 10);
    }

    #[test]
    fn nothing_remaining_means_waiting_for_the_reset() {
        let mut budget = Budget::default();
        budget.hear(OPERATION, Some(Remaining { requests: 0, reset: Instant(7000) }));
        assert_eq!(budget.book(OPERATION, Instant(1000)), 6000);
        assert_eq!(budget.book(OPERATION, Instant(7000)), 0);
    }

    #[test]
    fn little_remaining_is_spread() {
        let mut budget = Budget::default();
        assert_eq!(budget.book(OPERATION, Instant(0)), 0);
        budget.hear(OPERATION, Some(Remaining { requests: 2, reset: Instant(30_000) }));
        assert_eq!(budget.book(OPERATION, Instant(0)), 10_000);
    }

    #[test]
    fn a_reset_far_away_blocks_for_a_window_at_most() {
        let mut budget = Budget::default();
        budget.hear(OPERATION, Some(Remaining { requests: 0, reset: Instant(i64::MAX) }));
        assert_eq!(budget.book(OPERATION, Instant(0)), WINDOW);
    }

    proptest! {
        #[test]
        fn no_minute_ever_exceeds_the_limit(starts in prop::collection::vec(0..400_000_i64, 1..80)) {
            let mut starts = starts;
            starts.sort_unstable();
            let (mut budget, mut sent, mut now) = (Budget::default(), Vec::new(), 0);
            for start in starts {
                now = now.max(start);
                loop {
                    match budget.book(OPERATION, Instant(now)) {
                        0 => break sent.push(now),
                        wait => now += wait,
                    }
                }
            }
            for first in &sent {
                let within = sent.iter().filter(|at| (*first..first + WINDOW).contains(at)).count();
                prop_assert!(within <= 20, "{within} in a minute");
            }
        }
    }
}
