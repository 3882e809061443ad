//! What is typed into a form, what it was opened with, and what was discarded: the part of a form's state
//! that is of its own type.

use std::collections::BTreeSet;

use contract::encode;
use contract::json::ToJson;
use domain::creation::Draft as Creation;
use domain::form::{Beside, Field, Finding, Stored};
use domain::kind::Kind;
use leptos::prelude::*;

use super::field::dom_id;
use super::{Frame, Outcome, Start, Target};
use crate::browser::{clock, focus, letters};
use crate::data::workspace::Workspace;
use crate::reactive::{Memo, RwSignal, effect, memo};
use crate::text::form as text;

/// A form of a type of its own. Cheap to copy. Every change of the form goes through here.
pub struct Written<F: 'static> {
    /// What all forms have in common.
    pub frame: Frame,
    /// What is typed.
    pub form: RwSignal<F>,
    /// What the form was opened with: what is stored, the copy, or the fresh form.
    pub opened: RwSignal<F>,
    /// What was sent to be created, as long as no answer told what became of it. The draft keeps it.
    pub sent: RwSignal<Option<F>>,
}

impl<F> Clone for Written<F> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<F> Copy for Written<F> {}

/// What the frame must know of a form.
pub struct Rules<F: 'static> {
    /// What kind of thing it writes.
    pub kind: Kind,
    /// Whether two forms say the same to a person.
    pub says_as: fn(&F, &F) -> bool,
    /// The name: one that is gone is saved as a copy.
    pub name: fn(&mut F) -> &mut String,
    /// The number of a row among its like, from 1; 0 for what is no row.
    pub place: fn(&F, Field) -> usize,
    /// Composes what was typed since the form was opened.
    pub compose: ComposeForm<F>,
}

/// Composes a form, by the form as it was opened and the browser's way to compose a text.
pub type ComposeForm<F> = fn(&mut F, &F, &dyn Fn(&str) -> String);

/// The signals of a form, before there are checks of it.
pub struct Begun<F: 'static> {
    /// What is typed.
    pub form: RwSignal<F>,
    /// What the form was opened with.
    pub opened: RwSignal<F>,
    /// What is written.
    pub target: RwSignal<Target>,
    /// Whether the person has begun.
    pub is_engaged: RwSignal<bool>,
}

