//! Polling on a machine that sleeps, and with a server that says anything.

use proptest::prelude::*;

use super::tests::id;
use super::*;
use crate::budget::Remaining;
use crate::instant::Instant;

/// A machine, and what polls on it.
struct Machine {
    passed: i64,
    pace: Pace,
    course: Course,
}

impl Machine {
    fn clock(&self) -> Instant {
        Instant(self.passed)
    }

    /// How long until the run is asked for: by the pace alone, and in all.
    fn wait(&self) -> (i64, i64) {
        let now = self.clock();
        let candidate = Candidate { id: id(0), course: self.course, attention: Attention::Page };
        let pace = self.pace.wait(now).unwrap();
        match plan(vec![candidate], 0, now) {
            Plan::Ask(_) => (pace, pace),
            Plan::Wait(wait) => (pace, wait),
            Plan::Idle => panic!("polling stopped"),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn whatever_the_server_says_polling_goes_on(
        steps in prop::collection::vec(
            (prop_oneof![3 => Just(0), 1 => 0..9_000_000_i64], 0..5_u8, 0..300_000_i64, 0..60_u32), 1..60,
        ),
    ) {
        let course = Course::new(Instant(0));
        let mut machine = Machine { passed: 0, pace: Pace::default(), course };
        let mut asked = 0;
        for (sleep, answer, wish, requests) in steps {
            machine.passed += sleep;
            let started = machine.passed;
            let mut by_pace = 0;
            loop {
                let (pace, wait) = machine.wait();
                if wait == 0 {
                    break;
                }
                // The schedule is looked at again once a minute at least.
                let passes = wait.min(MINUTE);
                machine.passed += passes;
                by_pace += passes.min(pace);
                prop_assert!(by_pace <= MINUTE.max(asked), "waited {by_pace}: {:?}", machine.pace);
                // Run by run there may be an interval of the schedule on top.
                prop_assert!(machine.passed - started <= MINUTE.max(asked) + MINUTE, "{:?}", machine.course);
            }
            asked = 0;
            let now = machine.clock();
            machine.pace.send(now);
            machine.course.ask(now);
            machine.passed += 200;
            let now = machine.clock();
            match answer {
                0 => {
                    machine.pace.fail(Trouble::Limit, Some(wish), 1.0, now);
                    asked = wish;
                    machine.course.give_back();
                }
                1 => {
                    machine.pace.fail(Trouble::Passing, None, 1.0, now);
                    machine.course.give_back();
                }
                2 => {
                    machine.pace.fail(Trouble::Refused, None, 1.0, now);
                    machine.course.give_back();
                }
                _ => {
                    machine.pace.hear(Some(Remaining { requests, reset: Some(wish) }), now);
                    machine.course.hear(Phase::Unfinished, true, now);
                }
            }
        }
    }
}
