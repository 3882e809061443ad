//! Which of two answers counts: the one that was asked for later, whenever it comes.

use crate::instant::Instant;

/// When an answer was asked for: a place in the order of all requests of all tabs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stamp(pub i64);

/// Gives stamps. They follow the clock, and go on where the clock stands still or jumps back, and after
/// those of other tabs.
#[derive(Clone, Copy, Debug, Default)]
pub struct Stamps(i64);

impl Stamps {
    /// The stamp of a request that goes out now.
    pub fn next(&mut self, now: Instant) -> Stamp {
        self.0 = now.0.max(self.0.saturating_add(1));
        Stamp(self.0)
    }

    /// The last stamp that was given or heard of.
    #[must_use]
    pub fn latest(&self) -> Stamp {
        Stamp(self.0)
    }

    /// Another tab's stamp was heard of.
    pub fn hear(&mut self, stamp: Stamp) {
        self.0 = self.0.max(stamp.0);
    }
}

/// Which answer a known run is from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Version {
    /// The answer that brought it as it is.
    pub brought: Stamp,
    /// The latest answer that says it is so.
    pub confirmed: Stamp,
}

/// What an answer means for what is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// Nothing: it was overtaken by one that was asked for later.
    Overtaken,
    /// It is as it was.
    Same,
    /// It is another now.
    New,
}

impl Version {
    /// An answer came. `is_same`: it says what is known.
    pub fn hear(&mut self, answer: Stamp, is_same: bool) -> News {
        if answer < self.confirmed {
            return News::Overtaken;
        }
        self.confirmed = answer;
        if is_same {
            return News::Same;
        }
        self.brought = answer;
        News::New
    }

    /// Another tab hands over what it knows: brought by one answer, confirmed by another. What is the same
    /// already is told by [`News::Same`].
    pub fn adopt(&mut self, other: Self) -> News {
        if other.confirmed < self.confirmed {
            return News::Overtaken;
        }
        let news = if other.brought == self.brought { News::Same } else { News::New };
        *self = other;
        news
    }

    /// Another tab says what an answer brought without bringing it: as `brought` stands there. [`News::New`]
    /// is not known here, and must be asked for.
    pub fn hear_of(&mut self, answer: Stamp, brought: Stamp) -> News {
        if answer < self.confirmed {
            News::Overtaken
        } else if brought == self.brought {
            self.confirmed = answer;
            News::Same
        } else {
            News::New
        }
    }
}
