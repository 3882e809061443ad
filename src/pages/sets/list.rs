//! The list of test sets.

use leptos::prelude::*;

use crate::parts::gate::signed_in;
use crate::parts::page::fixed_heading;
use crate::text::common;

/// The list, for somebody signed in.
pub fn sets_page() -> AnyView {
    signed_in(|_| fixed_heading(common::TEST_SETS))
}
