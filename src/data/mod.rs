//! Loading and keeping data over signals. Knows the API and the rules, not pages or words.

pub mod cancels;
pub mod creating;
pub mod latest_versions;
pub mod list;
pub mod load;
pub mod metric_versions;
pub mod names;
pub mod paging;
pub mod pick;
pub mod query;
pub mod run;
pub mod runs;
pub mod set_writing;
pub mod test_set;
pub mod test_writing;
pub mod unit_test;
pub mod workspace;
pub mod writing;
