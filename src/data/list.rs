//! What a list shows (unit tests, test sets or runs): pages of it or a search answer, for one view at a
//! time.
//!
//! A new view aborts what it overtakes; the earlier rows stay until the answer comes. A refresh
//! changes only the rows that changed.

pub mod choices;
mod fetch;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use contract::{Continuation, TestSetRunId};
use domain::instant::Instant;
use domain::kind::Kind;
use domain::listing::{Listing, View};
use domain::paging::{Paging, Step};
use leptos::prelude::*;

use super::names::{Item, Names};
use super::runs::{Known, Runs};
use crate::api::{Api, ApiError, Failure};
use crate::browser::clock;
use crate::reactive::RwSignal;
use crate::task::Task;
use choices::Choices;
use fetch::{Fetched, Start, fetch};

/// A list's data. Cheap to copy.
#[derive(Clone, Copy)]
pub struct List {
    api: Api,
    names: Names,
    runs: Runs,
    /// The rows, in order.
    pub rows: RwSignal<Vec<Row>>,
    /// What is going on with the view as a whole.
    pub phase: RwSignal<Phase>,
    /// Whether there is more behind the last row.
    pub more: RwSignal<More>,
    /// The view that the rows answer, and when they were read.
    pub shown: RwSignal<Option<Shown>>,
    /// How many items the server sent that could not be read.
    pub unreadable: RwSignal<usize>,
    /// What the facets offer.
    pub choices: RwSignal<Choices>,
    next: StoredValue<Option<Continuation>>,
    paging: StoredValue<Paging>,
    wanted: StoredValue<Option<View>>,
    task: StoredValue<Option<Task>, LocalStorage>,
    choices_task: StoredValue<Option<Task>, LocalStorage>,
    /// When something was written last: rows read soon after may not know of it yet.
    written: StoredValue<Instant>,
    /// Where the page was scrolled to when it was left, in CSS pixels.
    pub scroll: StoredValue<f64>,
    /// How high the chunks of its table were, in CSS pixels.
    pub heights: StoredValue<Vec<f64>>,
}

/// One row. Its content is a signal of its own, so that a refresh touches only what changed.
#[derive(Clone)]
pub struct Row {
    /// The item's id.
    pub id: String,
    /// The item.
    pub item: ArcRwSignal<Arc<Item>>,
}

impl PartialEq for Row {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

/// What the rows answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// The view.
    pub view: View,
    /// When they were read.
    pub at: Instant,
}

/// What is going on with the view as a whole.
#[derive(Clone, Debug, PartialEq)]
pub enum Phase {
    /// An answer is awaited.
    Busy,
    /// Everything asked for is there.
    Done,
    /// The last attempt failed; the rows are those of an earlier one.
    Failed(ApiError),
}

impl Phase {
    /// Why the last attempt failed.
    #[must_use]
    pub fn error(&self) -> Option<&ApiError> {
        match self {
            Self::Failed(error) => Some(error),
            Self::Busy | Self::Done => None,
        }
    }
}

/// What is behind the last row.
#[derive(Clone, Debug, PartialEq)]
pub enum More {
    /// Nothing.
    Nothing,
    /// More rows.
    Available,
    /// More rows by the server's word, but its last pages brought none: only a person asks on.
    Paused,
    /// More rows, on their way.
    Busy,
    /// More rows; the last attempt to get them failed.
    Failed(ApiError),
    /// More rows, and no way to them but to read the list again.
    Lost,
}

/// How many pages of rows a refresh reads again at most; what is behind them stays as it is.
const MOST_REFRESHED: usize = 5;

/// Rows younger than this are not read again when the person comes back, in milliseconds.
const FRESH: i64 = 30_000;

/// How long after a write the server's answers may not know of it yet, in milliseconds.
pub(super) const LAG: i64 = 10_000;

impl List {
    /// A list that shows nothing yet.
    #[must_use]
    pub fn new(api: Api, names: Names, runs: Runs) -> Self {
        Self {
            api,
            names,
            runs,
            rows: RwSignal::new(Vec::new()),
            phase: RwSignal::new(Phase::Busy),
            more: RwSignal::new(More::Nothing),
            shown: RwSignal::new(None),
            unreadable: RwSignal::new(0),
            choices: RwSignal::new(Choices::default()),
            next: StoredValue::new(None),
            paging: StoredValue::new(Paging::default()),
            wanted: StoredValue::new(None),
            task: StoredValue::new_local(None),
            choices_task: StoredValue::new_local(None),
            written: StoredValue::new(Instant(0)),
            scroll: StoredValue::new(0.0),
            heights: StoredValue::new(Vec::new()),
        }
    }

