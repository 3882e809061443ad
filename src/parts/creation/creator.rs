//! What is typed in the dialog, and sending it. What is typed belongs to the form beside it, whose draft
//! keeps it: closing the dialog loses nothing, and sensitive variables are stored nowhere.

use std::collections::BTreeSet;
use std::sync::Arc;

use contract::{Operation, Timestamp};
use domain::creation::{Browser, Draft, Part, Problem, Thing};
use domain::kind::Kind;
use leptos::prelude::*;

use crate::api::{ApiError, Failure};
use crate::browser::{clock, focus, letters, press, typing, zones};
use crate::data::creating::{self, Creation, Request};
use crate::data::names::Item;
use crate::data::workspace::Workspace;
use crate::reactive::{Memo, RwSignal, memo};
use crate::state::announcer::{Announcer, use_announcer};
use crate::state::recent;
use crate::task::Task;
use crate::text::errors::{self, Words};
use crate::text::{creation as text, form};

/// A persona or scenario being written. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Creator {
    pub(super) thing: Thing,
    /// Whether the dialog is open.
    pub(super) open: RwSignal<bool>,
    /// What is typed.
    pub(super) draft: RwSignal<Draft>,
    /// Whether it is being created.
    pub(super) busy: RwSignal<bool>,
    /// Why the latest attempt failed, and what is said of it.
    pub(super) failed: RwSignal<Option<(ApiError, Words)>>,
    /// Whether the server said no, now or before.
    pub(super) is_denied: Memo<bool>,
    /// Whether there is nothing to open the dialog for: the server said no, and nothing is typed.
    pub(super) is_shut: Memo<bool>,
    workspace: Workspace,
    problems: Memo<Vec<(Part, Problem)>>,
    /// Which parts were left: what is wrong with them is said.
    left: RwSignal<BTreeSet<Part>>,
    /// Whether creating was tried: everything wrong is said.
    pressed: RwSignal<bool>,
    /// What the server said of parts.
    said: RwSignal<Vec<(Part, String)>>,
    input: StoredValue<String>,
    choose: Callback<(String, Arc<Item>)>,
    announcer: Announcer,
}

/// The id of the place where failures are told. One dialog is open at a time.
pub(super) const OUTCOME: &str = "creation-outcome";

const BROWSER: Browser<'static> =
    Browser { is_zone: &zones::knows, moment: &|local| zones::utc(local).map(Timestamp) };

impl Creator {
    pub(super) fn new(
        workspace: Workspace,
        thing: Thing,
        draft: RwSignal<Draft>,
        input: String,
        choose: Callback<(String, Arc<Item>)>,
    ) -> Self {
        let operation = match thing {
            Thing::Persona => Operation::CreatePersona,
            Thing::Scenario => Operation::CreateScenario,
        };
        let is_denied = memo(move || workspace.denied.with(|denied| denied.contains(&operation)));
        let open = RwSignal::new(false);
        let creator = Self {
            thing,
            open,
            is_denied,
            is_shut: memo(move || is_denied.get() && !open.get() && draft.with(Draft::is_blank)),
            draft,
            busy: RwSignal::new(false),
            failed: RwSignal::new(None),
            workspace,
            problems: memo(move || draft.with(|draft| draft.problems(thing, &BROWSER))),
            left: RwSignal::new(BTreeSet::new()),
            pressed: RwSignal::new(false),
            said: RwSignal::new(Vec::new()),
            input: StoredValue::new(input),
            choose,
            announcer: use_announcer(),
        };
        creator.look_back();
        creator
    }

    /// What is sent of it.
    fn request(self) -> Request {
        self.draft.with_untracked(|draft| match self.thing {
            Thing::Persona => Request::Persona(draft.persona()),
            Thing::Scenario => Request::Scenario(draft.scenario(&BROWSER)),
        })
    }

