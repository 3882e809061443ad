//! What the facets offer. What was ever offered stays: see `domain::choices`.

use domain::choices::merge;
use domain::kind::Kind;
use domain::listing::{Facet, Filters};

use crate::api::ApiError;
use crate::data::names::Names;

/// Values by facet, as they stand in the address. Of tags only the keys: the API names no values.
pub type Values = Vec<(Facet, Vec<String>)>;

/// What each facet offers, in the order it was first heard of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choices {
    values: Values,
    /// Why the choices could not be read.
    pub error: Option<ApiError>,
    known_of_live: bool,
    known_of_deleted: bool,
}

/// How many names of one facet are looked up unasked.
pub const NAMED_UNASKED: usize = 100;

/// How many are looked up when all choices are shown.
pub const MOST_NAMED: usize = 1000;

impl Choices {
    /// The values of a facet.
    #[must_use]
    pub fn of(&self, facet: Facet) -> &[String] {
        let found = self.values.iter().find(|(of, _)| *of == facet);
        found.map(|(_, values)| values.as_slice()).unwrap_or_default()
    }

    /// Whether an unfiltered answer was heard for deleted or for live things.
    #[must_use]
    pub fn are_known(&self, deleted: bool) -> bool {
        if deleted { self.known_of_deleted } else { self.known_of_live }
    }

    /// Takes an unfiltered answer over.
    pub fn offer(&mut self, deleted: bool, values: Values) {
        self.widen(values);
        self.error = None;
        if deleted {
            self.known_of_deleted = true;
        } else {
            self.known_of_live = true;
        }
    }

    /// Adds what any other answer names.
    pub fn widen(&mut self, values: Values) {
        for (facet, offered) in values {
            self.add(facet, offered);
        }
    }

    /// Adds what is chosen, wherever it came from, so that it can be taken back.
    pub fn keep_chosen(&mut self, filters: &Filters) {
        for (facet, value) in filters.iter().filter(|(facet, _)| *facet != Facet::Tag && !facet.is_single()) {
            self.add(facet, vec![value.to_owned()]);
        }
        self.add(Facet::Tag, filters.tags().iter().map(|tag| tag.key().to_owned()).collect());
    }

    fn add(&mut self, facet: Facet, offered: Vec<String>) {
        if offered.is_empty() {
            return;
        }
        match self.values.iter_mut().find(|(of, _)| *of == facet) {
            Some((_, known)) => merge(known, offered),
            None => {
                let mut known = Vec::new();
                merge(&mut known, offered);
                self.values.push((facet, known));
            }
        }
    }

    /// Asks for the names of the first choices.
    pub(super) fn name(&self, names: Names) {
        for (facet, values) in &self.values {
            want(names, *facet, values.iter().take(NAMED_UNASKED));
        }
    }
}

/// Asks for the names of values of a facet.
fn want<'a>(names: Names, facet: Facet, values: impl Iterator<Item = &'a String>) {
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
        Facet::TestSet => Some(Kind::TestSet),
        Facet::Creator => Some(Kind::User),
        Facet::UnitTest => Some(Kind::UnitTest),
        Facet::Tag | Facet::Completed | Facet::Failing | Facet::Errored | Facet::From | Facet::To => None,
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
