//! What a person has asked one of the lists to show, and how it stands in the address.
//!
//! The address is the only place where it is kept: defaults are left out, keys of other versions
//! are kept silently, values that cannot be read are kept and named, so that a mistyped link can be
//! repaired. All lists share this; what the API is asked for is in `requests`.

mod filters;
mod requests;

use contract::{SortDirection, Timestamp};

use crate::instant::Instant;
use crate::params;

pub use filters::{Facet, Filters, NO, YES};

/// A list of the console.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Listing {
    /// Unit tests.
    #[default]
    Tests,
    /// Test sets.
    Sets,
    /// Runs.
    Runs,
}

impl Listing {
    /// What the list can be filtered by, in the order that it is shown.
    #[must_use]
    pub fn facets(self) -> &'static [Facet] {
        match self {
            Self::Tests => {
                &[Facet::Service, Facet::Persona, Facet::Scenario, Facet::Metric, Facet::Tag, Facet::Creator]
            }
            Self::Sets => &[Facet::Creator, Facet::Tag, Facet::UnitTest],
            Self::Runs => &[
                Facet::TestSet,
                Facet::Completed,
                Facet::Failing,
                Facet::Errored,
                Facet::From,
                Facet::To,
                Facet::Creator,
            ],
        }
    }

    /// Whether it can be searched, and shows deleted things on demand: runs can do neither.
    #[must_use]
    pub fn is_searchable(self) -> bool {
        self != Self::Runs
    }
}

/// The state of a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// Which list.
    pub listing: Listing,
    /// What is searched for, trimmed; empty: everything is listed.
    pub search: String,
    /// What is filtered by.
    pub filters: Filters,
    /// Whether deleted things are shown, instead of live ones.
    pub deleted: bool,
    /// By last update, runs by their start: newest first (descending) unless asked otherwise.
    pub sort: SortDirection,
    /// Known keys whose value cannot be read.
    pub unreadable: Vec<(String, String)>,
    /// Keys of other versions.
    pub unknown: Vec<(String, String)>,
}

/// The longest search that is sent, in characters: longer ones make addresses that servers refuse.
pub const LONGEST_SEARCH: usize = 200;

/// The longest query, in bytes, that a choice may make of the address: with the rest of the address, and with
/// what the API's own names for the same add, it stays below the 8,000 that common servers take. What the page's
/// own host refused after a reload could not be taken back.
pub const LONGEST_QUERY: usize = 4000;

impl View {
    /// A list as it is first shown.
    #[must_use]
    pub fn of(listing: Listing) -> Self {
        Self { listing, ..Self::default() }
    }

    /// Reads a query string.
    #[must_use]
    pub fn from_query(listing: Listing, query: &str) -> Self {
        let mut view = Self::of(listing);
        for (key, value) in params::decode(query) {
            if view.read(&key, &value).is_none() {
                view.unreadable.push((key, value));
            }
        }
        view
    }

    /// Takes one pair over; `None` if the key is known and the value is not readable.
    fn read(&mut self, key: &str, value: &str) -> Option<()> {
        if let Some(facet) = self.listing.facets().iter().find(|facet| facet.key() == key) {
            return self.filters.add(*facet, value);
        }
        match key {
            "q" if self.listing.is_searchable() => {
                self.search = value.trim().chars().take(LONGEST_SEARCH).collect();
            }
            "deleted" if self.listing.is_searchable() => {
                self.deleted = matches!(value, "" | "1" | "true" | "yes").then_some(true)?;
            }
            "sort" => {
                self.sort = match value {
                    "oldest" => SortDirection::Ascending,
                    "newest" => SortDirection::Descending,
                    _ => return None,
                }
            }
            _ => self.unknown.push((key.to_owned(), value.to_owned())),
        }
        Some(())
    }

    /// Writes the query string, without a leading `?`; empty when all is default.
    #[must_use]
    pub fn to_query(&self) -> String {
        let mut pairs: Vec<(&str, String)> = Vec::new();
        if !self.search.is_empty() {
            pairs.push(("q", self.search.clone()));
        }
        for facet in self.listing.facets() {
            pairs.extend(self.filters.values(*facet).map(|value| (facet.key(), value.to_owned())));
        }
        if self.deleted {
            pairs.push(("deleted", String::new()));
        }
        if self.sort == SortDirection::Ascending {
            pairs.push(("sort", "oldest".to_owned()));
        }
        let kept = self.unreadable.iter().chain(&self.unknown);
        pairs.extend(kept.map(|(key, value)| (key.as_str(), value.clone())));
        params::encode(pairs.iter().map(|(key, value)| (*key, value.as_str())))
    }

    /// Chooses a value, or takes it back; `None` if it cannot be one of the facet. What could not be read of
    /// a facet with one value is given up: it must not come to life where it stood in the way of the other.
    pub fn choose(&mut self, facet: Facet, value: &str) -> Option<()> {
        self.filters.toggle(facet, value)?;
        self.forget_unreadable(facet);
        Some(())
    }

    /// Sets the only value of a facet, or takes it back.
    pub fn set(&mut self, facet: Facet, value: Option<&str>) {
        self.filters.set(facet, value);
        self.forget_unreadable(facet);
    }

    fn forget_unreadable(&mut self, facet: Facet) {
        self.unreadable.retain(|(key, _)| !facet.is_single() || key != facet.key());
    }

    /// Whether search or filters narrow the list.
    #[must_use]
    pub fn is_narrowed(&self) -> bool {
        !self.search.is_empty() || !self.filters.is_empty()
    }

    /// Whether its address would be longer than servers take, and than that of the view `before`: what makes an
    /// address shorter is always possible.
    #[must_use]
    pub fn is_too_long_after(&self, before: &Self) -> bool {
        let length = self.to_query().len();
        length > LONGEST_QUERY && length > before.to_query().len()
    }

    /// The view without search and filters; the rest stays.
    #[must_use]
    pub fn cleared(&self) -> Self {
        Self { search: String::new(), filters: Filters::default(), unreadable: Vec::new(), ..self.clone() }
    }

    /// The parts that decide what is shown: two views with equal parts need one answer.
    #[must_use]
    pub fn essence(&self) -> Self {
        Self { unreadable: Vec::new(), unknown: Vec::new(), ..self.clone() }
    }

    /// An unfiltered view, of deleted things where this one is: its first page names the choices of the
    /// facets.
    #[must_use]
    pub fn choices(&self) -> Self {
        Self { deleted: self.deleted, ..Self::of(self.listing) }
    }

    /// Where in a search answer something stands; `None`: it is not shown. The search endpoints know
    /// neither `is_deleted` nor a sort, so both are done here. What has no readable time of update
    /// comes last, in the server's order.
    #[must_use]
    pub fn place_found(&self, is_deleted: bool, updated_at: Option<&Timestamp>) -> Option<(bool, i64)> {
        if is_deleted != self.deleted {
            return None;
        }
        let moment = updated_at.and_then(Instant::read).map(|moment| match self.sort {
            SortDirection::Ascending => moment.0,
            SortDirection::Descending => moment.0.saturating_neg(),
        });
        Some((moment.is_none(), moment.unwrap_or_default()))
    }
}

#[cfg(test)]
mod run_tests;
#[cfg(test)]
mod tests;
