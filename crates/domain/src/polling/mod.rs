//! Polling runs: which are asked for and when, how many requests that may cost, what of the answers counts,
//! and who in other tabs looks at which.
//!
//! All of it is pure: moments are arguments. They are those of one tab's steady clock, which nobody can set, so
//! a server whose clock differs changes nothing: how old a run is counts from when it came into sight, not
//! from its `created_at`. Only stamps follow the clock that all tabs have in common.

#[cfg(test)]
mod clock_tests;
mod course;
mod merge;
mod pace;
mod plan;
mod tabs;
#[cfg(test)]
mod tests;

pub use course::{Attention, Course, Phase};
pub use merge::{News, Stamp, Stamps, Version};
pub use pace::{Pace, Trouble};
pub use plan::{Candidate, MOST_IDS, Plan, plan};
pub use tabs::{ROLL_CALL, Tabs, Watch};

const SECOND: i64 = 1000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