    /// Shows a view: at once if it is there and fresh, otherwise when the answer comes.
    pub fn show(self, view: View) {
        if view.listing == Listing::Runs {
            self.runs.visit_list(true);
        }
        let shown = self.shown.get_untracked().filter(|shown| shown.view == view);
        let sure = self.written.get_value().plus(LAG);
        let fresh = shown.is_some_and(|shown| clock::now().is_within(FRESH, shown.at) && shown.at > sure);
        self.choices.update(|choices| choices.keep_chosen(&view.filters));
        let busy_with_it = self.wanted.get_value().as_ref() == Some(&view)
            && matches!(self.phase.get_untracked(), Phase::Busy)
            && self.task.with_value(Option::is_some);
        self.wanted.set_value(Some(view));
        if fresh && self.phase.get_untracked() == Phase::Done || busy_with_it {
            return;
        }
        self.refresh();
    }

    /// Whether the rows are those of an earlier view than the one that is wanted.
    #[must_use]
    pub fn is_of_another_view(self) -> bool {
        let shown = self.shown.with_untracked(|shown| shown.as_ref().map(|shown| shown.view.clone()));
        shown != self.wanted.get_value()
    }

    /// Whether search or filters narrow what is wanted.
    #[must_use]
    pub fn is_narrowed(self) -> bool {
        self.wanted.with_value(|view| view.as_ref().is_some_and(View::is_narrowed))
    }

    /// Stops waiting: the page is left.
    pub fn leave(self) {
        if self.wanted.with_value(|view| view.as_ref().is_some_and(|view| view.listing == Listing::Runs)) {
            self.runs.visit_list(false);
        }
        if self.phase.try_get_untracked() == Some(Phase::Busy) {
            self.task.try_update_value(|task| *task = None);
        }
    }

    /// Has the list read again when it is shown next: something was written.
    pub fn forget_age(self) {
        self.written.try_set_value(clock::now());
    }

    /// The runs among the rows that are not over; follows rows and runs.
    #[must_use]
    pub fn going(self) -> Vec<TestSetRunId> {
        let goes_on = |id: &TestSetRunId| {
            self.runs.get(id).with(|known| matches!(known, Known::Found(run) if !run.is_completed))
        };
        self.rows.with(|rows| {
            let ids = rows.iter().map(|row| TestSetRunId::from_response(&row.id));
            ids.filter(goes_on).collect()
        })
    }

    /// Asks again for the view that is wanted.
    pub fn refresh(self) {
        let Some(view) = self.wanted.get_value() else { return };
        let same = self.shown.with_untracked(|shown| shown.as_ref().is_some_and(|shown| shown.view == view));
        let there = if same { self.rows.with_untracked(Vec::len) } else { 0 };
        // Where the way on was lost, what is read now is all that can be gone on from.
        let is_lost = self.more.with_untracked(|more| matches!(more, More::Paused | More::Lost));
        let rows = there.min(MOST_REFRESHED * view.listing.page() as usize);
        self.phase.set(Phase::Busy);
        self.ask_for_choices(&view);
        self.task.set_value(Some(Task::start(async move {
            let answer = fetch(self.api, self.runs, &view, Start::default(), rows.max(1)).await;
            match answer {
                Ok(answer) => self.take(view, answer, there > rows && !is_lost),
                Err(error) => self.phase.set(Phase::Failed(error)),
            }
        })));
    }

    /// Asks for what is behind the last row, because the end came near.
    pub fn load_more(self) {
        if self.more.get_untracked() == More::Available {
            self.load();
        }
    }

    /// Asks for what is behind the last row, because a person wants it.
    pub fn go_on(self) {
        if self.more.with_untracked(|more| matches!(more, More::Available | More::Paused | More::Failed(_))) {
            self.paging.update_value(Paging::go_on);
            self.load();
        }
    }

    fn load(self) {
        let is_idle = self.phase.get_untracked() == Phase::Done;
        let (Some(view), true) = (self.wanted.get_value(), is_idle) else { return };
        let known = self.rows.with_untracked(|rows| rows.iter().map(|row| row.id.clone()).collect());
        let start = Start { token: self.next.get_value(), paging: self.paging.get_value(), known };
        self.more.set(More::Busy);
        self.task.set_value(Some(Task::start(async move {
            match fetch(self.api, self.runs, &view, start, 1).await {
                Ok(answer) => self.append(answer),
                Err(error) if error.failure == Failure::Incomplete => self.more.set(More::Lost),
                Err(error) => self.more.set(More::Failed(error)),
            }
        })));
    }

    /// The choices come from an unfiltered first page. Where the view itself is one, its own answer
    /// brings them.
    fn ask_for_choices(self, view: &View) {
        let deleted = view.deleted;
        let known = self.choices.with_untracked(|choices| choices.are_known(deleted));
        if known || !view.is_narrowed() {
            return;
        }
        let view = view.choices();
        self.choices_task.set_value(Some(Task::start(async move {
            let answer = fetch::values(self.api, &view).await;
            self.choices.update(|choices| match answer {
                Ok(values) => choices.offer(deleted, values),
                Err(error) => choices.error = Some(error),
            });
            self.name_choices();
        })));
    }

