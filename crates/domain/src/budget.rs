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
    /// How long after the answer the limit is whole again, in milliseconds; nothing where it is not known, because
    /// the server says a moment of its own clock and not what time it has.
    pub reset: Option<i64>,
}

impl Remaining {
    /// How long after the answer the limit is whole again: never longer than the window.
    #[must_use]
    pub fn wait(self) -> i64 {
        self.reset.map_or(WINDOW, |reset| reset.clamp(0, WINDOW))
    }
}

/// A wait from some moment on. All waits are durations from when an answer came, by a clock that nobody can set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait {
    since: Instant,
    length: i64,
}

impl Wait {
    /// A wait of so many milliseconds.
    #[must_use]
    pub fn new(since: Instant, length: i64) -> Self {
        Self { since, length: length.max(0) }
    }

    /// How many milliseconds are left; never more than its length.
    #[must_use]
    pub fn left(self, now: Instant) -> i64 {
        self.length.saturating_sub(now.since(self.since)).clamp(0, self.length)
    }
}

/// What was sent and heard, by operation.
#[derive(Debug, Default)]
pub struct Budget(BTreeMap<Operation, Account>);

#[derive(Debug, Default)]
struct Account {
    sent: VecDeque<Instant>,
    /// With little left, what is left, until the limit is whole again.
    remaining: Option<(u32, Wait)>,
    cautious: Option<Wait>,
    /// The server asked to be left alone.
    closed: Option<Wait>,
}

impl Budget {
    /// Asks to send a request at `now`: books it and answers 0, or answers how many milliseconds
    /// to wait before asking again. All moments are of one clock that nobody can set.
    pub fn book(&mut self, operation: Operation, now: Instant) -> i64 {
        let Some(limit) = operation.per_minute() else { return 0 };
        let account = self.account(operation);
        let wait = account.wait(limit, now);
        if wait == 0 {
            account.sent.push_back(now);
        }
        wait
    }

    /// Hears what an answer said of its limit.
    pub fn hear(&mut self, operation: Operation, remaining: Option<Remaining>, now: Instant) {
        if let Some(remaining) = remaining {
            let wait = Wait::new(now, remaining.wait());
            self.account(operation).remaining = Some((remaining.requests, wait));
        }
    }

    /// Hears of a 429; with `retry_after` in milliseconds nothing is sent before.
    pub fn hear_limit(&mut self, operation: Operation, now: Instant, retry_after: Option<i64>) {
        let account = self.account(operation);
        account.cautious = Some(Wait::new(now, retry_after.unwrap_or(0).saturating_add(CAUTION)));
        if let Some(wait) = retry_after {
            account.closed = Some(Wait::new(now, wait));
        }
    }

    fn account(&mut self, operation: Operation) -> &mut Account {
        self.0.entry(operation).or_default()
    }
}

impl Account {
    fn wait(&mut self, limit: u32, now: Instant) -> i64 {
        while self.sent.front().is_some_and(|sent| now.since(*sent) >= WINDOW) {
            self.sent.pop_front();
        }
        let is_on = |wait: Option<Wait>| wait.is_some_and(|wait| wait.left(now) > 0);
        // A fifth is left to other tabs and colleagues; more after the server complained.
        let most = if is_on(self.cautious) { limit / 2 } else { limit - limit / 5 };
        let most = usize::try_from(most).unwrap_or(1).max(1);
        let by_window = match self.sent.len().checked_sub(most).and_then(|over| self.sent.get(over)) {
            Some(oldest) => WINDOW - now.since(*oldest),
            None => 0,
        };
        let closed = self.closed.map_or(0, |wait| wait.left(now));
        by_window.max(self.spread(limit, now)).max(closed)
    }

    /// With little remaining, what is left is spread over the time to the reset.
    fn spread(&self, limit: u32, now: Instant) -> i64 {
        let Some((requests, wait)) = self.remaining else { return 0 };
        let left = wait.left(now);
        if left == 0 || requests > limit / 10 {
            return 0;
        }
        if requests == 0 {
            return left;
        }
        let pace = left / i64::from(requests + 1);
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
        budget.hear(OPERATION, Some(Remaining { requests: 0, reset: Some(7000) }), Instant(0));
        assert_eq!(budget.book(OPERATION, Instant(1000)), 6000);
        assert_eq!(budget.book(OPERATION, Instant(7000)), 0);
    }

    #[test]
    fn little_remaining_is_spread() {
        let mut budget = Budget::default();
        assert_eq!(budget.book(OPERATION, Instant(0)), 0);
        budget.hear(OPERATION, Some(Remaining { requests: 2, reset: Some(30_000) }), Instant(0));
        assert_eq!(budget.book(OPERATION, Instant(0)), 10_000);
    }

    #[test]
    fn a_reset_that_is_far_away_or_not_known_blocks_for_a_window_at_most() {
        for reset in [Some(i64::MAX), Some(11 * WINDOW), None] {
            let mut budget = Budget::default();
            budget.hear(OPERATION, Some(Remaining { requests: 0, reset }), Instant(0));
            assert_eq!(budget.book(OPERATION, Instant(0)), WINDOW);
            assert_eq!(budget.book(OPERATION, Instant(WINDOW)), 0);
        }
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

        #[test]
        fn whatever_the_server_says_nobody_waits_for_more_than_a_minute_unasked(
            steps in prop::collection::vec(
                (0..30_000_i64, prop_oneof![4 => Just(0), 1 => 0..10_000_000_i64],
                 prop::option::of((0..4_u32, prop::option::of(-9_000_000..9_000_000_i64))),
                 prop::option::weighted(0.2, prop::option::of(0..300_000_i64))),
                1..60,
            ),
        ) {
            // Until when the server has asked to be left alone.
            let (mut budget, mut now, mut asked) = (Budget::default(), 0, 0);
            for (passes, sleeps, remaining, limit) in steps {
                now += passes + sleeps;
                let started = now;
                loop {
                    match budget.book(OPERATION, Instant(now)) {
                        0 => break,
                        wait => {
                            prop_assert!(wait > 0);
                            now += wait;
                        }
                    }
                }
                prop_assert!(now <= asked.max(started) + WINDOW, "{} {:?}", started, asked);
                prop_assert!(now >= asked, "the server asked for more");
                let remaining = remaining.map(|(requests, reset)| Remaining { requests, reset });
                budget.hear(OPERATION, remaining, Instant(now));
                if let Some(wish) = limit {
                    budget.hear_limit(OPERATION, Instant(now), wish);
                    asked = wish.map_or(asked, |wish| now + wish);
                }
            }
        }
    }
}
