//! The form of a test set.

use leptos::prelude::*;

use crate::parts::gate::signed_in;
use crate::parts::page::fixed_heading;
use crate::text::common;

/// The form of a new set.
pub fn new_page() -> AnyView {
    signed_in(|_| fixed_heading(common::TEST_SETS))
}

/// The form of a set that there is.
pub fn edit_page() -> AnyView {
    signed_in(|_| fixed_heading(common::TEST_SETS))
}
