//! What is being written, and everything that follows from it. Every change of the form goes through
//! here.

use std::collections::BTreeSet;

use contract::{Operation, UnitTestId, encode};
use domain::form::{Facts, Field, Finding, Stored, TestForm, check};
use domain::instant::Instant;
use domain::number::Notation;
use leptos::ev::FocusEvent;
use leptos::prelude::StoredValue;

use super::facts::use_facts;
use super::moved::Moved;
use super::saving::Outcome;
use super::undo::Taken;
use crate::browser::{clock, focus, intl};
use crate::data::workspace::Workspace;
use crate::reactive::{Handler, Memo, RwSignal, effect, memo, on};
use crate::state::drafts::Drafts;
use crate::task::Task;
use crate::text::form as text;

/// How often a press is looked for, in milliseconds.
const PRESS: i64 = 100;

/// What is written.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Target {
    /// A test that does not exist yet.
    New {
        /// The test that it began as a copy of.
        from: Option<String>,
    },
    /// A test that exists.
    Edit {
        /// Its id.
        id: UnitTestId,
    },
}

impl Target {
    pub(super) fn heading(&self) -> &'static str {
        match self {
            Self::New { from: None } => text::CREATE,
            Self::New { from: Some(_) } => text::DUPLICATE,
            Self::Edit { .. } => text::EDIT,
        }
    }

    /// What its drafts are kept under.
    pub(super) fn draft(&self) -> String {
        match self {
            Self::New { from: None } => "test/new".to_owned(),
            Self::New { from: Some(from) } => format!("test/new/{from}"),
            Self::Edit { id } => format!("test/{}", id.as_str()),
        }
    }
}

/// A form being written. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Editing {
    pub(super) workspace: Workspace,
    pub(super) drafts: Drafts,
    /// How the person's language writes numbers.
    pub(super) notation: Notation,
    /// What is written; changes when a lost test is to be saved as a new one.
    pub(super) target: RwSignal<Target>,
    /// What is typed.
    pub(super) form: RwSignal<TestForm>,
    /// What the form was opened with: the stored test, the copy, or the fresh form.
    pub(super) opened: RwSignal<TestForm>,
    /// What there was before a draft took its place, to go back to.
    pub(super) restored: RwSignal<Option<Restored>>,
    /// Whether there is anything to lose.
    pub(super) is_changed: Memo<bool>,
    /// Whether the person has begun: what the form needs beyond its first sight is then asked for.
    pub(super) is_engaged: RwSignal<bool>,
    /// What is known of what the form refers to.
    pub(super) facts: Memo<Facts>,
    /// What is wrong, and odd.
    pub(super) findings: Memo<Vec<Finding>>,
    /// Which parts were left: what is wrong with them is said.
    left: RwSignal<BTreeSet<Field>>,
    /// Whether saving was tried: everything wrong is said.
    pressed: RwSignal<bool>,
    /// What the server said of parts.
    pub(super) said: RwSignal<Vec<(Field, String)>>,
    /// What became of the latest attempt to save.
    pub(super) outcome: RwSignal<Outcome>,
    /// Whether the answer to a create was lost before: a test of this name may be ours.
    pub(super) earlier_lost: StoredValue<bool>,
    /// What others changed meanwhile.
    pub(super) moved: RwSignal<Option<Moved>>,
    /// What was discarded, to be taken back.
    pub(super) discarded: RwSignal<Option<Stored>>,
    /// What was removed and can be put back, the latest last.
    pub(super) taken: RwSignal<Vec<Taken>>,
}

/// A draft that took the place of what was there.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Restored {
    /// When it was last changed.
    pub(super) at: Instant,
    /// What the server has, or the fresh form.
    pub(super) instead_of: TestForm,
}

