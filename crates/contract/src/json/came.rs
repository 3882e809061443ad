//! What an answer says beyond what this version knows of it: unknown members, and numbers to the digit.
//! Lists that the API replaces whole are sent with all of it.

use serde_json::{Map, Value};

use super::{FromJson, ToJson, number};

/// The JSON object that something was read from, where that says more than its other fields do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AsItCame(Option<Box<Value>>);

impl AsItCame {
    /// Keeps an object.
    #[must_use]
    pub fn keep(value: &Value) -> Self {
        Self(value.is_object().then(|| Box::new(value.clone())))
    }

    /// The object, if one was kept.
    #[must_use]
    pub fn value(&self) -> Option<&Value> {
        self.0.as_deref()
    }

    /// Reads the object anew.
    #[must_use]
    pub fn read<T: FromJson>(&self) -> Option<T> {
        T::from_json(self.value()?)
    }

    /// These members in place of those that came. A member that says the same stays to the digit, and so does
    /// every member that is not named here.
    #[must_use]
    pub(crate) fn with(&self, members: &[(&str, Value)]) -> Value {
        over(self.value(), members)
    }
}

impl ToJson for AsItCame {
    fn to_json(&self) -> Value {
        self.value().cloned().unwrap_or_default()
    }
}

impl FromJson for AsItCame {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self::keep(value))
    }
}

/// See [`AsItCame::with`].
pub(crate) fn over(came: Option<&Value>, members: &[(&str, Value)]) -> Value {
    let mut object = came.and_then(Value::as_object).cloned().unwrap_or_else(Map::new);
    for (name, member) in members {
        if object.get(*name).is_none_or(|there| !says_the_same(there, member)) {
            object.insert((*name).to_owned(), member.clone());
        }
    }
    Value::Object(object)
}

/// Whether two values say the same: numbers by what they are, not by how they are written.
fn says_the_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => {
            one == other || number::read(one.as_str()) == number::read(other.as_str())
        }
        _ => one == other,
    }
}
