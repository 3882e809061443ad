//! What pickers offer: the list of a kind as far as it was read, and what a search for the typed text
//! adds. One for all pickers of a kind: only one of them is open at a time.

mod fetch;
mod found;

use std::sync::Arc;

use contract::Continuation;
use domain::instant::Instant;
use domain::kind::Kind;
use domain::paging::{Paging, Step};
use domain::polling::Stamp;
use leptos::prelude::*;

use super::names::{Item, Names};
use crate::api::{Api, ApiError, Failure};
use crate::browser::{clock, letters};
use crate::reactive::RwSignal;
use crate::task::Task;
use found::{add, fits, is_named};

pub use found::{Found, Phase, Rest};

/// What pickers offer, by kind. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Picks {
    services: Source,
    personas: Source,
    scenarios: Source,
    metrics: Source,
    test_sets: Source,
}

impl Picks {
    /// Nothing is read yet.
    #[must_use]
    pub fn new(api: Api, names: Names) -> Self {
        let source = |kind| Source::new(api, names, kind);
        Self {
            services: source(Kind::Service),
            personas: source(Kind::Persona),
            scenarios: source(Kind::Scenario),
            metrics: source(Kind::Metric),
            test_sets: source(Kind::TestSet),
        }
    }

    /// All lists are behind the time: they are read again when a picker opens.
    pub fn outdate(self) {
        for source in [self.services, self.personas, self.scenarios, self.metrics, self.test_sets] {
            source.outdate();
        }
    }

    /// What pickers of a kind offer; users and unit tests are not picked.
    #[must_use]
    pub fn of(self, kind: Kind) -> Source {
        match kind {
            Kind::Service | Kind::User | Kind::UnitTest => self.services,
            Kind::Persona => self.personas,
            Kind::Scenario => self.scenarios,
            Kind::Metric => self.metrics,
            Kind::TestSet => self.test_sets,
        }
    }
}

/// What pickers of one kind offer. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Source {
    api: Api,
    names: Names,
    kind: Kind,
    list: RwSignal<Found>,
    next: StoredValue<Option<Continuation>>,
    paging: StoredValue<Paging>,
    read_at: StoredValue<Option<Instant>>,
    /// What was searched for, and what was found.
    search: RwSignal<(String, Found)>,
    wanted: StoredValue<String>,
    list_task: StoredValue<Option<Task>, LocalStorage>,
    search_task: StoredValue<Option<Task>, LocalStorage>,
}

/// How long somebody must pause in typing before a search goes out, in milliseconds.
const PAUSE: i64 = 300;

/// Lists that may be read again, are, when a picker opens this much later, in milliseconds.
const FRESH: i64 = 60_000;

/// Of services all pages are read, up to this many unasked: the API has no search for them, and gives 20 a page.
const MOST_PAGES: u32 = 50;

impl Source {
    fn new(api: Api, names: Names, kind: Kind) -> Self {
        Self {
            api,
            names,
            kind,
            list: RwSignal::new(Found::default()),
            next: StoredValue::new(None),
            paging: StoredValue::new(Paging::default()),
            read_at: StoredValue::new(None),
            search: RwSignal::new((String::new(), Found::default())),
            wanted: StoredValue::new(String::new()),
            list_task: StoredValue::new_local(None),
            search_task: StoredValue::new_local(None),
        }
    }

    /// A picker opens: the list is read, unless it is there.
    pub fn open(self) {
        match self.list.with_untracked(|list| list.phase.clone()) {
            Phase::Busy => {}
            Phase::Done if !self.is_stale() => {}
            Phase::Failed(_) => self.again(),
            Phase::Idle | Phase::Done => self.load(None, true),
        }
    }

    /// Somebody typed a text: a search goes out when they pause, and what it overtakes is given up.
    pub fn seek(self, text: &str) {
        let text = text.trim();
        self.wanted.set_value(text.to_owned());
        if text.is_empty() || !self.searches() {
            return self.forget_search();
        }
        let under_way = self.search.with_untracked(|(sought, found)| {
            sought == text && matches!(found.phase, Phase::Busy | Phase::Done)
        });
        if under_way {
            return;
        }
        let text = text.to_owned();
        self.search.set((text.clone(), Found { phase: Phase::Busy, ..Found::default() }));
        self.search_task.set_value(Some(Task::start(async move {
            clock::sleep(PAUSE).await;
            let asked = self.names.now();
            let found = match fetch::search(self.api, self.kind, letters::composed(&text)).await {
                Ok(items) => {
                    self.learn(asked, &items);
                    Found { items, phase: Phase::Done, rest: Rest::Nothing }
                }
                Err(error) => Found { phase: Phase::Failed(Arc::new(error)), ..Found::default() },
            };
            self.search.try_set((text, found));
        })));
    }

    /// The picker is closed: nobody waits for the search any more. The list is kept for the next time.
    pub fn close(self) {
        self.wanted.try_set_value(String::new());
        self.forget_search();
    }

    /// Asks for the rest of the list; where the way to it is lost, from the beginning.
    pub fn more(self) {
        let (is_idle, rest) = self.list.with_untracked(|list| (list.phase == Phase::Done, list.rest));
        match rest {
            Rest::More if is_idle => self.load(self.next.get_value(), false),
            Rest::Lost if is_idle => self.load(None, true),
            _ => {}
        }
    }