impl Editing {
    /// Begins with what was opened, or goes on with a draft.
    pub(super) fn new(
        workspace: Workspace,
        target: Target,
        opened: TestForm,
        drafts: Drafts,
        draft: Option<(Instant, Stored)>,
    ) -> Self {
        let notation = intl::notation();
        let mut restored = None;
        let (mut form, mut base) = (opened.clone(), opened.clone());
        // A draft of what is stored by now is none.
        let draft = draft.filter(|(_, stored)| !stored.form.says_as(&form));
        if let Some((at, stored)) = draft {
            restored = Some(Restored { at, instead_of: opened });
            form = stored.form;
            base = stored.base.unwrap_or(base);
        }
        let target = RwSignal::new(target);
        let form = RwSignal::new(form);
        let opened = RwSignal::new(base);
        let is_engaged = RwSignal::new(false);
        let facts = use_facts(workspace, notation, form, is_engaged);
        let is_changed = memo(move || form.with(|form| opened.with(|opened| !form.says_as(opened))));
        let findings = memo(move || {
            let is_stored = target.with(|target| matches!(target, Target::Edit { .. }));
            form.with(|form| {
                opened.with(|opened| facts.with(|facts| check(form, is_stored.then_some(opened), facts)))
            })
        });
        Self {
            workspace,
            drafts,
            notation,
            target,
            form,
            opened,
            restored: RwSignal::new(restored),
            is_changed,
            is_engaged,
            facts,
            findings,
            left: RwSignal::new(BTreeSet::new()),
            pressed: RwSignal::new(false),
            said: RwSignal::new(Vec::new()),
            outcome: RwSignal::new(Outcome::None),
            earlier_lost: StoredValue::new(false),
            moved: RwSignal::new(None),
            discarded: RwSignal::new(None),
            taken: RwSignal::new(Vec::new()),
        }
    }

    /// Changes a part. What the server said of it no longer holds.
    pub(super) fn change(self, field: Field, change: impl FnOnce(&mut TestForm)) {
        self.said.maybe_update(|said| {
            let before = said.len();
            said.retain(|(about, _)| *about != field);
            said.len() != before
        });
        self.form.update(change);
    }

