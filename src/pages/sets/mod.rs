//! Test sets: the list, the page of one, and the form in which one is put together.

pub mod detail;
pub mod form;
pub mod list;
