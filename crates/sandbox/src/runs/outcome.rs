//! How a unit test turns out in a run.

use anyhow::Result;
use serde::{Deserialize, Serialize};

use crate::hash::hash;
use crate::store::Store;

/// How a test turns out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Outcome {
    /// Every conversation passes.
    #[default]
    Passing,
    /// The first conversation misses a criterion, and most others do.
    Failing,
    /// About every third conversation misses a criterion.
    Flaky,
    /// A conversation cannot be run, and some others neither.
    Erroring,
    /// The last conversation never ends.
    Stuck,
}

/// The name that stands for all tests.
pub(crate) const EVERY_TEST: &str = "*";

impl Outcome {
    /// How a test turns out unless something else was said: by habit; new ones mostly pass.
    pub(crate) fn usual(store: &Store, test: &str) -> Result<Self> {
        let said = match store.habit(test)? {
            Some(said) => Some(said),
            None => store.habit(EVERY_TEST)?,
        };
        Ok(said.and_then(|said| Self::parse(&said)).unwrap_or(match hash(test) % 40 {
            0 => Self::Failing,
            1..=4 => Self::Flaky,
            _ => Self::Passing,
        }))
    }

    /// Its name.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Passing => "passing",
            Self::Failing => "failing",
            Self::Flaky => "flaky",
            Self::Erroring => "erroring",
            Self::Stuck => "stuck",
        }
    }

    fn parse(name: &str) -> Option<Self> {
        [Self::Passing, Self::Failing, Self::Flaky, Self::Erroring, Self::Stuck]
            .into_iter()
            .find(|outcome| outcome.as_str() == name)
    }
}
