//! The runs that are known, in one place for all pages: whoever shows a run follows its signal, and whoever
//! shows runs has them watched as long as they are on screen.
//!
//! Watched runs are polled: `domain::polling` says which are asked for and when, [`poll`] asks, [`share`] sees to
//! it that one tab asks for all. docs/ARCHITECTURE.md walks through one poll.

pub mod message;
mod poll;
mod share;
pub mod split;
mod state;

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use contract::{Run, TestSetRunId};
use domain::instant::Instant;
pub use domain::polling::{Attention, Stamp};
use leptos::prelude::*;

use self::poll::Last;
use self::share::Presence;
use self::state::State;
use crate::api::{Api, ApiError};
use crate::browser::{address, clock};
use crate::reactive::{Memo, RwSignal, effect};
use crate::task::Task;

/// All runs of a session. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Runs {
    api: Api,
    inner: StoredValue<Inner, LocalStorage>,
    /// How fresh the watched runs are.
    pub freshness: RwSignal<Freshness>,
    /// The watched runs that may still change and are not asked for any more: their artifacts did not come, or
    /// the server does not have them. [`Runs::read_now`] begins anew.
    pub given_up: RwSignal<Vec<TestSetRunId>>,
}

/// When runs that were left are looked for, in milliseconds: a little after the last of them is due.
const FORGET_AFTER: i64 = 5 * 60_000 + 1000;

/// Told of a run that ended.
type Herald = Rc<dyn Fn(&Arc<Run>)>;

#[derive(Default)]
struct Inner {
    state: State,
    /// What waits for the next request.
    timer: Option<Task>,
    /// The request on its way.
    request: Option<Task>,
    /// The last answer that this tab got itself.
    answered: Stamp,
    /// That answer, where it can be named.
    last: Option<Rc<Last>>,
    /// The name of the channel and the lock, where tabs share.
    name: Option<String>,
    presence: Option<Presence>,
    heralds: BTreeMap<u32, Herald>,
    /// What will look for runs that nobody shows.
    forgetting: Option<Task>,
}

/// What is known of a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Known {
    /// Not asked for, or the answer is awaited.
    #[default]
    Waiting,
    /// It is this.
    Found(Arc<Run>),
    /// The server does not have it, or does not show it to this person.
    Missing,
}

/// How fresh the watched runs are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Freshness {
    /// When the last answer came.
    pub at: Option<Instant>,
    /// Why the last attempt failed, until one succeeds: what is shown is that of `at`.
    pub error: Option<ApiError>,
}

impl Runs {
    /// Nothing is known yet, and nothing is shared with other tabs.
    #[must_use]
    pub fn new(api: Api) -> Self {
        Self {
            api,
            inner: StoredValue::new_local(Inner::default()),
            freshness: RwSignal::new(Freshness::default()),
            given_up: RwSignal::new(Vec::new()),
        }
    }

    /// Shares polling with the tabs in which the same person works in the same place. `who` tells them from
    /// others; it is heard by all tabs, so it holds no credentials.
    pub fn share(self, who: &str) {
        let name = ["simulation-console.runs:", &address::base(), " ", who].concat();
        let is_new = self.change(|inner| inner.name.replace(name.clone()) != Some(name));
        if is_new == Some(true) {
            self.leave();
        }
        self.go_on();
    }

    /// The person signed in again, say: what was refused before may be tried again.
    pub fn go_on(self) {
        self.change(|inner| inner.state.pace.go_on());
        self.attend();
    }

    /// What is known of a run. Does not ask for it: see [`Runs::watch`]. What reads it within a piece of the page
    /// shows it as long as that piece lives; what nobody shows is forgotten.
    #[must_use]
    pub fn get(self, id: &TestSetRunId) -> ArcReadSignal<Known> {
        let now = clock::steady();
        let signal = self.change(|inner| inner.state.entry(id, now).signal.clone());
        if Owner::current().is_some() {
            self.change(|inner| inner.state.show(id, now));
            let id = id.clone();
            on_cleanup(move || {
                self.change(|inner| inner.state.hide(&id, clock::steady()));
            });
        }
        signal.unwrap_or_default().read_only()
    }

