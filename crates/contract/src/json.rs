//! Reading somebody else's JSON: what is missing, null or of another type reads as the default;
//! only what a value cannot do without makes it unreadable. And writing our own.
//!
//! Own code in place of derived `serde` implementations: it forgives field by field, and in the
//! wasm file it is a fraction of their size (docs/DECISIONS.md).

mod came;
mod number;
mod parse;
mod scan;
mod write;

use std::collections::BTreeMap;
use std::fmt;

pub use came::AsItCame;
pub(crate) use came::over;
pub use number::number_text;
pub use scan::{Scanner, is_name};
use serde_json::Map;
pub use serde_json::Value;

/// Something that can be read from JSON.
pub trait FromJson: Sized {
    /// Reads a value; `None` where it cannot be one of these at all.
    fn from_json(value: &Value) -> Option<Self>;
}

/// Something that can be written as JSON.
pub trait ToJson {
    /// The value that is sent.
    fn to_json(&self) -> Value;
}

/// Why an answer could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It is not JSON: where it stops being so, in bytes.
    NotJson(usize),
    /// It is JSON of another shape.
    OtherShape,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotJson(place) => write!(f, "not JSON from byte {place} on"),
            Self::OtherShape => f.write_str("JSON of another shape than documented"),
        }
    }
}

impl std::error::Error for Unreadable {}

/// Reads an answer.
///
/// # Errors
/// Where it is not JSON, or JSON of another shape.
pub fn decode<T: FromJson>(text: &str) -> Result<T, Unreadable> {
    T::from_json(&parse(text)?).ok_or(Unreadable::OtherShape)
}

/// Writes a request.
#[must_use]
pub fn encode(request: &dyn ToJson) -> String {
    write(&request.to_json())
}

/// Writes a value without blanks; the members of an object in the order of their names.
#[must_use]
pub fn write(value: &Value) -> String {
    write::write(value)
}

/// Parses a text.
///
/// # Errors
/// Where it is not JSON.
pub fn parse(text: &str) -> Result<Value, Unreadable> {
    parse::parse(text).map_err(Unreadable::NotJson)
}

/// A member that may be missing, null or of another type.
pub fn field<T: FromJson + Default>(value: &Value, name: &str) -> T {
    required(value, name).unwrap_or_default()
}

/// A member that must be there.
pub fn required<T: FromJson>(value: &Value, name: &str) -> Option<T> {
    value.get(name).and_then(T::from_json)
}

/// The id of an item: `id` in lists, `_id` in most searches and versions.
pub(crate) fn id<T: FromJson>(value: &Value) -> Option<T> {
    required(value, "id").or_else(|| required(value, "_id"))
}

/// An object of these members.
#[must_use]
pub fn object(members: &[(&str, &dyn ToJson)]) -> Value {
    let mut object = Map::new();
    for (name, member) in members {
        object.insert((*name).to_owned(), member.to_json());
    }
    Value::Object(object)
}

/// An object of those members that are given; the others are left out.
#[must_use]
pub fn object_of_given(members: &[(&str, Option<&dyn ToJson>)]) -> Value {
    let given: Vec<_> = members.iter().filter_map(|(name, member)| Some((*name, (*member)?))).collect();
    object(&given)
}

/// A member of [`object_of_given`].
pub fn given<T: ToJson>(member: &Option<T>) -> Option<&dyn ToJson> {
    member.as_ref().map(|member| member as &dyn ToJson)
}

impl FromJson for String {
    fn from_json(value: &Value) -> Option<Self> {
        value.as_str().map(str::to_owned)
    }
}

impl FromJson for bool {
    fn from_json(value: &Value) -> Option<Self> {
        value.as_bool()
    }
}

impl FromJson for f64 {
    fn from_json(value: &Value) -> Option<Self> {
        match value {
            Value::Number(number) => number::read(number.as_str()),
            _ => None,
        }
    }
}

impl FromJson for i64 {
    fn from_json(value: &Value) -> Option<Self> {
        #[expect(clippy::cast_possible_truncation, reason = "a whole number, written as 3.0")]
        let whole = |number: f64| (number.fract() == 0.0).then_some(number as Self);
        value.as_i64().or_else(|| whole(f64::from_json(value)?))
    }
}

impl<T: FromJson> FromJson for Option<T> {
    fn from_json(value: &Value) -> Option<Self> {
        Some(T::from_json(value))
    }
}

/// Items that cannot be read are left out; where that must be told, see [`crate::Listed`].
impl<T: FromJson> FromJson for Vec<T> {
    fn from_json(value: &Value) -> Option<Self> {
        Some(value.as_array()?.iter().filter_map(T::from_json).collect())
    }
}

impl<T: FromJson> FromJson for BTreeMap<String, T> {
    fn from_json(value: &Value) -> Option<Self> {
        let mut map = Self::new();
        for (key, value) in value.as_object()? {
            if let Some(value) = T::from_json(value) {
                map.insert(key.clone(), value);
            }
        }
        Some(map)
    }
}

impl ToJson for Value {
    fn to_json(&self) -> Value {
        self.clone()
    }
}

impl ToJson for String {
    fn to_json(&self) -> Value {
        Value::String(self.clone())
    }
}

impl ToJson for &str {
    fn to_json(&self) -> Value {
        Value::String((*self).to_owned())
    }
}

impl ToJson for bool {
    fn to_json(&self) -> Value {
        Value::Bool(*self)
    }
}

impl ToJson for u32 {
    fn to_json(&self) -> Value {
        number::value(self.to_string())
    }
}

impl ToJson for i64 {
    fn to_json(&self) -> Value {
        number::value(self.to_string())
    }
}

/// A number without a fraction is an integer, so that 4 is sent as `4`, not as `4.0`; what is no
/// number is null.
impl ToJson for f64 {
    fn to_json(&self) -> Value {
        let text = number_text(*self);
        if text.is_empty() { Value::Null } else { number::value(text) }
    }
}

/// Nothing is null. A member that must be left out is left out by its object.
impl<T: ToJson> ToJson for Option<T> {
    fn to_json(&self) -> Value {
        self.as_ref().map_or(Value::Null, T::to_json)
    }
}

impl<T: ToJson> ToJson for Vec<T> {
    fn to_json(&self) -> Value {
        Value::Array(self.iter().map(T::to_json).collect())
    }
}

impl<T: ToJson> ToJson for BTreeMap<String, T> {
    fn to_json(&self) -> Value {
        Value::Object(self.iter().map(|(key, value)| (key.clone(), value.to_json())).collect())
    }
}
