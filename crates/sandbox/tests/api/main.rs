//! The sandbox over real HTTP: every test starts its own server on a free port.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests may stop loudly, as tests may"
)]

mod app_files;
mod artifacts;
mod contrary;
mod control;
mod cors;
mod credentials;
mod edge;
mod faults;
mod lag;
mod metrics;
mod permissions;
mod personas;
mod program;
mod proxy;
mod rate_limits;
mod record;
mod runs;
mod scenarios;
mod seeds;
mod services;
mod support;
mod test_set_writes;
mod test_sets;
mod unit_test_lists;
mod unit_test_search;
mod unit_test_writes;
mod users;
mod versions;
