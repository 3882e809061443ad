//! What polling promises, on a virtual clock.

use std::collections::BTreeMap;

use contract::TestSetRunId;
use proptest::prelude::*;

use super::*;
use crate::budget::Remaining;
use crate::instant::Instant;

pub(super) fn id(number: usize) -> TestSetRunId {
    TestSetRunId::from_response(format!("{number:024x}"))
}

/// A tab that polls, and a server whose runs are over at some time and have artifacts later.
#[derive(Default)]
struct Console {
    now: i64,
    pace: Pace,
    runs: BTreeMap<TestSetRunId, (Course, Attention)>,
    /// When each run is over and when its artifacts are there; the others go on.
    ends: BTreeMap<TestSetRunId, (i64, i64)>,
    /// Whether a run changes with every answer.
    is_lively: bool,
    /// When what was asked for.
    requests: Vec<(i64, Vec<TestSetRunId>)>,
}

impl Console {
    fn new(runs: usize, attention: Attention) -> Self {
        let course = Course::new(Instant(0));
        let runs = (0..runs).map(|number| (id(number), (course, attention))).collect();
        Self { runs, is_lively: true, ..Self::default() }
    }

    fn phase(&self, id: &TestSetRunId) -> Phase {
        match self.ends.get(id) {
            Some((_, artifacts)) if *artifacts <= self.now => Phase::Settled,
            Some((over, _)) if *over <= self.now => Phase::WithoutArtifacts,
            _ => Phase::Unfinished,
        }
    }

    fn plan(&self) -> Plan {
        let candidates = self.runs.iter();
        let candidates = candidates.map(|(id, (course, attention))| Candidate {
            id: id.clone(),
            course: *course,
            attention: *attention,
        });
        plan(candidates.collect(), 0, Instant(self.now))
    }

    /// Polls until `end`; every request is answered by `answer` after `latency`.
    fn poll(&mut self, end: i64, latency: i64, answer: &mut dyn FnMut(&mut Pace, Instant) -> bool) {
        while self.now < end {
            let wait = self.pace.wait(Instant(self.now));
            match (wait, self.plan()) {
                (Some(0), Plan::Ask(ids)) => self.ask(ids, latency, answer),
                (Some(wait), Plan::Ask(_)) => self.now += wait,
                (Some(_), Plan::Wait(wait)) => self.now += wait,
                (None, _) | (_, Plan::Idle) => return,
            }
        }
    }

    fn ask(
        &mut self,
        ids: Vec<TestSetRunId>,
        latency: i64,
        answer: &mut dyn FnMut(&mut Pace, Instant) -> bool,
    ) {
        assert!(!ids.is_empty() && ids.len() <= MOST_IDS);
        self.pace.send(Instant(self.now));
        self.requests.push((self.now, ids.clone()));
        for id in &ids {
            self.runs.get_mut(id).unwrap().0.ask(Instant(self.now));
        }
        self.now += latency;
        let is_answered = answer(&mut self.pace, Instant(self.now));
        for id in &ids {
            let phase = self.phase(id);
            let course = &mut self.runs.get_mut(id).unwrap().0;
            if is_answered {
                let has_changed = self.is_lively || course.phase() != phase;
                course.hear(phase, has_changed, Instant(self.now));
            } else {
                course.give_back();
            }
        }
    }

    fn poll_well(&mut self, end: i64) {
        self.poll(end, 200, &mut |pace, now| {
            pace.hear(None, now);
            true
        });
    }

    fn asked_for(&self, id: &TestSetRunId) -> Vec<i64> {
        self.requests.iter().filter(|(_, ids)| ids.contains(id)).map(|(at, _)| *at).collect()
    }

    fn most_in_a_minute(&self) -> usize {
        let within =
            |start: i64| self.requests.iter().filter(|(at, _)| (start..start + MINUTE).contains(at)).count();
        self.requests.iter().map(|(at, _)| within(*at)).max().unwrap_or_default()
    }
}

#[test]
fn an_open_page_is_polled_closely_and_a_list_less_so() {
    for (attention, gap, older) in [(Attention::Page, 5, 10), (Attention::List, 15, 30)] {
        let mut console = Console::new(1, attention);
        console.poll_well(10 * MINUTE);
        let asked = console.asked_for(&id(0));
        assert_eq!(asked[0], 0);
        let gaps: Vec<i64> = asked.windows(2).map(|pair| pair[1] - pair[0]).collect();
        assert_eq!(gaps[0], gap * SECOND + 200);
        assert_eq!(gaps[gaps.len() - 1], older * SECOND + 200);
    }
}

