//! Moments, as the API writes them.

use serde::{Deserialize, Serialize};

/// A date and time in the document's `date-time` format (RFC 3339, UTC), kept as it was sent.
///
/// The text is not checked here: a server may leave the zone out or write nonsense. `domain`
/// reads it into milliseconds where it can.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(pub String);
