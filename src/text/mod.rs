//! Every string that a person reads, ready for translation: what `domain` and `contract` return
//! becomes words here and nowhere else (but for the few words of `index.html` and `boot.js`, which
//! are needed when the app cannot run).

pub mod catalogue;
pub mod common;
pub mod creation;
pub mod criterion;
pub mod drafts;
pub mod errors;
pub mod form;
pub mod list;
pub mod names;
pub mod picker;
pub mod run;
pub mod session;
pub mod test_set;
pub mod time;
pub mod unit_test;