#[test]
fn what_nobody_looks_at_is_asked_for_once_a_minute_or_less_often() {
    let mut console = Console::new(1, Attention::Hidden);
    console.poll_well(HOUR);
    let asked = console.asked_for(&id(0));
    assert!(asked.windows(2).all(|pair| pair[1] - pair[0] >= MINUTE), "{asked:?}");
    assert!(asked.len() >= 58);
}

#[test]
fn what_does_not_move_for_hours_is_hardly_asked_for() {
    let mut console = Console::new(1, Attention::Page);
    console.is_lively = false;
    console.poll_well(24 * HOUR);
    let in_last_hours = console.requests.iter().filter(|(at, _)| *at > 20 * HOUR).count();
    assert!((15..=17).contains(&in_last_hours), "{in_last_hours}");
    let of_first_minutes = console.requests.iter().filter(|(at, _)| *at < 5 * MINUTE).count();
    assert!((55..=60).contains(&of_first_minutes), "{of_first_minutes}");
}

#[test]
fn a_run_that_is_over_with_artifacts_is_never_asked_for_again_unless_a_person_asks() {
    let mut console = Console::new(1, Attention::Page);
    console.ends.insert(id(0), (20 * SECOND, 60 * SECOND));
    console.poll_well(HOUR);
    let asked = console.requests.len();
    assert!(asked < 12 && console.now < 2 * MINUTE);
    assert_eq!(console.plan(), Plan::Idle);
    console.runs.get_mut(&id(0)).unwrap().0.hasten(Instant(console.now));
    console.poll_well(2 * HOUR);
    assert_eq!((console.requests.len(), console.plan()), (asked + 1, Plan::Idle));
}

#[test]
fn artifacts_that_never_come_are_given_up_until_a_person_asks() {
    for attention in [Attention::Page, Attention::List] {
        let mut console = Console::new(1, attention);
        console.ends.insert(id(0), (0, i64::MAX));
        console.poll_well(3 * HOUR);
        let asked = console.requests.len();
        assert!((25..80).contains(&asked), "{asked}");
        assert!(console.now < 35 * MINUTE);
        let (course, _) = console.runs.get_mut(&id(0)).unwrap();
        assert!(course.is_given_up(attention, Instant(console.now)));
        course.hasten(Instant(console.now));
        assert!(!course.is_given_up(attention, Instant(console.now)));
        console.poll_well(6 * HOUR);
        assert!(console.requests.len() > asked + 20);
    }
}

#[test]
fn waiting_for_artifacts_starts_when_the_run_ends() {
    let mut console = Console::new(1, Attention::Page);
    console.ends.insert(id(0), (2 * HOUR, 2 * HOUR + 25 * MINUTE));
    console.poll_well(5 * HOUR);
    assert_eq!(console.runs[&id(0)].0.phase(), Phase::Settled);
    assert!(console.now > 2 * HOUR + 25 * MINUTE);
}

#[test]
fn a_missing_run_is_looked_for_for_a_while() {
    let mut course = Course::new(Instant(0));
    let (mut now, mut asked) = (Instant(0), 0);
    while let Some(due) = course.due(Attention::Page, now) {
        now = due.max(now).plus(100);
        course.hear(Phase::Missing, false, now);
        asked += 1;
    }
    assert!((5..10).contains(&asked), "{asked}");
    assert!((MINUTE..4 * MINUTE).contains(&now.0));
}

#[test]
fn malformed_ids_are_never_sent() {
    let mut console = Console::new(1, Attention::Page);
    for wrong in ["", "x", "6618791275130B73714e8d1c"] {
        let course = Course::new(Instant(0));
        console.runs.insert(TestSetRunId::from_response(wrong), (course, Attention::Page));
    }
    assert_eq!(console.plan(), Plan::Ask(vec![id(0)]));
    console.runs.remove(&id(0));
    assert_eq!(console.plan(), Plan::Idle);
}

#[test]
fn what_is_on_its_way_is_not_asked_for_again_until_it_must_be_lost() {
    let mut course = Course::new(Instant(0));
    course.ask(Instant(0));
    let due = course.due(Attention::Page, Instant(1)).unwrap();
    assert!((30 * SECOND..40 * SECOND).contains(&due.0));
    course.give_back();
    assert!(course.due(Attention::Page, Instant(1)).unwrap() <= Instant(1));
}

