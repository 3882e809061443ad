//! What the facets offer. What was ever offered stays: see `domain::choices`.

use contract::{MetricId, PersonaId, ScenarioId, ServiceId, UnitTestFilterValues, UserRef};
use domain::catalogue::Filters;
use domain::choices::merge;

use crate::api::ApiError;
use crate::data::names::Names;

/// The values of each facet, in the order they were first heard of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choices {
    /// Services.
    pub services: Vec<ServiceId>,
    /// Personas.
    pub personas: Vec<PersonaId>,
    /// Scenarios.
    pub scenarios: Vec<ScenarioId>,
    /// Metrics.
    pub metrics: Vec<MetricId>,
    /// Tag keys.
    pub tags: Vec<String>,
    /// Creators.
    pub creators: Vec<UserRef>,
    /// Why the choices could not be read.
    pub error: Option<ApiError>,
    known_of_live: bool,
    known_of_deleted: bool,
}

/// How many names of one facet are looked up unasked.
pub const NAMED_UNASKED: usize = 100;

impl Choices {
    /// Whether an unfiltered answer was heard for deleted or for live tests.
    #[must_use]
    pub fn are_known(&self, deleted: bool) -> bool {
        if deleted { self.known_of_deleted } else { self.known_of_live }
    }

    /// Takes an unfiltered answer over.
    pub fn offer(&mut self, deleted: bool, values: Option<&UnitTestFilterValues>) {
        self.widen(values);
        self.error = None;
        if deleted {
            self.known_of_deleted = true;
        } else {
            self.known_of_live = true;
        }
    }

    /// Adds what any other answer names.
    pub fn widen(&mut self, values: Option<&UnitTestFilterValues>) {
        let Some(values) = values else { return };
        merge(&mut self.services, &values.service_ids);
        merge(&mut self.personas, &values.persona_ids);
        merge(&mut self.scenarios, &values.scenario_ids);
        merge(&mut self.metrics, &values.metric_ids);
        merge(&mut self.tags, &values.tags);
        merge(&mut self.creators, &values.creators);
    }

    /// Adds what is chosen, wherever it came from, so that it can be taken back.
    pub fn keep_chosen(&mut self, filters: &Filters) {
        merge(&mut self.services, &filters.services);
        merge(&mut self.personas, &filters.personas);
        merge(&mut self.scenarios, &filters.scenarios);
        merge(&mut self.metrics, &filters.metrics);
        merge(&mut self.creators, &filters.creators);
        let keys: Vec<String> = filters.tags.iter().map(|tag| tag.key().to_owned()).collect();
        merge(&mut self.tags, &keys);
    }

    /// Asks for the names of the first choices.
    pub(super) fn name(&self, names: Names) {
        names.services.want(self.services.iter().take(NAMED_UNASKED));
        names.personas.want(self.personas.iter().take(NAMED_UNASKED));
        names.scenarios.want(self.scenarios.iter().take(NAMED_UNASKED));
        names.metrics.want(self.metrics.iter().take(NAMED_UNASKED));
        names.users.want(self.creators.iter().take(NAMED_UNASKED).map(|user| &user.user_id));
    }
}
