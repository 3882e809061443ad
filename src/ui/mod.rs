//! Presentational pieces. They know nothing of the API, the data, the state or the addresses.

pub mod chip;
pub mod combobox;
pub mod delayed;
pub mod dialog;
pub mod field;
pub mod icon;
pub mod keyed;
pub mod notice;
pub mod select;
pub mod skeleton;
pub mod status;
pub mod windowed;
