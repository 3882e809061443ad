//! The runs' time: the sandbox's own, faster, slower or standing still. What tests put the sandbox's clock
//! forward by counts as it is, also while the runs' time stands still: so a test moves them exactly.

use std::time::Duration;

use crate::clock::Clock;

/// A clock that follows the sandbox's at a speed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RunClock {
    /// The computer's time, the time put forward and the runs' time when the speed last changed.
    real_ms: i64,
    ahead_ms: i64,
    runs_ms: i64,
    speed: f64,
    frozen: bool,
}

impl RunClock {
    /// Begins with the sandbox's own time.
    pub(crate) fn new(clock: &Clock, speed: f64) -> Self {
        let (now_ms, ahead_ms) = (clock.now_ms(), clock.ahead_ms());
        Self { real_ms: now_ms - ahead_ms, ahead_ms, runs_ms: now_ms, speed, frozen: false }
    }

    /// Not before this moment: runs that went on faster than the sandbox's time, and were kept, are not taken
    /// back by a new start.
    pub(crate) fn begin_after(&mut self, moment_ms: i64) {
        self.runs_ms = self.runs_ms.max(moment_ms);
    }

    /// Milliseconds; comparable with the sandbox's time where nothing was sped up or stopped.
    pub(crate) fn now_ms(&self, clock: &Clock) -> i64 {
        let (now_ms, ahead_ms) = (clock.now_ms(), clock.ahead_ms());
        let passed = u64::try_from(now_ms - ahead_ms - self.real_ms).unwrap_or_default();
        let factor = if self.frozen { 0.0 } else { self.speed };
        let passed = Duration::from_millis(passed).mul_f64(factor).as_millis();
        let passed = i64::try_from(passed).unwrap_or(i64::MAX);
        self.runs_ms.saturating_add(passed).saturating_add(ahead_ms - self.ahead_ms)
    }

    /// Another speed from now on, or none.
    pub(crate) fn change(&mut self, clock: &Clock, speed: Option<f64>, frozen: Option<bool>) {
        let now_ms = self.now_ms(clock);
        let mut changed = Self::new(clock, speed.unwrap_or(self.speed));
        changed.runs_ms = now_ms;
        changed.frozen = frozen.unwrap_or(self.frozen);
        *self = changed;
    }

    pub(crate) fn speed(&self) -> f64 {
        self.speed
    }

    pub(crate) fn is_frozen(&self) -> bool {
        self.frozen
    }
}

/// The speeds that make sense: not backwards, and no number that is none.
pub(crate) fn is_speed(speed: f64) -> bool {
    (0.0..=10_000.0).contains(&speed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_forward_counts_at_any_speed() {
        let clock = Clock::default();
        let mut runs = RunClock::new(&clock, 1.0);
        runs.change(&clock, None, Some(true));
        let before = runs.now_ms(&clock);
        std::thread::sleep(Duration::from_millis(3));
        assert_eq!(runs.now_ms(&clock), before, "it stands still");
        clock.advance(5000);
        assert_eq!(runs.now_ms(&clock), before + 5000);
        runs.change(&clock, Some(1000.0), Some(false));
        std::thread::sleep(Duration::from_millis(3));
        assert!(runs.now_ms(&clock) >= before + 8000, "it runs ahead");
    }

    #[test]
    fn speeds_are_sensible_numbers() {
        for (speed, fits) in
            [(0.0, true), (0.5, true), (1e4, true), (-1.0, false), (f64::NAN, false), (1e9, false)]
        {
            assert_eq!(is_speed(speed), fits, "{speed}");
        }
    }
}
