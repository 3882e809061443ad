//! Presentational components. They know nothing of the API, the data, the state or the addresses.

pub mod chip;
pub mod delayed;
pub mod dialog;
pub mod field;
pub mod icon;
pub mod notice;
pub mod windowed;
