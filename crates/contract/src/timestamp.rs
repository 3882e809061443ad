//! Moments, as the API writes them.

use crate::json::{FromJson, ToJson, Value};

/// A date and time in the document's `date-time` format (RFC 3339, UTC), kept as it was sent.
///
/// The text is not checked here: a server may leave the zone out or write nonsense. `domain`
/// reads it into milliseconds where it can.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Timestamp(pub String);

impl FromJson for Timestamp {
    fn from_json(value: &Value) -> Option<Self> {
        String::from_json(value).map(Self)
    }
}

impl ToJson for Timestamp {
    fn to_json(&self) -> Value {
        self.0.to_json()
    }
}
