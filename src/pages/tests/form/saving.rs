//! Saving: what is checked before, what is sent, and what an answer means for the form.

use contract::{FieldProblem, UnitTest, UnitTestId, UpdateUnitTest};
use domain::form::{Field, Part, Placed, Problem, Row, TestForm, differences, place};
use leptos::prelude::*;

use super::editing::{Editing, Target};
use super::moved::Moved;
use super::summary;
use crate::api::{ApiError, Failure};
use crate::browser::focus;
use crate::data::test_writing::{self, Asked, Culprit};
use crate::data::unit_test;
use crate::data::writing::Created;
use crate::routes::{Address, use_go};
use crate::state::announcer::use_announcer;
use crate::state::leaving::Leaving;
use crate::task::Task;
use crate::text::form as text;

/// What became of the latest attempt to save.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Outcome {
    /// There was none, or it is over and done with.
    None,
    /// It is under way.
    Busy,
    /// It failed, as the API said.
    Failed(ApiError),
    /// The API did not accept some of it; what it said of no part of the form.
    Invalid(ApiError, Vec<FieldProblem>),
    /// The answer to a create was lost, and the test is not there.
    Lost(ApiError),
    /// The answer to a create was lost, and whether the test is there could not be read.
    Unsure(ApiError),
    /// The name is taken, by this test where it is known.
    Taken(Option<UnitTestId>),
    /// The API refused the references, and the culprits are marked.
    Culprits,
    /// The API refused, and nothing is wrong as far as can be seen.
    NoCulprit(ApiError),
    /// The test could not be read before it was changed.
    NotCompared(ApiError),
    /// The test is gone.
    Gone,
    /// A part of the form cannot be sent as it is.
    Unsendable,
}

impl Outcome {
    /// Whether an earlier create may have acted after all.
    fn is_unsure(&self) -> bool {
        matches!(self, Self::Lost(_) | Self::Unsure(_))
    }
}

/// Saves when it is called. It is made where the page is drawn and called from anywhere on it.
pub(super) fn action(editing: Editing, leaving: Leaving) -> impl Fn() + Clone + 'static {
    let go = use_go();
    let announcer = use_announcer();
    let finished = move |id: &UnitTestId, sent: UpdateUnitTest, words: &str| {
        editing.drafts.forget();
        leaving.allow();
        editing.workspace.wrote(id, sent);
        announcer.tell(words);
        go(&Address::test(&editing.workspace.organization(), id));
    };
    move || {
        if editing.outcome.try_get_untracked().is_none_or(|outcome| outcome == Outcome::Busy) {
            return;
        }
        if untrack(|| editing.denied()).is_some() {
            focus::to(super::bar::OUTCOME);
            return;
        }
        editing.is_engaged.set(true);
        editing.said.set(Vec::new());
        if editing.press() {
            editing.outcome.set(Outcome::None);
            focus::later_to(summary::ID.to_owned());
            return;
        }
        let before = editing.outcome.get_untracked();
        editing.outcome.set(Outcome::Busy);
        if before.is_unsure() {
            editing.earlier_lost.set_value(true);
        }
        let finished = finished.clone();
        Task::start(async move {
            let outcome = match editing.target.try_get_untracked() {
                Some(Target::New { .. }) => create(editing).await,
                Some(Target::Edit { id }) => update(editing, &id).await,
                None => return,
            };
            match outcome {
                Saved::Done(id, sent, words) => finished(&id, sent, words),
                Saved::Not(outcome) => {
                    let is_said = editing.said.try_with_untracked(|said| !said.is_empty());
                    editing.outcome.try_set(outcome);
                    let id = if is_said == Some(true) { summary::ID } else { super::bar::OUTCOME };
                    focus::later_to(id.to_owned());
                }
            }
        })
        .detach();
    }
}

