//! What all lists have in common: items that may be broken one by one, and the way to more.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

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

impl<T> From<Vec<T>> for Listed<T> {
    fn from(items: Vec<T>) -> Self {
        Self { items, unreadable: 0 }
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for Listed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Vec::<Box<RawValue>>::deserialize(deserializer)?;
        let sent = raw.len();
        let items: Vec<T> = raw.iter().filter_map(|item| serde_json::from_str(item.get()).ok()).collect();
        let unreadable = sent - items.len();
        Ok(Self { items, unreadable })
    }
}

impl<T: Serialize> Serialize for Listed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.items.serialize(serializer)
    }
}

/// The way to the next page: opaque, to be echoed with the same filters, sort and limit.
///
/// The document calls it an integer in requests and leaves it open in some responses, so it is
/// kept as the server wrote it.
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

impl<'de> Deserialize<'de> for Continuation {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        let text = serde_json::from_str::<String>(raw.get()).unwrap_or_else(|_| raw.get().to_owned());
        Ok(Self(text))
    }
}

impl Serialize for Continuation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.parse::<i64>() {
            Ok(number) => serializer.serialize_i64(number),
            Err(_) => serializer.serialize_str(&self.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_item_is_counted_and_the_others_are_kept() {
        let listed: Listed<u32> = serde_json::from_str(r#"[1, "two", null, 4]"#).unwrap();
        assert_eq!(listed, Listed { items: vec![1, 4], unreadable: 2 });
    }

    #[test]
    fn something_that_is_no_list_is_an_error() {
        for wrong in ["null", "{}", "3"] {
            assert!(serde_json::from_str::<Listed<u32>>(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn tokens_are_echoed_as_they_came() {
        for (sent, echoed) in [("50", "50"), ("\"abc\"", "abc"), ("-7", "-7")] {
            let token: Continuation = serde_json::from_str(sent).unwrap();
            assert_eq!(token.as_str(), echoed);
            assert_eq!(serde_json::to_string(&token).unwrap(), sent);
        }
    }
}
