//! Asking for runs when the schedule says so, and taking the answers.

use std::rc::Rc;

use contract::{ListRuns, Operation, SortDirection, TestSetRunId};
use domain::paging::{Paging, Step};
use domain::polling::{Plan, Stamp, Trouble};
use leptos::prelude::*;

use super::Runs;
use super::message::{Failed, Message};
use super::split::{Split, split};
use super::state::Change;
use crate::api::{self, ApiError, By, Failure, Refusal, Unread};
use crate::browser::text::Text;
use crate::browser::{clock, visibility};
use crate::data::paging::next;
use crate::task::Task;

/// How many pages are followed: a server may send empty ones before the one that counts.
const MOST_PAGES: u32 = 20;

/// The longest wait before the schedule is looked at again, in milliseconds: machines sleep.
const LONGEST_WAIT: i64 = 60_000;

/// Waits between the pages of one answer are shorter than those between requests, in milliseconds.
const PAGE_GAP: i64 = 1000;

/// The last page of an answer that can be named.
pub(super) struct Last {
    number: u32,
    stamp: Stamp,
    request: ListRuns,
    /// As it is when the same comes again.
    page: Split,
}

enum Next {
    Ask(Vec<TestSetRunId>),
    Wait(i64),
    Rest,
}

impl Runs {
    /// Looks what is due, and does it or waits for it.
    pub(super) fn schedule(self) {
        let now = clock::steady();
        let next = self.change(|inner| {
            inner.timer = None;
            inner.state.forget(now);
            let given_up = inner.state.given_up(now);
            let is_busy = inner.request.is_some();
            let is_seen = visibility::is_visible();
            let next = match (inner.state.pace.wait(now), inner.state.plan(now, is_seen)) {
                _ if is_busy => Next::Rest,
                (Some(0), Plan::Ask(ids)) => Next::Ask(ids),
                (Some(wait), Plan::Ask(_)) | (Some(_), Plan::Wait(wait)) => Next::Wait(wait),
                (None, _) | (_, Plan::Idle) => Next::Rest,
            };
            (next, given_up)
        });
        let Some((next, given_up)) = next else { return };
        self.given_up.maybe_update(|before| std::mem::replace(before, given_up.clone()) != given_up);
        let task = match next {
            Next::Ask(ids) => Task::start(async move {
                self.read(ids, true).await;
                self.change(|inner| inner.request = None);
                self.schedule();
            }),
            Next::Wait(wait) => {
                let timer = Task::start(async move {
                    clock::sleep(wait.min(LONGEST_WAIT)).await;
                    self.schedule();
                });
                self.change(|inner| inner.timer = Some(timer));
                return;
            }
            Next::Rest => return,
        };
        self.change(|inner| inner.request = Some(task));
    }

    /// Reads runs at once, because a person asks or did something to them. From then on they are followed as
    /// closely as new ones, also where they had been given up.
    pub async fn read_now(self, ids: Vec<TestSetRunId>) {
        let now = clock::steady();
        self.change(|inner| {
            for id in &ids {
                inner.state.entry(id, now).course.hasten(now);
            }
            inner.state.pace.go_on();
        });
        for ids in ids.chunks(domain::polling::MOST_IDS) {
            self.read(ids.to_vec(), false).await;
        }
        self.schedule();
    }

    /// Asks for runs and takes the answer. `is_scheduled`: it is no person who asks.
    async fn read(self, ids: Vec<TestSetRunId>, is_scheduled: bool) {
        let request = ListRuns {
            ids: ids.clone(),
            limit: Some(ListRuns::MAX_LIMIT),
            sort: Some(SortDirection::Descending),
            ..ListRuns::default()
        };
        let (mut request, mut left) = (request, ids);
        // What was asked for since the last answer may have brought something else.
        let last = self.change(|inner| {
            let latest = inner.state.stamps.latest();
            inner.last.clone().filter(|last| is_scheduled && last.stamp == latest && last.request == request)
        });
        let mut last = last.flatten();
        let Some(stamp) = self.stamp() else { return };
        let mut paging = Paging::of_at_most(MOST_PAGES);
        loop {
            self.send_out(&left);
            let known = last.as_ref().map(|last| last.number);
            let by = if is_scheduled { By::Schedule(known) } else { By::Person };
            let unread = match api::run::list_unread(self.api, &request, by).await {
                Ok(unread) => unread,
                Err(refusal) => return self.fail(&left, &refusal),
            };
            let (before, remaining) = (left.len(), unread.remaining());
            let step = match self.take(stamp, &request, &mut left, &unread, last.take()) {
                Ok((has_more, next)) => paging.hear(has_more, next.as_ref(), before - left.len()),
                Err(error) => return self.fail(&left, &Refusal { error, retry_after: None }),
            };
            if left.is_empty() || step == Step::End {
                let now = clock::steady();
                self.change(|inner| inner.state.pace.hear(remaining, now));
                self.miss(stamp, left);
                return self.freshen();
            }
            match next(step, Operation::ListRuns) {
                Ok(token) => request.continuation_token = token,
                // Whether the rest is there cannot be found out: it counts as not asked for.
                Err(error) => return self.fail(&left, &Refusal { error, retry_after: None }),
            }
            let wait = self.change(|inner| inner.state.pace.wait(clock::steady())).flatten();
            if let Some(wait) = wait.filter(|wait| is_scheduled && *wait > PAGE_GAP) {
                clock::sleep(wait).await;
            }
        }
    }