#[test]
fn a_second_tab_waits_longer_and_then_asks_for_itself() {
    let candidate = |answered: i64| {
        let mut course = Course::new(Instant(0));
        course.hear(Phase::Unfinished, true, Instant(answered));
        vec![Candidate { id: id(0), course, attention: Attention::Page }]
    };
    let patience = 8 * SECOND;
    assert_eq!(plan(candidate(0), patience, Instant(6000)), Plan::Wait(7000));
    assert_eq!(plan(candidate(0), patience, Instant(13_000)), Plan::Ask(vec![id(0)]));
}

#[test]
fn a_server_that_wants_to_be_left_alone_is_for_a_quarter_of_an_hour() {
    let mut pace = Pace::default();
    pace.fail(Trouble::Limit, Some(HOUR), 1.0, Instant(0));
    assert_eq!(pace.wait(Instant(0)), Some(15 * MINUTE));
}

#[test]
fn after_a_429_nothing_is_sent_before_the_time_and_less_after_it() {
    let mut console = Console::new(200, Attention::Page);
    let mut is_first = true;
    // The care ends two minutes after the server's time.
    console.poll(2 * MINUTE + 10 * SECOND, 50, &mut |pace, now| {
        if std::mem::take(&mut is_first) {
            pace.fail(Trouble::Limit, Some(20 * SECOND), 0.5, now);
            return false;
        }
        pace.hear(None, now);
        true
    });
    assert!(console.requests[1].0 >= 20 * SECOND);
    assert!(console.most_in_a_minute() <= Pace::most() / 2);
    let mut without_a_wish = Pace::default();
    without_a_wish.fail(Trouble::Limit, None, 0.0, Instant(0));
    assert!(without_a_wish.wait(Instant(0)).unwrap() >= 3 * SECOND);
}

#[test]
fn failures_are_followed_by_longer_and_longer_waits_and_a_success_ends_them() {
    for (trouble, first, last) in [(Trouble::Passing, 5, 60), (Trouble::Refused, 60, 60)] {
        let (mut pace, mut waits) = (Pace::default(), Vec::new());
        for _ in 0..10 {
            pace.fail(trouble, None, 1.0, Instant(0));
            waits.push(pace.wait(Instant(0)).unwrap() / SECOND);
        }
        assert!(waits.is_sorted() && waits[0] == first && waits[9] == last, "{waits:?}");
        pace.hear(None, Instant(0));
        assert_eq!(pace.wait(Instant(0)), Some(0));
    }
}

#[test]
fn who_comes_back_need_not_wait_but_for_the_server() {
    let mut pace = Pace::default();
    pace.fail(Trouble::Passing, None, 1.0, Instant(0));
    pace.go_on();
    assert_eq!(pace.wait(Instant(0)), Some(0));
    pace.fail(Trouble::Passing, Some(9000), 1.0, Instant(0));
    pace.go_on();
    assert_eq!(pace.wait(Instant(0)), Some(9000));
    pace.fail(Trouble::SignedOut, None, 1.0, Instant(0));
    assert_eq!(pace.wait(Instant(HOUR)), None);
    pace.go_on();
    assert_eq!(pace.wait(Instant(HOUR)), Some(0));
}

#[test]
fn what_the_server_has_left_is_spread_whatever_its_clock_says() {
    for reset in [None, Some(-HOUR), Some(0), Some(30 * SECOND), Some(HOUR)] {
        let mut pace = Pace::default();
        pace.send(Instant(0));
        pace.hear(Some(Remaining { requests: 10, reset }), Instant(0));
        let expected = if reset == Some(30 * SECOND) { 6 * SECOND } else { 12 * SECOND };
        assert_eq!(pace.wait(Instant(0)), Some(expected), "{reset:?}");
        pace.send(Instant(expected));
        pace.hear(Some(Remaining { requests: 0, reset }), Instant(expected));
        assert!(pace.wait(Instant(expected)).unwrap() >= 18 * SECOND);
        pace.hear(Some(Remaining { requests: 49, reset }), Instant(expected));
        assert_eq!(pace.wait(Instant(expected)), Some(SECOND));
    }
}