    /// Asks again for what failed.
    pub fn again(self) {
        let failed = |found: &Found| matches!(found.phase, Phase::Failed(_));
        if self.list.with_untracked(failed) {
            let next = self.next.get_value();
            let is_first = next.is_none();
            self.load(next, is_first);
        }
        if self.search.with_untracked(|(_, found)| failed(found)) {
            self.seek(&self.wanted.get_value());
        }
    }

    /// The list is behind the time: it is read again when a picker opens.
    pub fn outdate(self) {
        self.read_at.try_set_value(None);
    }

    /// Asks the server for the live thing of this very name, blanks around it aside: among those that
    /// were changed last, else by search.
    ///
    /// # Errors
    /// As any read.
    pub async fn named(self, name: &str) -> Result<Option<Arc<Item>>, ApiError> {
        let latest = fetch::page(self.api, self.kind, None).await?.items;
        let found = latest.into_iter().find(|item| is_named(item, name));
        if found.is_some() || name.trim().is_empty() {
            return Ok(found);
        }
        let matches = fetch::search(self.api, self.kind, name.trim().to_owned()).await?;
        Ok(matches.into_iter().find(|item| is_named(item, name)))
    }

    /// What there is for a text, in the list and in the search's answer; the search's only if it is for
    /// this text. An empty text is the list. Follows both.
    #[must_use]
    pub fn found(self, text: &str) -> Found {
        let mut found = self.list.get();
        let text = text.trim();
        if text.is_empty() {
            return found;
        }
        let sought = letters::folded(text);
        found.items.retain(|item| fits(item, &sought));
        // A search answers for the whole list.
        if self.kind != Kind::Service {
            found.rest = Rest::Nothing;
        }
        self.search.with(|(of, more)| {
            if of == text && more.phase != Phase::Idle {
                add(&mut found.items, more.items.iter().cloned());
                let list_is_awaited = found.phase == Phase::Busy && more.phase == Phase::Done;
                if !list_is_awaited {
                    found.phase = more.phase.clone();
                }
            }
        });
        found
    }

    /// Whether the list alone cannot answer. Metrics can be searched 20 times a minute only; personas are
    /// found by their background, too.
    fn searches(self) -> bool {
        match self.kind {
            Kind::Service | Kind::User | Kind::UnitTest => false,
            Kind::Persona | Kind::Scenario | Kind::TestSet => true,
            Kind::Metric => self.list.with_untracked(|list| match list.phase {
                Phase::Done => list.rest != Rest::Nothing,
                Phase::Failed(_) => true,
                Phase::Idle | Phase::Busy => false,
            }),
        }
    }

    fn forget_search(self) {
        self.search_task.try_update_value(|task| *task = None);
        if self.search.try_with_untracked(|(of, _)| !of.is_empty()) == Some(true) {
            self.search.set((String::new(), Found::default()));
        }
    }

    /// Services and metrics are read once a session, unless somebody asks for everything to be read again.
    fn is_stale(self) -> bool {
        let rereads = matches!(self.kind, Kind::Persona | Kind::Scenario | Kind::TestSet);
        self.read_at.get_value().is_none_or(|at| rereads && !clock::now().is_within(FRESH, at))
    }

    fn load(self, from: Option<Continuation>, is_first: bool) {
        self.list.update(|list| list.phase = Phase::Busy);
        self.list_task.set_value(Some(Task::start(async move {
            let error = self.read(from, is_first).await.err();
            self.list.try_update(|list| {
                list.phase = error.map_or(Phase::Done, |error| Phase::Failed(Arc::new(error)));
            });
            // Only now is it known whether the list is all there is.
            if let Some(wanted) = self.wanted.try_get_value()
                && self.search.try_with_untracked(|(of, _)| *of != wanted) == Some(true)
            {
                self.seek(&wanted);
            }
        })));
    }

    /// Reads pages until one brings something new, or all of them where the list has no search.
    async fn read(self, from: Option<Continuation>, is_first: bool) -> Result<(), ApiError> {
        let (mut token, mut replaces) = (from, is_first);
        let reads_all = self.kind == Kind::Service;
        self.paging.try_update_value(|paging| {
            if is_first {
                *paging = Paging::of_at_most(MOST_PAGES);
            } else {
                paging.go_on();
            }
        });
        loop {
            let asked = self.names.now();
            let page = match fetch::page(self.api, self.kind, token).await {
                Err(error) if error.failure == Failure::Incomplete => {
                    self.list.try_update(|list| list.rest = Rest::Lost);
                    return Ok(());
                }
                page => page?,
            };
            self.learn(asked, &page.items);
            let mut news = 0;
            self.list.try_update(|list| {
                if replaces {
                    list.items.clear();
                }
                news = add(&mut list.items, page.items);
            });
            if std::mem::take(&mut replaces) {
                self.read_at.try_set_value(Some(clock::now()));
            }
            let hear = |paging: &mut Paging| paging.hear(page.has_more, page.next.as_ref(), news);
            let Some(step) = self.paging.try_update_value(hear) else { return Ok(()) };
            let (rest, next) = match &step {
                Step::End => (Rest::Nothing, None),
                Step::On(next) | Step::Pause(next) => (Rest::More, Some(next.clone())),
                Step::Lost => (Rest::Lost, None),
            };
            self.list.try_update(|list| list.rest = rest);
            self.next.try_set_value(next);
            token = match step {
                Step::On(next) if reads_all || news == 0 => Some(next),
                _ => return Ok(()),
            };
        }
    }

    fn learn(self, asked: Stamp, items: &[Arc<Item>]) {
        for item in items {
            self.names.learn(asked, self.kind, item.id(), item.clone());
        }
    }
}