    /// Whether a run is known.
    #[must_use]
    pub fn knows(self, id: &TestSetRunId) -> bool {
        self.change(|inner| inner.state.knows(id)).unwrap_or_default()
    }

    /// These are the runs of the list: they are remembered, drawn or not.
    pub fn list(self, ids: impl Iterator<Item = TestSetRunId>) {
        let ids = ids.collect();
        self.change(|inner| inner.state.list(ids));
    }

    /// Somebody came to the list, or left it: then its runs are remembered for a while.
    pub fn visit_list(self, is_there: bool) {
        self.change(|inner| inner.state.leave_list((!is_there).then(clock::steady)));
    }

    /// When something that is asked for now was asked for, for [`Runs::keep_as_of`].
    #[must_use]
    pub fn now(self) -> Stamp {
        self.stamp().unwrap_or_default()
    }

    /// Takes over runs that were asked for and brought this moment; readers are told of what changed.
    pub fn keep(self, runs: Vec<Run>) {
        self.keep_as_of(self.now(), runs);
    }

    /// Takes over runs that were asked for at `stamp`: what was asked for later and came earlier stays.
    pub fn keep_as_of(self, stamp: Stamp, runs: Vec<Run>) {
        let now = clock::steady();
        for run in runs {
            let change = self.change(|inner| inner.state.keep(stamp, run, now)).flatten();
            self.tell(change.into_iter().collect());
        }
        self.schedule();
    }

    /// Keeps these runs up to date as long as the caller's owner lives.
    pub fn watch(self, ids: Memo<Vec<TestSetRunId>>, attention: Attention) {
        let Some(watcher) = self.change(|inner| inner.state.new_watcher()) else { return };
        effect(move || {
            let ids = ids.get();
            self.change(|inner| inner.state.watch(watcher, ids, attention, clock::steady()));
            self.attend();
        });
        on_cleanup(move || {
            self.change(|inner| inner.state.unwatch(watcher));
            self.attend();
            self.forget_later();
        });
    }

    /// Goes on asking for a run while the tab is hidden, seldom, as long as `is_wanted` says so and the caller's owner
    /// lives: somebody wants to be notified of its end.
    pub fn notify(self, id: Memo<TestSetRunId>, is_wanted: Memo<bool>) {
        let Some(watcher) = self.change(|inner| inner.state.new_watcher()) else { return };
        effect(move || {
            let wanted = is_wanted.get().then(|| id.get());
            self.change(|inner| inner.state.notify(watcher, wanted));
            self.schedule();
        });
        on_cleanup(move || {
            self.change(|inner| inner.state.notify(watcher, None));
        });
    }

    /// Calls `tell` once for each run that was seen going on and is over now, as long as the caller's owner lives.
    pub fn when_over(self, tell: impl Fn(&Arc<Run>) + 'static) {
        let tell: Herald = Rc::new(tell);
        let number = self.change(|inner| {
            let number = inner.state.new_watcher();
            inner.heralds.insert(number, tell);
            number
        });
        on_cleanup(move || {
            self.change(|inner| number.and_then(|number| inner.heralds.remove(&number)));
        });
    }

    /// Looks for runs that nobody shows once those that were just left are due.
    fn forget_later(self) {
        let forgetting = Task::start(async move {
            clock::sleep(FORGET_AFTER).await;
            self.change(|inner| inner.state.forget(clock::steady()));
        });
        self.change(|inner| inner.forgetting = Some(forgetting));
    }

    fn change<T>(self, act: impl FnOnce(&mut Inner) -> T) -> Option<T> {
        self.inner.try_update_value(act)
    }
}
