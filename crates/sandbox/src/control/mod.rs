//! What tests steer and look at: the log, faults, limits, tokens, permissions, what `config.json`
//! says, and the HTTP calls under `/_sandbox/` for all of these.

pub(crate) mod faults;
pub(crate) mod limits;
pub(crate) mod log;
pub(crate) mod permissions;
mod routes;
mod routes_data;
mod routes_runs;
pub(crate) mod tokens;

pub(crate) use routes::router;