    /// Looks what became of what was sent before the form was left or loaded anew: what was created is chosen,
    /// as it would have been.
    fn look_back(self) {
        if !self.draft.with_untracked(|draft| draft.is_sent) {
            return;
        }
        let request = self.request();
        self.busy.set(true);
        Task::start(async move {
            let found = creating::created_before(self.workspace, &request).await;
            self.busy.try_set(false);
            // Somebody may have discarded it meanwhile, or written another.
            let is_still = self.draft.try_with_untracked(|draft| draft.is_sent) == Some(true);
            if !is_still || self.request() != request {
                return;
            }
            match found {
                Ok(Some(item)) => self.finish(&item, true, text::created),
                Ok(None) => self.set_sent(false),
                // Creating it once more finds it.
                Err(_) => {}
            }
        })
        .detach();
    }

    /// Notes whether it may have been created although no answer told so.
    fn set_sent(self, is_sent: bool) {
        if self.draft.try_with_untracked(|draft| draft.is_sent) == Some(!is_sent) {
            self.draft.try_update(|draft| draft.is_sent = is_sent);
        }
    }

    /// Writes a part. What the server said of it no longer holds.
    pub(super) fn write(self, part: Part, value: String) {
        self.said.maybe_update(|said| {
            let before = said.len();
            said.retain(|(about, _)| *about != part);
            said.len() != before
        });
        self.draft.update(|draft| draft.write(part, value));
    }

    /// A part was left. What is wrong with it is not said before the press is over that took the focus away.
    pub(super) fn leave(self, part: Part) {
        if self.left.try_with_untracked(|left| left.contains(&part)) == Some(false) {
            press::once_let_go(move || {
                // Nothing is held against anybody who closed the dialog meanwhile.
                if self.open.try_get_untracked() == Some(true) {
                    self.left.update(|left| {
                        left.insert(part);
                    });
                }
            });
        }
    }

    /// What is wrong with a part.
    pub(super) fn error(self, part: Part) -> Memo<Option<String>> {
        memo(move || {
            let said = self
                .said
                .with(|said| said.iter().find(|(about, _)| *about == part).map(|(_, said)| said.clone()));
            if said.is_some() {
                return said;
            }
            let shown = self.pressed.get() || self.left.with(|left| left.contains(&part));
            let problem = || self.problems.with(|all| all.iter().find(|(of, _)| *of == part).copied());
            let (_, problem) = shown.then(problem).flatten()?;
            Some(text::problem(part, problem).to_owned())
        })
    }

    /// The id of a part's control in the document.
    pub(super) fn dom_id(self, part: Part) -> String {
        let (name, key) = match part {
            Part::Name => ("name", None),
            Part::Role => ("role", None),
            Part::Background => ("background", None),
            Part::Language => ("language", None),
            Part::LanguageCode => ("language-code", None),
            Part::TimeZone => ("time-zone", None),
            Part::TimeZoneName => ("time-zone-name", None),
            Part::Variable(key) => ("variable", Some(key)),
            Part::VariableValue(key) => ("value", Some(key)),
            Part::Plain => ("plain", None),
            Part::Sensitive => ("sensitive", None),
            Part::Objective => ("objective", None),
            Part::Instructions => ("instructions", None),
            Part::First => ("first", None),
            Part::StartsAt => ("starts-at", None),
        };
        let of = if self.thing == Thing::Persona { "new-persona-" } else { "new-scenario-" };
        let key = key.map(|key| key.to_string()).unwrap_or_default();
        [of, name, &key].concat()
    }

    /// Closes the dialog. What is typed stays; what was wrong with it is not held against anybody who
    /// comes back.
    pub(super) fn close(self) {
        self.open.try_set(false);
        self.left.try_set(BTreeSet::new());
        self.pressed.try_set(false);
        // A button that is of no use any more cannot take the focus back.
        if self.is_shut.try_get_untracked() == Some(true) {
            focus::later_to(self.input.get_value());
        }
    }

