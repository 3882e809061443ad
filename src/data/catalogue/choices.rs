//! What the facets offer. What was ever offered stays: see `domain::choices`.

use contract::{UnitTestFilterValues, UserRef};
use domain::catalogue::{Facet, Filters};
use domain::choices::merge;
use domain::kind::Kind;

use crate::api::ApiError;
use crate::data::names::Names;

/// The values of each facet, as they stand in the address, in the order they were first heard of. Of
/// tags only the keys: the API names no values.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choices {
    services: Vec<String>,
    personas: Vec<String>,
    scenarios: Vec<String>,
    metrics: Vec<String>,
    tags: Vec<String>,
    creators: Vec<String>,
    /// Why the choices could not be read.
    pub error: Option<ApiError>,
    known_of_live: bool,
    known_of_deleted: bool,
}

/// How many names of one facet are looked up unasked.
const NAMED_UNASKED: usize = 100;

impl Choices {
    /// The values of a facet.
    #[must_use]
    pub fn of(&self, facet: Facet) -> &[String] {
        match facet {
            Facet::Service => &self.services,
            Facet::Persona => &self.personas,
            Facet::Scenario => &self.scenarios,
            Facet::Metric => &self.metrics,
            Facet::Tag => &self.tags,
            Facet::Creator => &self.creators,
        }
    }

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
        self.add(Facet::Service, values.service_ids.iter().map(|id| id.as_str().to_owned()).collect());
        self.add(Facet::Persona, values.persona_ids.iter().map(|id| id.as_str().to_owned()).collect());
        self.add(Facet::Scenario, values.scenario_ids.iter().map(|id| id.as_str().to_owned()).collect());
        self.add(Facet::Metric, values.metric_ids.iter().map(|id| id.as_str().to_owned()).collect());
        self.add(Facet::Tag, values.tags.clone());
        self.add(Facet::Creator, values.creators.iter().map(UserRef::to_filter).collect());
    }

    /// Adds what is chosen, wherever it came from, so that it can be taken back.
    pub fn keep_chosen(&mut self, filters: &Filters) {
        for facet in Facet::ALL {
            let chosen = match facet {
                Facet::Tag => filters.tags.iter().map(|tag| tag.key().to_owned()).collect(),
                _ => filters.values(facet),
            };
            self.add(facet, chosen);
        }
    }

    fn add(&mut self, facet: Facet, offered: Vec<String>) {
        let known = match facet {
            Facet::Service => &mut self.services,
            Facet::Persona => &mut self.personas,
            Facet::Scenario => &mut self.scenarios,
            Facet::Metric => &mut self.metrics,
            Facet::Tag => &mut self.tags,
            Facet::Creator => &mut self.creators,
        };
        merge(known, offered);
    }

    /// Asks for the names of the first choices.
    pub(super) fn name(&self, names: Names) {
        for facet in Facet::ALL {
            want(names, facet, self.of(facet).iter().take(NAMED_UNASKED));
        }
    }
}

/// Asks for the names of values of a facet.
pub fn want<'a>(names: Names, facet: Facet, values: impl Iterator<Item = &'a String>) {
    if let Some(kind) = kind(facet) {
        for value in values {
            names.want(kind, [id(facet, value)]);
        }
    }
}

/// What the values of a facet stand for; tags stand for themselves.
#[must_use]
pub fn kind(facet: Facet) -> Option<Kind> {
    match facet {
        Facet::Service => Some(Kind::Service),
        Facet::Persona => Some(Kind::Persona),
        Facet::Scenario => Some(Kind::Scenario),
        Facet::Metric => Some(Kind::Metric),
        Facet::Creator => Some(Kind::User),
        Facet::Tag => None,
    }
}

/// The id that a value of a facet is looked up by.
#[must_use]
pub fn id(facet: Facet, value: &str) -> &str {
    match facet {
        Facet::Creator => value.split_once(',').map_or(value, |(_, user)| user),
        _ => value,
    }
}
