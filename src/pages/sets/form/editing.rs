//! A test set that is being put together, and what follows from it.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::form::{Field, SetFacts, SetForm, check_set};
use domain::kind::Kind;
use domain::number::Notation;

use crate::browser::intl;
use crate::data::workspace::Workspace;
use crate::parts::form::{Frame, Removal, Rules, Start, Target, Written, standing, strange};
use crate::parts::name::label;
use crate::reactive::{Memo, RwSignal, memo};

/// A form being written. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Editing {
    pub(super) workspace: Workspace,
    /// What all forms have in common.
    pub(super) frame: Frame,
    /// What is typed, and what it was opened with.
    pub(super) written: Written<SetForm>,
    /// What is typed.
    pub(super) form: RwSignal<SetForm>,
    /// How the person's language writes numbers.
    pub(super) notation: Notation,
}

impl Editing {
    /// Begins with what was opened, or goes on with a draft.
    pub(super) fn new(workspace: Workspace, start: Start<SetForm>) -> Self {
        let notation = intl::notation();
        let rules = Rules {
            kind: Kind::TestSet,
            says_as: SetForm::says_as,
            name: |form| &mut form.name,
            place,
            compose: SetForm::compose,
        };
        let (written, ()) = Written::new(workspace, rules, start, |begun| {
            let (form, opened, target) = (begun.form, begun.opened, begun.target);
            let facts = use_facts(workspace, notation, form);
            let findings = memo(move || {
                let is_stored = target.with(|target| matches!(target, Target::Edit { .. }));
                form.with(|form| {
                    opened.with(|opened| {
                        facts.with(|facts| check_set(form, is_stored.then_some(opened), facts))
                    })
                })
            });
            (findings, ())
        });
        Self { workspace, frame: written.frame, written, form: written.form, notation }
    }

    /// Changes a part. What the server said of it no longer holds.
    pub(super) fn change(self, field: Field, change: impl FnOnce(&mut SetForm)) {
        self.written.change(field, change);
    }

    /// Reads from what is typed.
    pub(super) fn read<T: PartialEq + Send + Sync + 'static>(
        self,
        read: impl Fn(&SetForm) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        self.written.read(read)
    }

    /// What a unit test is called. Asks for its name the first time, and follows the answer.
    pub(super) fn called(self, unit_test_id: &str) -> String {
        label(self.workspace, Kind::UnitTest, unit_test_id).text
    }

    /// Takes a member out, with a way back. The place that it had, where it was there.
    pub(super) fn remove(self, key: u32) -> Option<usize> {
        let mut taken = None;
        self.frame.unsay(Field::RunCount(key));
        self.change(Field::Member(key), |form| taken = form.members.remove(key));
        let taken = taken?;
        let (at, name) = (taken.at, self.called(&taken.row.unit_test_id));
        let put_back = Arc::new(move || {
            let mut key = 0;
            self.change(Field::Members, |form| key = form.members.put_back(taken.clone()));
            Field::RunCount(key)
        });
        self.frame.removed.update(|all| all.push(Removal { group: Field::Members, name, put_back }));
        Some(at)
    }
}

/// What is known of the members, and of typed tags.
fn use_facts(workspace: Workspace, notation: Notation, form: RwSignal<SetForm>) -> Memo<SetFacts> {
    let ids = memo(move || {
        form.with(|form| form.members.iter().map(|one| one.unit_test_id.clone()).collect::<BTreeSet<_>>())
    });
    let typed = memo(move || form.with(|form| strange(&form.tags)));
    memo(move || {
        let known = |id: String| {
            let standing = standing(workspace, Kind::UnitTest, &id);
            (id, standing)
        };
        let tests = ids.get().into_iter().map(known).collect();
        SetFacts { notation, tests, strange: typed.get() }
    })
}

/// The number of a row among its like, from 1; 0 for what is no row.
fn place(form: &SetForm, field: Field) -> usize {
    let position = match field {
        Field::Member(key) | Field::RunCount(key) => form.members.position(key),
        Field::TagName(key) | Field::TagValue(key) => form.tags.position(key),
        _ => return 0,
    };
    position.map_or(0, |position| position + 1)
}
