//! The forms in which a unit test and a test set are written: what it holds, what is wrong with it, what is sent, and
//! how it is kept and brought together with what others changed. Pure; no word for people is made
//! here.

mod checks;
mod clash;
mod kept;
mod merge;
mod model;
mod prospect;
mod rows;
mod server;
mod set;
mod stored;
mod tags;
mod wire;

pub use checks::{Facts, Field, Finding, MetricFacts, Problem, Standing, check};
pub use merge::{Difference, Part, differences};
pub use model::{CriterionForm, Shape, TagForm, TestForm};
pub use prospect::{Prospect, never_pass};
pub use rows::{Removed, Row, Rows};
pub use server::{Placed, place};
pub use set::{MemberForm, SetFacts, SetForm, SetPart, check_set, place_set, set_differences};
pub use stored::{Beside, Stored};
