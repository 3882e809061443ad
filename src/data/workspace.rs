//! What a signed-in person works with: the API, the names, the lists as they were left.

use std::sync::atomic::{AtomicU32, Ordering};

use contract::{
    Operation, PersonaVersion, ScenarioVersion, TestSet, TestSetId, TestSetRunId, UnitTest, UnitTestId,
    UpdateTestSet, UpdateUnitTest,
};
use domain::instant::Instant;
use domain::listing::Listing;
use leptos::prelude::*;

use super::cancels::Cancels;
use super::latest_versions::LatestVersions;
use super::list::{LAG, List};
use super::metric_versions::MetricVersions;
use super::names::Names;
use super::pick::Picks;
use super::runs::Runs;
use super::{set_writing, test_writing, unit_test};
use crate::api::Api;
use crate::browser::clock;
use crate::reactive::RwSignal;
use crate::state::personal::Personal;

/// The data of one session. Cheap to copy; made anew when the person or the organization changes,
/// not when the same person signs in again.
#[derive(Clone, Copy)]
pub struct Workspace {
    /// The API.
    pub api: Api,
    /// What ids stand for.
    pub names: Names,
    /// The catalogue of unit tests, kept so that going back finds it as it was.
    tests: List,
    /// The list of test sets, likewise.
    sets: List,
    /// The list of runs, likewise.
    run_list: List,
    /// The latest versions of metrics.
    pub metric_versions: MetricVersions,
    /// The latest versions of personas.
    pub persona_versions: LatestVersions<PersonaVersion>,
    /// The latest versions of scenarios.
    pub scenario_versions: LatestVersions<ScenarioVersion>,
    /// What pickers offer.
    pub picks: Picks,
    /// The runs of test sets.
    pub runs: Runs,
    /// The runs that somebody asked to cancel here.
    pub cancels: Cancels,
    /// The run that was started this moment: lists may not know it yet.
    pub expected: RwSignal<Option<TestSetRunId>>,
    /// What the server said no to (403): nothing else tells what this person may do.
    pub denied: RwSignal<Vec<Operation>>,
    /// What was written last: lists may lag behind for a moment.
    written: StoredValue<Option<Written>>,
    personal: StoredValue<Personal>,
    /// What tells it from others, before and after.
    pub number: u32,
}

/// What was written last.
struct Written {
    id: String,
    sent: Sent,
    at: Instant,
}

/// What a change sent; empty for what is new.
enum Sent {
    Test(UpdateUnitTest),
    Set(UpdateTestSet),
}

impl Workspace {
    /// A workspace with nothing loaded, of somebody who is not known.
    #[must_use]
    pub fn new(api: Api, organization: String) -> Self {
        Self::of(api, Personal::unknown(organization))
    }

    /// A workspace with nothing loaded.
    #[must_use]
    pub fn of(api: Api, personal: Personal) -> Self {
        static MADE: AtomicU32 = AtomicU32::new(1);
        let names = Names::new(api);
        let runs = Runs::new(api);
        let list = || List::new(api, names, runs);
        Self {
            api,
            names,
            tests: list(),
            sets: list(),
            run_list: list(),
            metric_versions: MetricVersions::new(api, names),
            persona_versions: LatestVersions::new(api, |api, id| Box::pin(unit_test::persona(api, id))),
            scenario_versions: LatestVersions::new(api, |api, id| Box::pin(unit_test::scenario(api, id))),
            picks: Picks::new(api, names),
            runs,
            cancels: Cancels::new(personal.clone()),
            expected: RwSignal::new(None),
            denied: RwSignal::new(Vec::new()),
            written: StoredValue::new(None),
            personal: StoredValue::new(personal),
            number: MADE.fetch_add(1, Ordering::Relaxed),
        }
    }

    /// The data of a list.
    #[must_use]
    pub fn list(self, listing: Listing) -> List {
        match listing {
            Listing::Tests => self.tests,
            Listing::Sets => self.sets,
            Listing::Runs => self.run_list,
        }
    }

    /// A list of its own, for a choice beside a page: what it is asked to show does not touch the page's.
    #[must_use]
    pub fn another_list(self) -> List {
        List::new(self.api, self.names, self.runs)
    }

    /// Notes that a test was created, changed (with what was sent) or deleted: the catalogue is read
    /// again when it is shown.
    pub fn wrote(self, id: &UnitTestId, sent: UpdateUnitTest) {
        self.note(id.as_str(), Sent::Test(sent));
        self.tests.forget_age();
    }

    /// Notes that a run was started, or may have been: lists are read again when they are shown.
    pub fn started(self) {
        self.run_list.forget_age();
        self.sets.forget_age();
    }

    /// [`Workspace::wrote`] for a test set.
    pub fn wrote_set(self, id: &TestSetId, sent: UpdateTestSet) {
        self.note(id.as_str(), Sent::Set(sent));
        self.sets.forget_age();
    }

    fn note(self, id: &str, sent: Sent) {
        self.written.try_set_value(Some(Written { id: id.to_owned(), sent, at: clock::now() }));
    }

    /// Whether an answer is behind the time: it lacks what was written this moment.
    #[must_use]
    pub fn is_behind(self, id: &str, answer: Option<&UnitTest>) -> bool {
        self.lacks(id, &|sent| match (sent, answer) {
            (Sent::Test(sent), Some(test)) => !test_writing::holds(test, sent),
            _ => true,
        })
    }

    /// [`Workspace::is_behind`] for a test set.
    #[must_use]
    pub fn is_set_behind(self, id: &str, answer: Option<&TestSet>) -> bool {
        self.lacks(id, &|sent| match (sent, answer) {
            (Sent::Set(sent), Some(set)) => !set_writing::holds(set, sent),
            _ => true,
        })
    }

    fn lacks(self, id: &str, lacks: &dyn Fn(&Sent) -> bool) -> bool {
        let behind = self.written.try_with_value(|written| {
            written.as_ref().is_some_and(|written| {
                written.id == id && clock::now().is_within(LAG, written.at) && lacks(&written.sent)
            })
        });
        behind.unwrap_or_default()
    }

    /// Somebody asks for everything to be read again: names and versions are asked for anew, those that are shown
    /// at once.
    pub fn refresh(self) {
        self.names.refresh();
        self.metric_versions.refresh();
        self.persona_versions.refresh();
        self.scenario_versions.refresh();
        self.picks.outdate();
    }

    /// Notes that the server said no to an operation.
    pub fn deny(self, operation: Operation) {
        self.denied.try_update(|denied| {
            if !denied.contains(&operation) {
                denied.push(operation);
            }
        });
    }

    /// Forgets what the server said no to: it may be allowed by now.
    pub fn forget_denials(self) {
        self.denied.try_update(Vec::clear);
    }

    /// The organization's id, as in addresses.
    #[must_use]
    pub fn organization(self) -> String {
        self.personal().organization().to_owned()
    }

    /// Where the browser keeps what is the person's own.
    #[must_use]
    pub fn personal(self) -> Personal {
        self.personal.try_get_value().unwrap_or_default()
    }
}
