//! Checks of what a client sends, with the answers that FastAPI would give: all problems at once,
//! each with its place, its kind and its input.

pub(crate) mod body;
pub(crate) mod criteria;
pub(crate) mod params;
pub(crate) mod patterns;
mod problems;

pub(crate) use problems::{Loc, Problems};