    /// Creates it, unless something is wrong or it is being created already.
    pub(super) fn create(self) {
        if self.busy.try_get_untracked() != Some(false) {
            return;
        }
        if self.is_denied.get_untracked() {
            focus::to(OUTCOME);
            return;
        }
        self.draft.update(|draft| draft.compose(&letters::composed));
        let starts_at = self.dom_id(Part::StartsAt);
        let half = typing::is_incomplete(typing::field_of(&starts_at).as_ref()).then_some(Part::StartsAt);
        let said = half.map(|part| (part, text::problem(part, Problem::Moment).to_owned()));
        self.said.set(said.into_iter().collect());
        self.failed.set(None);
        self.pressed.set(true);
        if self.point() {
            return;
        }
        let request = self.request();
        self.busy.set(true);
        self.set_sent(true);
        Task::start(async move {
            // The form's draft is kept by an effect: it has run in the next turn of the event loop.
            clock::sleep(0).await;
            let creation = creating::create(self.workspace, &request).await;
            self.busy.try_set(false);
            self.end(creation);
        })
        .detach();
    }

    /// Moves the focus to the first part with which something is wrong; says whether there is one.
    fn point(self) -> bool {
        let first = self.problems.with_untracked(|all| all.first().map(|(part, _)| *part));
        let first = first.or_else(|| self.said.with_untracked(|said| said.first().map(|(part, _)| *part)));
        if let Some(part) = first {
            focus::later_to(self.dom_id(part));
        }
        first.is_some()
    }

    fn end(self, creation: Creation) {
        // The page may be gone by now: then there is nobody to tell.
        let Some(is_open) = self.open.try_get_untracked() else { return };
        let may_be_there = matches!(
            creation,
            Creation::Done(_)
                | Creation::Already(_)
                | Creation::Lost(_)
                | Creation::Unsure(_)
                | Creation::TakenUnseen(_)
        );
        if !may_be_there {
            self.set_sent(false);
        }
        match creation {
            Creation::Done(item) => return self.finish(&item, is_open, text::created),
            Creation::Already(item) => return self.finish(&item, is_open, text::already),
            Creation::TakenUnseen(_) => {
                self.said.set(vec![(Part::Name, text::NAME_TAKEN_UNSEEN.to_owned())]);
            }
            Creation::Taken => self.said.set(vec![(Part::Name, text::NAME_TAKEN.to_owned())]),
            Creation::Lost(error) => self.fail(error, errors::looked_up_in_vain),
            Creation::Unsure(error) => self.fail(error, errors::not_looked_up),
            Creation::Refused(error) => match &error.failure {
                Failure::Invalid(problems) => {
                    let (placed, rest) = self.draft.with_untracked(|draft| draft.place(problems));
                    let said = placed.into_iter().map(|(part, words)| (part, form::server_said(&words)));
                    self.said.set(said.collect());
                    // What was said of a part stands there.
                    let words = errors::of_refusal(&error, rest);
                    self.failed.set(Some((error, words)));
                }
                failure => {
                    if *failure == Failure::Forbidden {
                        self.workspace.deny(error.operation);
                    }
                    self.fail(error, errors::words);
                }
            },
        }
        if !is_open {
            let failed = self.failed.with_untracked(|failed| Some(failed.as_ref()?.1.what.clone()));
            let said = || self.said.with_untracked(|said| said.first().map(|(_, words)| words.clone()));
            self.announcer.say(failed.or_else(said).unwrap_or_default());
        } else if !self.point() {
            focus::later_to(OUTCOME.to_owned());
        }
    }

    fn fail(self, error: ApiError, words: fn(&ApiError) -> Words) {
        let said = words(&error);
        self.failed.set(Some((error, said)));
    }

    /// It is there, and `chosen` where somebody still waits for it.
    fn finish(self, item: &Arc<Item>, chosen: bool, words: fn(Thing, &str, bool) -> String) {
        let Some(was_open) = self.open.try_get_untracked() else { return };
        let name = self.draft.with_untracked(|draft| draft.text(Part::Name).trim().to_owned());
        self.close();
        self.draft.set(Draft::default());
        self.said.set(Vec::new());
        let kind = if self.thing == Thing::Persona { Kind::Persona } else { Kind::Scenario };
        recent::remember(&self.workspace.personal(), kind, item.id());
        if chosen {
            self.choose.try_run((item.id().to_owned(), item.clone()));
        }
        if was_open {
            focus::later_to(self.input.get_value());
        }
        self.announcer.say(words(self.thing, &name, chosen));
    }
}