#[test]
fn the_later_request_wins_whenever_its_answer_comes() {
    let mut known = Version::default();
    assert_eq!(known.hear(Stamp(2), false), News::New);
    assert_eq!(known.hear(Stamp(1), false), News::Overtaken);
    assert_eq!(known.hear(Stamp(3), true), News::Same);
    assert_eq!(known, Version { brought: Stamp(2), confirmed: Stamp(3) });
    assert_eq!(known.hear_of(Stamp(4), Stamp(2)), News::Same);
    assert_eq!(known.hear_of(Stamp(3), Stamp(1)), News::Overtaken);
    assert_eq!(known.hear_of(Stamp(5), Stamp(5)), News::New);
    assert_eq!(known.confirmed, Stamp(4), "what is not there yet confirms nothing");
}

#[test]
fn what_another_tab_hands_over_counts_by_its_confirmation() {
    let mut known = Version { brought: Stamp(2), confirmed: Stamp(4) };
    assert_eq!(known.adopt(Version { brought: Stamp(3), confirmed: Stamp(3) }), News::Overtaken);
    assert_eq!(known.adopt(Version { brought: Stamp(2), confirmed: Stamp(5) }), News::Same);
    assert_eq!(known.adopt(Version { brought: Stamp(1), confirmed: Stamp(6) }), News::New);
    assert_eq!(known.hear_of(Stamp(7), Stamp(1)), News::Same, "from here on both tabs mean the same");
}

#[test]
fn a_run_that_vanishes_is_looked_for_as_one_that_has_not_come_yet() {
    let mut course = Course::new(Instant(0));
    course.hear(Phase::Unfinished, true, Instant(1000));
    course.hear(Phase::Missing, false, Instant(HOUR));
    let due = course.due(Attention::Page, Instant(HOUR)).unwrap();
    assert_eq!(due.since(Instant(HOUR)), 3 * SECOND);
    course.hear(Phase::Missing, false, Instant(HOUR + 3 * MINUTE));
    assert!(course.is_given_up(Attention::Page, Instant(HOUR + 3 * MINUTE)));
    course.see(Instant(2 * HOUR));
    assert!(course.due(Attention::Page, Instant(2 * HOUR)).unwrap() <= Instant(2 * HOUR + MINUTE));
}

#[test]
fn stamps_rise_whatever_the_clock_does() {
    let mut stamps = Stamps::default();
    let first = stamps.next(Instant(100));
    let second = stamps.next(Instant(50));
    assert_eq!(stamps.latest(), second);
    stamps.hear(Stamp(1000));
    assert_eq!(stamps.latest(), Stamp(1000));
    let third = stamps.next(Instant(200));
    assert!(first < second && second < third && third > Stamp(1000));
}

#[test]
fn tabs_that_do_not_answer_the_roll_are_gone() {
    let mut tabs = Tabs::default();
    assert!(tabs.hear("a", vec![(id(1), Attention::Page)], Instant(0)));
    assert!(tabs.hear("b", vec![(id(2), Attention::List)], Instant(0)));
    assert!(!tabs.hear("a", vec![(id(3), Attention::Page)], Instant(2 * ROLL_CALL)));
    tabs.expire(Instant(3 * ROLL_CALL));
    assert_eq!(tabs.watches().collect::<Vec<_>>(), [&(id(3), Attention::Page)]);
    tabs.start_over(Instant(5 * ROLL_CALL));
    tabs.expire(Instant(6 * ROLL_CALL));
    assert!(tabs.are_there());
    tabs.forget("a");
    assert!(!tabs.are_there());
}

