//! Unit tests: the catalogue and the page of one.

pub mod detail;
pub mod list;
