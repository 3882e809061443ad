//! The page of one run.

use leptos::prelude::*;

use crate::parts::gate::signed_in;
use crate::parts::page::fixed_heading;
use crate::text::common;

/// A run, for somebody signed in.
pub fn run_page() -> AnyView {
    signed_in(|_| fixed_heading(common::RUNS))
}
