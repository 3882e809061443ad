//! The HTTP side: connections, the way of one request through the sandbox, and what is common to
//! all answers.

pub(crate) mod body;
mod call;
pub(crate) mod connection;
mod cors;
pub(crate) mod pipeline;
mod refusal;
mod reply;

pub(crate) use call::{Call, Incoming, decode_query};
pub(crate) use cors::with_cors;
pub(crate) use refusal::Refusal;
pub(crate) use reply::Reply;
