//! Rules of our own, pure.
