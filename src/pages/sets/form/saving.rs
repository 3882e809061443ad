//! What is sent of a test set, and what an answer means for the form.

use std::sync::Arc;

use contract::{TestSet, TestSetId, TestSetMember, UpdateTestSet};
use domain::form::{Difference, Field, Placed, Problem, Row, SetForm, SetPart, place_set, set_differences};
use domain::kind::Kind;

use super::editing::Editing;
use crate::api::{ApiError, Failure};
use crate::data::writing::Changed;
use crate::data::{set_writing, test_set};
use crate::parts::form::{self, Attempt, Ended, Moved, MovedPart, Outcome, Saving, Target, tag_lines};
use crate::text::{form as text, test_set as words_of};

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
    let send = set_writing::create(editing.workspace.api, &request);
    match form::create(editing.written, send).await {
        Ended::There(id, words) => done(editing, id, UpdateTestSet::default(), words),
        Ended::Not(attempt) => attempt,
        Ended::Refused(error) => Attempt::Not(refused(editing, error, &request.unit_test_runs, None).await),
    }
}

/// Looks what became of what was sent before the form was left or loaded anew.
pub(super) fn look_back(editing: Editing) {
    let Some(sent) = editing.written.sent.get_untracked() else { return };
    let Some(request) = sent.create(editing.notation) else { return editing.written.forget_sent() };
    let api = editing.workspace.api;
    let look = async move { set_writing::created_before(api, &request).await };
    form::look_back(editing.written, sent.name.trim().to_owned(), look);
}

async fn update(editing: Editing, id: String) -> Attempt {
    let api = editing.workspace.api;
    // What others changed meanwhile must not be overwritten unseen.
    let theirs = match test_set::find(api, id).await {
        Ok(Some(set)) if !set.is_deleted => set,
        Ok(_) => return Attempt::Not(Outcome::Gone),
        Err(error) => return Attempt::Not(Outcome::NotCompared(error)),
    };
    let theirs_as_form = SetForm::of(&theirs);
    let (Some(mut mine), Some(base)) =
        (editing.form.try_get_untracked(), editing.written.opened.try_get_untracked())
    else {
        return Attempt::Not(Outcome::None);
    };
    let differences = set_differences(&base, &mine, &theirs_as_form);
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
    send(editing, &theirs, &mine, theirs_as_form).await
}

/// Sends what differs from the set as it is now.
async fn send(editing: Editing, theirs: &TestSet, mine: &SetForm, base: SetForm) -> Attempt {
    let Some(request) = mine.update(&base, editing.notation) else {
        return Attempt::Not(Outcome::Unsendable);
    };
    let id = theirs.id.as_str().to_owned();
    if request.is_empty() {
        return Attempt::Done(id, text::NOTHING_CHANGED);
    }
    // From now on this is what the form is compared with.
    editing.written.opened.try_set(base.clone());
    let api = editing.workspace.api;
    match set_writing::update(api, &theirs.id, &request).await {
        Changed::Done => done(editing, id, request, text::SAVED),
        Changed::Missing => Attempt::Not(Outcome::Gone),
        Changed::Lost(error) => Attempt::Not(Outcome::Lost(error)),
        Changed::Unsure(error) => Attempt::Not(Outcome::Unsure(error)),
        Changed::Refused(error) if error.failure == Failure::Conflict => {
            let holder = match request.name {
                Some(_) => set_writing::holder_of(api, mine.name.trim()).await,
                None => Some(id.clone()),
            };
            // Its own name is in nobody's way: then the API had another reason.
            if holder.as_ref() == Some(&id) {
                let error = ApiError { failure: Failure::Unexpected, ..error };
                return Attempt::Not(Outcome::Failed(error));
            }
            form::taken(editing.written, holder)
        }
        Changed::Refused(error) => {
            let members = request.unit_test_runs.unwrap_or_default();
            Attempt::Not(refused(editing, error, &members, Some(&base)).await)
        }
    }
}

