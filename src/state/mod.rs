//! What belongs to the whole app: the session, announcements, the clock, the theme, new versions.
//! Each is a struct of signals with a `provide_` and a `use_` function.

pub mod announcer;
pub mod clock;
pub mod drafts;
pub mod leaving;
pub mod personal;
pub mod recent;
pub mod session;
pub mod theme;
pub mod updates;
