//! A server that behaves as the Amigo Classic API does, for development, demonstrations and tests.
//!
//! It keeps its data in SQLite, answers over real HTTP, can be told to go wrong (`/_sandbox/`), and
//! serves the built app beside it as a production host would. It is never part of the app.
//! `docs/SANDBOX.md` says how to run it and where its behaviour is a guess.

mod api;
mod app;
mod artifacts;
mod check;
mod cli;
mod clock;
mod contrary;
mod control;
mod hash;
mod http;
mod names;
mod record;
mod runs;
mod seed;
mod server;
mod stop;
mod store;
mod world;

pub use cli::{Command, HELP, parse};
pub use names::{
    ADMINISTRATOR, API_KEY, API_KEY_ID, DEMO_TOKEN, EDITOR, ORGANIZATION, ORGANIZATION_NAME, OUTSIDER, OWNER,
    PARTIAL_VIEWER, VIEWER,
};
pub use seed::Seed;
pub use server::{Options, Server};
