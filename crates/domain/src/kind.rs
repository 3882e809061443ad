//! The kinds of things that tests refer to by id and that have names.

use contract::Operation;

/// The kinds of things that are known by an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A service.
    Service,
    /// A persona.
    Persona,
    /// A scenario.
    Scenario,
    /// A metric.
    Metric,
    /// A user, by user id.
    User,
    /// A unit test.
    UnitTest,
    /// A test set.
    TestSet,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 7] = [
        Self::Service,
        Self::Persona,
        Self::Scenario,
        Self::Metric,
        Self::User,
        Self::UnitTest,
        Self::TestSet,
    ];

    /// The operation that lists them, which knows the permission to see them.
    #[must_use]
    pub fn operation(self) -> Operation {
        match self {
            Self::Service => Operation::ListServices,
            Self::Persona => Operation::ListPersonas,
            Self::Scenario => Operation::ListScenarios,
            Self::Metric => Operation::ListMetrics,
            Self::User => Operation::ListUsers,
            Self::UnitTest => Operation::ListUnitTests,
            Self::TestSet => Operation::ListTestSets,
        }
    }

    /// The operations that create, change and delete one, where the console writes them in a form.
    #[must_use]
    pub fn writes(self) -> Option<[Operation; 3]> {
        match self {
            Self::UnitTest => {
                Some([Operation::CreateUnitTest, Operation::UpdateUnitTest, Operation::DeleteUnitTest])
            }
            Self::TestSet => {
                Some([Operation::CreateTestSet, Operation::UpdateTestSet, Operation::DeleteTestSet])
            }
            _ => None,
        }
    }
}
