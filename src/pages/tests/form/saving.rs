//! What is sent of a unit test, and what an answer means for the form.

use std::sync::Arc;

use contract::{UnitTest, UnitTestId, UpdateUnitTest};
use domain::form::{Difference, Field, Part, Placed, Problem, Row, TestForm, differences, place};
use domain::kind::Kind;

use super::editing::Editing;
use super::prose::lines;
use crate::api::{ApiError, Failure};
use crate::data::test_writing::{self, Asked, Culprit};
use crate::data::unit_test;
use crate::data::writing::Changed;
use crate::parts::form::{self, Attempt, Ended, Moved, MovedPart, Outcome, Saving, Target};
use crate::text::form as text;

/// Saves the form.
pub(super) fn saving(editing: Editing) -> Saving {
    Box::new(move || {
        Box::pin(async move {
            match editing.frame.target.try_get_untracked() {
                Some(Target::New { .. }) => create(editing).await,
                Some(Target::Edit { id }) => update(editing, id).await,
                None => Attempt::Not(Outcome::None),
            }
        })
    })
}

async fn create(editing: Editing) -> Attempt {
    let notation = editing.notation;
    let request = editing.form.try_with_untracked(|form| form.create(notation)).flatten();
    let Some(request) = request else { return Attempt::Not(Outcome::Unsendable) };
    let send = test_writing::create(editing.workspace.api, &request);
    match form::create(editing.written, send).await {
        Ended::There(id, words) => done(editing, id, UpdateUnitTest::default(), words),
        Ended::Not(attempt) => attempt,
        Ended::Refused(error) => Attempt::Not(refused(editing, error, &Asked::from(&request), None).await),
    }
}

/// Looks what became of what was sent before the form was left or loaded anew.
pub(super) fn look_back(editing: Editing) {
    let Some(sent) = editing.written.sent.get_untracked() else { return };
    let Some(request) = sent.create(editing.notation) else { return editing.written.forget_sent() };
    let api = editing.workspace.api;
    let look = async move { test_writing::created_before(api, &request).await };
    form::look_back(editing.written, sent.name.trim().to_owned(), look);
}

async fn update(editing: Editing, id: String) -> Attempt {
    let api = editing.workspace.api;
    // What others changed meanwhile must not be overwritten unseen.
    let theirs = match unit_test::find(api, id).await {
        Ok(Some(test)) if !test.is_deleted => test,
        Ok(_) => return Attempt::Not(Outcome::Gone),
        Err(error) => return Attempt::Not(Outcome::NotCompared(error)),
    };
    let theirs_as_form = TestForm::of(&theirs, editing.notation);
    let (Some(mut mine), Some(base)) =
        (editing.form.try_get_untracked(), editing.written.opened.try_get_untracked())
    else {
        return Attempt::Not(Outcome::None);
    };
    let differences = differences(&base, &mine, &theirs_as_form);
    if !differences.is_empty() {
        let moved = moved(editing, (&base, &mine), theirs_as_form, differences, &theirs.updated_by.user_id);
        editing.frame.moved.try_set(Some(moved));
        return Attempt::Not(Outcome::None);
    }
    // What the form does not show of their changes is nobody's choice: it is kept.
    let before = mine.clone();
    mine.catch_up(&base, &theirs_as_form);
    if mine != before {
        editing.form.try_set(mine.clone());
    }
    send(editing, &theirs, mine, theirs_as_form).await
}

/// Sends what differs from the test as it is now.
async fn send(editing: Editing, theirs: &UnitTest, mine: TestForm, base: TestForm) -> Attempt {
    let notation = editing.notation;
    let Some(request) = mine.update(&base, notation) else { return Attempt::Not(Outcome::Unsendable) };
    let id = theirs.id.as_str().to_owned();
    if request.is_empty() {
        return Attempt::Done(id, text::NOTHING_CHANGED);
    }
    // From now on this is what the form is compared with.
    editing.written.opened.try_set(base.clone());
    let error = match test_writing::update(editing.workspace.api, &theirs.id, &request).await {
        Changed::Done => return done(editing, id, request, text::SAVED),
        Changed::Missing => return Attempt::Not(Outcome::Gone),
        Changed::Lost(error) => return Attempt::Not(Outcome::Lost(error)),
        Changed::Unsure(error) => return Attempt::Not(Outcome::Unsure(error)),
        Changed::Refused(error) => error,
    };
    match mine.create(notation) {
        Some(whole) => Attempt::Not(refused(editing, error, &Asked::from(&whole), Some(&base)).await),
        None => Attempt::Not(Outcome::Failed(error)),
    }
}

/// It is saved, and lists may lag behind for a moment.
fn done(editing: Editing, id: String, sent: UpdateUnitTest, words: &'static str) -> Attempt {
    editing.workspace.wrote(&UnitTestId::from_response(&id), sent);
    Attempt::Done(id, words)
}

/// What others changed, to choose from.
fn moved(
    editing: Editing,
    (base, mine): (&TestForm, &TestForm),
    theirs: TestForm,
    differences: Vec<Difference>,
    by: &str,
) -> Moved {
    let said = |form: &TestForm, part: Part| {
        let form = form.clone();
        Arc::new(move || lines(editing.workspace, &form, part, editing.notation))
    };
    let parts = differences.iter().map(|one| MovedPart {
        label: text::part(one.part),
        is_mine_too: one.is_mine_too,
        mine: said(mine, one.part),
        theirs: said(&theirs, one.part),
    });
    let parts = parts.collect();
    let base = base.clone();
    let choose = Arc::new(move |places: &[usize]| {
        let taken: Vec<Part> = places.iter().filter_map(|at| Some(differences.get(*at)?.part)).collect();
        editing.written.brought_together(theirs.clone(), |form, theirs| {
            form.catch_up(&base, theirs);
            for part in taken {
                part.take(form, theirs);
            }
        });
    });
    Moved::new(parts, by, choose)
}

/// Finds what the server meant.
async fn refused(editing: Editing, error: ApiError, asked: &Asked, base: Option<&TestForm>) -> Outcome {
    match &error.failure {
        Failure::Invalid(problems) => {
            let placed = editing.form.try_with_untracked(|form| place(problems, form));
            let Placed { fields, rest } = placed.unwrap_or_default();
            editing
                .frame
                .say(fields.into_iter().map(|(field, words)| (field, text::server_said(&words))).collect());
            Outcome::Invalid(error, rest)
        }
        Failure::BadRequest | Failure::NotFound => {
            let culprits = test_writing::culprits(editing.workspace.api, asked).await;
            let Ok(culprits) = culprits else { return Outcome::Failed(error) };
            let Some(form) = editing.form.try_get_untracked() else { return Outcome::None };
            let said = named(&culprits, &form, base);
            editing.workspace.names.refresh();
            if said.is_empty() {
                return Outcome::NoCulprit(error);
            }
            editing.frame.say(said);
            Outcome::Culprits
        }
        Failure::Forbidden => {
            editing.workspace.deny(error.operation);
            Outcome::Failed(error)
        }
        _ => Outcome::Failed(error),
    }
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
    Some((field, text::problem(Kind::UnitTest, field, &problem)))
}