/// How an attempt ended.
enum Saved {
    /// It is saved, with what was sent of a change, and what to say.
    Done(UnitTestId, UpdateUnitTest, &'static str),
    /// It is not.
    Not(Outcome),
}

async fn create(editing: Editing) -> Saved {
    let notation = editing.notation;
    let request = editing.form.try_with_untracked(|form| form.create(notation)).flatten();
    let Some(request) = request else { return Saved::Not(Outcome::Unsendable) };
    let api = editing.workspace.api;
    let earlier_lost = editing.earlier_lost.try_get_value() == Some(true);
    match test_writing::create(api, &request, earlier_lost).await {
        Created::Done(id) => {
            Saved::Done(UnitTestId::from_response(&id), UpdateUnitTest::default(), text::CREATED)
        }
        Created::Found(id) => {
            Saved::Done(UnitTestId::from_response(&id), UpdateUnitTest::default(), text::CREATED_AFTER_ALL)
        }
        Created::Lost(error) => Saved::Not(Outcome::Lost(error)),
        Created::Unsure(error) => Saved::Not(Outcome::Unsure(error)),
        Created::Taken(other) => {
            say(editing, vec![(Field::Name, text::NAME_TAKEN.to_owned())]);
            Saved::Not(Outcome::Taken(other.map(|id| UnitTestId::from_response(&id))))
        }
        Created::Refused(error) => Saved::Not(refused(editing, error, &Asked::from(&request), None).await),
    }
}

async fn update(editing: Editing, id: &UnitTestId) -> Saved {
    let api = editing.workspace.api;
    // What others changed meanwhile must not be overwritten unseen.
    let theirs = match unit_test::find(api, id.as_str().to_owned()).await {
        Ok(Some(test)) if !test.is_deleted => test,
        Ok(_) => return Saved::Not(Outcome::Gone),
        Err(error) => return Saved::Not(Outcome::NotCompared(error)),
    };
    let theirs_as_form = TestForm::of(&theirs, editing.notation);
    let (Some(mine), Some(base)) = (editing.form.try_get_untracked(), editing.opened.try_get_untracked())
    else {
        return Saved::Not(Outcome::None);
    };
    let differences = differences(&base, &mine, &theirs_as_form);
    if !differences.is_empty() {
        editing.moved.try_set(Some(Moved::new(theirs_as_form, differences, &theirs.updated_by.user_id)));
        return Saved::Not(Outcome::None);
    }
    send(editing, &theirs, mine, theirs_as_form).await
}

/// Sends what differs from the test as it is now.
async fn send(editing: Editing, theirs: &UnitTest, mine: TestForm, base: TestForm) -> Saved {
    let notation = editing.notation;
    let Some(request) = mine.update(&base, notation) else { return Saved::Not(Outcome::Unsendable) };
    let id = theirs.id.clone();
    if request.is_empty() {
        return Saved::Done(id, request, text::NOTHING_CHANGED);
    }
    // From now on this is what the form is compared with.
    editing.opened.try_set(base.clone());
    match test_writing::update(editing.workspace.api, &id, &request).await {
        Ok(()) => Saved::Done(id, request, text::SAVED),
        Err(error) => match mine.create(notation) {
            Some(whole) => Saved::Not(refused(editing, error, &Asked::from(&whole), Some(&base)).await),
            None => Saved::Not(Outcome::Failed(error)),
        },
    }
}

/// Finds what the server meant.
async fn refused(editing: Editing, error: ApiError, asked: &Asked, base: Option<&TestForm>) -> Outcome {
    match &error.failure {
        Failure::Invalid(problems) => {
            let placed = editing.form.try_with_untracked(|form| place(problems, form));
            let Placed { fields, rest } = placed.unwrap_or_default();
            say(
                editing,
                fields.into_iter().map(|(field, words)| (field, text::server_said(&words))).collect(),
            );
            Outcome::Invalid(error, rest)
        }
        Failure::BadRequest | Failure::NotFound => {
            let culprits = test_writing::culprits(editing.workspace.api, asked).await;
            let Ok(culprits) = culprits else { return Outcome::Failed(error) };
            let Some(form) = editing.form.try_get_untracked() else { return Outcome::None };
            let said = named(&culprits, &form, base);
            editing.workspace.names.ask_again();
            if said.is_empty() {
                return Outcome::NoCulprit(error);
            }
            say(editing, said);
            Outcome::Culprits
        }
        Failure::Forbidden => {
            editing.workspace.deny(error.operation);
            Outcome::Failed(error)
        }
        _ => Outcome::Failed(error),
    }
}

fn say(editing: Editing, said: Vec<(Field, String)>) {
    editing.said.try_set(said);
}

/// What to say of the culprits. What the stored test referred to before is allowed to be gone: it is
/// named only where nothing else can be the reason.
fn named(culprits: &[Culprit], form: &TestForm, base: Option<&TestForm>) -> Vec<(Field, String)> {
    let all: Vec<(Field, String)> = culprits.iter().filter_map(|culprit| word(*culprit, form)).collect();
    let is_kept = |field: Field| {
        let Some(base) = base else { return false };
        match field {
            Field::Service | Field::VersionSet => Part::Service.is_same(base, form),
            Field::Persona => Part::Persona.is_same(base, form),
            Field::Scenario => Part::Scenario.is_same(base, form),
            Field::Metric(key) => {
                let id = form.criteria.get(key).map(|one| &one.metric_id);
                base.criteria.iter().any(|old| Some(&old.metric_id) == id)
            }
            _ => false,
        }
    };
    let new: Vec<(Field, String)> = all.iter().filter(|(field, _)| !is_kept(*field)).cloned().collect();
    if new.is_empty() { all } else { new }
}

fn word(culprit: Culprit, form: &TestForm) -> Option<(Field, String)> {
    let key = |at: usize| form.criteria.at(at).map(Row::key);
    let (field, problem) = match culprit {
        Culprit::Service => (Field::Service, Problem::Gone),
        Culprit::VersionSet => (Field::VersionSet, Problem::Gone),
        Culprit::Persona => (Field::Persona, Problem::Gone),
        Culprit::Scenario => (Field::Scenario, Problem::Gone),
        Culprit::Metric(at) => (Field::Metric(key(at)?), Problem::Gone),
        Culprit::MetricType(at) => {
            return Some((Field::Expected(key(at)?), text::outcome::OTHER_TYPE.to_owned()));
        }
    };
    Some((field, text::problem(field, &problem)))
}

/// Goes on as the form of a new test: the one that was edited is gone.
pub(super) fn as_new(editing: Editing) {
    editing.target.set(Target::New { from: None });
    editing.outcome.set(Outcome::None);
    editing.form.update(|form| form.name = text::copy_of(&form.name));
    focus::later_to(super::editing::dom_id(Field::Name));
}

/// Saves with the chosen parts: they are compared with what is stored once more.
pub(super) fn choose(editing: Editing, theirs: TestForm, take: &[Part]) {
    editing.form.update(|form| {
        for part in take {
            part.take(form, &theirs);
        }
    });
    editing.opened.set(theirs);
    editing.moved.set(None);
}
