//! How many requests polling may cost: all tabs together stay at half of the documented limit, and go slower
//! when the server says so.

use std::collections::VecDeque;

use contract::Operation;

use super::{MINUTE, SECOND};
use crate::budget::{Remaining, Wait};
use crate::instant::Instant;

/// Why a request brought nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Too many requests (429).
    Limit,
    /// Something that passes: maintenance, no connection, no answer in time.
    Passing,
    /// An answer that will hardly be another one soon: not allowed, not found, not readable.
    Refused,
    /// The person did not sign in again: asking anew would ask them anew.
    SignedOut,
}

/// The pace of polling, from what was sent and heard by all tabs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pace {
    /// The requests of the last minute.
    sent: VecDeque<Instant>,
    /// Half as many requests meanwhile.
    careful: Option<Wait>,
    /// So many milliseconds between requests meanwhile: what little the server has left is spread.
    spread: Option<(i64, Wait)>,
    /// Nothing meanwhile, because the server said so.
    closed: Option<Wait>,
    /// Nothing meanwhile, because the last requests brought nothing.
    back_off: Option<Wait>,
    /// How many requests in a row brought nothing.
    failures: u32,
    /// Nothing until somebody signs in or asks.
    is_stopped: bool,
}

/// The longest wish of a server that is obeyed.
const LONGEST: i64 = 15 * MINUTE;

/// After a 429 there are fewer requests for so long.
const CARE: i64 = 2 * MINUTE;

/// Between two requests lies at least this.
const GAP: i64 = SECOND;

impl Pace {
    /// How many requests a minute there are at most.
    #[must_use]
    pub fn most() -> usize {
        Operation::ListRuns.per_minute().and_then(|limit| usize::try_from(limit / 2).ok()).unwrap_or(25)
    }

    /// How many milliseconds until a request may go out; `None`: not before [`Pace::go_on`].
    #[must_use]
    pub fn wait(&self, now: Instant) -> Option<i64> {
        if self.is_stopped {
            return None;
        }
        let left = |wait: Option<Wait>| wait.map_or(0, |wait| wait.left(now));
        let most = if left(self.careful) > 0 { Self::most() / 2 } else { Self::most() };
        let recent: Vec<&Instant> = self.sent.iter().filter(|sent| now.since(**sent) < MINUTE).collect();
        let oldest = recent.len().checked_sub(most).and_then(|over| recent.get(over));
        let by_window = oldest.map_or(0, |oldest| MINUTE - now.since(**oldest));
        let spread = self.spread.filter(|(_, wait)| wait.left(now) > 0);
        let gap = spread.map_or(GAP, |(gap, _)| gap);
        let by_gap = recent.last().map_or(0, |last| gap - now.since(**last));
        Some(by_window.max(by_gap).max(left(self.closed)).max(left(self.back_off)).max(0))
    }

    /// A request goes out.
    pub fn send(&mut self, now: Instant) {
        self.sent.retain(|sent| now.since(*sent) < MINUTE);
        self.sent.push_back(now);
    }

    /// A request was answered.
    pub fn hear(&mut self, remaining: Option<Remaining>, now: Instant) {
        self.failures = 0;
        self.back_off = None;
        self.hear_part(remaining, now);
    }

    /// A request was answered in part: whether the rest comes will be seen.
    pub fn hear_part(&mut self, remaining: Option<Remaining>, now: Instant) {
        self.remain(remaining, now);
    }

    /// A request brought nothing. `retry_after` is the server's wish in milliseconds; `random` is in `0.0..1.0`.
    pub fn fail(&mut self, trouble: Trouble, retry_after: Option<i64>, random: f64, now: Instant) {
        self.failures = self.failures.saturating_add(1);
        let wish = retry_after.map(|wish| wish.clamp(0, LONGEST));
        if let Some(wish) = wish {
            self.closed = Some(Wait::new(now, wish));
        }
        if trouble == Trouble::Limit {
            self.careful = Some(Wait::new(now, wish.unwrap_or_default() + CARE));
        }
        self.is_stopped = trouble == Trouble::SignedOut;
        let first = match trouble {
            Trouble::Limit | Trouble::Passing => 5 * SECOND,
            Trouble::Refused | Trouble::SignedOut => MINUTE,
        };
        let doublings = self.failures.saturating_sub(1).min(6);
        let wait = (first << doublings).min(MINUTE);
        self.back_off = Some(Wait::new(now, jittered(wait, random)));
    }

    /// Something is different: the person is back, asks, or signed in; the connection is back. What the
    /// server wished for still holds.
    pub fn go_on(&mut self) {
        self.is_stopped = false;
        self.back_off = None;
    }

    /// What is left of the limit, as the server says it (`X-RateLimit-Remaining`), is for everybody: half of it
    /// is spread over the time until it is whole again. Where that is not within the next minute, a minute is
    /// taken.
    fn remain(&mut self, remaining: Option<Remaining>, now: Instant) {
        self.spread = None;
        let Some(remaining) = remaining else { return };
        let half = usize::try_from(remaining.requests / 2).unwrap_or(usize::MAX);
        if usize::try_from(remaining.requests).map_or(true, |requests| requests >= Self::most()) {
            return;
        }
        let reset = remaining.reset.filter(|left| (SECOND..=MINUTE).contains(left));
        let left = reset.unwrap_or(MINUTE);
        let gap = i64::try_from(half).ok().filter(|half| *half > 0).map_or(left, |half| left / half);
        self.spread = Some((gap.max(GAP), Wait::new(now, left)));
    }
}

/// Three quarters of the wait, and up to a quarter more: many consoles shall not come back all at once.
fn jittered(wait: i64, random: f64) -> i64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        reason = "minutes in milliseconds"
    )]
    let more = (wait as f64 / 4.0 * random.clamp(0.0, 1.0)) as i64;
    wait - wait / 4 + more
}
