//! How much a run of a test set simulates.

use contract::TestSetMember;

/// The size of a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SetSize {
    /// Members; a test that is one twice counts twice.
    pub tests: usize,
    /// Conversations that a run simulates.
    pub conversations: u64,
    /// Members that run once: one conversation proves little.
    pub once: usize,
    /// Members whose count cannot be read; they are not in `conversations`.
    pub unknown: usize,
}

impl SetSize {
    /// The size of a stored set.
    #[must_use]
    pub fn of(members: &[TestSetMember]) -> Self {
        Self::of_counts(members.iter().map(|member| u64::try_from(member.run_count).ok()))
    }

    /// The size by the counts of the members; what is not a count of at least 1 is unknown.
    #[must_use]
    pub fn of_counts(counts: impl Iterator<Item = Option<u64>>) -> Self {
        let mut size = Self::default();
        for count in counts {
            size.tests += 1;
            match count {
                None | Some(0) => size.unknown += 1,
                Some(count) => {
                    size.conversations = size.conversations.saturating_add(count);
                    size.once += usize::from(count == 1);
                }
            }
        }
        size
    }
}

#[cfg(test)]
mod tests {
    use contract::UnitTestId;

    use super::*;

    #[test]
    fn counts_add_up_and_what_is_none_is_told() {
        let members = [5, 3, 1, 0, -2, i64::MAX, i64::MAX, i64::MAX].map(|run_count| TestSetMember {
            unit_test_id: UnitTestId::from_response("x"),
            run_count,
            ..TestSetMember::default()
        });
        let few = SetSize::of(&members[..5]);
        assert_eq!(few, SetSize { tests: 5, conversations: 9, once: 1, unknown: 2 });
        assert_eq!(SetSize::of(&members).conversations, u64::MAX, "no count is too large to add");
        assert_eq!(SetSize::of(&[]), SetSize::default());
    }
}