    /// Reads from what is typed.
    pub(super) fn read<T: PartialEq + Send + Sync + 'static>(
        self,
        read: impl Fn(&TestForm) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        memo(move || self.form.with(|form| read(form)))
    }

    /// The operation that saves, where the server said no to it before. Follows what it reads.
    pub(super) fn denied(self) -> Option<Operation> {
        let operation = self.target.with(|target| match target {
            Target::New { .. } => Operation::CreateUnitTest,
            Target::Edit { .. } => Operation::UpdateUnitTest,
        });
        self.workspace.denied.with(|denied| denied.contains(&operation)).then_some(operation)
    }

    /// Keeps a draft of every change, and none of an unchanged form.
    pub(super) fn keep_draft(self) {
        let mut begun = false;
        effect(move || {
            let changed = self.is_changed.get();
            let content = Stored { form: self.form.get(), base: Some(self.opened.get()) };
            if changed {
                begun = true;
                self.drafts.keep(move || encode(&content));
            } else if begun {
                self.drafts.forget();
            }
        });
    }

    /// Throws what is typed away.
    pub(super) fn discard(self) {
        let back = match self.restored.get_untracked() {
            Some(restored) => restored.instead_of,
            None => self.opened.get_untracked(),
        };
        let gone = Stored { form: self.form.get_untracked(), base: Some(self.opened.get_untracked()) };
        self.discarded.set(Some(gone));
        self.restored.set(None);
        self.opened.set(back.clone());
        self.form.set(back);
        self.drafts.forget();
        self.pressed.set(false);
        self.left.update(BTreeSet::clear);
        self.said.update(Vec::clear);
        self.taken.update(Vec::clear);
        self.outcome.set(Outcome::None);
    }

    /// Takes back what was discarded.
    pub(super) fn take_back(self) {
        let Some(Stored { form, base }) = self.discarded.try_update(Option::take).flatten() else { return };
        if let Some(base) = base {
            self.opened.set(base);
        }
        self.form.set(form);
    }

    /// Saving is tried: everything wrong is said. Whether something stands in the way.
    pub(super) fn press(self) -> bool {
        self.pressed.set(true);
        self.findings.with_untracked(|findings| findings.iter().any(|finding| finding.blocks))
    }

    /// A handler for leaving a part. What is wrong with it is not said before a press is over that
    /// took the focus away: the words would move the button from under the pointer, and the click
    /// would be lost.
    pub(super) fn leave(self, field: Field) -> Handler<FocusEvent> {
        on(move |_| {
            let known = self.left.try_with_untracked(|left| left.contains(&field)).unwrap_or(true);
            if known {
                return;
            }
            Task::start(async move {
                clock::sleep(PRESS).await;
                while focus::is_pressed() {
                    clock::sleep(PRESS).await;
                }
                self.left.try_update(|left| left.insert(field));
            })
            .detach();
        })
    }

    /// A handler for coming to the form.
    pub(super) fn engage(self) -> Handler<FocusEvent> {
        on(move |_| {
            if self.is_engaged.try_get_untracked() == Some(false) {
                self.is_engaged.set(true);
            }
        })
    }

    /// What is wrong with a part, once it was left or saving was tried.
    pub(super) fn error(self, field: Field) -> Memo<Option<String>> {
        memo(move || {
            let said = self.said.with(|said| {
                said.iter().find(|(about, _)| *about == field).map(|(_, message)| message.clone())
            });
            if said.is_some() {
                return said;
            }
            let shown = self.pressed.get() || self.left.with(|left| left.contains(&field));
            shown.then(|| self.finding(field, true)).flatten()
        })
    }

    /// What is odd about a part.
    pub(super) fn note(self, field: Field) -> Memo<Option<String>> {
        memo(move || self.finding(field, false))
    }

    fn finding(self, field: Field, blocks: bool) -> Option<String> {
        self.findings.with(|findings| {
            let of_field = findings.iter().find(|one| one.field == field && one.blocks == blocks)?;
            Some(text::problem(field, &of_field.problem))
        })
    }

    /// All that stands in the way of saving, once it was tried: the part, its number among its like,
    /// and what is wrong.
    pub(super) fn problems(self) -> Memo<Vec<(Field, usize, String)>> {
        memo(move || {
            let said = self.said.get();
            let mut problems: Vec<(Field, String)> = Vec::new();
            if self.pressed.get() {
                self.findings.with(|findings| {
                    let blocking = findings.iter().filter(|finding| finding.blocks);
                    let words = blocking.map(|one| (one.field, text::problem(one.field, &one.problem)));
                    problems.extend(words);
                });
            }
            problems.extend(said);
            self.form.with(|form| {
                problems.into_iter().map(|(field, words)| (field, place(form, field), words)).collect()
            })
        })
    }
}

/// The number of a row among its like, from 1; 0 for what is no row.
fn place(form: &TestForm, field: Field) -> usize {
    let position = match field {
        Field::Metric(key) | Field::CriterionName(key) | Field::Expected(key) => form.criteria.position(key),
        Field::TagName(key) | Field::TagValue(key) => form.tags.position(key),
        _ => return 0,
    };
    position.map_or(0, |position| position + 1)
}

/// The id of a part's control in the document.
pub(super) fn dom_id(field: Field) -> String {
    match field {
        Field::Name => "test-name".to_owned(),
        Field::Description => "test-description".to_owned(),
        Field::Service => "test-service".to_owned(),
        Field::VersionSet => "test-version-set".to_owned(),
        Field::Persona => "test-persona".to_owned(),
        Field::Scenario => "test-scenario".to_owned(),
        Field::MaxInteractions => "test-interactions".to_owned(),
        Field::Criteria => "add-criterion".to_owned(),
        Field::Metric(key) => format!("criterion-{key}-metric"),
        Field::CriterionName(key) => format!("criterion-{key}-name"),
        Field::Expected(key) => format!("criterion-{key}-expected"),
        Field::Tags => "add-tag".to_owned(),
        Field::TagName(key) => format!("tag-{key}-name"),
        Field::TagValue(key) => format!("tag-{key}-value"),
    }
}
