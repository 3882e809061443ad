//! The kinds of documents.

/// What a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    /// The organization.
    Organization,
    /// A user, with the role's name.
    User,
    /// An API key.
    ApiKey,
    /// A service with its version sets.
    Service,
    /// A metric.
    Metric,
    /// A version of a metric.
    MetricVersion,
    /// A persona.
    Persona,
    /// A version of a persona.
    PersonaVersion,
    /// A scenario.
    Scenario,
    /// A version of a scenario.
    ScenarioVersion,
    /// A unit test.
    UnitTest,
    /// A test set.
    TestSet,
    /// A run of a test set.
    Run,
    /// What a metric's judge said of one conversation.
    Evaluation,
}

impl Kind {
    /// All kinds.
    pub(crate) const ALL: [Self; 14] = [
        Self::Organization,
        Self::User,
        Self::ApiKey,
        Self::Service,
        Self::Metric,
        Self::MetricVersion,
        Self::Persona,
        Self::PersonaVersion,
        Self::Scenario,
        Self::ScenarioVersion,
        Self::UnitTest,
        Self::TestSet,
        Self::Run,
        Self::Evaluation,
    ];

    /// Its name in the database and in `/_sandbox/documents`.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Organization => "organization",
            Self::User => "user",
            Self::ApiKey => "api_key",
            Self::Service => "service",
            Self::Metric => "metric",
            Self::MetricVersion => "metric_version",
            Self::Persona => "persona",
            Self::PersonaVersion => "persona_version",
            Self::Scenario => "scenario",
            Self::ScenarioVersion => "scenario_version",
            Self::UnitTest => "unit_test",
            Self::TestSet => "test_set",
            Self::Run => "run",
            Self::Evaluation => "evaluation",
        }
    }

    /// Reads its name.
    pub(crate) fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// The field that holds the document's own id.
    pub(crate) fn id_field(self) -> &'static str {
        match self {
            Self::Organization => "org_id",
            Self::User => "user_id",
            Self::PersonaVersion | Self::ScenarioVersion => "_id",
            _ => "id",
        }
    }

    /// For a version: the field that names what it is a version of.
    pub(crate) fn parent_field(self) -> Option<&'static str> {
        match self {
            Self::MetricVersion => Some("metric_id"),
            Self::PersonaVersion => Some("simulation_persona_id"),
            Self::ScenarioVersion => Some("simulation_scenario_id"),
            _ => None,
        }
    }

    /// The fields whose words are searched. A persona's background is added from its versions.
    pub(crate) fn searched(self) -> &'static [&'static str] {
        match self {
            Self::Metric | Self::Scenario | Self::Persona => &["name"],
            Self::UnitTest | Self::TestSet => &["name", "description"],
            _ => &[],
        }
    }
}