impl<F: Clone + ToJson + PartialEq + Send + Sync + 'static> Written<F> {
    /// Begins with what was opened, or goes on with a draft. `check` makes the findings, and whatever else
    /// the form derives from its signals.
    pub fn new<X>(
        workspace: Workspace,
        rules: Rules<F>,
        start: Start<F>,
        check: impl FnOnce(&Begun<F>) -> (Memo<Vec<Finding>>, X),
    ) -> (Self, X) {
        let Rules { kind, says_as, name, place, compose } = rules;
        let Start { target, opened: there, drafts, draft, is_gone } = start;
        let is_gone = is_gone && matches!(target, Target::Edit { .. });
        let (mut typed, mut base, mut restored_at) = (there.clone(), there.clone(), None);
        let (mut beside, mut sent_before) = (Beside::default(), None);
        // A draft of what is stored by now is none; something may be typed beside the form alone.
        let is_typed = |stored: &Stored<F>| {
            let is_base = stored.base.as_ref().is_some_and(|base| says_as(&stored.form, base));
            !is_base && !says_as(&stored.form, &there)
        };
        let is_kept =
            |stored: &Stored<F>| is_typed(stored) || !stored.beside.is_blank() || stored.sent.is_some();
        if let Some((at, stored)) = draft.filter(|(_, stored)| is_kept(stored)) {
            restored_at = Some(at);
            let is_typed = is_typed(&stored);
            beside = stored.beside;
            sent_before = stored.sent;
            if is_typed {
                typed = stored.form;
                base = stored.base.unwrap_or(base);
            }
        }
        let (persona, scenario) = (RwSignal::new(beside.persona), RwSignal::new(beside.scenario));
        let instead = StoredValue::new(restored_at.is_some().then_some(there));
        let (form, opened) = (RwSignal::new(typed), RwSignal::new(base));
        let sent = RwSignal::new(sent_before);
        let (target, is_engaged) = (RwSignal::new(target), RwSignal::new(false));
        let (findings, more) = check(&Begun { form, opened, target, is_engaged });
        let is_changed = memo(move || {
            form.with(|form| opened.with(|opened| !says_as(form, opened)))
                || !persona.with(Creation::is_blank)
                || !scenario.with(Creation::is_blank)
        });
        let is_as_sent = memo(move || {
            sent.with(|sent| sent.as_ref().is_some_and(|sent| form.with(|form| says_as(form, sent))))
                && persona.with(Creation::is_blank)
                && scenario.with(Creation::is_blank)
        });
        let discarded = RwSignal::new(None::<Stored<F>>);
        let now = move || Stored {
            form: form.get_untracked(),
            base: Some(opened.get_untracked()),
            beside: Beside { persona: persona.get_untracked(), scenario: scenario.get_untracked() },
            sent: sent.get_untracked(),
        };
        let begins_with = move |base: F, typed: F, beside: Beside| {
            opened.set(base);
            form.set(typed);
            persona.set(beside.persona);
            scenario.set(beside.scenario);
        };
        let restored = RwSignal::new(restored_at);
        let throw_away = Callback::new(move |()| {
            let back = instead.try_update_value(Option::take).flatten();
            let back = back.unwrap_or_else(|| opened.get_untracked());
            discarded.set(Some(now()));
            restored.set(None);
            sent.set(None);
            begins_with(back.clone(), back, Beside::default());
        });
        let take_back = Callback::new(move |()| {
            let Some(gone) = discarded.try_update(Option::take).flatten() else { return };
            let base = gone.base.unwrap_or_else(|| opened.get_untracked());
            sent.set(gone.sent);
            begins_with(base, gone.form, gone.beside);
        });
        let as_new = Callback::new(move |()| {
            form.update(|form| {
                let name = name(form);
                *name = text::copy_of(name);
            });
            focus::later_to(dom_id(Field::Name));
        });
        let frame = Frame {
            workspace,
            kind,
            drafts,
            target,
            is_changed,
            persona,
            scenario,
            is_engaged,
            findings,
            left: RwSignal::new(BTreeSet::new()),
            pressed: RwSignal::new(false),
            said: RwSignal::new(Vec::new()),
            outcome: RwSignal::new(if is_gone { Outcome::Gone } else { Outcome::None }),
            sent_before: RwSignal::new(None),
            is_as_sent,
            moved: RwSignal::new(None),
            restored,
            has_discarded: memo(move || discarded.with(Option::is_some)),
            removed: RwSignal::new(Vec::new()),
            place: Callback::new(move |field| form.with(|form| place(form, field))),
            compose: Callback::new(move |()| {
                let opened = opened.get_untracked();
                form.maybe_update(|form| {
                    let before = form.clone();
                    compose(form, &opened, &letters::composed);
                    *form != before
                });
            }),
            throw_away,
            take_back,
            as_new,
            save: StoredValue::new_local(None),
        };
        let written = Self { frame, form, opened, sent };
        written.keep_draft();
        (written, more)
    }

    /// Keeps a draft of every change, and none of an unchanged form.
    fn keep_draft(self) {
        let Self { frame, form, opened, sent } = self;
        let mut begun = false;
        effect(move || {
            let changed = frame.is_changed.get();
            let beside = Beside { persona: frame.persona.get(), scenario: frame.scenario.get() };
            let sent = sent.get();
            let is_sent = sent.is_some() || beside.persona.is_sent || beside.scenario.is_sent;
            let content = Stored { form: form.get(), base: Some(opened.get()), beside, sent };
            if changed || is_sent {
                begun = true;
                frame.drafts.keep(move || encode(&content));
                // The page may be gone before the answer comes.
                if is_sent {
                    frame.drafts.write();
                }
            } else if begun {
                frame.drafts.forget();
            }
        });
    }

    /// Notes in the draft what is sent to be created, before it is.
    pub async fn remember_sent(self) {
        self.sent.try_set(self.form.try_get_untracked());
        // The draft is kept by an effect: it has run in the next turn of the event loop.
        clock::sleep(0).await;
    }

    /// What was sent has got an answer that tells what became of it.
    pub fn forget_sent(self) {
        self.sent.try_set(None);
        self.frame.sent_before.try_set(None);
    }

    /// Changes a part. What the server said of it no longer holds.
    pub fn change(self, field: Field, change: impl FnOnce(&mut F)) {
        self.frame.unsay(field);
        self.form.update(change);
    }

    /// Reads from what is typed.
    pub fn read<T: PartialEq + Send + Sync + 'static>(
        self,
        read: impl Fn(&F) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        memo(move || self.form.with(|form| read(form)))
    }

    /// Takes what is stored now as that what the form is compared with, and saves anew with what the
    /// person wants of it in the form.
    pub fn brought_together(self, theirs: F, take: impl FnOnce(&mut F, &F)) {
        self.form.update(|form| take(form, &theirs));
        self.opened.set(theirs);
    }
}
