//! The pages, one folder for each area. A page composes parts and data; it never uses another page.

pub mod home;
pub mod not_found;
pub mod runs;
pub mod sets;
pub mod sign_in;
pub mod tests;