fn attentions() -> impl Strategy<Value = Vec<Attention>> {
    let attention = prop_oneof![Just(Attention::Page), Just(Attention::List)];
    prop::collection::vec(attention, 1..180)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_minute_has_more_requests_than_half_of_the_limit(
        attentions in attentions(), latency in 1..40_000_i64, failing in 0..4_u32, hasten in prop::bool::ANY,
    ) {
        let mut console = Console::new(0, Attention::List);
        for (number, attention) in attentions.iter().enumerate() {
            console.runs.insert(id(number), (Course::new(Instant(0)), *attention));
        }
        let mut count = 0;
        for round in 1..20 {
            console.poll(round * 30 * SECOND, latency, &mut |pace, now| {
                count += 1;
                if failing > 0 && count % (failing + 1) == 0 {
                    pace.fail(Trouble::Passing, None, 0.0, now);
                    pace.go_on();
                    return false;
                }
                pace.hear(None, now);
                true
            });
            if hasten {
                let now = Instant(console.now);
                console.runs.values_mut().for_each(|(course, _)| course.hasten(now));
            }
        }
        prop_assert!(console.most_in_a_minute() <= Pace::most());
    }

    #[test]
    fn every_run_is_asked_for_within_its_interval(attentions in attentions(), latency in 1..900_i64) {
        let mut console = Console::new(0, Attention::List);
        for (number, attention) in attentions.iter().enumerate() {
            console.runs.insert(id(number), (Course::new(Instant(0)), *attention));
        }
        console.poll_well(4 * MINUTE);
        // What fits into one request is on time; beyond that, all come round as the pace allows.
        let requests = i64::try_from(attentions.len().div_ceil(MOST_IDS)).unwrap();
        let slowest = requests * (MINUTE / i64::try_from(Pace::most()).unwrap() + latency);
        for (number, attention) in attentions.iter().enumerate() {
            let asked = console.asked_for(&id(number));
            let interval = if *attention == Attention::Page { 5 } else { 15 } * SECOND;
            prop_assert!(asked[0] <= requests * (SECOND + 200), "{:?}", asked);
            for pair in asked.windows(2) {
                prop_assert!(pair[1] - pair[0] <= (interval + SECOND).max(slowest) + 2 * slowest, "{:?}", asked);
            }
            prop_assert!(4 * MINUTE - asked[asked.len() - 1] <= interval + 3 * slowest + SECOND);
        }
    }

    #[test]
    fn nothing_is_asked_for_when_nothing_can_change(settled in 0..120_usize, going_on in 0..60_usize) {
        let mut console = Console::new(settled + going_on, Attention::List);
        console.ends = (0..settled).map(|number| (id(number), (0, 0))).collect();
        console.poll_well(10 * MINUTE);
        for number in 0..settled {
            prop_assert_eq!(console.asked_for(&id(number)).len(), 1);
        }
        if going_on == 0 {
            prop_assert!(console.requests.len() <= settled.div_ceil(MOST_IDS));
            prop_assert_eq!(console.plan(), Plan::Idle);
        }
    }

    #[test]
    fn fifty_runs_in_a_list_share_their_requests(offsets in prop::collection::vec(0..15_000_i64, 50)) {
        let mut console = Console::new(0, Attention::List);
        for (number, offset) in offsets.iter().enumerate() {
            let mut course = Course::new(Instant(0));
            course.hear(Phase::Unfinished, true, Instant(-offset));
            console.runs.insert(id(number), (course, Attention::List));
        }
        console.poll_well(5 * MINUTE);
        prop_assert!(console.requests.len() <= 5 * 4 + 3, "{}", console.requests.len());
    }

    #[test]
    fn whatever_order_answers_come_in_the_last_request_wins(answers in prop::collection::vec((0..40_i64, 0..3_u8), 1..40)) {
        let (mut version, mut known) = (Version::default(), None);
        for (stamp, text) in &answers {
            if version.hear(Stamp(*stamp), known == Some(*text)) == News::New {
                known = Some(*text);
            }
        }
        let latest = answers.iter().map(|(stamp, _)| *stamp).max().unwrap();
        let last = answers.iter().rev().find(|(stamp, _)| *stamp == latest).unwrap();
        prop_assert_eq!(known, Some(last.1));
    }
}

#[test]
fn a_second_tab_asks_at_once_for_what_a_person_wants_or_it_does_not_know() {
    let patience = 8 * SECOND;
    let mut course = Course::new(Instant(0));
    let candidate = |course: Course| vec![Candidate { id: id(0), course, attention: Attention::Page }];
    assert_eq!(plan(candidate(course), patience, Instant(0)), Plan::Ask(vec![id(0)]));
    assert_eq!(plan(candidate(course), 0, Instant(0)), Plan::Ask(vec![id(0)]));
    course.hear(Phase::Unfinished, true, Instant(0));
    assert!(matches!(plan(candidate(course), patience, Instant(0)), Plan::Wait(wait) if wait > patience));
    course.hasten(Instant(10));
    assert_eq!(plan(candidate(course), patience, Instant(10)), Plan::Ask(vec![id(0)]));
}

#[test]
fn an_answer_whose_rest_never_comes_is_asked_for_less_and_less() {
    let (mut pace, mut now, mut asked) = (Pace::default(), Instant(0), 0);
    while now < Instant(10 * MINUTE) {
        pace.send(now);
        pace.hear_part(None, now);
        pace.fail(Trouble::Passing, None, 0.5, now);
        asked += 1;
        now = now.plus(pace.wait(now).unwrap_or(MINUTE).max(1));
    }
    assert!(asked < 40, "{asked}");
}
