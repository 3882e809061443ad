//! The API as functions, one for each endpoint, and what they have in common: credentials, time
//! limit, retries, budget, errors. The only users of the HTTP library.
//!
//! A call is cancelled by dropping its future: the request is aborted with it, and so are its waits.

mod access;
mod beside;
mod client;
mod error;
pub mod evaluation;
mod http;
pub mod metric;
pub mod organization;
pub mod persona;
pub mod run;
pub mod scenario;
pub mod service;
pub mod sign_in;
pub mod site;
pub mod test_set;
pub mod unit_test;
pub mod user;

pub use access::{Access, Credentials};
pub use client::{Api, By, Call, Pause, Refusal, Unread};
pub use error::{ApiError, Failure};
