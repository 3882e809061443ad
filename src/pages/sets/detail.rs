//! The page of one test set.

use leptos::prelude::*;

use crate::parts::gate::signed_in;
use crate::parts::page::fixed_heading;
use crate::text::common;

/// A test set, for somebody signed in.
pub fn set_page() -> AnyView {
    signed_in(|_| fixed_heading(common::TEST_SETS))
}
