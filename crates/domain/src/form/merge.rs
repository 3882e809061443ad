//! Bringing a form together with what others changed meanwhile, part by part.

use super::model::TestForm;
use super::rows::Rows;

/// A part of a test that is sent, and chosen between, as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The description.
    Description,
    /// The service and its version set: one makes no sense without the other.
    Service,
    /// The persona.
    Persona,
    /// The scenario.
    Scenario,
    /// The largest number of interactions.
    MaxInteractions,
    /// The criteria; the API replaces all of them (CONTRACT 3.1).
    Criteria,
    /// The tags, likewise.
    Tags,
}

impl Part {
    /// All parts, as the form shows them.
    pub const ALL: [Self; 7] = [
        Self::Description,
        Self::Service,
        Self::Persona,
        Self::Scenario,
        Self::MaxInteractions,
        Self::Criteria,
        Self::Tags,
    ];

    /// Whether two tests say the same here.
    #[must_use]
    pub fn is_same(self, one: &TestForm, other: &TestForm) -> bool {
        match self {
            Self::Description => one.description.trim() == other.description.trim(),
            Self::Service => one.service_id == other.service_id && one.version_set == other.version_set,
            Self::Persona => one.persona_id == other.persona_id,
            Self::Scenario => one.scenario_id == other.scenario_id,
            Self::MaxInteractions => one.max_interactions.trim() == other.max_interactions.trim(),
            Self::Criteria => one.criteria_as(other),
            Self::Tags => one.tags_as(other),
        }
    }

    /// Takes this part from another test.
    pub fn take(self, form: &mut TestForm, from: &TestForm) {
        match self {
            Self::Description => form.description.clone_from(&from.description),
            Self::Service => {
                form.service_id.clone_from(&from.service_id);
                form.version_set.clone_from(&from.version_set);
            }
            Self::Persona => form.persona_id.clone_from(&from.persona_id),
            Self::Scenario => form.scenario_id.clone_from(&from.scenario_id),
            Self::MaxInteractions => form.max_interactions.clone_from(&from.max_interactions),
            // Keys of their own: a row of theirs is none of the rows that were there.
            Self::Criteria => form.criteria = Rows::of(from.criteria.iter().cloned()),
            Self::Tags => form.tags = Rows::of(from.tags.iter().cloned()),
        }
    }
}

/// A part that others changed since the form was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difference<P = Part> {
    /// The part.
    pub part: P,
    /// Whether it was changed in the form, too.
    pub is_mine_too: bool,
}

/// What others changed since the form was opened with `base`, apart from what reads the same in both.
#[must_use]
pub fn differences(base: &TestForm, mine: &TestForm, theirs: &TestForm) -> Vec<Difference> {
    let moved = |part: &Part| !part.is_same(base, theirs) && !part.is_same(mine, theirs);
    let difference = |part: Part| Difference { part, is_mine_too: !part.is_same(base, mine) };
    Part::ALL.into_iter().filter(moved).map(difference).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base() -> TestForm {
        TestForm { description: "a".into(), persona_id: "p".into(), ..TestForm::fresh() }
    }

    #[test]
    fn only_what_others_changed_is_a_difference() {
        let mine = TestForm { description: "mine".into(), scenario_id: "s".into(), ..base() };
        let theirs = TestForm { description: "theirs".into(), persona_id: "q".into(), ..base() };
        assert_eq!(
            differences(&base(), &mine, &theirs),
            [
                Difference { part: Part::Description, is_mine_too: true },
                Difference { part: Part::Persona, is_mine_too: false },
            ]
        );
        assert_eq!(differences(&base(), &mine, &base()), []);
        assert_eq!(differences(&base(), &theirs, &theirs), [], "both made the same change");
    }

    #[test]
    fn a_part_that_was_taken_differs_no_more() {
        let theirs = TestForm { version_set: "edge".into(), max_interactions: "3".into(), ..base() };
        let mut mine = base();
        mine.criteria.add();
        for difference in differences(&base(), &mine, &theirs) {
            difference.part.take(&mut mine, &theirs);
        }
        assert_eq!(differences(&base(), &mine, &theirs), []);
        assert_eq!(mine.criteria.len(), 2, "what only I changed stays");
    }
}
