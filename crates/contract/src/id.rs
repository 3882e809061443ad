//! Identifiers. They are read as they come and checked before they are sent, because one
//! malformed id in a batch makes the server refuse the whole batch (422).

use crate::json::{self, FromJson, ToJson, Value};

/// Whether `text` matches the document's pattern for object ids, `^[a-f0-9]{24}$`.
fn is_object_id(text: &str) -> bool {
    text.len() == 24 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

macro_rules! object_id {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        ///
        /// 24 lower-case hexadecimal digits in every valid request; a response is taken as it is.
        #[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(String);

        impl $name {
            /// Takes an id from outside (an address, a form) if it is well-formed.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                is_object_id(text).then(|| Self(text.to_owned()))
            }

            /// Takes any text, as a response does.
            #[must_use]
            pub fn from_response(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// Whether the server would accept this id in a request.
            #[must_use]
            pub fn is_well_formed(&self) -> bool {
                is_object_id(&self.0)
            }

            /// The id's text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromJson for $name {
            fn from_json(value: &Value) -> Option<Self> {
                String::from_json(value).map(Self)
            }
        }

        impl ToJson for $name {
            fn to_json(&self) -> Value {
                self.0.to_json()
            }
        }
    )+};
}

object_id!(
    /// A service.
    ServiceId,
    /// A simulation persona.
    PersonaId,
    /// A simulation scenario.
    ScenarioId,
    /// A metric.
    MetricId,
    /// A simulation unit test.
    UnitTestId,
    /// A simulation unit test set.
    TestSetId,
    /// A simulation unit test set run.
    TestSetRunId,
    /// The result of evaluating a metric.
    EvaluationId,
);

/// A user, named with the organization that issued the account (`UserInfo` in the document).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UserRef {
    /// The organization of the user.
    pub org_id: String,
    /// The user's id within that organization.
    pub user_id: String,
}

impl FromJson for UserRef {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self { org_id: json::field(value, "org_id"), user_id: json::field(value, "user_id") })
    }
}

impl UserRef {
    /// The form of the `creator` filter: `org_id,user_id`.
    #[must_use]
    pub fn to_filter(&self) -> String {
        format!("{},{}", self.org_id, self.user_id)
    }

    /// Reads the form of the `creator` filter. Both parts must be there.
    #[must_use]
    pub fn parse_filter(text: &str) -> Option<Self> {
        let (org_id, user_id) = text.split_once(',')?;
        let known = !org_id.is_empty() && !user_id.is_empty() && !user_id.contains(',');
        known.then(|| Self { org_id: org_id.to_owned(), user_id: user_id.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_24_lower_case_hex_digits() {
        assert!(ServiceId::parse("6618791275130b73714e8d1c").is_some());
        for wrong in ["", "6618791275130b73714e8d1", "6618791275130B73714e8d1c", "6618791275130b73714e8d9h"] {
            assert_eq!(ServiceId::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn creators_are_sent_as_organization_and_user() {
        let creator = UserRef { org_id: "northwind".into(), user_id: "u-1".into() };
        assert_eq!(creator.to_filter(), "northwind,u-1");
        assert_eq!(UserRef::parse_filter("northwind,u-1"), Some(creator));
        for wrong in ["", "northwind", "northwind,", ",u-1", "a,b,c"] {
            assert_eq!(UserRef::parse_filter(wrong), None, "{wrong}");
        }
    }
}
