//! The artifacts of runs: a zip behind an address that expires, on a port of its own, as a store of files
//! would have it. It knows no tokens: the address is the permission.

mod address;
mod archive;
mod server;
mod transcript;

pub(crate) use address::Artifacts;
pub(crate) use server::answer;
