//! To come.
use super::plot::Plot;
pub(super) fn sow(_plot: &mut Plot) {}