    /// Shows an answer. `goes_on`: it is read again only in part, and what is behind that part stays.
    fn take(self, view: View, answer: Fetched, goes_on: bool) {
        self.choices.maybe_update(|choices| {
            let before = choices.clone();
            if view.is_narrowed() {
                choices.widen(answer.values);
            } else {
                choices.offer(view.deleted, answer.values);
            }
            *choices != before
        });
        self.name(&answer.items);
        self.name_choices();
        let is_kept = |rows: &Vec<Row>| rows.iter().all(|row| self.is_kept(row));
        let goes_on = goes_on && matches!(answer.step, Step::On(_)) && self.rows.with_untracked(is_kept);
        self.arrange(answer.items, goes_on);
        if goes_on {
            // What was on its way was given up for this answer, and what failed may be tried again.
            if self.more.with_untracked(|more| matches!(more, More::Busy | More::Failed(_))) {
                self.more.set(More::Available);
            }
        } else {
            set_if_new(self.unreadable, answer.unreadable);
            self.stand(answer.step, answer.paging);
        }
        self.shown.set(Some(Shown { view, at: clock::now() }));
        self.phase.set(Phase::Done);
    }

    /// Puts the rows in the answer's order; rows that are there already keep their identity.
    fn arrange(self, items: Vec<Item>, goes_on: bool) {
        let before = self.rows.get_untracked();
        let mut rows: Vec<Row> = Vec::with_capacity(items.len());
        let mut old = BTreeMap::new();
        for row in &before {
            old.insert(row.id.as_str(), row);
        }
        let mut seen = BTreeSet::new();
        for item in items {
            if !seen.insert(item.id().to_owned()) {
                continue;
            }
            match old.get(item.id()) {
                Some(row) => {
                    if **row.item.read_untracked() != item {
                        row.item.set(Arc::new(item));
                    }
                    rows.push((*row).clone());
                }
                None => rows.push(Row::new(item)),
            }
        }
        if goes_on {
            let last = before.iter().rposition(|row| seen.contains(&row.id)).map_or(0, |place| place + 1);
            rows.extend(before.iter().skip(last).cloned());
        }
        if rows != before {
            self.rows.set(rows);
            self.hold_runs();
        }
    }

    /// The runs of the list are remembered, whether or not they are drawn.
    fn hold_runs(self) {
        let run = |row: &Row| match &**row.item.read_untracked() {
            Item::Run(id) => Some(id.clone()),
            _ => None,
        };
        let ids = self.rows.with_untracked(|rows| rows.iter().filter_map(run).collect::<Vec<_>>());
        if !ids.is_empty() {
            self.runs.list(ids.into_iter());
        }
    }

    /// Whether what a row shows is still known: runs that nobody showed for long are not.
    fn is_kept(self, row: &Row) -> bool {
        match &**row.item.read_untracked() {
            Item::Run(id) => self.runs.knows(id),
            _ => true,
        }
    }

    fn append(self, answer: Fetched) {
        self.name(&answer.items);
        self.rows.update(|rows| {
            // A list that moved while it was read may bring a row twice, and so may a damaged answer.
            let mut seen = BTreeSet::new();
            for row in rows.iter() {
                seen.insert(row.id.clone());
            }
            rows.extend(
                answer.items.into_iter().filter(|item| seen.insert(item.id().to_owned())).map(Row::new),
            );
        });
        self.hold_runs();
        self.unreadable.update(|count| *count += answer.unreadable);
        self.stand(answer.step, answer.paging);
    }

    /// Notes how far the list is read.
    fn stand(self, step: Step, paging: Paging) {
        let (more, next) = match step {
            Step::End => (More::Nothing, None),
            Step::On(next) => (More::Available, Some(next)),
            Step::Pause(next) => (More::Paused, Some(next)),
            Step::Lost => (More::Lost, None),
        };
        self.next.set_value(next);
        self.paging.set_value(paging);
        set_if_new(self.more, more);
    }

    /// Asks for the names of all that the items refer to: one batch for a page, not one for a row.
    fn name(self, items: &[Item]) {
        for item in items {
            match item {
                Item::UnitTest(test) => {
                    self.names.want(Kind::Service, [test.service_id.as_str()]);
                    self.names.want(Kind::Persona, [test.persona_id.as_str()]);
                    self.names.want(Kind::Scenario, [test.scenario_id.as_str()]);
                    self.names.want(Kind::User, [test.creator.user_id.as_str()]);
                }
                Item::TestSet(set) => self.names.want(Kind::User, [set.creator.user_id.as_str()]),
                _ => {}
            }
        }
    }

    fn name_choices(self) {
        self.choices.with_untracked(|choices| choices.name(self.names));
    }
}

impl Row {
    fn new(item: Item) -> Self {
        Self { id: item.id().to_owned(), item: ArcRwSignal::new(Arc::new(item)) }
    }
}

fn set_if_new<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    signal.maybe_update(|old| {
        let new = *old != value;
        if new {
            *old = value;
        }
        new
    });
}
