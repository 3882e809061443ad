//! Counting tests in what the runners print.

/// How many tests ended how.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
    pub(crate) skipped: u64,
}

impl Tally {
    pub(crate) fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }

    /// All tests that the runner knows of.
    pub(crate) fn all(self) -> u64 {
        self.passed + self.failed + self.skipped
    }

    /// The sum of the lines `test result: ok. 3 passed; 0 failed; 1 ignored; …`, which cargo's and
    /// wasm-bindgen's runners print alike.
    pub(crate) fn of_cargo(text: &str) -> Self {
        let mut sum = Self::default();
        for line in text.lines() {
            let Some((_, counts)) = line.split_once("test result:") else { continue };
            let number = |what: &str| {
                let before = counts.split(what).next().unwrap_or_default();
                let digits = before.trim_end().rsplit([' ', '.', ';']).next().unwrap_or_default();
                digits.parse().unwrap_or(0)
            };
            sum.add(Self { passed: number("passed"), failed: number("failed"), skipped: number("ignored") });
        }
        sum
    }
}

/// What came of a tier.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) tally: Tally,
    /// Why the tier fails even where no test did.
    pub(crate) problem: Option<String>,
}

impl Outcome {
    /// A tier fails without a failed test when its runner does, and when nothing ran at all.
    pub(crate) fn of(tally: Tally, succeeded: bool) -> Self {
        let problem = if tally.failed > 0 {
            Some(format!("{} failed", tally.failed))
        } else if !succeeded {
            Some("the runner failed; what is above says why".to_owned())
        } else if tally.passed == 0 {
            Some("not one test ran".to_owned())
        } else {
            None
        };
        Self { tally, problem }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_summed() {
        let text = "running 3 tests\ntest result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out\n\
                    noise 5 passed\ntest result: FAILED. 10 passed; 2 failed; 0 ignored; 0 filtered out\n";
        assert_eq!(Tally::of_cargo(text), Tally { passed: 13, failed: 2, skipped: 1 });
    }

    #[test]
    fn nothing_run_is_a_failure() {
        let some = Tally { passed: 1, ..Tally::default() };
        let failed = Tally { passed: 1, failed: 1, skipped: 0 };
        assert!(Outcome::of(some, true).problem.is_none());
        assert!(Outcome::of(some, false).problem.is_some());
        assert!(Outcome::of(failed, true).problem.is_some());
        assert!(Outcome::of(Tally::default(), true).problem.is_some());
    }
}
