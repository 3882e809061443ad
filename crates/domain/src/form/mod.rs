//! The form in which a unit test is written: what it holds, what is wrong with it, what is sent, and
//! how it is kept and brought together with what others changed. Pure; no word for people is made
//! here.

mod checks;
mod clash;
mod merge;
mod model;
mod rows;
mod server;
mod stored;
mod wire;

pub use checks::{Facts, Field, Finding, MetricFacts, Problem, Standing, check};
pub use merge::{Difference, Part, differences};
pub use model::{CriterionForm, Shape, TagForm, TestForm};
pub use rows::{Removed, Row, Rows};
pub use server::{Placed, place};
pub use stored::Stored;
