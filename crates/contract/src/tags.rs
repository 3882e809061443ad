//! Tags: a key with a value or without. Read as a list or an object, written as an object, and
//! filtered by `key:value`.

use std::fmt;

use crate::json::{self, FromJson, ToJson, Value};

/// One tag.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Tag {
    /// The key; unique within an object.
    pub key: String,
    /// The value, if the tag has one.
    pub value: Option<String>,
}

impl FromJson for Tag {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self { key: json::field(value, "key"), value: json::field(value, "value") })
    }
}

/// The tags of one thing, in the server's order where it sends a list.
///
/// Unit tests, sets, services and metrics answer with a list of `{key, value}`, personas and
/// scenarios with an object; every request takes an object.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tags(pub Vec<Tag>);

impl Tags {
    /// The tags as an iterator.
    pub fn iter(&self) -> impl Iterator<Item = &Tag> {
        self.0.iter()
    }
}

impl FromIterator<Tag> for Tags {
    fn from_iter<I: IntoIterator<Item = Tag>>(iter: I) -> Self {
        Self(iter.into_iter().collect())
    }
}

impl FromJson for Tags {
    fn from_json(value: &Value) -> Option<Self> {
        match value {
            Value::Array(_) => Vec::from_json(value).map(Self),
            Value::Object(tags) => {
                let tag = |(key, value): (&String, &Value)| Tag {
                    key: key.clone(),
                    value: String::from_json(value),
                };
                Some(Self(tags.iter().map(tag).collect()))
            }
            _ => None,
        }
    }
}

/// As every request has them: `{"key": value | null}`.
impl ToJson for Tags {
    fn to_json(&self) -> Value {
        Value::Object(self.iter().map(|tag| (tag.key.clone(), tag.value.to_json())).collect())
    }
}

/// What a tag filter demands of the value.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TagMatch {
    /// Any value, or none (`key:*`).
    Any,
    /// No value (`key:`).
    NoValue,
    /// This value (`key:value`).
    Value(String),
}

/// One value of the `tag` parameter (`tags` for services).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TagFilter {
    key: String,
    matching: TagMatch,
}

impl TagFilter {
    /// A filter, or nothing where the syntax cannot say it: no escape is documented for `:`, a
    /// key must not be empty, and the value `*` would mean any value.
    #[must_use]
    pub fn new(key: &str, matching: TagMatch) -> Option<Self> {
        let sayable = match &matching {
            TagMatch::Any | TagMatch::NoValue => true,
            TagMatch::Value(value) => !value.is_empty() && value != "*" && !value.contains(':'),
        };
        (sayable && !key.is_empty() && !key.contains(':')).then(|| Self { key: key.to_owned(), matching })
    }

    /// Reads the parameter's form.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (key, value) = text.split_once(':')?;
        let matching = match value {
            "*" => TagMatch::Any,
            "" => TagMatch::NoValue,
            value => TagMatch::Value(value.to_owned()),
        };
        Self::new(key, matching)
    }

    /// The key that a tag must have.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// What is demanded of its value.
    #[must_use]
    pub fn matching(&self) -> &TagMatch {
        &self.matching
    }

    /// Whether a tag passes.
    #[must_use]
    pub fn matches(&self, tag: &Tag) -> bool {
        self.key == tag.key
            && match &self.matching {
                TagMatch::Any => true,
                TagMatch::NoValue => tag.value.is_none(),
                TagMatch::Value(value) => tag.value.as_deref() == Some(value),
            }
    }
}

impl fmt::Display for TagFilter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.matching {
            TagMatch::Any => write!(f, "{}:*", self.key),
            TagMatch::NoValue => write!(f, "{}:", self.key),
            TagMatch::Value(value) => write!(f, "{}:{value}", self.key),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::json::decode;

    fn tag(key: &str, value: Option<&str>) -> Tag {
        Tag { key: key.into(), value: value.map(Into::into) }
    }

    #[test]
    fn both_shapes_read_alike() {
        let expected = Tags(vec![tag("suite", Some("onboarding")), tag("slow", None)]);
        for json in [
            r#"[{"key":"suite","value":"onboarding"},{"key":"slow","value":null}]"#,
            r#"[{"key":"suite","value":"onboarding"},{"key":"slow"}]"#,
            r#"{"suite":"onboarding","slow":null}"#,
        ] {
            let mut tags = decode::<Tags>(json).unwrap();
            tags.0.sort_by(|a, b| b.key.cmp(&a.key));
            assert_eq!(tags, expected, "{json}");
        }
    }

    #[test]
    fn what_the_syntax_cannot_say_is_refused() {
        for (key, value) in [("", "a"), ("a:b", "c"), ("a", "b:c"), ("a", "*"), ("a", "")] {
            assert_eq!(TagFilter::new(key, TagMatch::Value(value.into())), None, "{key} {value}");
        }
    }

    #[test]
    fn a_filter_matches_what_the_document_says() {
        let any = TagFilter::parse("suite:*").unwrap();
        let none = TagFilter::parse("suite:").unwrap();
        let value = TagFilter::parse("suite:a").unwrap();
        for (candidate, expected) in [
            (tag("suite", Some("a")), (true, false, true)),
            (tag("suite", Some("b")), (true, false, false)),
            (tag("suite", None), (true, true, false)),
            (tag("other", Some("a")), (false, false, false)),
        ] {
            let found = (any.matches(&candidate), none.matches(&candidate), value.matches(&candidate));
            assert_eq!(found, expected, "{candidate:?}");
        }
    }

    proptest! {
        #[test]
        fn filters_survive_their_text(key in "[^:]{1,8}", value in "[^:]{0,8}", shape in 0..3) {
            let matching = match shape { 0 => TagMatch::Any, 1 => TagMatch::NoValue, _ => TagMatch::Value(value) };
            if let Some(filter) = TagFilter::new(&key, matching) {
                prop_assert_eq!(TagFilter::parse(&filter.to_string()), Some(filter));
            }
        }
    }
}
