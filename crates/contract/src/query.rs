//! Query strings: repeated parameters, encoded the way the server decodes them.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Everything but RFC 3986's unreserved characters is encoded, `+` above all: a bare `+` would
/// arrive as a space and turn `+updated_at` into an unknown field.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Encodes one path segment or query part.
pub(crate) fn encode(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// The direction of the one field that a list can be sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum SortDirection {
    /// Smallest or oldest first (`+field`).
    Ascending,
    /// Largest or newest first (`-field`).
    #[default]
    Descending,
}

/// The parameters of one request, in the order they are sent.
///
/// Lists of values are repeated parameters (`id=a&id=b`). The document demands unique items, so a
/// value is sent once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query(Vec<(&'static str, String)>);

impl Query {
    /// No parameters.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a parameter unless this very value is there already.
    pub fn push(&mut self, key: &'static str, value: impl Into<String>) {
        let value = value.into();
        if !self.0.iter().any(|(k, v)| *k == key && *v == value) {
            self.0.push((key, value));
        }
    }

    /// Adds a parameter for each value.
    pub fn extend<V: Into<String>>(&mut self, key: &'static str, values: impl IntoIterator<Item = V>) {
        for value in values {
            self.push(key, value);
        }
    }

    /// Adds a parameter if there is a value.
    pub fn push_some(&mut self, key: &'static str, value: Option<impl ToString>) {
        if let Some(value) = value {
            self.push(key, value.to_string());
        }
    }

    /// Adds `sort_by` for `field`.
    pub fn sort(&mut self, field: &str, direction: Option<SortDirection>) {
        match direction {
            Some(SortDirection::Ascending) => self.push("sort_by", format!("+{field}")),
            Some(SortDirection::Descending) => self.push("sort_by", format!("-{field}")),
            None => {}
        }
    }

    /// The parameters in order.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.0.iter().map(|(key, value)| (*key, value.as_str()))
    }

    /// The query string without a leading `?`; empty when there are no parameters.
    #[must_use]
    pub fn encode(&self) -> String {
        let pairs: Vec<String> =
            self.0.iter().map(|(key, value)| format!("{}={}", encode(key), encode(value))).collect();
        pairs.join("&")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plus_signs_colons_and_commas_arrive_as_they_are() {
        let mut query = Query::new();
        query.sort("updated_at", Some(SortDirection::Ascending));
        query.push("tag", "suite:*");
        query.push("creator", "org,user 1&2=ü");
        assert_eq!(
            query.encode(),
            "sort_by=%2Bupdated_at&tag=suite%3A%2A&creator=org%2Cuser%201%262%3D%C3%BC"
        );
    }

    #[test]
    fn a_value_is_sent_once() {
        let mut query = Query::new();
        query.extend("id", ["a", "b", "a"]);
        assert_eq!(query.encode(), "id=a&id=b");
    }
}
