//! Unit tests: the catalogue, the page of one, and the form in which one is written.

pub mod detail;
pub mod form;
pub mod list;
