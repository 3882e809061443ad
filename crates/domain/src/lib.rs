//! The console's own rules, pure and tested natively.
//!
//! Filters and their address, criteria as sentences, retries and request budgets, the window of a
//! long list, sessions and configuration. Everything here returns values, never finished words:
//! words are `text/` in the app. Nothing here knows a browser, a clock or a random source; moments
//! and random numbers are arguments.

pub mod age;
pub mod batch;
pub mod budget;
pub mod choices;
pub mod config;
pub mod countdown;
pub mod creation;
pub mod day;
pub mod draft;
pub mod form;
pub mod header;
pub mod instant;
pub mod kind;
pub mod letters;
pub mod listing;
pub mod number;
pub mod order;
pub mod paging;
pub mod params;
pub mod person;
pub mod polling;
pub mod retry;
pub mod run;
pub mod run_table;
pub mod sentence;
pub mod session;
pub mod set_size;
pub mod window;
pub mod written;
