//! Reusables that know the app: names of ids, failures, the page's frame, signing in.

pub mod actions;
pub mod barred;
pub mod create;
pub mod creation;
pub mod delete;
pub mod failure;
pub mod form;
pub mod gate;
pub mod last_run;
pub mod leaving;
pub mod list;
pub mod moment;
pub mod name;
pub mod page;
pub mod picker;
pub mod refresh;
pub mod run_outcome;
pub mod run_progress;
pub mod section;
pub mod sign_in_form;
pub mod stale;
pub mod start_run;
pub mod tag;
pub mod takeover;