/// It is saved, and lists may lag behind for a moment.
fn done(editing: Editing, id: String, sent: UpdateTestSet, words: &'static str) -> Attempt {
    editing.workspace.wrote_set(&TestSetId::from_response(&id), sent);
    Attempt::Done(id, words)
}

/// Finds what the server meant.
async fn refused(
    editing: Editing,
    error: ApiError,
    sent: &[TestSetMember],
    base: Option<&SetForm>,
) -> Outcome {
    match &error.failure {
        Failure::Invalid(problems) => {
            let placed = editing.form.try_with_untracked(|form| place_set(problems, form));
            let Placed { fields, rest } = placed.unwrap_or_default();
            let said = fields.into_iter().map(|(field, words)| (field, text::server_said(&words)));
            editing.frame.say(said.collect());
            Outcome::Invalid(error, rest)
        }
        Failure::BadRequest | Failure::NotFound => {
            let culprits = set_writing::culprits(editing.workspace.api, sent).await;
            let Ok(culprits) = culprits else { return Outcome::Failed(error) };
            let Some(form) = editing.form.try_get_untracked() else { return Outcome::None };
            editing.workspace.names.refresh();
            let said = named(&culprits, &form, base);
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

/// What to say of members that are gone. Those that the stored set had before are named only where nothing
/// else can be the reason.
fn named(culprits: &[usize], form: &SetForm, base: Option<&SetForm>) -> Vec<(Field, String)> {
    let members = culprits.iter().filter_map(|at| form.members.at(*at));
    let all: Vec<_> = members.map(|one| (one.key(), one.unit_test_id.as_str())).collect();
    let is_new = |id: &str| !base.is_some_and(|base| base.holds(id));
    let new: Vec<_> = all.iter().copied().filter(|(_, id)| is_new(id)).collect();
    let named = if new.is_empty() { all } else { new };
    let word = |(key, _): (u32, &str)| {
        let field = Field::Member(key);
        (field, text::problem(Kind::TestSet, field, &Problem::Gone))
    };
    named.into_iter().map(word).collect()
}

/// What others changed, to choose from.
fn moved(
    editing: Editing,
    (base, mine): (&SetForm, &SetForm),
    theirs: SetForm,
    differences: Vec<Difference<SetPart>>,
    by: &str,
) -> Moved {
    let said = |form: &SetForm, part: SetPart| {
        let form = form.clone();
        Arc::new(move || lines(editing, &form, part))
    };
    let parts = differences.iter().map(|one| MovedPart {
        label: words_of::part(one.part),
        is_mine_too: one.is_mine_too,
        mine: said(mine, one.part),
        theirs: said(&theirs, one.part),
    });
    let parts = parts.collect();
    let base = base.clone();
    let choose = Arc::new(move |places: &[usize]| {
        let taken: Vec<SetPart> = places.iter().filter_map(|at| Some(differences.get(*at)?.part)).collect();
        editing.written.brought_together(theirs.clone(), |form, theirs| {
            form.catch_up(&base, theirs);
            for part in taken {
                part.take(form, theirs);
            }
        });
    });
    Moved::new(parts, by, choose)
}

/// A part of a set in words: one line each.
fn lines(editing: Editing, form: &SetForm, part: SetPart) -> Vec<String> {
    match part {
        SetPart::Name => vec![form.name.clone()],
        SetPart::Description if form.description.trim().is_empty() => {
            vec![words_of::NO_DESCRIPTION.to_owned()]
        }
        SetPart::Description => vec![form.description.clone()],
        SetPart::Members => {
            let line = |id: &str, count: &str| words_of::member_line(&editing.called(id), count.trim());
            form.members.iter().map(|one| line(&one.unit_test_id, &one.count)).collect()
        }
        SetPart::Tags => tag_lines(&form.tags),
    }
}
