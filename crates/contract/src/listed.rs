//! What all lists have in common: items that may be broken one by one, and the way to more.

use crate::json::{FromJson, Value};

/// The items of a list answer. An item that cannot be read is counted, not fatal: one broken
/// document must not hide the other thousands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed<T> {
    /// The items that could be read, in the server's order.
    pub items: Vec<T>,
    /// How many items could not be read.
    pub unreadable: usize,
}

impl<T> Default for Listed<T> {
    fn default() -> Self {
        Self { items: Vec::new(), unreadable: 0 }
    }
}

impl<T: FromJson> FromJson for Listed<T> {
    fn from_json(value: &Value) -> Option<Self> {
        let sent = value.as_array()?;
        let items: Vec<T> = sent.iter().filter_map(T::from_json).collect();
        let unreadable = sent.len() - items.len();
        Some(Self { items, unreadable })
    }
}

/// The way to the next page: opaque, to be echoed with the same filters, sort and limit.
///
/// The document calls it an integer in requests and leaves it open in some responses, so it is
/// kept as the server wrote it: an integer or a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Continuation(String);

impl Continuation {
    /// A token from its text in a request.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The token's text in a request.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromJson for Continuation {
    fn from_json(value: &Value) -> Option<Self> {
        let number = value.as_i64().map(|number| number.to_string());
        number.or_else(|| String::from_json(value)).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::decode;

    #[test]
    fn a_broken_item_is_counted_and_the_others_are_kept() {
        let listed: Listed<i64> = decode(r#"[1, "two", null, 4]"#).unwrap();
        assert_eq!(listed, Listed { items: vec![1, 4], unreadable: 2 });
    }

    #[test]
    fn something_that_is_no_list_is_an_error() {
        for wrong in ["null", "{}", "3"] {
            assert!(decode::<Listed<i64>>(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn tokens_are_echoed_as_they_came() {
        for (sent, echoed) in
            [("50", "50"), ("\"abc\"", "abc"), ("-7", "-7"), ("9007199254740993", "9007199254740993")]
        {
            assert_eq!(decode::<Continuation>(sent).unwrap().as_str(), echoed);
        }
        assert!(decode::<Continuation>("null").is_err());
    }
}