    /// When what is asked for now was asked for: by the clock that all tabs have in common.
    pub(super) fn stamp(self) -> Option<Stamp> {
        self.change(|inner| inner.state.stamps.next(clock::now()))
    }

    fn send_out(self, ids: &[TestSetRunId]) {
        let now = clock::steady();
        self.change(|inner| {
            inner.state.pace.send(now);
            for id in ids {
                inner.state.entry(id, now).course.ask(now);
            }
            inner.send(&Message::Asked(ids.to_vec()), &[]);
        });
    }

    /// Takes a page of an answer; what it brought is not left to be asked for. `last` was named when it was asked
    /// for. Answers whether there is another, and the way to it.
    fn take(
        self,
        stamp: Stamp,
        request: &ListRuns,
        left: &mut Vec<TestSetRunId>,
        unread: &Unread,
        last: Option<Rc<Last>>,
    ) -> Result<(bool, Option<contract::Continuation>), ApiError> {
        let now = clock::steady();
        let (page, number) = match last.filter(|_| unread.text().is_none()) {
            Some(last) => (last.page.clone(), Some(last.number)),
            None => {
                let known = self.change(|inner| inner.state.texts(left)).unwrap_or_default();
                let page = split(unread.text().unwrap_or(&Text::default()), &known);
                (page.map_err(|unreadable| unread.undecodable(&unreadable))?, unread.number())
            }
        };
        let rest = (page.has_more, page.next.clone());
        left.retain(|id| !page.runs.iter().any(|(brought, _)| brought == id));
        let changes = self.change(|inner| {
            inner.state.pace.hear_part(unread.remaining(), now);
            let changes = inner.state.take(stamp, &page, now);
            inner.answered = stamp;
            let (mut answer, texts) = inner.state.told(stamp, &page);
            answer.remaining = unread.remaining();
            inner.send(&Message::Answer(Box::new(answer)), &texts);
            let last = |number| Last { number, stamp, request: request.clone(), page: page.as_known() };
            inner.last = number.map(|number| Rc::new(last(number)));
            changes
        });
        self.tell(changes.unwrap_or_default());
        Ok(rest)
    }

    /// An answer came to its end, and these were not in it.
    fn miss(self, stamp: Stamp, left: Vec<TestSetRunId>) {
        if left.is_empty() {
            return;
        }
        let changes = self.change(|inner| {
            let changes = inner.state.miss(stamp, &left, clock::steady());
            let answer = super::message::Answer { stamp, missing: left, ..Default::default() };
            inner.send(&Message::Answer(Box::new(answer)), &[]);
            changes
        });
        self.tell(changes.unwrap_or_default());
    }

    fn fail(self, ids: &[TestSetRunId], refusal: &Refusal) {
        let Refusal { error, retry_after } = refusal;
        let failed = Failed {
            ids: ids.to_vec(),
            trouble: trouble(error),
            retry_after: *retry_after,
            status: error.status,
            is_late: error.failure == Failure::Timeout,
        };
        self.hear_failure(&failed, error.clone());
        self.change(|inner| inner.send(&Message::Failed(Box::new(failed)), &[]));
    }

    /// A request brought nothing, here or in another tab.
    pub(super) fn hear_failure(self, failed: &Failed, error: ApiError) {
        let now = clock::steady();
        self.change(|inner| {
            inner.state.pace.fail(failed.trouble, failed.retry_after, clock::random(), now);
            for id in &failed.ids {
                inner.state.entry(id, now).course.give_back();
            }
        });
        self.freshness.maybe_update(|freshness| freshness.error.replace(error.clone()) != Some(error));
    }

    /// What is watched is as of now.
    pub(super) fn freshen(self) {
        self.freshness.update(|freshness| {
            freshness.at = Some(clock::now());
            freshness.error = None;
        });
    }

    /// Tells readers what changed, and who waits for endings what ended.
    pub(super) fn tell(self, changes: Vec<Change>) {
        for Change { signal, known, ends } in changes {
            let over = if let Known::Found(run) = &known { Some(run.clone()).filter(|_| ends) } else { None };
            signal.set(known);
            if let Some(run) = over {
                let heralds = self.change(|inner| inner.heralds.clone()).unwrap_or_default();
                heralds.values().for_each(|herald| herald(&run));
            }
        }
    }
}

use super::Known;

/// The error that another tab's failure means here.
pub(super) fn error_of(failed: &Failed) -> ApiError {
    let silent = |failure| ApiError::silent(Operation::ListRuns, failure);
    match failed.status {
        Some(200..=299) => ApiError { status: failed.status, ..silent(Failure::Undecodable(String::new())) },
        Some(status) => ApiError::answered(Operation::ListRuns, status, "", None, failed.retry_after),
        None if failed.is_late => silent(Failure::Timeout),
        None => silent(Failure::Network),
    }
}

fn trouble(error: &ApiError) -> Trouble {
    match error.failure {
        Failure::RateLimited(_) => Trouble::Limit,
        Failure::Unauthorized => Trouble::SignedOut,
        _ if error.may_pass() => Trouble::Passing,
        // A proxy that is being restarted answers with pages of its own.
        Failure::WebPage | Failure::Undecodable(_) | Failure::Incomplete => Trouble::Passing,
        _ => Trouble::Refused,
    }
}
