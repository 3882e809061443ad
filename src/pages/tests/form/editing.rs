//! A unit test that is being written, and what follows from it.

use domain::form::{Facts, Field, TestForm, check};
use domain::kind::Kind;
use domain::number::Notation;

use super::facts::use_facts;
use crate::browser::intl;
use crate::data::workspace::Workspace;
use crate::parts::form::{Frame, Rules, Start, Target, Written};
use crate::reactive::{Memo, RwSignal, memo};

/// A form being written. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Editing {
    pub(super) workspace: Workspace,
    /// What all forms have in common.
    pub(super) frame: Frame,
    /// What is typed, and what it was opened with.
    pub(super) written: Written<TestForm>,
    /// What is typed.
    pub(super) form: RwSignal<TestForm>,
    /// How the person's language writes numbers.
    pub(super) notation: Notation,
    /// What is known of what the form refers to.
    pub(super) facts: Memo<Facts>,
}

impl Editing {
    /// Begins with what was opened, or goes on with a draft.
    pub(super) fn new(workspace: Workspace, start: Start<TestForm>) -> Self {
        let notation = intl::notation();
        let rules = Rules {
            kind: Kind::UnitTest,
            says_as: TestForm::says_as,
            name: |form| &mut form.name,
            place,
            compose: TestForm::compose,
        };
        let (written, facts) = Written::new(workspace, rules, start, |begun| {
            let (form, opened, target) = (begun.form, begun.opened, begun.target);
            let facts = use_facts(workspace, notation, form, begun.is_engaged);
            let findings = memo(move || {
                let is_stored = target.with(|target| matches!(target, Target::Edit { .. }));
                form.with(|form| {
                    opened.with(|opened| facts.with(|facts| check(form, is_stored.then_some(opened), facts)))
                })
            });
            (findings, facts)
        });
        Self { workspace, frame: written.frame, written, form: written.form, notation, facts }
    }

    /// Changes a part. What the server said of it no longer holds.
    pub(super) fn change(self, field: Field, change: impl FnOnce(&mut TestForm)) {
        self.written.change(field, change);
    }

    /// Reads from what is typed.
    pub(super) fn read<T: PartialEq + Send + Sync + 'static>(
        self,
        read: impl Fn(&TestForm) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        self.written.read(read)
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
