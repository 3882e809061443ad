//! The data that a sandbox begins with. The same every time, but for the moments, which are
//! counted back from now.

mod demo;
mod edge;
mod large;
mod people;
mod plot;
mod runs;
mod unknown;

use anyhow::Result;
use jiff::Timestamp;

use crate::store::Store;
use crate::world::Manner;
use plot::Plot;

/// Which data to begin with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Seed {
    /// An organization, its users and a service; nothing else.
    Empty,
    /// A clinic with a pharmacy shop: some of everything, well written.
    #[default]
    Demo,
    /// 5,000 unit tests and what they need.
    Large,
    /// Hostile texts, broken documents and dangling references.
    Edge,
}

impl Seed {
    /// All seeds.
    pub const ALL: [Self; 4] = [Self::Empty, Self::Demo, Self::Large, Self::Edge];

    /// Its name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Demo => "demo",
            Self::Large => "large",
            Self::Edge => "edge",
        }
    }

    /// Reads its name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|seed| seed.as_str() == name)
    }
}

/// Fills an empty database.
pub(crate) fn sow(store: &mut Store, manner: Manner, now: Timestamp) -> Result<()> {
    let mut plot = Plot::new(now);
    people::sow(&mut plot);
    match manner.seed {
        Seed::Empty => demo::sow_one_service(&mut plot)?,
        Seed::Demo => demo::sow(&mut plot)?,
        Seed::Large => large::sow(&mut plot),
        Seed::Edge => edge::sow(&mut plot),
    }
    if manner.contrary {
        unknown::sow(&mut plot);
    }
    store.put(&plot.documents)?;
    let pasts = match manner.seed {
        Seed::Empty => Vec::new(),
        Seed::Demo => demo::runs::pasts()?,
        Seed::Large => large::runs::pasts(),
        Seed::Edge => edge::runs::pasts(),
    };
    runs::sow(store, pasts, manner, now)
}
